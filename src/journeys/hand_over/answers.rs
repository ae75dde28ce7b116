//! Answers in words: what a person chose, not under which name a form called it.

use serde_json::{Map, Value, json};

use crate::{
    base::lang::Lang,
    domain::{answer::Answer, question::Content},
};

/// An answer by the texts of its options.
pub(super) fn told(answer: &Answer, content: &Content, lang: Lang, own: Lang) -> Value {
    let texts = content.kind.texts();
    let text = |place: &usize| texts.get(*place).map_or_else(String::new, |text| text.get(lang, own).to_owned());
    match answer {
        Answer::Choice(place) => json!(text(place)),
        Answer::Choices(places) => json!(places.iter().map(text).collect::<Vec<_>>()),
        Answer::Truth(value) => json!(value),
        Answer::Number { value, unit, .. } => {
            json!([Some(value), unit.as_ref()].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "))
        }
        Answer::Text(words) => json!(words),
        Answer::Pairs(pairs) => {
            Value::Object(pairs.iter().map(|(item, partner)| (text(item), json!(text(partner)))).collect::<Map<_, _>>())
        }
        Answer::Order(places) => json!(places.iter().map(text).collect::<Vec<_>>()),
    }
}
