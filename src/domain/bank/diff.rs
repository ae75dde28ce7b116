//! What an import of a bank would do. Things are recognised by their codes. An import adds and changes; what the store
//! has and the file does not is kept. The same bank twice changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::{Bank, BankProduct, BankQuestion};
use crate::{
    base::lang::Lang,
    domain::{code::Code, question::Placing},
};

/// What an import would do to each thing of a bank.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct BankDiff {
    /// Whether the line itself is new.
    pub new_line: bool,
    /// The line's fields that change.
    pub line: Vec<FieldChange>,
    /// The topics.
    pub topics: Section<Changed>,
    /// The characteristics.
    pub characteristics: Section<Changed>,
    /// The products; a changed value is the field `characteristics.CODE`.
    pub products: Section<Changed>,
    /// Values that a product has in the store and not in the file, as product and characteristic: they are kept.
    pub values_kept: Vec<(Code, Code)>,
    /// The questions.
    pub questions: Section<QuestionChanged>,
}

/// What an import would do to the things of one list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section<C> {
    /// In the file only: added.
    pub added: Vec<Code>,
    /// In both and different: changed.
    pub changed: Vec<C>,
    /// In both and equal: left alone.
    pub equal: Vec<Code>,
    /// In the store only: kept, never deleted.
    pub kept: Vec<Code>,
    /// Whether those in both stand in another order.
    pub reordered: bool,
}

/// A thing that would change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// Which.
    pub code: Code,
    /// What about it.
    pub fields: Vec<FieldChange>,
}

/// A question that would change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionChanged {
    /// Which.
    pub code: Code,
    /// Where it belongs: corrected in place.
    pub placing: Vec<FieldChange>,
    /// What it says: any change here makes a new version.
    pub content: Vec<FieldChange>,
}

/// A field that would change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldChange {
    /// Its name, as in the file.
    pub field: String,
    /// As it is; none: it is not there.
    pub before: Option<Json>,
    /// As it would be; none: it would be gone.
    pub after: Option<Json>,
}

/// What importing `after` would do to `before`; none: the line does not exist yet.
pub fn diff(before: Option<&Bank>, after: &Bank) -> BankDiff {
    let was = before.map_or(after.line.language, |bank| bank.line.language);
    let compare = |code: &Code, before: Fields, after: Fields| {
        let fields = changes(&before, &after);
        (!fields.is_empty()).then(|| Changed { code: code.clone(), fields })
    };
    let is = after.line.language;
    BankDiff {
        new_line: before.is_none(),
        line: before.map_or_else(Vec::new, |bank| changes(&fields(&bank.line, was), &fields(&after.line, is))),
        topics: section(
            before.map_or(&[], |bank| &bank.topics),
            &after.topics,
            |topic| &topic.code,
            |old, new| compare(&new.code, fields(old, was), fields(new, is)),
        ),
        characteristics: section(
            before.map_or(&[], |bank| &bank.characteristics),
            &after.characteristics,
            |column| &column.code,
            |old, new| compare(&new.code, fields(old, was), fields(new, is)),
        ),
        products: section(
            before.map_or(&[], |bank| &bank.products),
            &after.products,
            |product| &product.code,
            |old, new| compare(&new.code, product_fields(old, new, was), product_fields(new, new, is)),
        ),
        values_kept: before.map_or_else(Vec::new, |bank| values_kept(bank, after)),
        questions: Section {
            // The order of questions has no meaning: every form is shuffled.
            reordered: false,
            ..section(
                before.map_or(&[], |bank| &bank.questions),
                &after.questions,
                |question| &question.code,
                |old, new| question_change((old, was), (new, is)),
            )
        },
    }
}

impl BankDiff {
    /// True when the import would change nothing.
    pub fn is_empty(&self) -> bool {
        !self.new_line
            && self.line.is_empty()
            && self.topics.is_empty()
            && self.characteristics.is_empty()
            && self.products.is_empty()
            && self.questions.is_empty()
    }
}

impl<C> Section<C> {
    /// True when the import would change nothing in this list.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && !self.reordered
    }
}

