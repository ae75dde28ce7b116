//! What holds of every table: no wrong option is true, every comparison has one winner.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*, sample::select};

use super::{
    oracle::{Meaning, billionths, choice},
    support::{Rows, both, say},
    *,
};
use crate::{base::fold::fold_for_search, domain::kind::AnswerOption};

/// Tables that are tried, unless the environment says another number.
const TABLES: u32 = 10_000;

fn tables(usual: u32) -> ProptestConfig {
    let told = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(told.unwrap_or(usual))
}

/// A table, and what its values mean.
#[derive(Debug, Clone)]
struct Meant {
    rows: Rows,
    meanings: Vec<Meaning>,
}

fn any_number() -> impl Strategy<Value = Meaning> {
    // Few and near, so that they often meet.
    (0..40_i64, 0..3_u32).prop_map(|(near, decimals)| {
        let step = 10_i64.pow(2 - decimals);
        Meaning::Number { hundredths: (near * 7 - 40) / step * step, decimals }
    })
}

fn any_text() -> impl Strategy<Value = Meaning> {
    let ends = || (1..60_i64, 0..20_i64).prop_map(|(low, more)| (low, if more > 12 { low } else { low + more }));
    prop_oneof![
        (0..Meaning::CONCEPTS, 0..Meaning::SPELLINGS)
            .prop_map(|(concept, spelling)| Meaning::Word { concept, spelling }),
        (ends(), 0..Meaning::UNITS).prop_map(|((low, high), unit)| Meaning::Range { low, high, unit }),
        ends().prop_map(|(low, high)| Meaning::Class { low, high }),
    ]
}

fn any_meanings() -> impl Strategy<Value = Vec<Meaning>> {
    let rows = 1..8_usize;
    prop_oneof![
        4 => vec(any_number(), rows.clone()),
        4 => vec(any_text(), rows.clone()),
        1 => vec(prop_oneof![any_number(), any_text(), any::<bool>().prop_map(Meaning::Truth)], rows),
    ]
}

prop_compose! {
    fn any_table()(
        meanings in any_meanings(),
        unit in select(vec![None, Some("mm"), Some("m"), Some("N"), Some("kg")]),
        languages in select(vec![vec![], vec![Lang::EL], vec![Lang::RU, Lang::EN], vec![Lang::EN, Lang::EL]]),
        own in select(vec![Lang::EN, Lang::EL, Lang::RU]),
        names in vec(0..12_usize, 8),
    ) -> Meant {
        let codes: Vec<String> = (0..meanings.len()).map(|at| format!("P{at}")).collect();
        let values = codes.iter().zip(&meanings).map(|(code, meaning)| (code.as_str(), meaning.value()));
        let mut rows = Rows::new(unit).with(values);
        rows.languages = languages.into_iter().collect();
        rows.line.language = own;
        for (product, name) in rows.products.iter_mut().zip(names) {
            product.name = both(&format!("Nail {name}"), &format!("Καρφί {}", name / 2));
        }
        if own == Lang::RU {
            in_russian_too(&mut rows);
        }
        Meant { rows, meanings }
    }
}

/// The bank's own language is complete.
fn in_russian_too(rows: &mut Rows) {
    let add = |text: &mut Localized| {
        let english = text.get(Lang::EN, Lang::EN).to_owned();
        if let Localized::Many(texts) = text {
            texts.insert(Lang::RU, english);
        }
    };
    rows.products.iter_mut().for_each(|product| add(&mut product.name));
    rows.characteristics.iter_mut().for_each(|column| add(&mut column.name));
    add(&mut rows.line.name);
    for value in rows.products.iter_mut().flat_map(|product| product.values.values_mut()) {
        if let Value::Text(text) = value {
            add(text);
        }
    }
}

impl Meant {
    fn own(&self) -> Lang {
        self.rows.line.language
    }

    fn languages(&self) -> impl Iterator<Item = Lang> {
        self.rows.languages.iter().copied().chain([self.own()])
    }

    fn check(&self, draft: &Draft) {
        assert_eq!(draft.content.problems(self.own()), []);
        self.check_languages(draft);
        match draft.origin {
            Origin::Comparison { .. } => self.check_comparison(draft),
            Origin::Units { .. } => self.check_units(draft),
            Origin::Siblings { .. } => self.check_siblings(draft),
            Origin::Number { .. } => self.check_number(draft),
            Origin::Truth { .. } => self.check_truth(draft),
        }
    }

    fn check_languages(&self, draft: &Draft) {
        let Content { stem, answer, explanation, source, kind, .. } = &draft.content;
        let texts = [Some(stem), Some(answer), explanation.as_ref(), source.as_ref()].into_iter().flatten();
        for text in texts.chain(kind.options().iter().map(AnswerOption::text)) {
            assert!(text.exactly(self.own(), self.own()).is_some_and(|text| !text.trim().is_empty()), "{text:?}");
            for lang in self.languages() {
                assert!(!text.get(lang, self.own()).trim().is_empty(), "{text:?} in {lang}");
            }
        }
    }

    /// The key and the wrong options as each language shows them: in each they must be one key and all different.
    fn choices(&self, draft: &Draft) -> Vec<(String, Vec<String>)> {
        let in_language = |lang: Lang| {
            let text = |option: &AnswerOption| option.text().get(lang, self.own()).to_owned();
            let (keys, wrong) = choice(&draft.content.kind, text).expect("a choice");
            assert_eq!(keys.len(), 1, "one key");
            (keys[0].clone(), wrong)
        };
        self.languages().map(in_language).collect()
    }

