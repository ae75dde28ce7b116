//! One product: what it is, will be and was.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use super::view;
use crate::{
    base::{
        error::Result,
        id::ChangeId,
        lang::{Lang, Locale},
    },
    domain::{code::Code, person::Role},
    journeys::{
        World, change_product,
        change_product::ChangeView,
        propose_changes::initial,
        see_products::{self, Episode, Shown, Told},
    },
    web::{
        actor::{Asker, Author},
        body::{Fields, Nothing, Path},
        page::{Page, Redirect},
        pages::questions::view::text,
        visit::Visit,
    },
};

/// `GET /products/{code}`
pub(in crate::web) async fn show(
    reader: Asker,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let shown = see_products::show(&world, reader.0.id, code.0).await?;
    let title = shown.product.name.get(locale.lang(), shown.line.language).to_owned();
    let view = product(&shown, locale, reader.0.role == Role::Trainer);
    Ok(Page::new("pages/products/show", "products-title", &view).titled(title))
}

/// `POST /changes/{id}/cancellation`
pub(in crate::web) async fn cancel(
    author: Author,
    world: Data<World>,
    id: Path<ChangeId>,
    _token: Fields<Nothing>,
) -> Result<Redirect> {
    let product = change_product::cancel(&world, &author.0, id.0).await?;
    Ok(Redirect::to(format!("/products/{product}")).saying("change-cancelled"))
}

fn product(shown: &Shown, locale: Locale, trainer: bool) -> Value {
    let own = shown.line.language;
    let told: Vec<Value> = shown.characteristics.iter().map(|of| characteristic(shown, of, locale)).collect();
    let untested = shown.characteristics.iter().filter(|of| of.value.is_some() && of.questions == 0).count();
    let coming: Vec<Value> = shown.coming.iter().map(|change| coming(shown, change, locale)).collect();
    json!({
        "code": shown.product.code, "name": text(&shown.product.name, locale, own), "covered": shown.covered,
        "line": { "code": shown.line.code, "name": text(&shown.line.name, locale, own) },
        "characteristics": told, "count": told.len(), "untested": untested, "coming": coming, "trainer": trainer,
        "seen_at": shown.as_of,
    })
}

fn coming(shown: &Shown, change: &ChangeView, locale: Locale) -> Value {
    let own = shown.line.language;
    let column = shown.characteristics.iter().find(|of| of.characteristic.code == change.characteristic);
    let mut told = view::change(change, locale, own);
    if let Some(members) = told.as_object_mut() {
        let name = column.map(|of| text(&of.characteristic.name, locale, own));
        members.insert("characteristic".into(), json!(name));
    }
    told
}

fn characteristic(shown: &Shown, of: &Told, locale: Locale) -> Value {
    let own = shown.line.language;
    let history: Vec<Value> = of.history.iter().map(|episode| past(episode, locale, own)).collect();
    json!({
        "column": view::column(&of.characteristic, locale, own),
        "value": view::value(of.value.as_ref(), locale, own),
        "sort": of.sort, "typed": initial(of.value.as_ref(), locale.lang(), own), "lang": locale.lang(),
        "untested": of.value.is_some() && of.questions == 0,
        "questions": of.questions, "history": history,
    })
}

fn past(episode: &Episode, locale: Locale, own: Lang) -> Value {
    json!({
        "before": view::value(episode.before.as_ref(), locale, own),
        "value": view::value(episode.value.as_ref(), locale, own),
        "effective_at": episode.effective_at, "recorded_by": episode.recorded_by,
        "change": episode.change.as_ref().map(|change| view::change(change, locale, own)),
    })
}
