//! Writing questions: draft, revise, approve by a second person, reject, retire, confirm.

mod alias;
mod code;
mod input;
mod list;
mod reader;
mod reject;
mod shape;
mod show;

use serde::Serialize;
use serde_json::json;

use self::input::Reading;
pub use self::{
    alias::forget,
    input::Input,
    list::{Listed, QuestionsQuery, list},
    reject::{bring_back, doubt_again, given, reject},
    shape::QuestionInput,
    show::{Shown, ShownRejection, ShownVersion, Who, show},
};
pub(in crate::journeys) use self::{
    code::{of_stem as code_of_stem, words as code_words},
    list::told,
    reject::is_as_doubted,
    show::who,
};
use super::{World, answer_raised, choices};
pub use crate::domain::difference::folded;
use crate::{
    base::{
        error::Result,
        id::QuestionId,
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        bank::Known,
        code::Code,
        difference::differences,
        event::{Event, EventKind},
        person::Person,
        picture::Picture,
        product::{Characteristic, Line, Product, Topic},
        question::{Content, Placing, Question, State},
    },
    store::{
        Db, Tx, pictures, products,
        questions::{self, NewQuestion},
        settings::{self, SINGLE_TRAINER},
    },
};

/// A line with everything that a question of it may name.
#[derive(Debug, Clone)]
pub struct Bank {
    /// The line.
    pub line: Line,
    /// Its topics.
    pub topics: Vec<Topic>,
    /// Its products.
    pub products: Vec<Product>,
    /// Its characteristics.
    pub characteristics: Vec<Characteristic>,
}

/// Every line, by code.
pub async fn lines(world: &World) -> Result<Vec<Line>> {
    world.store.read(products::lines).await
}

/// The line of that code with what its questions may name.
pub async fn bank(world: &World, line: Code) -> Result<Bank> {
    let now = world.clock.now();
    world
        .store
        .read(move |db| {
            let line = products::line(db, &line)?;
            Ok(Bank {
                topics: products::topics(db, line.id)?,
                products: products::products(db, Some(line.id), now)?,
                characteristics: products::characteristics(db, line.id)?,
                line,
            })
        })
        .await
}

/// What an unfinished question says so far, with blanks where something is missing; none while its kind is open. Nothing is saved.
pub async fn sketch(world: &World, input: &Input) -> Result<Option<Content>> {
    let Some(mut content) = input::read(input).content else { return Ok(None) };
    if let Some(told) = content.picture.take() {
        let found = world.store.read(move |db| pictures::find(db, told.file)).await?;
        content.picture = found.map(|found| Picture { alt: told.alt, ..found });
    }
    Ok(Some(content))
}

/// Writes a new question: a draft, until a second person approves it.
pub async fn draft(world: &World, actor: &Person, input: &Input) -> Result<Question> {
    let (author, reading) = (actor.id, input::read(input));
    world
        .store
        .write(Some(author), move |tx| {
            let line = line_of(tx.db, &reading)?;
            let (placing, content) = checked(tx.db, &line, &reading)?;
            let code = match &reading.code {
                Some(code) => code::untaken(tx.db, line.id, code)?,
                None => code::of_stem(tx.db, &line, &content)?,
            };
            let id = QuestionId::new();
            let folded = folded(&content);
            questions::insert(tx, &NewQuestion { id, line: line.id, code, placing, content, folded, author })?;
            if let Some(number) = reading.raised {
                answer_raised::added(tx, number, id)?;
            }
            let written = questions::find(tx.db, id)?;
            tx.done(Event::new(EventKind::QuestionWritten, id).after(&written), written)
        })
        .await
}

