//! Bank files: check, compare, import in one transaction.

mod apply;
mod pictures;

pub(super) use self::pictures::shown;
use schemars::JsonSchema;
use serde::Serialize;

use super::{World, change_product};
use crate::{
    base::{
        error::Result,
        id::PersonId,
        lang::Locale,
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        bank::{Bank, BankDiff, diff},
        change::Severity,
        client::Client,
        code::Code,
        event::{Event, EventKind},
        person::Role,
        question::Content,
    },
    formats::{FileProblem, yaml},
    render,
    store::{By, Db, banks, people},
};

/// What a file holds, or what is wrong with it.
#[derive(Debug, Clone)]
pub struct Report {
    /// Everything that is wrong; then nothing is imported.
    pub problems: Vec<FileProblem>,
    /// What an import changes; none where the file has problems.
    pub diff: Option<BankDiff>,
    /// Questions in the file.
    pub questions: usize,
}

/// Who imports.
#[derive(Debug, Clone, Copy)]
pub struct Importer {
    /// The author of the new versions.
    pub author: PersonId,
    /// A second person who approves them at once; without one they wait as drafts.
    pub approver: Option<PersonId>,
    /// What a value that differs from a product's present one asks of those who are certified. Without it a file with such a value is refused:
    /// how much a change matters is never guessed.
    pub severity: Option<Severity>,
}

impl Importer {
    /// The same for that content: what is unfinished nobody approves at once.
    pub(in crate::journeys) fn finished(self, content: &Content) -> Importer {
        Importer { approver: self.approver.filter(|_| content.unfinished().is_none()), ..self }
    }
}

/// A problem of a file in the words of a locale.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ToldProblem {
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// The field.
    pub field: String,
    /// The stable name of what is wrong.
    pub slug: &'static str,
    /// What is wrong, what was expected, what to do.
    pub text: String,
}

/// What an import changes, in short.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BankSummary {
    /// Whether the line itself is new.
    pub new_line: bool,
    /// How many of the line's fields change.
    pub line: usize,
    /// The topics.
    pub topics: Counted,
    /// The characteristics.
    pub characteristics: Counted,
    /// The products.
    pub products: Named,
    /// The questions.
    pub questions: QuestionsSummary,
}

/// Things of a bank by their codes: the new ones, and how many change.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CountedChanges")]
pub struct Counted {
    /// In the file only.
    pub added: Vec<Code>,
    /// In both and different.
    pub changed: usize,
}

/// Things of a bank by their codes: the new ones, and those that change.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "NamedChanges")]
pub struct Named {
    /// In the file only.
    pub added: Vec<Code>,
    /// In both and different.
    pub changed: Vec<Code>,
}

/// The questions of a bank by their codes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuestionsSummary {
    /// In the file only.
    pub added: Vec<Code>,
    /// In both and different: the file makes new versions or moves them.
    pub changed: Vec<Code>,
    /// How many are in both and equal.
    pub equal: usize,
    /// In the bank only: they stay.
    pub kept: Vec<Code>,
}

/// Reads a file and compares it with what is there. Nothing is changed.
pub async fn compare(world: &World, file: &[u8]) -> Result<Report> {
    compare_by(world, file, None).await
}

/// The same by a client. Refuses a bank that is out of its sight.
pub async fn compare_by(world: &World, file: &[u8], client: Option<&Client>) -> Result<Report> {
    let (reading, _) = pictures::developed(world, yaml::read(file)).await?;
    let Some(bank) = reading.bank else {
        return Ok(Report { problems: reading.problems, diff: None, questions: 0 });
    };
    expect_in_sight(&bank.line.code, client)?;
    let (now, questions) = (world.clock.now(), bank.questions.len());
    let diff = world.store.read(move |db| Ok(diff(banks::find(db, &bank.line.code, now)?.as_ref(), &bank))).await?;
    Ok(Report { problems: Vec::new(), diff: Some(diff), questions })
}

