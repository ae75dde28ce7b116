//! What the installation chooses.

use actix_web::web::Data;
use serde::Deserialize;
use serde_json::json;

use crate::{
    base::error::Result,
    journeys::{World, write_questions},
    web::{
        actor::Admin,
        body::Fields,
        page::{Page, Redirect},
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Form {
    single_trainer: Option<String>,
}

/// `GET /settings`
pub(in crate::web) async fn show(_: Admin, world: Data<World>) -> Result<Page> {
    let view = json!({ "single_trainer": write_questions::single_trainer_allowed(&world).await? });
    Ok(Page::new("pages/settings", "settings-title", &view))
}

/// `POST /settings`
pub(in crate::web) async fn save(admin: Admin, world: Data<World>, fields: Fields<Form>) -> Result<Redirect> {
    write_questions::allow_single_trainer(&world, &admin.0, fields.0.single_trainer.is_some()).await?;
    Ok(Redirect::to("/settings").saying("saved"))
}
