//! A change as it arrives, read against the product that it is about.

use num_rational::BigRational;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::{
    base::{
        error::Result,
        id::{ChangeId, PersonId, QuestionId},
        lang::Lang,
        limits::{CHANGE_AHEAD_DAYS_MAX, LEARN_DAYS_MAX, NOTE_CHARS_MAX},
        localized::Localized,
        refusal::{Problem, Refusal, Refused},
        time::{DAY, Millis},
    },
    domain::{
        bank::is_decimal,
        change::{Change, LEARN_DAYS, Severity},
        code::Code,
        decimal,
        product::{Characteristic, Line, Product, Sort, Value},
        unit,
    },
    store::{Db, changes, products, questions},
};

/// A change as it is asked for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChange {
    /// The characteristic's code.
    pub characteristic: Code,
    /// The new value: a number as text keeps its decimals (`"7.0"`), true or false, words in one language or several; null: the product has it
    /// no more. Where neither a unit nor a sibling tells whether a text is a number, `{"number": "7.0"}` does.
    #[schemars(with = "Option<GivenValue>")]
    pub value: Json,
    /// The unit of a number, where it is not the characteristic's: the number is converted exactly.
    #[serde(default)]
    pub unit: Option<String>,
    /// What it asks of those who are certified.
    pub severity: Severity,
    /// From when it holds; now unless told.
    #[serde(default)]
    pub effective_at: Option<Millis>,
    /// Within how many days it must be learned.
    #[serde(default)]
    pub learn_days: Option<u32>,
    /// What else should be known about it.
    #[serde(default)]
    pub note: Option<String>,
    /// When the present value was seen: one that changed since is not overwritten.
    #[serde(default)]
    pub seen_at: Option<Millis>,
    /// Questions that it puts in doubt beside those that are linked to the characteristic.
    #[serde(default)]
    pub questions: Vec<QuestionId>,
}

/// A value as it may arrive.
#[derive(JsonSchema)]
#[serde(untagged)]
pub enum GivenValue {
    /// Yes or no.
    Truth(bool),
    /// A number; as text it keeps its last zeros.
    Number(serde_json::Number),
    /// A number as text, or words in one language or several.
    Text(Localized),
    /// Of what sort it is, where nothing else tells.
    Named(Value),
}

impl NewChange {
    /// A new value that holds from now.
    pub fn now(characteristic: Code, value: &Value, severity: Severity) -> NewChange {
        NewChange {
            characteristic,
            value: match value {
                Value::Number(number) => json!({ "number": number }),
                Value::Truth(truth) => json!(truth),
                Value::Text(words) => json!(words),
            },
            unit: None,
            severity,
            effective_at: None,
            learn_days: None,
            note: None,
            seen_at: None,
            questions: Vec::new(),
        }
    }
}

/// A change read against its product.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub line: Line,
    pub product: Product,
    pub characteristic: Characteristic,
    pub change: Change,
    /// What the characteristic is until then.
    pub before: Option<Value>,
    pub named: Vec<QuestionId>,
}

/// Reads a change of a product. Refuses an unknown product, and names every field that does not hold what it must.
pub(super) fn read(db: &mut Db, product: &Code, new: &NewChange, by: PersonId, now: Millis) -> Result<Read> {
    let product = products::product(db, product, now)?;
    let line = products::line_of(db, product.line)?;
    let columns = products::characteristics(db, line.id)?;
    let Some(characteristic) = columns.into_iter().find(|column| column.code == new.characteristic) else {
        let problem = Problem::new("characteristic", "no-such-characteristic");
        return Err(Refused::invalid(vec![problem.with("code", new.characteristic.as_str())]).into());
    };
    let mut problems = Vec::new();
    let present = product.values.get(&characteristic.code);
    let sort = sort(db, &characteristic, &line, present, now)?;
    let value = match &new.value {
        Json::Null => None,
        told => {
            let read = value(told, new.unit.as_deref(), &characteristic, sort, line.language);
            read.map_err(|problem| problems.push(problem)).ok()
        }
    };
    if let Some(seen_at) = new.seen_at
        && products::product(db, &product.code, seen_at)?.values.get(&characteristic.code) != present
    {
        problems.push(Problem::new("value", "changed-meanwhile"));
    }
    let effective_at = effective(new, now, &mut problems);
    let days = new.learn_days.unwrap_or(LEARN_DAYS);
    if !(1..=LEARN_DAYS_MAX).contains(&days) {
        problems.push(Problem::new("learn_days", "out-of-range").with("min", 1).with("max", LEARN_DAYS_MAX));
    }
    let note = new.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().nth(NOTE_CHARS_MAX).is_some()) {
        problems.push(Problem::new("note", "too-long").with("max", NOTE_CHARS_MAX));
    }
    for question in &new.questions {
        if !is_of(db, *question, &line)? {
            problems.push(Problem::new("questions", "no-such-question").with("id", question.to_string()));
        }
    }
    if !problems.is_empty() {
        return Err(Refused::invalid(problems).into());
    }
    let change = Change {
        id: ChangeId::new(),
        product: product.id,
        characteristic: characteristic.id,
        code: characteristic.code.clone(),
        value,
        severity: new.severity,
        note: note.map(str::to_owned),
        effective_at,
        deadline: Change::deadline(new.severity, effective_at, days),
        recorded_by: by,
        recorded_at: now,
        end: None,
    };
    let before = change.value_before(&changes::of_product(db, product.id)?, present).cloned();
    if change.value == before {
        return Err(Refusal::NothingChanged.into());
    }
    Ok(Read { line, product, characteristic, change, before, named: new.questions.clone() })
}

