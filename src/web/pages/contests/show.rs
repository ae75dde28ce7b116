//! A contest on the wall, or on the phone of a player.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use super::list::row;
use crate::{
    base::{error::Result, id::ContestId, lang::Locale},
    domain::{
        contest::{Phase, Player, Rank},
        person::Role,
    },
    journeys::{
        World,
        contests::{self, ContestView, Told},
        take_test,
    },
    web::{
        actor::Asker,
        body::Path,
        page::Page,
        pages::{
            attempts::as_form,
            questions::view::{key, text},
        },
        visit::Visit,
    },
};

/// The wall shows so many; every player sees their own place.
const SHOWN: usize = 10;

/// `GET /contests/{id}`: the wall for trainers and heads, the phone for managers.
pub(in crate::web) async fn show(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    id: Path<ContestId>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let contest = contests::show(&world, &asker.0, id.0).await?;
    let template = if asker.0.role == Role::Manager { "pages/contests/play" } else { "pages/contests/wall" };
    let mut view = view(&contest, locale);
    if let Some(members) = view.as_object_mut() {
        members.insert("leads".into(), (asker.0.role == Role::Trainer).into());
    }
    Ok(Page::new(template, "contest-title", &view))
}

fn view(contest: &ContestView, locale: Locale) -> Value {
    let asks = |sheet| as_form(&take_test::asked(sheet, Value::Null, contest.about.language, locale.lang()));
    let is_over = contest.about.phase == Phase::Over;
    let shown = if is_over { contest.ranking.len() } else { SHOWN };
    json!({
        "contest": row(&contest.about, locale), "position": contest.position, "ends_at": contest.ends_at,
        "now": contest.now, "last": contest.position == contest.about.questions,
        "asks": contest.sheet.as_ref().map(asks),
        "told": contest.told.as_ref().map(|told| right(told, contest, locale)),
        "answered": contest.answered, "players": contest.ranking.len(),
        "names": contest.ranking.iter().map(|rank| &rank.who.name).collect::<Vec<_>>(),
        "ranking": contest.ranking.iter().take(shown).map(rank).collect::<Vec<_>>(),
        "more": contest.ranking.len().saturating_sub(shown), "teams": contest.teams, "own": contest.own,
    })
}

fn rank(rank: &Rank<Player>) -> Value {
    json!({
        "place": rank.place, "name": rank.who.name, "team": rank.who.department, "score": rank.score,
        "right": rank.right,
    })
}

fn right(told: &Told, contest: &ContestView, locale: Locale) -> Value {
    let own = contest.about.language;
    json!({
        "key": key(&told.content.kind, locale, own), "answer": text(&told.content.answer, locale, own),
        "right": told.right,
    })
}
