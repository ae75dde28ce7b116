//! What a trainer says of a raised question, and a manager of their own.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::json;

use super::{desk, to};
use crate::{
    base::{
        error::{Error, Result},
        id::{QuestionId, RaisedId},
        refusal::{Problem, Refusal, Refused},
    },
    domain::person::Person,
    journeys::{World, answer_raised, answer_raised::NewReply, raise_question},
    web::{
        actor::{Asker, Author},
        body::{Fields, Path},
        form,
        page::Redirect,
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Answer {
    #[serde(default)]
    text: String,
    /// How many answers its writer saw.
    replies: Option<usize>,
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

#[derive(Deserialize)]
pub(in crate::web) struct Same {
    #[serde(default)]
    same: String,
}

/// `POST /raised/{number}/answer`
pub(in crate::web) async fn answer(
    trainer: Author,
    request: HttpRequest,
    world: Data<World>,
    number: Path<i64>,
    fields: Fields<Answer>,
) -> Result<HttpResponse> {
    let id = id_of(&world, &request, &trainer.0, number.0).await?;
    let Answer { text, replies } = fields.0;
    match answer_raised::answer(&world, &trainer.0, id, NewReply { text: text.clone(), replies }).await {
        Ok(()) => Ok(to(number.0).saying("answered").respond_to(&request)),
        Err(error) => again(&world, &request, &trainer.0, number.0, (meanwhile(error), &text)).await,
    }
}

/// Somebody else's answer is on the page that comes again: what was typed is looked at beside it.
fn meanwhile(error: Error) -> Error {
    match error {
        Error::Refused(refused) if refused.why == Refusal::AnsweredMeanwhile => {
            let problem = Problem { about: refused.about, ..Problem::new("text", "answered-meanwhile") };
            Refused::invalid(vec![problem]).into()
        }
        other => other,
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
    let id = id_of(&world, &request, &asker.0, number.0).await?;
    answer_raised::known(&world, &asker.0, id, fields.0.question).await?;
    Ok(to(number.0).saying("known"))
}

/// `POST /raised/{number}/same`
pub(in crate::web) async fn same(
    trainer: Author,
    request: HttpRequest,
    world: Data<World>,
    number: Path<i64>,
    fields: Fields<Same>,
) -> Result<HttpResponse> {
    let id = id_of(&world, &request, &trainer.0, number.0).await?;
    let same = fields.0.same.trim().trim_start_matches('#').parse().unwrap_or(0);
    match answer_raised::same(&world, &trainer.0, id, same).await {
        Ok(()) => Ok(to(number.0).saying("same").respond_to(&request)),
        Err(error) => again(&world, &request, &trainer.0, number.0, (error, "")).await,
    }
}

/// `POST /raised/{number}/declined`
pub(in crate::web) async fn decline(
    trainer: Author,
    request: HttpRequest,
    world: Data<World>,
    number: Path<i64>,
    fields: Fields<Text>,
) -> Result<HttpResponse> {
    let id = id_of(&world, &request, &trainer.0, number.0).await?;
    match answer_raised::decline(&world, &trainer.0, id, fields.0.text).await {
        Ok(()) => Ok(to(number.0).saying("declined").respond_to(&request)),
        Err(error) => again(&world, &request, &trainer.0, number.0, (error, "")).await,
    }
}

async fn id_of(world: &World, request: &HttpRequest, reader: &Person, number: i64) -> Result<RaisedId> {
    let lang = Visit::of(request)?.locale.lang();
    Ok(raise_question::find(world, reader, number, lang).await?.raised.id)
}

/// The desk once more, with what was typed and what is wrong.
async fn again(
    world: &World,
    request: &HttpRequest,
    trainer: &Person,
    number: i64,
    (error, typed): (Error, &str),
) -> Result<HttpResponse> {
    let view = desk::beside(world, request, trainer, number, typed).await?;
    form::again(request, error, "pages/raised/desk", "raised-title", &json!(view))
}
