//! Raised questions: managers raise them, trainers work through them.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    base::{error::Result, id::QuestionId},
    domain::{
        person::{Person, Role},
        raised::RaisedState,
    },
    journeys::{
        World, answer_raised,
        answer_raised::NewReply,
        publish_certification,
        raise_question::{self, NewQuestion, RaisedQuery},
    },
    web::{
        actor::{Asker, Author, Candidate},
        body::{Fields, Path, Query},
        form,
        page::{Page, Redirect},
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Filters {
    #[serde(default)]
    show: String,
    after: Option<i64>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Preset {
    product: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub(in crate::web) struct Form {
    #[serde(default)]
    product: String,
    #[serde(default)]
    text: String,
    client: Option<String>,
    meeting: Option<String>,
    urgent: Option<String>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Text {
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct Known {
    question: QuestionId,
}

/// `GET /raised`
pub(in crate::web) async fn list(asker: Asker, world: Data<World>, filters: Query<Filters>) -> Result<Page> {
    let states = match (filters.0.show.as_str(), asker.0.role) {
        ("answered", _) => vec![RaisedState::Answered],
        ("settled", _) => vec![RaisedState::Added, RaisedState::Known, RaisedState::Declined],
        ("all", _) | (_, Role::Manager) => Vec::new(),
        _ => vec![RaisedState::Open],
    };
    let query = RaisedQuery { states, after: filters.0.after, limit: None };
    let page = raise_question::list(&world, &asker.0, query).await?;
    let show = filters.0.show;
    let told = |after: i64| serde_html_form::to_string([("show", &show), ("after", &after.to_string())]);
    let next = page.next.map(|after| format!("/raised?{}", told(after).unwrap_or_default()));
    let manager = asker.0.role == Role::Manager;
    let view = json!({ "rows": page.rows, "show": show, "manager": manager, "next": next });
    Ok(Page::new("pages/raised/list", if manager { "raised-own" } else { "raised-title" }, &view))
}

/// `GET /raised/new`
pub(in crate::web) async fn blank(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    preset: Query<Preset>,
) -> Result<Page> {
    let last = raise_question::last_product(&world, &manager.0).await?;
    let product = preset.0.product.or_else(|| last.map(|code| code.to_string())).unwrap_or_default();
    let view = form_view(&world, &request, &Form { product, ..Form::default() }).await?;
    Ok(Page::new("pages/raised/new", "raised-new", &view))
}

/// `POST /raised`
pub(in crate::web) async fn raise(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let Form { product, text, client, meeting, urgent } = fields.0.clone();
    let new = NewQuestion { product, text, client, meeting, urgent: urgent.is_some() };
    let lang = Visit::of(&request)?.locale.lang();
    match raise_question::raise(&world, &manager.0, new, lang).await {
        Ok(view) => Ok(to(view.raised.number).saying("raised").respond_to(&request)),
        Err(error) => {
            let view = form_view(&world, &request, &fields.0).await?;
            form::again(&request, error, "pages/raised/new", "raised-new", &view)
        }
    }
}

/// `GET /raised/{number}`
pub(in crate::web) async fn show(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    number: Path<i64>,
) -> Result<Page> {
    let view = show_view(&world, &request, &asker.0, number.0, "").await?;
    Ok(Page::new("pages/raised/show", "raised-number", &view).titled_with("number", number.0))
}

/// `POST /raised/{number}/answer`
pub(in crate::web) async fn answer(
    trainer: Author,
    request: HttpRequest,
    world: Data<World>,
    number: Path<i64>,
    fields: Fields<Text>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let id = raise_question::find(&world, &trainer.0, number.0, lang).await?.raised.id;
    let text = fields.0.text;
    match answer_raised::answer(&world, &trainer.0, id, NewReply { text: text.clone() }).await {
        Ok(()) => Ok(to(number.0).saying("answered").respond_to(&request)),
        Err(error) => {
            let view = show_view(&world, &request, &trainer.0, number.0, &text).await?;
            form::again(&request, error, "pages/raised/show", "raised-title", &view)
        }
    }
}

/// `POST /raised/{number}/known`: a trainer of any, a manager of their own.
pub(in crate::web) async fn known(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    number: Path<i64>,
    fields: Fields<Known>,
) -> Result<Redirect> {
    let lang = Visit::of(&request)?.locale.lang();
    let id = raise_question::find(&world, &asker.0, number.0, lang).await?.raised.id;
    answer_raised::known(&world, &asker.0, id, fields.0.question).await?;
    Ok(to(number.0).saying("known"))
}

/// `POST /raised/{number}/declined`
pub(in crate::web) async fn decline(
    trainer: Author,
    request: HttpRequest,
    world: Data<World>,
    number: Path<i64>,
    fields: Fields<Text>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let id = raise_question::find(&world, &trainer.0, number.0, lang).await?.raised.id;
    match answer_raised::decline(&world, &trainer.0, id, fields.0.text).await {
        Ok(()) => Ok(to(number.0).saying("declined").respond_to(&request)),
        Err(error) => {
            let view = show_view(&world, &request, &trainer.0, number.0, "").await?;
            form::again(&request, error, "pages/raised/show", "raised-title", &view)
        }
    }
}

async fn form_view(world: &World, request: &HttpRequest, form: &Form) -> Result<serde_json::Value> {
    let lang = Visit::of(request)?.locale.lang();
    let lines = publish_certification::offers(world, lang).await?;
    Ok(json!({ "form": form, "lines": lines }))
}

async fn show_view(
    world: &World,
    request: &HttpRequest,
    reader: &Person,
    number: i64,
    text: &str,
) -> Result<serde_json::Value> {
    let lang = Visit::of(request)?.locale.lang();
    let raised = raise_question::find(world, reader, number, lang).await?;
    let unsettled = matches!(raised.raised.state, RaisedState::Open | RaisedState::Answered);
    let trainer = reader.role == Role::Trainer;
    Ok(json!({
        "raised": raised, "text": text, "unsettled": unsettled, "trainer": trainer && unsettled,
        "may_say_known": unsettled && reader.role != Role::Head,
    }))
}

fn to(number: i64) -> Redirect {
    Redirect::to(format!("/raised/{number}"))
}
