//! One-time links: the first administrator, a new password.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use super::sign_in::welcome;
use crate::{
    base::error::Result,
    journeys::{
        World,
        set_up::{self, Administrator, Purpose},
    },
    web::{
        actor::Visitor,
        body::{Fields, Path},
        form,
        page::Page,
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/set_up";
const TITLE: &str = "set-up-title";

#[derive(Deserialize)]
pub(in crate::web) struct Form {
    #[serde(default)]
    name: String,
    #[serde(default)]
    login: String,
    password: String,
}

/// `GET /set-up/{token}`
pub(in crate::web) async fn show(_: Visitor, world: Data<World>, token: Path<String>) -> Result<Page> {
    let purpose = set_up::purpose(&world, &token.0).await?;
    Ok(Page::new(TEMPLATE, TITLE, &view(&token.0, &purpose, "", "")))
}

/// `POST /set-up/{token}`
pub(in crate::web) async fn submit(
    _: Visitor,
    request: HttpRequest,
    world: Data<World>,
    token: Path<String>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let (Path(token), Fields(Form { name, login, password })) = (token, fields);
    let purpose = set_up::purpose(&world, &token).await?;
    let typed = view(&token, &purpose, &name, &login);
    let locale = Visit::of(&request)?.locale;
    let signed_in = match purpose {
        Purpose::Password(_) => set_up::choose_password(&world, token, password).await,
        Purpose::FirstAdministrator => {
            set_up::make_administrator(&world, token, Administrator { name, login, password, locale }).await
        }
    };
    match signed_in {
        Ok(signed_in) => welcome(&request, signed_in.token, "/"),
        Err(error) => form::again(&request, error, TEMPLATE, TITLE, &typed),
    }
}

fn view(token: &str, purpose: &Purpose, name: &str, login: &str) -> Value {
    let person = match purpose {
        Purpose::FirstAdministrator => None,
        Purpose::Password(person) => Some(json!({ "name": person.name, "login": person.login })),
    };
    json!({ "token": token, "person": person, "name": name, "login": login })
}
