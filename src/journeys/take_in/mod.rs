//! Trainers take in questions as other programs hold them: read, shown with a verdict on each, taken in as drafts, undone as a whole.

mod approve;
mod fit;
mod likely;
mod report;
mod steps;

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use serde_json::json;

use self::{
    approve::waiting_for,
    fit::{Fit, Fitted, fitted},
};
pub use self::{
    approve::{Waiting, approve},
    likely::{Likely, likely},
    report::{Counts, Report, Row, RowVerdict, told},
    steps::{Step, Steps},
};
use super::{World, import_bank::Importer, keep_picture::Album, write_questions};
pub use crate::formats::found::{Column, Format};
use crate::{
    base::{
        error::{Error, Result},
        id::{BatchId, PersonId, QuestionId},
        lang::Locale,
        limits::BANK_QUESTIONS_MAX,
        refusal::{Problem, Refusal, Refused},
        time::Millis,
    },
    domain::{
        batch::{Batch, Undone, undone},
        client::Client,
        code::Code,
        event::{Event, EventKind},
        person::Person,
        question::{Difficulty, Rejection, State},
    },
    formats::found::{Found, Hint, Remark},
    store::{
        By, Tx, batches, products,
        questions::{self, NewQuestion},
    },
};

/// What is to be done with a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The line into whose bank it goes.
    pub line: Code,
    /// The topic of questions whose category is no topic of the line; unless told, its first.
    #[serde(default)]
    pub topic: Option<Code>,
    /// The product that all of it is about; none: the whole line, or what each row says.
    #[serde(default)]
    pub product: Option<Code>,
    /// How hard, where the file does not tell.
    #[serde(default)]
    pub difficulty: Option<Difficulty>,
    /// What the file is; unless told, its content says it.
    #[serde(default)]
    pub format: Option<Format>,
    /// Of a table: what each column is for.
    #[serde(default)]
    pub columns: Option<Vec<String>>,
    /// Numbers of blocks that are left out.
    #[serde(default)]
    pub without: BTreeSet<usize>,
}

impl Plan {
    /// A file for the bank of a line, of which nothing else is known.
    pub fn of(line: Code) -> Plan {
        let without = BTreeSet::new();
        Plan { line, topic: None, product: None, difficulty: None, format: None, columns: None, without }
    }
}

/// A batch with what is in it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The batch.
    pub batch: Batch,
    /// What is to be done, or was done, with it.
    pub plan: Plan,
    /// What was found in it. What came of it counts as taken, though the bank knows it by now.
    pub report: Report,
    /// Questions that came of it.
    pub questions: Vec<QuestionId>,
    /// How many of them wait for a second person.
    pub waiting: Waiting,
    /// Until when it can be undone; none where it cannot.
    pub undo_until: Option<Millis>,
}

/// Shows what taking a file in would do. Nothing is kept.
pub async fn look(world: &World, file: Arc<[u8]>, plan: Plan, client: Option<&Client>) -> Result<Report> {
    expect_in_sight(&plan.line, client)?;
    let found = found(world, &file, &plan).await?;
    let render = world.clone();
    world.store.read(move |db| Ok(fitted(db, &render, &found, &plan, &[])?.report)).await
}

/// Keeps a file for a later decision.
pub async fn keep(world: &World, actor: &Person, name: &str, file: Arc<[u8]>, plan: Plan) -> Result<BatchId> {
    let (by, name) = (actor.id, name.chars().take(200).collect::<String>());
    world
        .store
        .write(Some(by), move |tx| {
            let id = BatchId::new();
            insert(tx, id, &name, &file, &plan, by)?;
            tx.done(Event::new(EventKind::BatchKept, id).after(&json!({ "name": name, "plan": plan })), id)
        })
        .await
}

/// The newest files that were handed in.
pub async fn list(world: &World) -> Result<Vec<Batch>> {
    world.store.read(batches::newest).await
}

/// A file that was handed in, with what is in it.
pub async fn show(world: &World, reader: PersonId, id: BatchId) -> Result<Shown> {
    let (batch, (file, plan)): (Batch, (Vec<u8>, Plan)) =
        world.store.read(move |db| Ok((batches::find(db, id)?, batches::file(db, id)?))).await?;
    let found = found(world, &file, &plan).await?;
    let (render, now) = (world.clone(), world.clock.now());
    world
        .store
        .read(move |db| {
            let questions = batches::questions(db, id)?;
            let report = fitted(db, &render, &found, &plan, &questions)?.report;
            let waiting = if questions.is_empty() { Waiting::default() } else { waiting_for(db, id, reader)? };
            let undo_until = batch.undo_until().filter(|until| now <= *until);
            Ok(Shown { batch, plan, report, questions, waiting, undo_until })
        })
        .await
}