impl<C> Default for Section<C> {
    fn default() -> Section<C> {
        Section { added: Vec::new(), changed: Vec::new(), equal: Vec::new(), kept: Vec::new(), reordered: false }
    }
}

type Fields = Map<String, Json>;

fn section<T, C>(
    before: &[T],
    after: &[T],
    code: impl Fn(&T) -> &Code,
    change: impl Fn(&T, &T) -> Option<C>,
) -> Section<C> {
    let old: BTreeMap<&Code, &T> = before.iter().map(|thing| (code(thing), thing)).collect();
    let new: BTreeSet<&Code> = after.iter().map(&code).collect();
    let mut section = Section::default();
    for thing in after {
        match old.get(code(thing)).map(|was| change(was, thing)) {
            None => section.added.push(code(thing).clone()),
            Some(None) => section.equal.push(code(thing).clone()),
            Some(Some(changed)) => section.changed.push(changed),
        }
    }
    section.kept = before.iter().map(&code).filter(|code| !new.contains(code)).cloned().collect();
    let order_was = before.iter().map(&code).filter(|code| new.contains(code));
    let order_is = after.iter().map(&code).filter(|code| old.contains_key(code));
    section.reordered = !order_was.eq(order_is);
    section
}

fn question_change((old, was): (&BankQuestion, Lang), (new, is): (&BankQuestion, Lang)) -> Option<QuestionChanged> {
    let placing = changes(&placing_fields(&old.placing, was), &placing_fields(&new.placing, is));
    let content = changes(&fields(&old.content, was), &fields(&new.content, is));
    let differs = !placing.is_empty() || !content.is_empty();
    differs.then(|| QuestionChanged { code: new.code.clone(), placing, content })
}

fn changes(before: &Fields, after: &Fields) -> Vec<FieldChange> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let value = |fields: &Fields, name: &str| fields.get(name).filter(|value| !value.is_null()).cloned();
    let both = names.into_iter().map(|name| (name, value(before, name), value(after, name)));
    both.filter(|(_, before, after)| before != after)
        .map(|(name, before, after)| FieldChange { field: name.clone(), before, after })
        .collect()
}

/// The fields of a thing as comparable values, where `own` is the language of its bank.
fn fields(thing: &impl Serialize, own: Lang) -> Fields {
    match serde_json::to_value(thing).map(|value| simplest(value, own)) {
        Ok(Json::Object(fields)) => fields,
        _ => Fields::new(),
    }
}

/// `{en: TEXT}` says the same as TEXT in a bank whose language is `en`.
fn simplest(value: Json, own: Lang) -> Json {
    match value {
        Json::Object(map) if map.len() == 1 && map.contains_key(own.code()) => {
            map.into_iter().next().map_or(Json::Null, |(_, only)| only)
        }
        Json::Object(map) => map.into_iter().map(|(name, value)| (name, simplest(value, own))).collect(),
        Json::Array(list) => list.into_iter().map(|value| simplest(value, own)).collect(),
        plain => plain,
    }
}

/// The links to characteristics are a set.
fn placing_fields(placing: &Placing, own: Lang) -> Fields {
    let mut placing = placing.clone();
    placing.characteristics.sort();
    placing.characteristics.dedup();
    fields(&placing, own)
}

/// The name of a product, and its values as far as the file tells them.
fn product_fields(product: &BankProduct, file: &BankProduct, own: Lang) -> Fields {
    let mut all = fields(product, own);
    let Some(Json::Object(values)) = all.remove("values") else { return all };
    let told = values.into_iter().filter(|(code, _)| file.values.keys().any(|known| known.as_str() == code));
    all.extend(told.map(|(code, value)| (format!("characteristics.{code}"), value)));
    all
}