/// Changes a question: another content becomes a new version, which is drawn once a second person approved it; another placing counts at
/// once. `version` of the input is the version that the change is based on: where a newer one is there, the change is refused.
pub async fn revise(world: &World, actor: &Person, id: QuestionId, input: &Input) -> Result<Question> {
    let (author, reading) = (actor.id, input::read(input));
    world
        .store
        .write(Some(author), move |tx| {
            let before = questions::find(tx.db, id)?;
            let line = products::line(tx.db, &before.line)?;
            before.revise()?;
            based_on_latest(&before, &reading)?;
            let (placing, content) = checked(tx.db, &line, &reading)?;
            let mut events = Vec::new();
            if !differences(&before.latest.content, &content, line.language).is_empty() {
                let version =
                    questions::add_version(tx, id, before.latest.number, &content, &folded(&content), author)?;
                if reading.correction {
                    questions::note_correction(tx, version)?;
                }
                let written = Written { content: &content, correction: reading.correction };
                let event = Event::new(EventKind::VersionWritten, id);
                events.push(event.before(&before.latest.content).after(&written));
            }
            if placing != before.placing {
                questions::place(tx, line.id, id, &placing)?;
                let event = Event::new(EventKind::QuestionPlaced, id);
                events.push(event.before(&before.placing).after(&placing));
            }
            let revised = questions::find(tx.db, id)?;
            let Some(last) = events.pop() else { return tx.unrecorded(revised) };
            for event in events {
                tx.record(event);
            }
            tx.done(last, revised)
        })
        .await
}

/// A new version as the log tells it.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    content: &'a Content,
    correction: bool,
}

/// A second person's yes to the newest version: from now on it is drawn. `seen` is the version that they looked at, where they told.
pub async fn approve(world: &World, actor: &Person, id: QuestionId, seen: Option<u32>) -> Result<Question> {
    let by = actor.id;
    world
        .store
        .write(Some(by), move |tx| {
            let before = questions::find(tx.db, id)?;
            let single_trainer = settings::find(tx.db, SINGLE_TRAINER)?.unwrap_or(false);
            before.approve(by, single_trainer)?;
            expect_seen(&before, seen)?;
            let line = products::line(tx.db, &before.line)?;
            questions::approve(tx, line.id, id, (before.latest.id, before.latest.number), by)?;
            let after = questions::find(tx.db, id)?;
            tx.done(moved(EventKind::VersionApproved, &before, &after), after)
        })
        .await
}

/// Takes a question out of the draws for good.
pub async fn retire(world: &World, actor: &Person, id: QuestionId) -> Result<Question> {
    move_to(world, actor, id, EventKind::QuestionRetired, Question::retire).await
}

/// Brings a question that a change put in doubt back into the draws: it is still right.
pub async fn confirm(world: &World, actor: &Person, id: QuestionId) -> Result<Question> {
    move_to(world, actor, id, EventKind::QuestionConfirmed, Question::confirm).await
}

/// Decides whether authors may approve what they wrote: for an installation with one trainer.
pub async fn allow_single_trainer(world: &World, actor: &Person, allowed: bool) -> Result<()> {
    choices::choose(world, actor, SINGLE_TRAINER, move |_| allowed).await
}

/// Whether an author may approve what they wrote.
pub async fn single_trainer_allowed(world: &World) -> Result<bool> {
    world.store.read(|db| Ok(settings::find(db, SINGLE_TRAINER)?.unwrap_or(false))).await
}

async fn move_to(
    world: &World,
    actor: &Person,
    id: QuestionId,
    kind: EventKind,
    next: fn(&Question) -> Result<State, Refused>,
) -> Result<Question> {
    world
        .store
        .write(Some(actor.id), move |tx| {
            let before = questions::find(tx.db, id)?;
            let after = moved_to(tx, &before, next(&before)?)?;
            tx.done(moved(kind, &before, &after), after)
        })
        .await
}

fn moved_to(tx: &mut Tx<'_>, before: &Question, state: State) -> Result<Question> {
    let line = products::line(tx.db, &before.line)?;
    questions::set_state(tx, line.id, before.id, state)?;
    questions::find(tx.db, before.id)
}

/// What the log tells of a move.
fn moved(kind: EventKind, before: &Question, after: &Question) -> Event {
    let told = |question: &Question| json!({ "state": question.state, "drawn": question.drawn, "version": question.latest.number, "approval": question.latest.approval });
    Event::new(kind, before.id).before(&told(before)).after(&told(after))
}

