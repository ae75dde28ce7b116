//! A contest goes on, and is answered.

use serde_json::json;

use crate::{
    base::{
        error::Result,
        id::{ContestId, LineId, PersonId},
        lang::Lang,
        refusal::Refusal,
    },
    domain::{
        answer::Submitted,
        contest::{Contest, Moment, Phase, Scored},
        event::{Event, EventKind},
        person::Person,
    },
    journeys::World,
    store::{
        Db, Tx,
        contests::{self, Given},
        locks,
    },
};

/// How far whoever goes on believes the contest to be: who is late, or pressed twice, changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The question that was asked last.
    pub position: u32,
    /// The phase that was seen.
    pub phase: Phase,
}

/// Goes on to what comes next: asks, shows what is right, or ends.
pub async fn go_on(world: &World, trainer: PersonId, id: ContestId, seen: Step) -> Result<()> {
    world
        .store
        .write(Some(trainer), move |tx| {
            let contest = contests::find(tx.db, id)?;
            if (Step { position: contest.at.position, phase: contest.phase(tx.now) }) != seen {
                return tx.unrecorded(());
            }
            let next = contest.next(tx.now)?;
            moved(tx, &contest, next)
        })
        .await
}

/// Ends a contest early.
pub async fn end(world: &World, trainer: PersonId, id: ContestId) -> Result<()> {
    world
        .store
        .write(Some(trainer), move |tx| {
            let contest = contests::find(tx.db, id)?;
            if contest.phase(tx.now) == Phase::Over {
                return tx.unrecorded(());
            }
            let over = Moment { ended_at: Some(tx.now), ..contest.at };
            moved(tx, &contest, over)
        })
        .await
}

fn moved(tx: &mut Tx<'_>, contest: &Contest, at: Moment) -> Result<crate::store::Done<()>> {
    contests::go_on(tx, contest.id, at)?;
    let kind = if at.ended_at.is_some() { EventKind::ContestEnded } else { EventKind::ContestMoved };
    let told = json!({ "position": at.position, "shown": at.told_at.is_some() });
    tx.done(Event::new(kind, contest.id).after(&told), ())
}

/// Lets a manager play. Refuses while a test of theirs runs on what is asked, and when the contest is over.
pub async fn join(world: &World, manager: &Person, id: ContestId) -> Result<()> {
    let person = manager.id;
    world
        .store
        .write(Some(person), move |tx| {
            let contest = contests::find(tx.db, id)?;
            expect_open(tx.db, person, contest.line)?;
            if contest.phase(tx.now) == Phase::Over {
                return Err(Refusal::WrongState.into());
            }
            if contests::join(tx, id, person)? {
                tx.record(Event::new(EventKind::ContestJoined, id));
            }
            tx.unrecorded(())
        })
        .await
}

/// Answers what is asked; the first answer counts. Refuses what comes too late, what is no answer to this question, and who does not play.
pub async fn answer(
    world: &World,
    person: PersonId,
    id: ContestId,
    position: u32,
    lang: Lang,
    sent: Submitted,
) -> Result<()> {
    world
        .store
        .write_holding(Some(person), move |tx| {
            let contest = contests::find(tx.db, id)?;
            expect_open(tx.db, person, contest.line)?;
            let took = contest.accept(position, tx.now)?;
            if !contests::players(tx.db, id)?.iter().any(|player| player.person == person) {
                return Err(Refusal::NotYours.into());
            }
            let asked = contest.asked().ok_or(Refusal::NoSuchThing)?;
            let content = contests::content(tx.db, asked.version)?;
            let answer = content.kind.accept(sent.clone(), &asked.tokens, lang)?;
            let share = content.kind.grade(Some(&answer), contest.language).share;
            let scored = Scored { person, position, share, score: contest.score(share, took) };
            contests::answer(tx, id, &Given { answer, scored, took })?;
            // Its row is its own record.
            tx.unrecorded(())
        })
        .await
}

/// What is asked is locked while a test of theirs may ask it too.
pub(super) fn expect_open(db: &mut Db, person: PersonId, line: LineId) -> Result<()> {
    if locks::locked(db, person)?.has_of(line) { Err(Refusal::Locked.into()) } else { Ok(()) }
}