/// What is to be done with a file that was handed in.
pub async fn plan(world: &World, id: BatchId) -> Result<Plan> {
    world.store.read(move |db| batches::plan(db, id)).await
}

/// The blocks that were not taken, each with its place and why, in the format of the file: to be corrected and handed in again.
pub async fn failed(world: &World, reader: PersonId, id: BatchId, locale: Locale) -> Result<String> {
    let report = show(world, reader, id).await?.report;
    // What is a remark in the format of the file.
    let mark = if report.format == Some(Format::Gift) { "//" } else { "#" };
    let failed = report.rows.iter().filter(|row| row.verdict == RowVerdict::Skipped);
    let told = failed.map(|row| {
        let place = [row.place.file.clone(), row.place.line.map(|line| line.to_string())];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(":");
        format!("{mark} {place}: {}\n{}\n", told(&row.remarks, locale).join(" "), row.text)
    });
    Ok(told.collect::<Vec<_>>().join("\n"))
}

/// Changes what is to be done with a file that waits.
pub async fn change(world: &World, actor: &Person, id: BatchId, plan: Plan) -> Result<()> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            batches::find(tx.db, id)?.expect_waiting()?;
            let line = products::line(tx.db, &plan.line)?;
            let before: Plan = batches::plan(tx.db, id)?;
            batches::change(tx, id, line.id, &plan)?;
            tx.done(Event::new(EventKind::BatchChanged, id).before(&before).after(&plan), ())
        })
        .await
}

/// Takes in the questions of a file that waits: all that can be, in one transaction.
pub async fn take(world: &World, importer: Importer, id: BatchId) -> Result<Report> {
    expect_two(importer)?;
    let (file, plan): (Vec<u8>, Plan) = world.store.read(move |db| batches::file(db, id)).await?;
    let (found, album) = found_with_pictures(world, &file, &plan).await?;
    let render = world.clone();
    let by = By { person: Some(importer.author), client: None };
    world
        .store
        .write(by, move |tx| {
            batches::find(tx.db, id)?.expect_waiting()?;
            let (event, report) = taken(tx, &render, (&found, &album), &plan, id, importer)?;
            tx.done(event, report)
        })
        .await
}

/// Hands a file in and takes it in at once: for programs.
pub async fn take_at_once(
    world: &World,
    importer: Importer,
    (name, file): (&str, Arc<[u8]>),
    plan: Plan,
    client: Option<&Client>,
) -> Result<(BatchId, Report)> {
    expect_two(importer)?;
    expect_in_sight(&plan.line, client)?;
    let (found, album) = found_with_pictures(world, &file, &plan).await?;
    let (render, name) = (world.clone(), name.to_owned());
    let by = By { person: Some(importer.author), client: client.map(|client| client.id) };
    world
        .store
        .write(by, move |tx| {
            let id = BatchId::new();
            insert(tx, id, &name, &file, &plan, importer.author)?;
            tx.record(Event::new(EventKind::BatchKept, id).after(&json!({ "name": name, "plan": plan })));
            let (event, report) = taken(tx, &render, (&found, &album), &plan, id, importer)?;
            tx.done(event, (id, report))
        })
        .await
}

/// Undoes all that came of a file: drafts are rejected, what is in draws leaves them. What somebody went on writing stays.
pub async fn undo(world: &World, by: PersonId, id: BatchId) -> Result<()> {
    world
        .store
        .write(Some(by), move |tx| {
            let batch = batches::find(tx.db, id)?;
            batch.expect_undoable(tx.now)?;
            let mut gone: Vec<Code> = Vec::new();
            let ids = batches::questions(tx.db, id)?;
            for question in questions::of_ids(tx.db, &ids)? {
                match undone(&question) {
                    Undone::Kept => continue,
                    Undone::Rejected => {
                        let rejection = Rejection { by, at: tx.now, reason: format!("import {id}") };
                        questions::reject(tx, batch.line, question.id, &rejection)?;
                    }
                    Undone::Retired => questions::set_state(tx, batch.line, question.id, State::Retired)?,
                }
                gone.push(question.code);
            }
            batches::undo(tx, id, by)?;
            tx.done(Event::new(EventKind::BatchUndone, id).after(&json!({ "questions": gone })), ())
        })
        .await
}