/// Imports a file: all of it in one transaction, or nothing where it has problems. The same file again changes nothing. What the bank has
/// and the file does not stays.
pub async fn import(world: &World, file: &[u8], importer: Importer) -> Result<Report> {
    import_by(world, file, importer, None).await
}

/// The same by a client in the author's name. Refuses a bank that is out of its sight.
pub async fn import_by(world: &World, file: &[u8], importer: Importer, client: Option<&Client>) -> Result<Report> {
    if importer.approver == Some(importer.author) {
        return Err(Refusal::NeedsSecondPerson.into());
    }
    let (reading, album) = pictures::developed(world, yaml::read(file)).await?;
    let Some(bank) = reading.bank else {
        return Ok(Report { problems: reading.problems, diff: None, questions: 0 });
    };
    expect_in_sight(&bank.line.code, client)?;
    let by = By { person: Some(importer.author), client: client.map(|client| client.id) };
    let (questions, snapshots) = (bank.questions.len(), world.snapshots.clone());
    let diff = world
        .store
        .write(by, move |tx| {
            change_product::take_effect_if_due(tx, &snapshots)?;
            let before = banks::find(tx.db, &bank.line.code, tx.now)?;
            let diff = diff(before.as_ref(), &bank);
            if diff.is_empty() {
                return tx.unrecorded(diff);
            }
            expect_own_products(tx.db, &bank)?;
            for event in album.keep(tx, &shown(&bank), importer.author)? {
                tx.record(event);
            }
            apply::apply(tx, &bank, &diff, importer)?;
            tx.done(Event::new(EventKind::BankImported, &bank.line.code).after(&summary(&diff)), diff)
        })
        .await?;
    Ok(Report { problems: Vec::new(), diff: Some(diff), questions })
}

/// Refuses a line that is out of a client's sight.
pub(super) fn expect_in_sight(line: &Code, client: Option<&Client>) -> Result<()> {
    if client.is_none_or(|client| client.reach.sees_line(line)) { Ok(()) } else { Err(Refusal::NoSuchThing.into()) }
}

/// The trainer of that login: for imports by the command line.
pub async fn trainer(world: &World, login: Code) -> Result<PersonId> {
    let found = world.store.read(move |db| people::find_by_login(db, &login)).await?;
    let trainer = found.filter(|person| person.active && person.role == Role::Trainer);
    trainer.map(|person| person.id).ok_or_else(|| Refusal::NoSuchThing.into())
}

/// What is wrong with a file, in words.
pub fn told(problems: &[FileProblem], locale: Locale) -> Vec<ToldProblem> {
    problems
        .iter()
        .map(|FileProblem { line, column, problem }| {
            let text = render::problem(locale, problem);
            ToldProblem { line: *line, column: *column, field: problem.field.clone(), slug: problem.slug, text }
        })
        .collect()
}

/// How much an import changes, in numbers and codes.
pub fn summary(diff: &BankDiff) -> BankSummary {
    BankSummary {
        new_line: diff.new_line,
        line: diff.line.len(),
        topics: Counted { added: diff.topics.added.clone(), changed: diff.topics.changed.len() },
        characteristics: Counted {
            added: diff.characteristics.added.clone(),
            changed: diff.characteristics.changed.len(),
        },
        products: Named {
            added: diff.products.added.clone(),
            changed: diff.products.changed.iter().map(|one| one.code.clone()).collect(),
        },
        questions: QuestionsSummary {
            added: diff.questions.added.clone(),
            changed: diff.questions.changed.iter().map(|one| one.code.clone()).collect(),
            equal: diff.questions.equal.len(),
            kept: diff.questions.kept.clone(),
        },
    }
}

/// Refuses products whose codes belong to another line.
fn expect_own_products(db: &mut Db, bank: &Bank) -> Result<()> {
    let taken = crate::store::products::of_other_lines(db, &bank.line.code)?;
    let problems: Vec<Problem> = bank
        .products
        .iter()
        .filter(|product| taken.contains(&product.code))
        .map(|product| Problem::new(format!("products[{}]", product.code), "taken"))
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(Refused::invalid(problems).into()) }
}
