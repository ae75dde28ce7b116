//! What the installation chooses.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::{Deserialize, Serialize};

use crate::{
    base::{error::Result, refusal::Refused},
    domain::recall::Policy,
    journeys::{World, study, write_questions},
    web::{
        actor::Admin,
        body::Fields,
        form,
        page::{Page, Redirect},
    },
};

const TEMPLATE: &str = "pages/settings";

#[derive(Deserialize, Serialize)]
pub(in crate::web) struct Form {
    single_trainer: Option<String>,
    #[serde(default)]
    retention: String,
    #[serde(default)]
    new_per_day: String,
}

/// `GET /settings`
pub(in crate::web) async fn show(_: Admin, world: Data<World>) -> Result<Page> {
    let Policy { retention, new_per_day } = study::policy(&world).await?;
    let single = write_questions::single_trainer_allowed(&world).await?;
    let view = Form {
        single_trainer: single.then(|| "yes".to_owned()),
        retention: retention.to_string(),
        new_per_day: new_per_day.to_string(),
    };
    Ok(Page::new(TEMPLATE, "settings-title", &view))
}

/// `POST /settings`
pub(in crate::web) async fn save(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let chosen = match fields.0.policy(study::policy(&world).await?) {
        Ok(policy) => study::choose(&world, &admin.0, policy).await,
        Err(refused) => Err(refused.into()),
    };
    if let Err(error) = chosen {
        return form::again(&request, error, TEMPLATE, "settings-title", &fields.0);
    }
    write_questions::allow_single_trainer(&world, &admin.0, fields.0.single_trainer.is_some()).await?;
    Ok(Redirect::to("/settings").saying("saved").respond_to(&request))
}

impl Form {
    /// What was typed about study; a field that was not sent stays as it is.
    fn policy(&self, now: Policy) -> std::result::Result<Policy, Refused> {
        let mut problems = Vec::new();
        let mut number = |name: &str, typed: &str, now: u32| {
            let number = if typed.trim().is_empty() { Ok(now) } else { form::number(name, typed) };
            number.unwrap_or_else(|problem| {
                problems.push(problem);
                now
            })
        };
        let retention = number("retention", &self.retention, now.retention);
        let new_per_day = number("new_per_day", &self.new_per_day, now.new_per_day);
        if problems.is_empty() { Ok(Policy { retention, new_per_day }) } else { Err(Refused::invalid(problems)) }
    }
}