/// Reads a file in a process of its own.
async fn found(world: &World, file: &[u8], plan: &Plan) -> Result<Found> {
    let hint = Hint { format: plan.format, columns: plan.columns.clone() };
    let hint = serde_json::to_vec(&hint).map_err(|error| Error::because("what is known of a file", error))?;
    let input = [&hint, &b"\n"[..], file].concat();
    let answer = world.apart.run("read-questions", &input).await?;
    Ok(answer.and_then(|answer| serde_json::from_slice(&answer).ok()).unwrap_or_else(|| Found {
        format: None,
        encoding: None,
        columns: Vec::new(),
        blocks: Vec::new(),
        remarks: vec![Remark::new("import-beyond-limits")],
    }))
}

/// The same, with its pictures made anew.
async fn found_with_pictures(world: &World, file: &[u8], plan: &Plan) -> Result<(Arc<Found>, Album)> {
    let found = found(world, file, plan).await?;
    let shown = found.blocks.iter().zip(1..).filter(|(_, number)| !plan.without.contains(number));
    let shown = shown.filter_map(|(block, _)| block.question.as_ref()?.picture.as_ref());
    let album = Album::of(world, shown.map(|picture| picture.bytes().into()).collect()).await?;
    Ok((Arc::new(found), album))
}

fn insert(tx: &mut Tx<'_>, id: BatchId, name: &str, file: &[u8], plan: &Plan, added_by: PersonId) -> Result<()> {
    let line = products::line(tx.db, &plan.line)?.id;
    let batch = Batch { id, line, name: name.to_owned(), added_by, added_at: tx.now, taken_at: None, undone_at: None };
    batches::insert(tx, &batch, file, plan)
}

fn taken(
    tx: &mut Tx<'_>,
    world: &World,
    (found, album): (&Found, &Album),
    plan: &Plan,
    id: BatchId,
    importer: Importer,
) -> Result<(Event, Report)> {
    let Fitted { line, report, questions: mut new } = fitted(tx.db, world, found, plan, &[])?;
    if new.is_empty() {
        return Err(Refused::invalid(vec![Problem::new("file", "import-nothing")]).into());
    }
    if new.len() > BANK_QUESTIONS_MAX {
        let problem = Problem::new("file", "file-too-many-questions").with("max", BANK_QUESTIONS_MAX);
        return Err(Refused::invalid(vec![problem]).into());
    }
    for event in pictured(tx, &mut new, album, importer)? {
        tx.record(event);
    }
    let mut questions = Vec::with_capacity(new.len());
    let running = world.taking.begin(id, new.len());
    for one in new {
        let question = QuestionId::new();
        let folded = write_questions::folded(&one.content);
        let new = NewQuestion {
            id: question,
            line: line.id,
            code: one.code,
            placing: one.placing,
            content: one.content,
            folded,
            author: importer.author,
        };
        let version = questions::insert(tx, &new)?;
        if let Some(by) = importer.finished(&new.content).approver {
            questions::approve(tx, line.id, question, (version, 1), by)?;
        }
        questions.push((question, one.number));
        running.step();
    }
    batches::take(tx, id, importer.author, &questions)?;
    products::bump_revision(tx, line.id)?;
    let told = json!({ "line": line.code, "questions": questions.len(), "counts": report.counts });
    Ok((Event::new(EventKind::BatchTaken, id).after(&told), report))
}

/// Keeps the pictures of questions that are taken in. Refuses one that is damaged, which shows only now, and says in which block it is.
fn pictured(tx: &mut Tx<'_>, new: &mut [Fit], album: &Album, importer: Importer) -> Result<Vec<Event>> {
    let mut wanted = HashSet::new();
    for one in new {
        let (Some(picture), Some(source)) = (&mut one.content.picture, &one.source) else { continue };
        let kept = album.get(source).map_err(|_problem| {
            Refused::invalid(vec![Problem::new("file", "import-picture-damaged").with("number", one.number)])
        })?;
        (picture.file, picture.sides) = (kept.file, kept.sides);
        wanted.insert(kept.file);
    }
    album.keep(tx, &wanted, importer.author)
}

/// Refuses whoever would approve what they brought.
fn expect_two(importer: Importer) -> Result<()> {
    if importer.approver == Some(importer.author) { Err(Refusal::NeedsSecondPerson.into()) } else { Ok(()) }
}

fn expect_in_sight(line: &Code, client: Option<&Client>) -> Result<()> {
    if client.is_none_or(|client| client.reach.sees_line(line)) { Ok(()) } else { Err(Refusal::NoSuchThing.into()) }
}
