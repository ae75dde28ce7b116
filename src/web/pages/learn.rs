//! What changed of a product, for who is certified for it: notices to confirm, and the test on it.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use super::products::view;
use crate::{
    base::{error::Result, id::ChangeId, lang::Locale},
    domain::code::Code,
    journeys::{
        World,
        change_product::{self, ToLearn},
        take_test,
    },
    web::{
        actor::Candidate,
        body::{Fields, Nothing, Path},
        page::{Page, Redirect},
        pages::questions::view::text,
        visit::Visit,
    },
};

/// `GET /products/{code}/delta-test`
pub(in crate::web) async fn brief(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let brief = take_test::delta_brief(&world, &candidate.0, code.0.clone(), locale.lang()).await?;
    let all = change_product::to_learn(&world, &candidate.0, locale.lang()).await?;
    let about = all.iter().find(|one| one.product == code.0).map(|one| learned(one, locale));
    let title = brief.name.clone();
    Ok(Page::new("pages/tests/delta", "delta-title", &json!({ "brief": brief, "learn": about })).titled(title))
}

/// `POST /products/{code}/delta-attempts`
pub(in crate::web) async fn begin(
    candidate: Candidate,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    _token: Fields<Nothing>,
) -> Result<Redirect> {
    let lang = Visit::of(&request)?.locale.lang();
    let (attempt, _) = take_test::start_delta(&world, candidate.0.id, code.0, lang).await?;
    Ok(Redirect::to(format!("/attempts/{}", attempt.id)))
}

/// `POST /changes/{id}/reading`
pub(in crate::web) async fn confirm(
    candidate: Candidate,
    world: Data<World>,
    id: Path<ChangeId>,
    _token: Fields<Nothing>,
) -> Result<Redirect> {
    change_product::confirm_read(&world, &candidate.0, id.0).await?;
    Ok(Redirect::to("/").saying("change-read"))
}

/// What there is to learn of a product, with its changes in the reader's words.
pub(super) fn learned(one: &ToLearn, locale: Locale) -> Value {
    let changes = one.changes.iter().map(|change| {
        let mut told = view::change(change, locale, one.language);
        if let Some(members) = told.as_object_mut() {
            members.insert("characteristic".into(), json!(text(&change.name, locale, one.language)));
        }
        told
    });
    json!({ "about": one, "changes": changes.collect::<Vec<_>>() })
}
