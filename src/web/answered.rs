//! How the form of a question is answered, whatever its kind and wherever it is asked: in a test, in practice, in a contest.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use crate::domain::answer::{Choice, Choices, Order, Pairs, Submitted, Token, Truth, TypedNumber, TypedText};

/// The fields of `parts/question`; a form takes them among its own by `#[serde(flatten)]`.
#[derive(Debug, Deserialize)]
pub(super) struct Answered {
    choice: Option<Token>,
    #[serde(default, deserialize_with = "several")]
    choices: Vec<Token>,
    value: Option<String>,
    unit: Option<String>,
    text: Option<String>,
    /// `pair.TOKEN` and `place.TOKEN`.
    #[serde(flatten)]
    others: BTreeMap<String, String>,
}

impl Answered {
    /// What was answered; none when nothing was.
    pub(super) fn answer(&self) -> Option<Submitted> {
        let told = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        if let Some(choice) = self.choice.clone() {
            Some(Submitted::Choice(Choice { choice }))
        } else if !self.choices.is_empty() {
            Some(Submitted::Choices(Choices { choices: self.choices.clone() }))
        } else if let Some(arranged) = self.arranged() {
            Some(arranged)
        } else if let Some(text) = told(&self.text) {
            Some(Submitted::Text(TypedText { text }))
        } else {
            told(&self.value).map(|value| match value.as_str() {
                "true" => Submitted::Truth(Truth { value: true }),
                "false" => Submitted::Truth(Truth { value: false }),
                _ => Submitted::Number(TypedNumber { value, unit: told(&self.unit) }),
            })
        }
    }

    /// Partners or places that were chosen for items.
    fn arranged(&self) -> Option<Submitted> {
        let chosen = |prefix: &str| -> Vec<(Token, String)> {
            let named = self.others.iter().filter(|(_, value)| !value.is_empty());
            named
                .filter_map(|(name, value)| Some((Token(name.strip_prefix(prefix)?.to_owned()), value.clone())))
                .collect()
        };
        let (pairs, mut places) = (chosen("pair."), chosen("place."));
        if !pairs.is_empty() {
            let pairs = pairs.into_iter().map(|(item, partner)| (item, Token(partner))).collect();
            return Some(Submitted::Pairs(Pairs { pairs }));
        }
        // A place that is no number comes last, as one that is not told would.
        places.sort_by_key(|(_, place)| place.parse().unwrap_or(u32::MAX));
        let order: Vec<Token> = places.into_iter().map(|(item, _)| item).collect();
        (!order.is_empty()).then_some(Submitted::Order(Order { order }))
    }
}

/// A field that may be sent several times. Among the fields of another form one alone comes as it is, not as a list of one.
fn several<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Token>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Sent {
        One(Token),
        Several(Vec<Token>),
    }
    Ok(match Sent::deserialize(from)? {
        Sent::One(token) => vec![token],
        Sent::Several(tokens) => tokens,
    })
}
