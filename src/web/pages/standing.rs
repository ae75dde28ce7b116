//! Who may negotiate: the look-up, one answer with its evidence, and what heads decide.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        id::{AttemptId, CertificateId},
    },
    domain::code::Code,
    journeys::{
        World, certify,
        certify::{Because, NewWaiver},
        check_standing::{self, StandingView},
    },
    web::{
        actor::Head,
        body::{Fields, Path, Query},
        form,
        page::{Page, Redirect, local_path},
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Search {
    #[serde(default)]
    q: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct Decision {
    reason: String,
    next: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(in crate::web) struct WaiverForm {
    manager: Code,
    product: Code,
    hours: String,
    reason: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct GrantForm {
    manager: Code,
    product: Code,
    certification: Code,
    reason: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct OpeningForm {
    manager: Code,
    product: Code,
    reason: String,
}

#[derive(Deserialize)]
pub(in crate::web) struct ClosureForm {
    manager: Code,
}

/// `GET /look-up?q=`: one field, one answer.
pub(in crate::web) async fn look_up(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    search: Query<Search>,
) -> Result<Page> {
    let lang = Visit::of(&request)?.locale.lang();
    let q = search.0.q.trim().to_owned();
    let found = check_standing::search(&world, &q, lang).await?;
    let standing = match found.as_slice() {
        [(person, product, _)] => Some(check_standing::of(&world, person.login.as_str(), product.clone(), lang).await?),
        _ => None,
    };
    let choices: Vec<Value> = found
        .iter()
        .filter(|_| standing.is_none())
        .take(20)
        .map(|(person, product, name)| {
            json!({ "manager": person.login, "name": person.name, "product": product, "product_name": name })
        })
        .collect();
    let nothing = !q.is_empty() && found.is_empty();
    let view = json!({ "q": q, "standing": standing, "choices": choices, "nothing": nothing });
    Ok(Page::new("pages/standing/look_up", "standing-look-up", &view))
}

/// `GET /standing/{login}/{product}`
pub(in crate::web) async fn show(
    _: Head,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(Code, Code)>,
) -> Result<Page> {
    let view = evidence_view(&world, &request, path.0, ("24", "")).await?;
    let of = |pointer| view.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (name, product) = (of("/standing/name"), of("/standing/product"));
    Ok(Page::new("pages/standing/show", "standing-show-title", &view)
        .titled_with("name", name)
        .titled_with("product", product))
}

/// `POST /certificates/{id}/revocation`
pub(in crate::web) async fn revoke(
    head: Head,
    world: Data<World>,
    id: Path<CertificateId>,
    fields: Fields<Decision>,
) -> Result<Redirect> {
    let Decision { reason, next } = fields.0;
    certify::revoke(&world, &head.0, id.0, Because { reason }).await?;
    Ok(Redirect::to(local_path(next.as_deref())).saying("revoked"))
}

/// `POST /attempts/{id}/voiding`
pub(in crate::web) async fn void(
    head: Head,
    world: Data<World>,
    id: Path<AttemptId>,
    fields: Fields<Decision>,
) -> Result<Redirect> {
    let Decision { reason, next } = fields.0;
    certify::void(&world, &head.0, id.0, Because { reason }).await?;
    Ok(Redirect::to(local_path(next.as_deref())).saying("voided"))
}

/// `POST /waivers`
pub(in crate::web) async fn waive(
    head: Head,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<WaiverForm>,
) -> Result<HttpResponse> {
    let WaiverForm { manager, product, hours, reason } = fields.0;
    let (whom, typed) = ((manager.clone(), product.clone()), (hours.clone(), reason.clone()));
    // What is no number is out of range like any other.
    let hours = hours.trim().parse().unwrap_or(0);
    let granted = certify::waive(&world, &head.0, NewWaiver { manager, product, hours, reason }).await;
    match granted {
        Ok(granted) => Ok(to(&granted.manager, &granted.product).saying("waived").respond_to(&request)),
        Err(error) => {
            let view = evidence_view(&world, &request, whom, (&typed.0, &typed.1)).await?;
            form::again(&request, error, "pages/standing/show", "standing-board", &view)
        }
    }
}

/// `POST /grants`
pub(in crate::web) async fn grant(head: Head, world: Data<World>, fields: Fields<GrantForm>) -> Result<Redirect> {
    let GrantForm { manager, product, certification, reason } = fields.0;
    certify::grant(&world, &head.0, manager.clone(), certification, Because { reason }).await?;
    Ok(to(&manager, &product).saying("granted"))
}

/// `POST /openings`: a product that nothing certifies yet may be negotiated.
pub(in crate::web) async fn open(head: Head, world: Data<World>, fields: Fields<OpeningForm>) -> Result<Redirect> {
    let OpeningForm { manager, product, reason } = fields.0;
    certify::open(&world, &head.0, product.clone(), Because { reason }).await?;
    Ok(to(&manager, &product).saying("opened"))
}

/// `POST /openings/{product}/closure`
pub(in crate::web) async fn close(
    head: Head,
    world: Data<World>,
    product: Path<Code>,
    fields: Fields<ClosureForm>,
) -> Result<Redirect> {
    certify::close(&world, &head.0, product.0.clone()).await?;
    Ok(to(&fields.0.manager, &product.0).saying("saved"))
}

fn to(manager: &Code, product: &Code) -> Redirect {
    Redirect::to(format!("/standing/{manager}/{product}"))
}

async fn evidence_view(
    world: &World,
    request: &HttpRequest,
    (manager, product): (Code, Code),
    (hours, reason): (&str, &str),
) -> Result<Value> {
    let lang = Visit::of(request)?.locale.lang();
    let evidence = certify::history(world, manager.clone(), product.clone()).await?;
    let standing: StandingView = check_standing::of(world, manager.as_str(), product, lang).await?;
    let certification = standing.certification.clone();
    Ok(json!({
        "standing": standing, "evidence": evidence, "can_decide": true, "certification": certification,
        "hours": hours, "reason": reason,
    }))
}
