//! The fields of a new meeting, as they were typed.

use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
        refusal::{Problem, Refused},
        settings::Settings,
        time::{self, HOUR, Millis},
    },
    domain::{code::Code, person::Person},
    journeys::{
        World,
        check_standing::SOON,
        meet_client::NewMeeting,
        see_board::mark,
        see_home::{self, LineStandings},
    },
    web::pages::questions::view::language,
};

/// What was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    client: String,
    products: Vec<String>,
    date: String,
    time: String,
    place: String,
    note: String,
    language: String,
}

impl Form {
    /// A blank one: about the products of last time, at the next full hour.
    pub(super) fn blank(products: Vec<Code>, now: Millis, settings: &Settings, lang: Lang) -> Form {
        let next_hour = Millis(now.0.div_euclid(HOUR).saturating_add(1).saturating_mul(HOUR));
        let (date, time) = time::shown(next_hour, &settings.zone);
        let products = products.into_iter().map(String::from).collect();
        Form { products, date, time, language: lang.code().to_owned(), ..Form::default() }
    }

    /// Reads the fields; what is no field of ours is passed over.
    pub(super) fn read(fields: &[(String, String)]) -> Form {
        let mut form = Form::default();
        for (name, value) in fields {
            let value = value.clone();
            match name.as_str() {
                "client" => form.client = value,
                "products" => form.products.push(value),
                "date" => form.date = value,
                "time" => form.time = value,
                "place" => form.place = value,
                "note" => form.note = value,
                "language" => form.language = value,
                _ => {}
            }
        }
        form
    }

    /// The meeting that they ask for.
    pub(super) fn meeting(&self, settings: &Settings) -> Result<NewMeeting> {
        let not_a_date = || Refused::invalid(vec![Problem::new("at", "not-a-date")]);
        Ok(NewMeeting {
            client: self.client.clone(),
            products: self.products.clone(),
            at: time::local(&self.date, &self.time, &settings.zone).ok_or_else(not_a_date)?,
            place: Some(self.place.clone()),
            note: Some(self.note.clone()),
            language: self.language.parse().ok(),
        })
    }

    /// The form's view: each line's products with the standing of the manager on each.
    pub(super) async fn view(&self, world: &World, manager: &Person, locale: Locale) -> Result<Value> {
        let now = world.clock.now();
        let lines = see_home::standings(world, manager, locale.lang()).await?;
        let lines: Vec<Value> = lines.iter().map(|line| self.line(line, now)).collect();
        let languages = Locale::ALL.iter().map(|one| {
            let lang = one.lang();
            json!({ "code": lang, "name": language(lang), "chosen": lang.code() == self.language })
        });
        Ok(json!({
            "client": self.client, "date": self.date, "time": self.time, "place": self.place, "note": self.note,
            "zone": world.settings.zone_name(), "lines": lines, "languages": languages.collect::<Vec<_>>(),
            "more": !self.place.is_empty() || !self.note.is_empty(),
        }))
    }

    fn line(&self, line: &LineStandings, now: Millis) -> Value {
        let products = line.standings.iter().map(|standing| {
            let soon = standing.may_negotiate && standing.until.is_some_and(|until| until <= now.plus(SOON));
            let (kind, word) = mark(standing.basis, standing.reason, standing.pending_change.is_some(), soon);
            let chosen = self.products.iter().any(|code| code == standing.product.as_str());
            json!({ "code": standing.product, "name": standing.product_name, "mark": kind, "word": word,
                "chosen": chosen })
        });
        let products: Vec<Value> = products.collect();
        let chosen = products.iter().filter(|product| product["chosen"] == true);
        let chosen: Vec<&Value> = chosen.map(|product| &product["name"]).collect();
        json!({ "name": line.name, "products": products, "chosen": chosen, "all": line.standings.len() })
    }
}
