//! A manager asks what a client asked.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::to;
use crate::{
    base::{
        error::Result,
        id::{QuestionId, RaisedId},
    },
    journeys::{
        World, publish_certification,
        raise_question::{self, NewQuestion},
    },
    web::{
        actor::Candidate,
        body::{Fields, Query},
        form,
        page::Page,
        visit::Visit,
    },
};

/// What the address may tell beforehand, and what the form sends.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::web) struct Form {
    product: String,
    text: String,
    client: String,
    meeting: String,
    urgent: String,
    /// Sent twice, it is asked once.
    key: String,
    #[serde(skip_serializing)]
    known: Option<QuestionId>,
    #[serde(skip_serializing)]
    same: Option<i64>,
}

/// `GET /raised/new`
pub(in crate::web) async fn blank(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    told: Query<Form>,
) -> Result<Page> {
    let mut form = Form { key: RaisedId::new().to_string(), ..told.0 };
    if form.product.is_empty() {
        let last = raise_question::last_product(&world, &manager.0).await?;
        form.product = last.map(|code| code.to_string()).unwrap_or_default();
    }
    Ok(Page::new("pages/raised/new", "raised-new", &view(&world, &request, &form).await?))
}

/// `POST /raised`: with a known question, or another that was raised, where the manager found one.
pub(in crate::web) async fn raise(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let Form { product, text, client, meeting, urgent, key, known, same } = fields.0.clone();
    let (client, meeting, key, urgent) = (Some(client), Some(meeting), Some(key), !urgent.is_empty());
    let new = NewQuestion { product, text, client, meeting, urgent, key, known, same };
    let found = known.is_some() || same.is_some();
    let lang = Visit::of(&request)?.locale.lang();
    match raise_question::raise(&world, &manager.0, new, lang).await {
        Ok(view) => Ok(to(view.raised.number).saying(if found { "known" } else { "raised" }).respond_to(&request)),
        Err(error) => {
            let view = view(&world, &request, &fields.0).await?;
            form::again(&request, error, "pages/raised/new", "raised-new", &view)
        }
    }
}

async fn view(world: &World, request: &HttpRequest, form: &Form) -> Result<Value> {
    let lang = Visit::of(request)?.locale.lang();
    let lines = publish_certification::offers(world, lang).await?;
    Ok(json!({ "form": form, "lines": lines }))
}
