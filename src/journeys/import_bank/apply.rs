//! Writing what an import changes.

use std::collections::{BTreeMap, HashMap};

use super::Importer;
use crate::{
    base::{
        error::{Error, Result},
        id::{CharacteristicId, LineId, ProductId, QuestionId, TopicId, VersionId},
        limits::BANK_QUESTIONS_MAX,
        refusal::{Problem, Refused},
    },
    domain::{
        bank::{Bank, BankDiff, BankQuestion, Section},
        code::Code,
        product::{Characteristic, Line, Product, Topic, Value},
        question::{Question, State},
    },
    journeys::{
        change_product::{self, NewChange},
        write_questions::folded,
    },
    store::{
        Tx, products,
        questions::{self, Filter, NewQuestion},
    },
};

/// Writes everything in which the file differs from the bank.
pub(super) fn apply(tx: &mut Tx<'_>, bank: &Bank, diff: &BankDiff, importer: Importer) -> Result<()> {
    let line = line(tx, bank, diff)?;
    topics(tx, line, bank)?;
    characteristics(tx, line, bank)?;
    products_of(tx, line, bank, diff)?;
    // Before the questions: what the file says of one that a change puts in doubt was written after it.
    change_values(tx, &changed_values(bank, diff), importer)?;
    questions_of(tx, line, bank, &diff.questions, importer)?;
    products::bump_revision(tx, line)
}

fn line(tx: &mut Tx<'_>, bank: &Bank, diff: &BankDiff) -> Result<LineId> {
    let id = if diff.new_line { LineId::new() } else { products::line(tx.db, &bank.line.code)?.id };
    let line = Line {
        id,
        code: bank.line.code.clone(),
        name: bank.line.name.clone(),
        note: bank.line.note.clone(),
        language: bank.line.language,
    };
    let saved = if diff.new_line { products::insert_line(tx, &line) } else { products::update_line(tx, &line) };
    saved?;
    Ok(id)
}

/// Topics and characteristics are few: all of the file's are saved, in the file's order; others stay behind them.
fn topics(tx: &mut Tx<'_>, line: LineId, bank: &Bank) -> Result<()> {
    let known: HashMap<Code, TopicId> =
        products::topics(tx.db, line)?.into_iter().map(|topic| (topic.code, topic.id)).collect();
    for (place, topic) in bank.topics.iter().enumerate() {
        let id = known.get(&topic.code).copied().unwrap_or_else(TopicId::new);
        products::save_topic(tx, line, &Topic { id, code: topic.code.clone(), name: topic.name.clone() }, place)?;
    }
    Ok(())
}

fn characteristics(tx: &mut Tx<'_>, line: LineId, bank: &Bank) -> Result<()> {
    let known: HashMap<Code, CharacteristicId> =
        products::characteristics(tx.db, line)?.into_iter().map(|column| (column.code, column.id)).collect();
    for (place, column) in bank.characteristics.iter().enumerate() {
        let id = known.get(&column.code).copied().unwrap_or_else(CharacteristicId::new);
        let (code, name, unit) = (column.code.clone(), column.name.clone(), column.unit.clone());
        products::save_characteristic(tx, line, &Characteristic { id, code, name, unit }, place)?;
    }
    Ok(())
}

/// A value of a product that the file tells otherwise than the bank.
struct ChangedValue<'a> {
    product: &'a Code,
    characteristic: &'a Code,
    value: &'a Value,
}

/// The values that the file tells otherwise than the bank. A product's first value of a characteristic changes nothing that anybody learned.
fn changed_values<'a>(bank: &'a Bank, diff: &BankDiff) -> Vec<ChangedValue<'a>> {
    let mut changed = Vec::new();
    for product in &bank.products {
        let of_product = diff.products.changed.iter().filter(|one| one.code == product.code);
        for field in of_product.flat_map(|one| &one.fields).filter(|field| field.before.is_some()) {
            let code = field.field.strip_prefix("characteristics.");
            let of_code = product.values.iter().find(|(known, _)| Some(known.as_str()) == code);
            changed.extend(of_code.map(|(characteristic, value)| ChangedValue {
                product: &product.code,
                characteristic,
                value,
            }));
        }
    }
    changed
}

