//! All kits, what is found in them, and the page that is shown where there is no network.

use actix_web::{HttpRequest, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
    },
    domain::person::Role,
    journeys::{
        World,
        see_kit::{self, Found, ListedKit, Where},
    },
    web::{actor::Asker, body::Query, page::Page, pages::questions::view::text, visit::Visit},
};

#[derive(Deserialize)]
pub(in crate::web) struct Search {
    #[serde(default)]
    q: String,
}

/// `GET /kit?q=`
pub(in crate::web) async fn list(
    reader: Asker,
    request: HttpRequest,
    world: Data<World>,
    search: Query<Search>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let asked = search.0.q.trim().to_owned();
    let found = see_kit::search(&world, reader.0.id, asked.clone(), locale.lang()).await?;
    let (lines, trainer) = (see_kit::list(&world, reader.0.id).await?, reader.0.role == Role::Trainer);
    let lines: Vec<Value> = lines
        .iter()
        .map(|line| {
            let own = line.line.language;
            let kits: Vec<Value> = line.kits.iter().map(|of| kit(of, trainer, locale, own)).collect();
            json!({ "code": line.line.code, "name": text(&line.line.name, locale, own), "kits": kits })
        })
        .collect();
    let found: Vec<Value> = found.iter().map(place).collect();
    let view = json!({ "q": asked, "found": found, "lines": lines, "as_of": world.clock.now() });
    Ok(Page::new("pages/kit/list", "kit-title", &view))
}

/// `GET /offline`
pub(in crate::web) async fn offline(_: Asker) -> Page {
    Page::new("pages/kit/offline", "kit-offline", &json!({}))
}

/// Looking at what is in doubt is for trainers.
fn kit(kit: &ListedKit, trainer: bool, locale: Locale, own: Lang) -> Value {
    let doubtful = if trainer { kit.doubtful } else { 0 };
    json!({ "code": kit.product, "name": text(&kit.name, locale, own), "locked": kit.locked, "doubtful": doubtful })
}

fn place(found: &Found) -> Value {
    let anchor = match found.place {
        Where::Product => String::new(),
        Where::Question => format!("#q-{}", found.id),
        Where::Entry => format!("#e-{}", found.id),
        Where::Characteristic => format!("#c-{}", found.id),
    };
    json!({
        "href": format!("/kit/{}{anchor}", found.product), "about": found.about, "place": found.place,
        "title": found.title, "text": found.text,
    })
}
