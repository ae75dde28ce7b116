//! What a manager has to study.

use std::collections::HashMap;

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use crate::{
    base::{error::Result, lang::Locale},
    domain::{
        code::Code,
        recall::{DAYS_TOLD, Plan},
    },
    journeys::{
        World,
        study::{self, LineOverview, Overview, Shown},
    },
    web::{actor::Candidate, page::Page, pages::questions::view::text, visit::Visit},
};

/// `GET /study`
pub(in crate::web) async fn show(manager: Candidate, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let overview = study::overview(&world, manager.0.id).await?;
    let lines: Vec<Value> = overview.lines.iter().map(|of| line(of, locale)).collect();
    let forgotten = study::often_forgotten(&world, manager.0.id).await?;
    let stuck: Vec<Value> = forgotten.iter().map(|of| answer(of, locale)).collect();
    let tests = study::all_readiness(&world, manager.0.id, locale.lang()).await?;
    let planned = overview.plan.as_ref().map(|plan| plan_lines(plan, &overview, locale));
    let figures = study::figures(&world, &manager.0, DAYS_TOLD).await?;
    let minutes = overview.today.seconds.div_ceil(60);
    let view = json!({
        "study": overview, "planned": planned, "lines": lines, "stuck": stuck, "tests": tests, "minutes": minutes,
        "spent": figures.people.first(), "figure_days": DAYS_TOLD,
    });
    Ok(Page::new("pages/study/overview", "study-title", &view))
}

fn line(of: &LineOverview, locale: Locale) -> Value {
    let name = text(&of.line.name, locale, of.line.language);
    let seen = of.all.saturating_sub(of.unseen);
    json!({
        "code": of.line.code, "name": name, "due": of.due, "unseen": of.unseen, "seen": seen, "all": of.all,
        "locked": of.locked, "has": of.due > 0 || of.unseen > 0,
    })
}

/// The lines of a plan by their names.
fn plan_lines(plan: &Plan, overview: &Overview, locale: Locale) -> Vec<Value> {
    let names: HashMap<&Code, Value> =
        overview.lines.iter().map(|of| (&of.line.code, json!(text(&of.line.name, locale, of.line.language)))).collect();
    let lines = plan.lines.iter().map(|of| json!({ "name": names.get(&of.line), "planned": of }));
    lines.collect()
}

fn answer(of: &Shown, locale: Locale) -> Value {
    let own = of.language;
    json!({
        "about": text(&of.about, locale, own), "stem": text(&of.content.stem, locale, own),
        "answer": text(&of.content.answer, locale, own),
    })
}