    fn check_siblings(&self, draft: &Draft) {
        for (key, wrong) in self.choices(draft) {
            assert_eq!(wrong.len(), 3);
            for shown in &wrong {
                assert_ne!(fold_for_search(&key), fold_for_search(shown));
                let told = match self.meanings[0] {
                    Meaning::Number { decimals, .. } => {
                        let told = Meaning::shown(shown);
                        assert!(matches!(told, Meaning::Number { decimals: theirs, .. } if theirs == decimals));
                        vec![told]
                    }
                    _ => self.meant_by(shown),
                };
                for meaning in told {
                    assert!(!self.meanings[0].may_be_true_with(&meaning), "{shown} is true too, beside {key}");
                }
            }
        }
    }

    /// What siblings mean by that text, in whatever language.
    fn meant_by(&self, shown: &str) -> Vec<Meaning> {
        let says = |product: &Product| match product.values.values().next() {
            Some(Value::Text(text)) => text.texts().any(|(_, text)| text.trim() == shown.trim()),
            _ => false,
        };
        let rows = self.rows.products.iter().zip(&self.meanings);
        let meant: Vec<_> = rows.filter(|(product, _)| says(product)).map(|(_, meaning)| meaning.clone()).collect();
        assert!(!meant.is_empty(), "nobody says {shown}");
        meant
    }

    fn check_number(&self, draft: &Draft) {
        let Kind::Number(asked) = &draft.content.kind else { panic!("{draft:?}") };
        assert_eq!(Meaning::shown(&asked.key), self.meanings[0]);
        let Tolerance::Absolute(off) = &asked.tolerance else { panic!("{draft:?}") };
        let (low, high) = self.meanings[0].thousandths();
        let off: f64 = off.parse().unwrap();
        assert!((off * 2000.0 - f64::from(i32::try_from(high - low).unwrap())).abs() < 1e-6, "{off}");
    }

    fn check_truth(&self, draft: &Draft) {
        let Kind::TrueFalse(statement) = &draft.content.kind else { panic!("{draft:?}") };
        assert_eq!(self.meanings[0], Meaning::Truth(statement.key));
    }

    fn check_comparison(&self, draft: &Draft) {
        let highest = draft.content.stem.get(Lang::EN, self.own()).contains("highest");
        for ((key, wrong), lang) in self.choices(draft).into_iter().zip(self.languages()) {
            assert!((2..=3).contains(&wrong.len()));
            let places: BTreeMap<String, usize> = self.places(lang);
            let of = |name: &String| self.meanings[*places.get(name).expect("a name of one product")].thousandths();
            assert!(std::iter::once(&key).chain(&wrong).any(|name| places[name] == 0), "the product itself is there");
            for name in &wrong {
                let ((low, high), (their_low, their_high)) = (of(&key), of(name));
                assert!(if highest { low >= their_high } else { high <= their_low }, "{key} does not beat {name}");
            }
        }
    }

    /// Names and codes that mean one product only → its place.
    fn places(&self, lang: Lang) -> BTreeMap<String, usize> {
        let products = || self.rows.products.iter().enumerate();
        let name = |product: &Product| product.name.get(lang, self.own()).to_owned();
        let mut places: BTreeMap<String, usize> = products().map(|(at, product)| (name(product), at)).collect();
        places.retain(|text, _| products().filter(|(_, product)| name(product) == *text).count() == 1);
        places.extend(products().map(|(at, product)| (product.code.to_string(), at)));
        places
    }

    fn check_units(&self, draft: &Draft) {
        let own = self.rows.characteristics[0].unit.as_deref().unwrap();
        let (low, high) = self.meanings[0].thousandths();
        let bounds = |unit: &str| (i128::from(low) * billionths(unit), i128::from(high) * billionths(unit));
        for (key, wrong) in self.choices(draft) {
            assert!(key.ends_with(&format!(" {own}")) && Meaning::shown(&key) == self.meanings[0]);
            for shown in &wrong {
                assert_eq!(Meaning::shown(shown), self.meanings[0]);
                let ((low, high), (from, to)) = (bounds(own), bounds(shown.split_once(' ').unwrap().1));
                assert!(high <= from || to <= low, "{shown} is {key}");
            }
        }
    }
}

proptest! {
    #![proptest_config(tables(TABLES))]

    #[test]
    fn no_draft_is_false(meant in any_table()) {
        for draft in meant.rows.drafts() {
            meant.check(&draft);
        }
    }
}

proptest! {
    #![proptest_config(tables(TABLES / 10))]

    #[test]
    fn the_order_of_rows_does_not_count(meant in any_table(), turn in 0..8_usize) {
        let mut turned = meant.rows.clone();
        let rows = turned.products.len();
        turned.products.rotate_left(turn % rows);
        let again = turned.table().drafts(&meant.rows.products[0].code, &"height".parse().unwrap(), &say);
        prop_assert_eq!(meant.rows.drafts(), again);
    }
}

#[test]
fn random_tables_make_drafts_of_every_kind() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let mut made: BTreeMap<String, u32> = BTreeMap::new();
    for _ in 0..500 {
        let meant = any_table().new_tree(&mut runner).unwrap().current();
        for draft in meant.rows.drafts() {
            let origin = serde_json::to_value(&draft.origin).unwrap();
            *made.entry(origin["made_of"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    let often = |name: &str| made.get(name).is_some_and(|count| *count >= 5);
    assert!(["siblings", "number", "truth", "comparison", "units"].into_iter().all(often), "{made:?}");
}
