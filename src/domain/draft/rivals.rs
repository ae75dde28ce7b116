//! Which values of siblings are surely wrong of a product, and therefore good wrong options.

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::{
    Cell,
    claim::Claim,
    origin::{LeftOut, Sibling, Why},
};
use crate::{
    base::localized::Localized,
    domain::{
        amount::Amount,
        product::{Product, Value},
    },
};

/// Wrong options of a draft.
pub(super) const RIVALS: usize = 3;

/// A value that is surely wrong of the product.
pub(super) struct Rival<'a> {
    pub(super) product: &'a Product,
    pub(super) value: &'a Value,
    /// As it is shown beside the product's own.
    pub(super) text: Localized,
    /// What it claims in each language; numbers are told apart without.
    claims: Vec<Claim>,
}

/// The nearest values that are surely wrong, at most three, and those that are not fit.
pub(super) struct Rivals<'a> {
    pub(super) chosen: Vec<Rival<'a>>,
    pub(super) left_out: Vec<LeftOut>,
}

/// A value that is fit.
struct Fit {
    /// From the product's own.
    distance: BigRational,
    text: Localized,
    claims: Vec<Claim>,
}

impl Rivals<'_> {
    /// The chosen ones, as an origin tells them.
    pub(super) fn siblings(&self) -> Vec<Sibling> {
        self.chosen.iter().map(|rival| sibling(rival.product, rival.value)).collect()
    }
}

/// A product with its value, as an origin tells it.
pub(super) fn sibling(product: &Product, value: &Value) -> Sibling {
    Sibling { product: product.code.clone(), value: value.clone() }
}

/// Why two numbers cannot be told apart, if so.
pub(super) fn indistinct(one: &Amount, other: &Amount) -> Option<Why> {
    let met = one.span().overlaps(&other.span());
    met.then(|| if one.number() == other.number() { Why::Same } else { Why::Indistinct })
}

impl<'a> Cell<'a> {
    /// The rivals of a number.
    pub(super) fn rivals_of_number(&self, key: &Amount) -> Rivals<'a> {
        self.rivals(|value| {
            let amount = number(value).ok_or(Why::OtherKind)?;
            if let Some(why) = indistinct(key, &amount) {
                return Err(why);
            }
            let shown = amount.rounded(key.decimals());
            if shown.number().is_zero() && !amount.number().is_zero() {
                return Err(Why::Vanishes);
            }
            let distance = (key.number() - amount.number()).abs();
            Ok(Fit { distance, text: self.each(|lang| self.told(&shown, lang)), claims: Vec::new() })
        })
    }

    /// The rivals of a text.
    pub(super) fn rivals_of_text(&self, key: &'a Localized) -> Rivals<'a> {
        let synonyms = self.synonyms(key);
        let claims: Vec<_> = synonyms.iter().map(|text| self.claims(text)).collect();
        self.rivals(|value| {
            let Value::Text(text) = value else { return Err(Why::OtherKind) };
            if synonyms.contains(&text) {
                return Err(Why::Same);
            }
            let said = self.claims(text);
            if claims.iter().any(|claims| may_both_be_true(claims, &said)) {
                return Err(Why::AlsoTrue);
            }
            let own = self.own();
            let distance = strsim::osa_distance(key.get(own, own), text.get(own, own));
            let text = self.each(|lang| self.written(value, lang));
            Ok(Fit { distance: BigRational::from_integer(distance.into()), text, claims: said })
        })
    }

    /// The texts of the table that mean the same: what one language tells by two words another may tell by one.
    fn synonyms(&self, key: &'a Localized) -> Vec<&'a Localized> {
        let texts = self.siblings().into_iter().filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text),
            Value::Number(_) | Value::Truth(_) => None,
        });
        let (mut same, mut others) = (vec![key], texts.collect::<Vec<_>>());
        let mut read = 0;
        while let Some(next) = same.get(read).copied() {
            let (alike, rest) = others.into_iter().partition(|text| self.table.alike(next, text));
            same.extend::<Vec<_>>(alike);
            others = rest;
            read += 1;
        }
        same
    }

    /// The text taken apart in each language.
    fn claims(&self, text: &Localized) -> Vec<Claim> {
        self.table.languages().map(|lang| Claim::read(text.get(lang, self.own()), lang)).collect()
    }

    fn rivals(&self, judge: impl Fn(&Value) -> Result<Fit, Why>) -> Rivals<'a> {
        let mut rivals = Rivals { chosen: Vec::new(), left_out: Vec::new() };
        let mut fit = Vec::new();
        for (product, value) in self.siblings() {
            match judge(value) {
                Ok(Fit { distance, text, claims }) => fit.push((distance, Rival { product, value, text, claims })),
                Err(why) => rivals.left_out.push(LeftOut { sibling: sibling(product, value), why }),
            }
        }
        // Stable: of two as near the one with the lower code comes first.
        fit.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (_, rival) in fit {
            if rivals.chosen.iter().any(|chosen| self.repeats(chosen, &rival)) {
                let sibling = sibling(rival.product, rival.value);
                rivals.left_out.push(LeftOut { sibling, why: Why::Repeated });
            } else if rivals.chosen.len() < RIVALS {
                rivals.chosen.push(rival);
            }
        }
        rivals
    }

    /// Whether two wrong options say so much the same that neither can be the right one.
    fn repeats(&self, one: &Rival<'_>, other: &Rival<'_>) -> bool {
        self.table.alike(&one.text, &other.text) || may_both_be_true(&one.claims, &other.claims)
    }
}

/// Whether in any language one thing may be both.
fn may_both_be_true(one: &[Claim], other: &[Claim]) -> bool {
    one.iter().zip(other).any(|(one, other)| one.may_be_true_with(other))
}

/// The number of a value, if it is one.
pub(super) fn number(value: &Value) -> Option<Amount> {
    match value {
        Value::Number(text) => Amount::read(text),
        Value::Text(_) | Value::Truth(_) => None,
    }
}