/// Whether there is such a question of the line. A database that cannot tell is no answer.
fn is_of(db: &mut Db, question: QuestionId, line: &Line) -> Result<bool> {
    match questions::find(db, question) {
        Ok(found) => Ok(found.line == line.code),
        Err(error) if error.refusal() == Some(Refusal::NoSuchThing) => Ok(false),
        Err(error) => Err(error),
    }
}

fn sort(
    db: &mut Db,
    column: &Characteristic,
    line: &Line,
    present: Option<&Value>,
    now: Millis,
) -> Result<Option<Sort>> {
    match present {
        Some(present) => Ok(Some(present.sort())),
        None => Ok(column.sort(&products::products(db, Some(line.id), now)?)),
    }
}

fn effective(new: &NewChange, now: Millis, problems: &mut Vec<Problem>) -> Millis {
    let effective_at = new.effective_at.unwrap_or(now);
    // What was true yesterday was true for everybody: nobody may be held today to what was not known then.
    if effective_at < now {
        problems.push(Problem::new("effective_at", "in-the-past"));
    }
    if effective_at > now.plus(i64::from(CHANGE_AHEAD_DAYS_MAX) * DAY) {
        problems.push(Problem::new("effective_at", "too-far").with("days", CHANGE_AHEAD_DAYS_MAX));
    }
    effective_at
}

/// The value that was given, of the sort of its column.
pub(in crate::journeys) fn value(
    told: &Json,
    unit: Option<&str>,
    column: &Characteristic,
    sort: Option<Sort>,
    own: Lang,
) -> std::result::Result<Value, Problem> {
    given(told, unit, column, sort, own).and_then(|value| match (value.sort(), sort) {
        (_, None) => Ok(value),
        (given, Some(sort)) if given == sort => Ok(value),
        (_, Some(Sort::Number)) => Err(Problem::new("value", "number-expected")),
        (_, Some(Sort::Truth)) => Err(Problem::new("value", "truth-expected")),
        (_, Some(Sort::Words)) => Err(Problem::new("value", "text-expected")),
    })
}

/// The same of whatever sort it is.
fn given(
    told: &Json,
    unit: Option<&str>,
    column: &Characteristic,
    sort: Option<Sort>,
    own: Lang,
) -> std::result::Result<Value, Problem> {
    match told {
        Json::Bool(truth) => Ok(Value::Truth(*truth)),
        Json::Number(number) => in_its_unit(&number.to_string(), unit, column),
        Json::String(text) if sort == Some(Sort::Number) => in_its_unit(text, unit, column),
        Json::String(text) => words(text.trim().into(), own),
        told => match serde_json::from_value::<Value>(told.clone()) {
            Ok(Value::Number(text)) => in_its_unit(&text, unit, column),
            Ok(Value::Truth(truth)) => Ok(Value::Truth(truth)),
            Ok(Value::Text(text)) => words(text, own),
            Err(_not_tagged) => match serde_json::from_value::<Localized>(told.clone()) {
                Ok(text) => words(text, own),
                Err(_not_words) => Err(Problem::new("value", "value-expected")),
            },
        },
    }
}

fn words(text: Localized, own: Lang) -> std::result::Result<Value, Problem> {
    if text.is_blank() {
        return Err(Problem::new("value", "missing"));
    }
    match text.problems(own).pop() {
        None => Ok(Value::Text(text)),
        Some(problem) => Err(problem.inside("value")),
    }
}

/// A number in the characteristic's unit. In its own unit it keeps the decimals to which it is known; from another it is converted exactly.
fn in_its_unit(text: &str, told: Option<&str>, column: &Characteristic) -> std::result::Result<Value, Problem> {
    let text = text.trim();
    let number = if is_decimal(text) { decimal::exact(text) } else { None };
    let Some(number) = number else { return Err(Problem::new("value", "number-expected")) };
    let told = told.map(str::trim).filter(|unit| !unit.is_empty());
    let Some(told) = told.filter(|told| Some(*told) != column.unit.as_deref()) else {
        return Ok(Value::Number(text.to_owned()));
    };
    let Some(number) = converted(&number, told, column.unit.as_deref()) else {
        let own = column.unit.clone().unwrap_or_default();
        return Err(Problem::new("unit", "other-unit").with("told", told).with("expected", own));
    };
    // English writes decimals as authors do.
    Ok(Value::Number(decimal::written(&number, Lang::EN)))
}

fn converted(number: &BigRational, from: &str, to: Option<&str>) -> Option<BigRational> {
    let (from, to) = (unit::parse(from)?, unit::parse(to?)?);
    let converted = unit::convert(number, &from, &to)?;
    is_decimal(&decimal::written(&converted, Lang::EN)).then_some(converted)
}
