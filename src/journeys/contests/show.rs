//! A contest as it is seen: on the wall, and on the phone of a player.

use num_rational::Ratio;
use serde::Serialize;

use super::play::expect_open;
use crate::{
    base::{
        error::Result,
        id::{ContestId, PersonId},
        lang::Lang,
        localized::Localized,
        time::{DAY, Millis},
    },
    domain::{
        contest::{Contest, FORGOTTEN_AFTER, Phase, Player, Rank, Scored, ranking, teams},
        form::SheetItem,
        person::{Person, Role},
        question::Content,
    },
    journeys::World,
    store::{Db, contests},
};

/// Contests of so many days are listed.
const RECENT: i64 = 180 * DAY;
const RECENT_MAX: u32 = 50;

/// A contest in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Recent {
    /// Which.
    pub id: ContestId,
    /// The name of the line that it asks about.
    pub line: Localized,
    /// The language in which that is complete.
    pub language: Lang,
    /// Who began it.
    pub begun_by: String,
    /// When.
    pub begun_at: Millis,
    /// How many questions it asks.
    pub questions: u32,
    /// How far it is.
    pub phase: Phase,
}

/// A contest as somebody sees it.
#[derive(Debug, Clone)]
pub struct ContestView {
    /// About it.
    pub about: Recent,
    /// The question that was asked last, from 1.
    pub position: u32,
    /// When its time ends.
    pub ends_at: Option<Millis>,
    /// The server's time.
    pub now: Millis,
    /// The question, from when it was asked until the contest is over.
    pub sheet: Option<SheetItem>,
    /// What is right, once it is shown.
    pub told: Option<Told>,
    /// How many answers there are to it.
    pub answered: usize,
    /// Where the players stand.
    pub ranking: Vec<Rank<Player>>,
    /// Where the teams stand.
    pub teams: Vec<Rank<String>>,
    /// Of a manager: how it is for them; none: they do not play.
    pub own: Option<Own>,
}

/// What is right.
#[derive(Debug, Clone)]
pub struct Told {
    /// What the version says.
    pub content: Content,
    /// How many answers were wholly right.
    pub right: usize,
}

/// A contest for one who plays.
#[derive(Debug, Clone, Serialize)]
pub struct Own {
    /// Whether they answered what is asked.
    pub answered: bool,
    /// The share of the points that their answer earned, in percent, rounded down; none before that is shown.
    pub percent: Option<i64>,
    /// Their place.
    pub place: usize,
    /// What they scored so far.
    pub score: i64,
}

/// Contests that a manager may join.
pub(in crate::journeys) fn open(db: &mut Db, now: Millis) -> Result<Vec<Recent>> {
    let begun = contests::since(db, now.plus(-FORGOTTEN_AFTER), RECENT_MAX)?;
    Ok(begun.iter().map(|contest| about(contest, now)).filter(|about| about.phase != Phase::Over).collect())
}

/// Contests of the last months, the newest first.
pub async fn recent(world: &World) -> Result<Vec<Recent>> {
    let now = world.clock.now();
    let begun = world.store.read(move |db| contests::since(db, now.plus(-RECENT), RECENT_MAX)).await?;
    Ok(begun.iter().map(|contest| about(contest, now)).collect())
}

/// A contest. While a question is asked nobody is told what is right, nor who knew it. Refuses a manager while a test of theirs runs on what is asked.
pub async fn show(world: &World, person: &Person, id: ContestId) -> Result<ContestView> {
    let (now, person, is_manager) = (world.clock.now(), person.id, person.role == Role::Manager);
    world
        .store
        .read(move |db| {
            let contest = contests::find(db, id)?;
            if is_manager {
                expect_open(db, person, contest.line)?;
            }
            let (players, answers) = (contests::players(db, id)?, contests::answers(db, id)?);
            let phase = contest.phase(now);
            let content = match contest.asked().filter(|_| phase != Phase::Over) {
                Some(asked) => Some((asked, contests::content(db, asked.version)?)),
                None => None,
            };
            let sheet = content.as_ref().map(|(asked, content)| asked.sheet(contest.at.position, content));
            let here = |answer: &&Scored| answer.position == contest.at.position;
            let right = answers.iter().filter(here).filter(|answer| answer.share == Ratio::ONE).count();
            let told = content.filter(|_| phase == Phase::Told).map(|(_, content)| Told { content, right });
            let ranking = ranking(&players, &answers, (phase == Phase::Asking).then_some(contest.at.position));
            let own = own(person, &ranking, answers.iter().filter(here), phase);
            Ok(ContestView {
                about: about(&contest, now),
                position: contest.at.position,
                ends_at: contest.time_ends_at().filter(|_| phase == Phase::Asking),
                now,
                sheet,
                told,
                answered: answers.iter().filter(here).count(),
                teams: teams(&ranking),
                ranking,
                own,
            })
        })
        .await
}

fn own<'a>(
    person: PersonId,
    ranking: &[Rank<Player>],
    mut here: impl Iterator<Item = &'a Scored>,
    phase: Phase,
) -> Option<Own> {
    let rank = ranking.iter().find(|rank| rank.who.person == person)?;
    let answer = here.find(|answer| answer.person == person);
    let percent = answer.filter(|_| phase == Phase::Told).map(|answer| (answer.share * 100).to_integer());
    Some(Own { answered: answer.is_some(), percent, place: rank.place, score: rank.score })
}

fn about(contest: &Contest, now: Millis) -> Recent {
    Recent {
        id: contest.id,
        line: contest.line_name.clone(),
        language: contest.language,
        begun_by: contest.begun_by.clone(),
        begun_at: contest.begun_at,
        questions: contest.questions(),
        phase: contest.phase(now),
    }
}