fn line_of(db: &mut Db, reading: &Reading) -> Result<Line> {
    let Some(code) = &reading.line else {
        let mut problems = reading.problems.clone();
        if problems.iter().all(|problem| problem.field != "line") {
            problems.push(Problem::new("line", "missing"));
        }
        return Err(Refused::invalid(problems).into());
    };
    products::line(db, code).map_err(|error| match error.refusal() {
        Some(_) => Refused::invalid(vec![Problem::new("line", "no-such-line").with("code", code.as_str())]).into(),
        None => error,
    })
}

/// What a question says and where it belongs, once nothing is wrong with either.
fn checked(db: &mut Db, line: &Line, reading: &Reading) -> Result<(Placing, Content)> {
    let mut problems = reading.problems.clone();
    if let Some(placing) = &reading.placing {
        problems.extend(misplaced(db, line, placing)?);
    }
    let mut content = reading.content.clone();
    if let Some(picture) = content.as_mut().and_then(|content| content.picture.as_mut()) {
        problems.extend(seen(db, picture)?);
    }
    let named: Vec<String> = problems.iter().map(|problem| problem.field.clone()).collect();
    if let Some(content) = &content {
        let more = content.problems(line.language).into_iter();
        // What could not be read is named once, not again for what it then lacks.
        problems.extend(
            more.filter(|more| !named.iter().any(|field| within(field, &more.field) || within(&more.field, field))),
        );
    }
    match (&reading.placing, content) {
        (Some(placing), Some(content)) if problems.is_empty() => Ok((placing.clone(), content)),
        _ => Err(Refused::invalid(problems).into()),
    }
}

/// Looks a picture up. Refuses one that was not handed in, and one of which nobody says what it shows.
fn seen(db: &mut Db, picture: &mut Picture) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    match pictures::find(db, picture.file)? {
        Some(found) => picture.sides = found.sides,
        None => problems.push(Problem::new("picture.file", "no-such-picture")),
    }
    if picture.alt.is_none() {
        problems.push(Problem::new("picture.alt", "alternative-missing"));
    }
    Ok(problems)
}

/// Whether the path `inner` is `outer` or inside it.
fn within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// References to what the line does not have, and tags that are none.
fn misplaced(db: &mut Db, line: &Line, placing: &Placing) -> Result<Vec<Problem>> {
    let text = |code: Code| String::from(code);
    let known = Known {
        topics: products::topics(db, line.id)?.into_iter().map(|topic| text(topic.code)).collect(),
        characteristics: products::characteristics(db, line.id)?.into_iter().map(|column| text(column.code)).collect(),
        products: products::codes(db, line.id)?.into_iter().map(|(_, code)| text(code)).collect(),
    };
    Ok(placing.problems(&known))
}

/// Refuses a change that is not based on the newest version, or that would move the question to another line or code.
fn based_on_latest(before: &Question, reading: &Reading) -> Result<(), Refused> {
    let fixed = [("line", &reading.line, &before.line), ("code", &reading.code, &before.code)];
    let moved = fixed.into_iter().filter(|(_, told, is)| told.as_ref().is_some_and(|told| told != *is));
    let mut problems: Vec<Problem> = moved.map(|(field, ..)| Problem::new(field, "cannot-change")).collect();
    match reading.version {
        Some(version) if version != before.latest.number => return Err(stale(before)),
        Some(_) => {}
        None => problems.push(Problem::new("version", "missing")),
    }
    if problems.is_empty() { Ok(()) } else { Err(Refused::invalid(problems)) }
}

/// Refuses a decision on another version than the newest, where it is told which one they looked at.
fn expect_seen(question: &Question, seen: Option<u32>) -> Result<(), Refused> {
    if seen.is_some_and(|seen| seen != question.latest.number) { Err(stale(question)) } else { Ok(()) }
}

/// Somebody wrote a newer version, which comes along.
fn stale(question: &Question) -> Refused {
    Refusal::StaleEdit.with("version", question.latest.number).with("current", json!(question))
}
