//! What the installation chooses.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::{Deserialize, Serialize};

use crate::{
    base::{error::Result, refusal::Refused},
    domain::{appeal::Periods, recall::Policy},
    journeys::{World, appeal, study, write_questions},
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
    #[serde(default)]
    filing_days: String,
    #[serde(default)]
    decision_days: String,
}

/// `GET /settings`
pub(in crate::web) async fn show(_: Admin, world: Data<World>) -> Result<Page> {
    let Policy { retention, new_per_day } = study::policy(&world).await?;
    let Periods { filing_days, decision_days } = appeal::periods(&world).await?;
    let single = write_questions::single_trainer_allowed(&world).await?;
    let view = Form {
        single_trainer: single.then(|| "yes".to_owned()),
        retention: retention.to_string(),
        new_per_day: new_per_day.to_string(),
        filing_days: filing_days.to_string(),
        decision_days: decision_days.to_string(),
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
    if let Err(error) = choose(&world, &admin, &fields.0).await {
        return form::again(&request, error, TEMPLATE, "settings-title", &fields.0);
    }
    write_questions::allow_single_trainer(&world, &admin.0, fields.0.single_trainer.is_some()).await?;
    Ok(Redirect::to("/settings").saying("saved").respond_to(&request))
}

/// Chooses what was typed in numbers, nothing of it while any is wrong.
async fn choose(world: &World, admin: &Admin, form: &Form) -> Result<()> {
    let policy = form.policy(study::policy(world).await?)?;
    let periods = form.periods(appeal::periods(world).await?)?;
    study::choose(world, &admin.0, policy).await?;
    appeal::choose(world, &admin.0, periods).await
}

impl Form {
    /// What was typed about appeals; a field that was not sent stays as it is.
    fn periods(&self, now: Periods) -> std::result::Result<Periods, Refused> {
        let days = |name: &str, typed: &str, now: u32| {
            let found = if typed.trim().is_empty() { Ok(now) } else { form::number(name, typed) };
            found.map_err(|problem| Refused::invalid(vec![problem]))
        };
        let periods = Periods {
            filing_days: days("filing_days", &self.filing_days, now.filing_days)?,
            decision_days: days("decision_days", &self.decision_days, now.decision_days)?,
        };
        let problems = periods.problems();
        if problems.is_empty() { Ok(periods) } else { Err(Refused::invalid(problems)) }
    }

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