/// Records the values that differ as changes from now. Refuses where nobody said what they ask of those who are certified.
fn change_values(tx: &mut Tx<'_>, changed: &[ChangedValue<'_>], importer: Importer) -> Result<()> {
    let named = |one: &ChangedValue<'_>| format!("products[{}].characteristics.{}", one.product, one.characteristic);
    let Some(severity) = importer.severity else {
        let problems = changed.iter().map(|one| Problem::new(named(one), "needs-a-severity"));
        let problems: Vec<Problem> = problems.collect();
        return if problems.is_empty() { Ok(()) } else { Err(Refused::invalid(problems).into()) };
    };
    let new =
        |one: &ChangedValue<'_>| (one.product.clone(), NewChange::now(one.characteristic.clone(), one.value, severity));
    let list: Vec<(Code, NewChange)> = changed.iter().map(new).collect();
    change_product::record_within(tx, &list, importer.author, |place| {
        changed.get(place).map(named).unwrap_or_default()
    })?;
    Ok(())
}

/// Products, and the first values of their characteristics; others are changes.
fn products_of(tx: &mut Tx<'_>, line: LineId, bank: &Bank, diff: &BankDiff) -> Result<()> {
    let columns: HashMap<Code, CharacteristicId> =
        products::characteristics(tx.db, line)?.into_iter().map(|column| (column.code, column.id)).collect();
    let known: HashMap<Code, Product> =
        products::products(tx.db, Some(line), tx.now)?.into_iter().map(|one| (one.code.clone(), one)).collect();
    for (place, product) in bank.products.iter().enumerate() {
        if diff.products.equal.contains(&product.code) && !diff.products.reordered {
            continue;
        }
        let before = known.get(&product.code);
        let id = before.map_or_else(ProductId::new, |before| before.id);
        let (code, name) = (product.code.clone(), product.name.clone());
        products::save_product(tx, &Product { id, line, code, name, values: BTreeMap::new() }, place)?;
        for (code, value) in &product.values {
            let known = before.is_some_and(|before| before.values.contains_key(code));
            if let Some(column) = columns.get(code).filter(|_| !known) {
                let by = tx.actor;
                products::record_value(tx, (id, *column), Some(value), tx.now, by)?;
            }
        }
    }
    Ok(())
}

fn questions_of<C>(tx: &mut Tx<'_>, line: LineId, bank: &Bank, section: &Section<C>, importer: Importer) -> Result<()> {
    let most = u32::try_from(BANK_QUESTIONS_MAX).unwrap_or(u32::MAX);
    let filter = Filter { line: Some(bank.line.code.clone()), ..Filter::default() };
    let known: HashMap<Code, Question> =
        questions::list(tx.db, &filter, most)?.into_iter().map(|one| (one.code.clone(), one)).collect();
    for question in &bank.questions {
        if section.equal.contains(&question.code) {
            continue;
        }
        match known.get(&question.code) {
            None => add(tx, line, question, importer)?,
            Some(before) => change(tx, line, before, question, importer)?,
        }
    }
    Ok(())
}

fn add(tx: &mut Tx<'_>, line: LineId, question: &BankQuestion, importer: Importer) -> Result<()> {
    let new = NewQuestion {
        id: QuestionId::new(),
        line,
        code: question.code.clone(),
        placing: question.placing.clone(),
        content: question.content.clone(),
        folded: folded(&question.content),
        author: importer.author,
    };
    let version = questions::insert(tx, &new)?;
    approve(tx, line, new.id, (version, 1), importer.finished(&question.content))
}

fn change(tx: &mut Tx<'_>, line: LineId, before: &Question, after: &BankQuestion, importer: Importer) -> Result<()> {
    if before.placing != after.placing {
        questions::place(tx, line, before.id, &after.placing)?;
    }
    if before.latest.content == after.content || before.state == State::Retired {
        return Ok(());
    }
    let (number, text) = (before.latest.number, folded(&after.content));
    let version = questions::add_version(tx, before.id, number, &after.content, &text, importer.author)?;
    let number = number.checked_add(1).ok_or_else(|| Error::broken("too many versions"))?;
    approve(tx, line, before.id, (version, number), importer.finished(&after.content))
}

fn approve(
    tx: &mut Tx<'_>,
    line: LineId,
    question: QuestionId,
    version: (VersionId, u32),
    importer: Importer,
) -> Result<()> {
    match importer.approver {
        Some(by) => questions::approve(tx, line, question, version, by),
        None => Ok(()),
    }
}
