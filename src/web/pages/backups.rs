//! Backups, for administrators.

use actix_web::web::Data;
use serde_json::json;

use crate::{
    base::error::Result,
    journeys::{
        World,
        keep_backups::{self, Task},
    },
    web::{
        actor::Admin,
        body::{Fields, Nothing},
        page::{Page, Redirect},
    },
};

/// `GET /backups`
pub(in crate::web) async fn show(_: Admin, world: Data<World>) -> Result<Page> {
    Ok(Page::new("pages/backups", "backups-title", &json!({ "of": keep_backups::overview(&world).await? })))
}

/// `POST /backups`: one is made, while the page is shown again.
pub(in crate::web) async fn make(admin: Admin, world: Data<World>, _: Fields<Nothing>) -> Result<Redirect> {
    begin(admin, &world, Task::Backup)
}

/// `POST /backups/drill`: the newest is restored for trial, while the page is shown again.
pub(in crate::web) async fn drill(admin: Admin, world: Data<World>, _: Fields<Nothing>) -> Result<Redirect> {
    begin(admin, &world, Task::Drill)
}

fn begin(admin: Admin, world: &World, task: Task) -> Result<Redirect> {
    let to = Redirect::to("/backups");
    let Some(turn) = keep_backups::begin(world, task)? else { return Ok(to) };
    // Whoever leaves the page stops nothing.
    let world = world.clone();
    actix_web::rt::spawn(async move { keep_backups::go(&world, turn, Some(admin.0.id)).await });
    Ok(to)
}
