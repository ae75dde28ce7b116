//! Study in figures, for managers their own, for heads and trainers of those whom they see.

use actix_web::web::Data;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        time::{self, Millis},
    },
    domain::{
        person::Role,
        recall::{Band, ENOUGH},
    },
    journeys::{
        World,
        study::{self, StudyFigures},
    },
    web::{actor::Asker, body::Query, page::Page},
};

/// How far back.
#[derive(Deserialize)]
pub(in crate::web) struct Since {
    #[serde(default = "month")]
    days: u32,
}

fn month() -> u32 {
    30
}

/// `GET /study/figures?days=`
pub(in crate::web) async fn figures(asker: Asker, world: Data<World>, since: Query<Since>) -> Result<Page> {
    let days = since.0.days;
    let told = study::figures(&world, &asker.0, days).await?;
    let of_all = asker.0.role != Role::Manager;
    let own = asker.0.role == Role::Head && !asker.0.department.is_empty();
    let view = json!({
        "told": told, "days": days, "periods": [30, 90, 365], "enough": ENOUGH, "of_all": of_all,
        "own": own.then_some(&asker.0.department), "by_day": by_day(&told, &world),
        "by_chance": told.figures.by_chance.iter().map(chance).collect::<Vec<Value>>(),
        "by_gap": told.figures.by_days.iter().map(gap).collect::<Vec<Value>>(),
    });
    Ok(Page::new("pages/study/figures", "study-figures-title", &view))
}

/// The last days as bars: each beside the busiest.
fn by_day(told: &StudyFigures, world: &World) -> Value {
    let most = told.figures.days.iter().map(|day| day.reviews).max().unwrap_or(0).max(1);
    let began = |days_ago: u32| -> Millis { time::day_after(told.as_of, -i64::from(days_ago), &world.settings.zone) };
    let days: Vec<Value> =
        told.figures.days.iter().rev().map(|day| json!({ "began": began(day.days_ago), "of": day })).collect();
    json!({ "most": most, "days": days })
}

fn chance(band: &Band) -> Value {
    json!({ "key": "chance", "from": band.from, "to": band.to.unwrap_or(100), "retention": band.retention })
}

fn gap(band: &Band) -> Value {
    let key = match (band.from, band.to) {
        (0, _) => "same-day",
        (_, None) => "longer",
        (from, Some(to)) if from == to => "day",
        _ => "days",
    };
    json!({ "key": key, "from": band.from, "to": band.to.unwrap_or(band.from), "retention": band.retention })
}
