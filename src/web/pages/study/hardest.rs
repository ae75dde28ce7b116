//! What managers forget most: for whoever writes it in other words.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use crate::{
    base::{error::Result, lang::Locale},
    domain::person::Role,
    journeys::{
        World,
        study::{self, Hard},
    },
    web::{actor::Office, page::Page, pages::questions::view::text, visit::Visit},
};

/// `GET /study/hardest`
pub(in crate::web) async fn hardest(office: Office, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let all = study::hardest(&world).await?;
    let (nobody, others): (Vec<&Hard>, Vec<&Hard>) = all.iter().partition(|hard| hard.nobody_remembers);
    let shown = |hard: Vec<&Hard>| hard.into_iter().map(|hard| row(hard, locale)).collect::<Vec<Value>>();
    let view = json!({
        "nobody": shown(nobody), "others": shown(others), "held": study::held_forecasts(&world).await?, "may_edit": office.0.role == Role::Trainer,
    });
    Ok(Page::new("pages/study/hardest", "study-hardest", &view))
}

fn row(hard: &Hard, locale: Locale) -> Value {
    let own = hard.language;
    json!({
        "id": hard.question, "about": text(&hard.about, locale, own), "stem": text(&hard.stem, locale, own),
        "answer": text(&hard.answer, locale, own), "tally": hard.tally, "percent": hard.tally.percent().unwrap_or(0),
    })
}
