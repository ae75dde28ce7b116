//! Who may negotiate, and what heads decide.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::Deserialize;
use serde_json::json;

use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificateId},
        refusal::{Problem, Refusal, Refused},
        time::Millis,
    },
    domain::{code::Code, person::Role},
    journeys::{
        World, certify,
        certify::{Because, NewWaiver},
        check_standing::{self, BoardQuery},
    },
    web::{
        actor::{Asker, Head},
        body::{Body, Path, Query},
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct One {
    product: Option<Code>,
    at: Option<String>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Many {
    product: Option<Code>,
    line: Option<Code>,
    department: Option<String>,
    at: Option<String>,
}

/// `GET /api/v1/managers/{login}/standing?product=CODE[&at=TIME]`: the manager's own, or anybody's for heads.
pub(in crate::web) async fn one(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    login: Path<String>,
    query: Query<One>,
) -> Result<HttpResponse> {
    if asker.0.role != Role::Head && asker.0.login.as_str() != login.0 {
        return Err(Refusal::NoSuchThing.into());
    }
    let lang = Visit::of(&request)?.locale.lang();
    let product = query.0.product.ok_or_else(|| Refused::invalid(vec![Problem::new("product", "missing")]))?;
    let standing = check_standing::one(&world, &login.0, product, moment(query.0.at)?, lang).await?;
    Ok(HttpResponse::Ok().json(standing))
}

/// `GET /api/v1/standing?product=&line=&department=&at=`
pub(in crate::web) async fn board(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    query: Query<Many>,
) -> Result<HttpResponse> {
    let lang = Visit::of(&request)?.locale.lang();
    let Many { product, line, department, at } = query.0;
    let board = check_standing::board(&world, BoardQuery { line, product, department, at: moment(at)? }, lang).await?;
    let mut rows = Vec::new();
    for row in board.rows {
        let who = (row.person.login.to_string(), row.person.name);
        for (standing, product) in row.standings.into_iter().zip(&board.products) {
            rows.push(check_standing::told(standing, who.clone(), product.clone()));
        }
    }
    Ok(HttpResponse::Ok().json(rows))
}

/// `POST /api/v1/certificates/{id}/revocation`
pub(in crate::web) async fn revoke(
    head: Head,
    world: Data<World>,
    id: Path<CertificateId>,
    body: Body<Because>,
) -> Result<HttpResponse> {
    certify::revoke(&world, &head.0, id.0, body.0).await?;
    Ok(HttpResponse::Created().json(json!({ "certificate": id.0 })))
}

/// `POST /api/v1/attempts/{id}/voiding`
pub(in crate::web) async fn void(
    head: Head,
    world: Data<World>,
    id: Path<AttemptId>,
    body: Body<Because>,
) -> Result<HttpResponse> {
    certify::void(&world, &head.0, id.0, body.0).await?;
    Ok(HttpResponse::Created().json(json!({ "attempt": id.0 })))
}

/// `POST /api/v1/waivers`
pub(in crate::web) async fn waive(head: Head, world: Data<World>, body: Body<NewWaiver>) -> Result<HttpResponse> {
    Ok(HttpResponse::Created().json(certify::waive(&world, &head.0, body.0).await?))
}

fn moment(text: Option<String>) -> Result<Option<Millis>> {
    text.map(|text| {
        let problem = || Refused::invalid(vec![Problem::new("at", "not-a-time")]);
        Ok(Millis::parse(&text).ok_or_else(problem)?)
    })
    .transpose()
}
