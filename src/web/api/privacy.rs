//! What is known of people, for programs of administrators, and for everybody about oneself.

use actix_web::{HttpRequest, web::Data};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    base::error::Result,
    domain::{code::Code, retention::Policy},
    journeys::{
        World,
        forget::{self, ErasurePlan, Forgotten},
        hand_over,
        let_go::{self, Retention},
    },
    web::{
        actor::{Admin, Member},
        body::{Body, Path},
        pages::sign_in::address,
        reply::{Created, Done, Package, Told},
        visit::Visit,
    },
};

/// Who asks for what is known of them shows it once more.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Confirmed {
    /// The password.
    password: String,
}

/// Who was erased.
#[derive(Serialize, JsonSchema)]
pub(in crate::web) struct Erased {
    /// The name under which their rows stand now; nobody signs in with it.
    login: Code,
}

/// `POST /api/v1/me/export {"password"}`: a ZIP.
pub(in crate::web) async fn export_own(
    member: Member,
    request: HttpRequest,
    world: Data<World>,
    body: Body<Confirmed>,
) -> Result<Package> {
    let locale = Visit::of(&request)?.locale;
    Ok(Package(hand_over::own(&world, &member.0, body.0.password, locale, &address(&request)).await?))
}

/// `POST /api/v1/users/{login}/export`: a ZIP.
pub(in crate::web) async fn export(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    login: Path<Code>,
) -> Result<Package> {
    let locale = Visit::of(&request)?.locale;
    Ok(Package(hand_over::of(&world, &admin.0, login.0, locale).await?))
}

/// `GET /api/v1/users/{login}/erasure`
pub(in crate::web) async fn plan(admin: Admin, world: Data<World>, login: Path<Code>) -> Result<Told<ErasurePlan>> {
    Ok(Told(forget::plan(&world, &admin.0, login.0).await?))
}

/// `POST /api/v1/users/{login}/erasure`
pub(in crate::web) async fn ask(admin: Admin, world: Data<World>, login: Path<Code>) -> Result<Created<ErasurePlan>> {
    forget::ask(&world, &admin.0, login.0.clone()).await?;
    Ok(Created(forget::plan(&world, &admin.0, login.0).await?))
}

/// `DELETE /api/v1/users/{login}/erasure`
pub(in crate::web) async fn withdraw(admin: Admin, world: Data<World>, login: Path<Code>) -> Result<Done> {
    forget::withdraw(&world, &admin.0, login.0).await?;
    Ok(Done)
}

/// `POST /api/v1/users/{login}/erasure/execution`
pub(in crate::web) async fn erase(admin: Admin, world: Data<World>, login: Path<Code>) -> Result<Told<Erased>> {
    Ok(Told(Erased { login: forget::erase(&world, &admin.0, login.0).await? }))
}

/// `GET /api/v1/erasures`
pub(in crate::web) async fn ledger(_: Admin, world: Data<World>) -> Result<Told<Vec<Forgotten>>> {
    Ok(Told(forget::ledger(&world).await?))
}

/// `GET /api/v1/retention`
pub(in crate::web) async fn retention(_: Admin, world: Data<World>) -> Result<Told<Retention>> {
    Ok(Told(let_go::show(&world).await?))
}

/// `PUT /api/v1/retention {"mails": 3, "study": null}`
pub(in crate::web) async fn choose(admin: Admin, world: Data<World>, body: Body<Policy>) -> Result<Told<Retention>> {
    let_go::choose(&world, &admin.0, body.0).await?;
    Ok(Told(let_go::show(&world).await?))
}