fn values_kept(before: &Bank, after: &Bank) -> Vec<(Code, Code)> {
    let new: BTreeMap<&Code, &BankProduct> = after.products.iter().map(|product| (&product.code, product)).collect();
    let of_product = |old: &BankProduct| -> Vec<(Code, Code)> {
        let Some(file) = new.get(&old.code) else { return Vec::new() };
        let kept = old.values.keys().filter(|code| !file.values.contains_key(code));
        kept.map(|code| (old.code.clone(), code.clone())).collect()
    };
    before.products.iter().flat_map(of_product).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::tests::bank, *};
    use crate::{base::localized::Localized, domain::product::Value};

    fn check(edit: impl FnOnce(&mut Bank), expected: &Json) {
        let mut after = bank();
        edit(&mut after);
        let found = serde_json::to_value(diff(Some(&bank()), &after)).unwrap();
        let empty = serde_json::to_value(diff(Some(&bank()), &bank())).unwrap();
        let mut different = Fields::new();
        for (name, value) in found.as_object().unwrap() {
            if *value != empty[name] {
                different.insert(name.clone(), value.clone());
            }
        }
        assert_eq!(Json::Object(different), *expected);
    }

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    #[test]
    fn the_same_bank_changes_nothing() {
        assert!(diff(Some(&bank()), &bank()).is_empty());
        assert_eq!(diff(Some(&bank()), &bank()).questions.equal, [code("na-3070-diameter")]);
    }

    #[test]
    fn a_new_line_adds_everything() {
        let found = diff(None, &bank());
        assert!(found.new_line && !found.is_empty());
        assert_eq!(found.products.added, [code("NA-3070")]);
        assert_eq!(found.questions.added, [code("na-3070-diameter")]);
    }

    #[test]
    fn what_the_file_lacks_is_kept() {
        let mut after = bank();
        after.topics.clear();
        after.questions.clear();
        after.products[0].values.clear();
        let found = diff(Some(&bank()), &after);
        assert!(found.is_empty());
        assert_eq!(found.topics.kept, [code("dimensions")]);
        assert_eq!(found.questions.kept, [code("na-3070-diameter")]);
        assert_eq!(found.values_kept, [(code("NA-3070"), code("diameter"))]);
    }

    #[test]
    fn changes_are_told_field_by_field() {
        check(
            |bank| bank.line.note = Some("Ours".into()),
            &json!({"line": [{"field": "note", "before": null, "after": "Ours"}]}),
        );
        check(
            |bank| drop(bank.products[0].values.insert(code("diameter"), Value::Number("3.1".into()))),
            &json!({"products": {"added": [], "equal": [], "kept": [], "reordered": false, "changed": [{
                "code": "NA-3070",
                "fields": [{
                    "field": "characteristics.diameter", "before": {"number": "3.0"}, "after": {"number": "3.1"},
                }],
            }]}}),
        );
        check(
            |bank| {
                bank.questions[0].placing.exam_only = true;
                bank.questions[0].content.points = 2;
            },
            &json!({"questions": {"added": [], "equal": [], "kept": [], "reordered": false, "changed": [{
                "code": "na-3070-diameter",
                "placing": [{"field": "exam_only", "before": false, "after": true}],
                "content": [{"field": "points", "before": 1, "after": 2}],
            }]}}),
        );
    }

    #[test]
    fn a_placing_change_makes_no_version() {
        let mut after = bank();
        after.questions[0].placing.product = None;
        let found = diff(Some(&bank()), &after);
        assert!(found.questions.changed[0].content.is_empty());
        assert_eq!(found.questions.changed[0].placing[0].after, None);
    }

    #[test]
    fn the_same_said_otherwise_is_no_change() {
        let mut after = bank();
        after.line.name = Localized::Many([(Lang::EN, "Nails".to_owned())].into());
        after.questions[0].content.answer = Localized::Many([(Lang::EN, "Three millimetres.".to_owned())].into());
        let again = after.questions[0].placing.characteristics.clone();
        after.questions[0].placing.characteristics.extend(again);
        assert!(diff(Some(&bank()), &after).is_empty());
    }

    #[test]
    fn another_order_is_a_change() {
        let with_second = |bank: &mut Bank| {
            let mut second = bank.topics[0].clone();
            second.code = code("strength");
            bank.topics.push(second);
        };
        let (mut before, mut after) = (bank(), bank());
        with_second(&mut before);
        with_second(&mut after);
        after.topics.reverse();
        let found = diff(Some(&before), &after);
        assert!(found.topics.reordered && found.topics.changed.is_empty());
    }
}
