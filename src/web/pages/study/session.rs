//! A session of cards. Without a script each rating is a form of its own; with it a session goes on without a network.

use actix_web::{HttpRequest, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        id::{QuestionId, ReviewId},
        lang::Locale,
        time::{MINUTE, Millis},
    },
    domain::{
        code::Code,
        recall::{Interval, Rating},
    },
    journeys::{
        World,
        see_picture::PictureView,
        study::{self, CardView, Entry, Rate, Wanted},
    },
    web::{
        actor::Candidate,
        body::{Fields, Query},
        page::{Page, Redirect},
        pages::questions::view::text,
        visit::Visit,
    },
};

/// How long a session takes, unless somebody goes on.
const SESSION: i64 = 5 * MINUTE;

/// Which session: of what line, and until when, in milliseconds of the server's clock; either may be blank.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Which {
    line: String,
    until: String,
}

/// A rating, and the session that it is from.
#[derive(Deserialize)]
pub(in crate::web) struct Form {
    key: String,
    question: QuestionId,
    version: u32,
    rating: Rating,
    #[serde(default)]
    line: String,
    #[serde(default)]
    until: String,
}

/// The name of the rating to take back, and the session that it is from.
#[derive(Deserialize)]
pub(in crate::web) struct Back {
    key: String,
    #[serde(default)]
    line: String,
    #[serde(default)]
    until: String,
}

/// `GET /study/session?line=&until=`
pub(in crate::web) async fn session(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    which: Query<Which>,
) -> Result<Page> {
    let (locale, now) = (Visit::of(&request)?.locale, world.clock.now());
    let (line, told) = (which.0.line(), which.0.until());
    let until = told.unwrap_or(now.plus(SESSION));
    let session = study::session(&world, manager.0.id, Wanted { line: line.clone(), limit: None }).await?;
    let (today, undo) = study::progress(&world, manager.0.id).await?;
    // Without a script the time is over when it is; with one, the device measures it.
    let over = told.is_some() && until <= now;
    let mut cards: Vec<Value> = session.cards.iter().map(|of| card(of, locale)).collect();
    let rest = cards.split_off(cards.len().min(1));
    let view = json!({
        "as_of": session.as_of, "locked": session.locked, "over": over, "first": cards.pop(), "rest": rest,
        "count": session.cards.len(), "line": line, "until": until.0, "undo": undo, "today": today,
        "minutes": today.seconds.div_ceil(60), "session_minutes": SESSION / MINUTE,
    });
    Ok(Page::new("pages/study/session", "study-session", &view))
}

/// `POST /study/ratings`
pub(in crate::web) async fn rate(manager: Candidate, world: Data<World>, form: Fields<Form>) -> Result<Redirect> {
    let Form { key, question, version, rating, line, until } = form.0;
    let rate = Rate { key, question, version, rating, at: None, took: None };
    study::rate(&world, &manager.0, vec![Entry::Rate(rate)]).await?;
    Ok(Redirect::to(Which { line, until }.path()))
}

/// `POST /study/undo`
pub(in crate::web) async fn undo(manager: Candidate, world: Data<World>, back: Fields<Back>) -> Result<Redirect> {
    let Back { key, line, until } = back.0;
    study::rate(&world, &manager.0, vec![Entry::Undo(key)]).await?;
    Ok(Redirect::to(Which { line, until }.path()))
}

impl Which {
    fn line(&self) -> Option<Code> {
        self.line.parse().ok()
    }

    fn until(&self) -> Option<Millis> {
        self.until.parse().ok().map(Millis)
    }

    /// The address of the session; what was told wrongly is left out.
    fn path(&self) -> String {
        let line = self.line().map(|line| line.to_string()).unwrap_or_default();
        let until = self.until().map(|until| format!("&until={}", until.0)).unwrap_or_default();
        format!("/study/session?line={line}{until}")
    }
}

fn card(of: &CardView, locale: Locale) -> Value {
    let own = of.language;
    let ratings = Rating::ALL.iter().zip(of.intervals.iter().zip(&of.after_again)).zip(1..);
    let ratings: Vec<Value> = ratings
        .map(|((rating, (interval, again)), key)| {
            json!({ "rating": rating, "key": key.to_string(), "interval": told(*interval), "again": told(*again) })
        })
        .collect();
    json!({
        "key": ReviewId::new(), "question": of.question, "version": of.version, "new": of.new, "stuck": of.stuck,
        "about": text(&of.about, locale, own), "topic": text(&of.topic, locale, own),
        "picture": of.picture.as_ref().map(|picture| PictureView::of(picture, locale.lang(), own)),
        "stem": text(&of.stem, locale, own), "answer": text(&of.answer, locale, own),
        "explanation": of.explanation.as_ref().map(|one| text(one, locale, own)), "ratings": ratings,
    })
}

fn told(interval: Interval) -> Value {
    match interval {
        Interval::Minutes(minutes) => json!({ "unit": "minutes", "n": minutes }),
        Interval::Days(days) => json!({ "unit": "days", "n": days }),
    }
}
