//! Study: what there is, cards, ratings, practice, and how ready one is.

use actix_web::{HttpRequest, web::Data};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    base::{error::Result, id::QuestionId},
    domain::{code::Code, recall::Calibration},
    journeys::{
        World,
        raise_question::RaisedView,
        study::{
            self, Checked, Disagreement, Entry, Given, Hard, Item, Newcomers, Outcome, Overview, Readiness, Session,
            StudyFigures, Wanted,
        },
    },
    web::{
        actor::{Asker, Candidate, Office},
        body::{Body, Query},
        reply::{Created, Told},
        visit::Visit,
    },
};

/// What a device tells, in the order in which it happened.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Ratings {
    /// Ratings, and ratings that were taken back.
    entries: Vec<Entry>,
}

/// What became of them.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct Outcomes {
    /// One for each, in their order.
    outcomes: Vec<Outcome>,
}

/// What managers forget.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct Hardest {
    /// The hardest first.
    questions: Vec<Hard>,
}

/// How ready somebody is.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct Tests {
    /// The tests that are yet to be passed.
    tests: Vec<Readiness>,
}

/// Of which line, and which question was just asked.
#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct Which {
    /// The line's code; none: any.
    line: Option<Code>,
    /// The question that was just asked.
    but: Option<QuestionId>,
}

/// How far back.
#[derive(Deserialize, JsonSchema)]
pub(in crate::web) struct Since {
    /// So many days; 90 for newcomers and 30 for figures unless told.
    days: Option<u32>,
}

/// `GET /api/v1/study`
pub(in crate::web) async fn overview(manager: Candidate, world: Data<World>) -> Result<Told<Overview>> {
    Ok(Told(study::overview(&world, manager.0.id).await?))
}

/// `GET /api/v1/study/cards?line=&limit=`
pub(in crate::web) async fn cards(
    manager: Candidate,
    world: Data<World>,
    wanted: Query<Wanted>,
) -> Result<Told<Session>> {
    Ok(Told(study::session(&world, manager.0.id, wanted.0).await?))
}

/// `POST /api/v1/study/ratings`: sent twice, each is counted once.
pub(in crate::web) async fn rate(
    manager: Candidate,
    world: Data<World>,
    body: Body<Ratings>,
) -> Result<Told<Outcomes>> {
    let outcomes = study::rate(&world, &manager.0, body.0.entries).await?;
    Ok(Told(Outcomes { outcomes }))
}

/// `GET /api/v1/study/hardest`: what managers forget most, and what nobody remembers.
pub(in crate::web) async fn hardest(_: Office, world: Data<World>) -> Result<Told<Hardest>> {
    Ok(Told(Hardest { questions: study::hardest(&world).await? }))
}

/// `GET /api/v1/study/newcomers?days=`: who began of late, how far they are, and how many days it takes.
pub(in crate::web) async fn newcomers(
    office: Office,
    request: HttpRequest,
    world: Data<World>,
    since: Query<Since>,
) -> Result<Told<Newcomers>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(study::newcomers(&world, &office.0, since.0.days.unwrap_or(90), lang).await?))
}

/// `GET /api/v1/study/figures?days=`: what is recalled beside what was predicted, and how much is studied; a manager's own, others' of whom they see.
pub(in crate::web) async fn figures(
    asker: Asker,
    world: Data<World>,
    since: Query<Since>,
) -> Result<Told<StudyFigures>> {
    Ok(Told(study::figures(&world, &asker.0, since.0.days.unwrap_or(30)).await?))
}

/// `GET /api/v1/study/practice?line=&but=`: a question as a test would ask it.
pub(in crate::web) async fn practise(
    manager: Candidate,
    world: Data<World>,
    which: Query<Which>,
) -> Result<Told<Item>> {
    let Which { line, but } = which.0;
    Ok(Told(study::practise(&world, manager.0.id, line, but).await?))
}

/// `POST /api/v1/study/practice`: what an answer would have earned, and what is right.
pub(in crate::web) async fn check(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    given: Body<Given>,
) -> Result<Told<Checked>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(study::check(&world, manager.0.id, given.0, lang).await?))
}

/// `POST /api/v1/study/practice/disagreement`: becomes a raised question.
pub(in crate::web) async fn disagree(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    word: Body<Disagreement>,
) -> Result<Created<RaisedView>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Created(study::disagree(&world, &manager.0, word.0, lang).await?))
}

/// `GET /api/v1/study/readiness`: what each test would come to today that is yet to be passed.
pub(in crate::web) async fn readiness(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
) -> Result<Told<Tests>> {
    let lang = Visit::of(&request)?.locale.lang();
    Ok(Told(Tests { tests: study::all_readiness(&world, manager.0.id, lang).await? }))
}

/// `GET /api/v1/study/calibration`: what was forecast of tests beside what came of them.
pub(in crate::web) async fn calibration(_: Office, world: Data<World>) -> Result<Told<Calibration>> {
    Ok(Told(study::held_forecasts(&world).await?))
}
