//! People, for administrators.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        lang::Locale,
        refusal::{Problem, Refused},
    },
    domain::{
        code::Code,
        person::{Person, Role},
    },
    journeys::{
        World, mail,
        manage_people::{self, NewPerson, PersonChange},
        set_up,
    },
    web::{
        actor::Admin,
        body::{Fields, Nothing, Path, Query},
        form,
        origin::origin,
        page::{Page, Redirect},
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Search {
    #[serde(default)]
    text: String,
}

#[derive(Debug, Clone, Deserialize, serde::Serialize)]
pub(in crate::web) struct Form {
    #[serde(default)]
    login: String,
    name: String,
    role: Role,
    #[serde(default)]
    department: String,
    locale: Locale,
    #[serde(default)]
    left: Option<String>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Address {
    #[serde(default)]
    email: String,
}

/// `GET /people`
pub(in crate::web) async fn list(_: Admin, world: Data<World>, search: Query<Search>) -> Result<Page> {
    let wanted = search.0.text.trim().to_lowercase();
    let found = |person: &Person| {
        [person.login.as_str(), &person.name, &person.department]
            .iter()
            .any(|text| text.to_lowercase().contains(&wanted))
    };
    let people: Vec<Person> = manage_people::list(&world).await?.into_iter().filter(found).collect();
    Ok(Page::new("pages/people/list", "people-title", &json!({ "people": people, "text": search.0.text })))
}

/// `GET /people/new`
pub(in crate::web) async fn blank(_: Admin) -> Page {
    let form = json!({ "login": "", "name": "", "role": Role::Manager, "department": "", "locale": Locale::En });
    Page::new("pages/people/new", "people-new", &choices(json!({ "form": form })))
}

/// `POST /people`
pub(in crate::web) async fn add(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let typed = fields.0.clone();
    let added = match new_person(fields.0) {
        Ok(new) => manage_people::add(&world, Some(admin.0.id), new).await,
        Err(refused) => Err(refused.into()),
    };
    match added {
        Ok(person) => Ok(Redirect::to(format!("/people/{}", person.login)).saying("person-added").respond_to(&request)),
        Err(error) => {
            form::again(&request, error, "pages/people/new", "people-new", &choices(json!({ "form": typed })))
        }
    }
}

/// `GET /people/{login}`
pub(in crate::web) async fn show(_: Admin, world: Data<World>, login: Path<Code>) -> Result<Page> {
    let person = manage_people::find(&world, login.0).await?;
    Ok(Page::new("pages/people/show", "people-title", &choices(person_view(&world, &person, None).await?))
        .titled(person.name))
}

/// `POST /people/{login}`
pub(in crate::web) async fn change(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    login: Path<Code>,
    fields: Fields<Form>,
) -> Result<HttpResponse> {
    let person = manage_people::find(&world, login.0.clone()).await?;
    let Form { name, role, department, locale, left, .. } = fields.0;
    let change = PersonChange { name, role, department, locale, active: left.is_none() };
    match manage_people::change(&world, Some(admin.0.id), login.0, change).await {
        Ok(person) => Ok(Redirect::to(format!("/people/{}", person.login)).saying("saved").respond_to(&request)),
        Err(error) => {
            let view = choices(person_view(&world, &person, None).await?);
            form::again(&request, error, "pages/people/show", "people-title", &view)
        }
    }
}

/// `POST /people/{login}/password-link`
pub(in crate::web) async fn password_link(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    login: Path<Code>,
    _token: Fields<Nothing>,
) -> Result<Page> {
    let person = manage_people::find(&world, login.0.clone()).await?;
    let token = set_up::password_link(&world, Some(admin.0.id), login.0).await?;
    let link = format!("{}/set-up/{token}", origin(&world.settings, &request));
    Ok(Page::new("pages/people/show", "people-title", &choices(person_view(&world, &person, Some(link)).await?))
        .titled(person.name))
}

/// `POST /people/{login}/email`
pub(in crate::web) async fn change_email(
    admin: Admin,
    request: HttpRequest,
    world: Data<World>,
    login: Path<Code>,
    fields: Fields<Address>,
) -> Result<HttpResponse> {
    match mail::set_address(&world, admin.0.id, login.0.clone(), &fields.0.email, None).await {
        Ok(()) => Ok(Redirect::to(format!("/people/{}", login.0)).saying("saved").respond_to(&request)),
        Err(error) => {
            let person = manage_people::find(&world, login.0).await?;
            let view = choices(person_view(&world, &person, None).await?);
            form::again(&request, error, "pages/people/show", "people-title", &view)
        }
    }
}

fn new_person(form: Form) -> Result<NewPerson, Refused> {
    let login = form.login.trim().parse();
    let login = login.map_err(|_not_one| Refused::invalid(vec![Problem::new("login", "not-a-code")]))?;
    let Form { name, role, department, locale, .. } = form;
    Ok(NewPerson { login, name, role, department, locale, password: None })
}

async fn person_view(world: &World, person: &Person, link: Option<String>) -> Result<Value> {
    let email = mail::reading(world, person.login.clone()).await?.email.map(|email| email.to_string());
    Ok(json!({ "person": person, "form": person, "link": link, "email": email.unwrap_or_default() }))
}

/// Adds what the selects offer.
fn choices(mut view: Value) -> Value {
    if let Some(members) = view.as_object_mut() {
        members.insert("roles".into(), json!(Role::ALL));
        members.insert(
            "locales".into(),
            json!([{ "code": "en", "name": "English" }, { "code": "el", "name": "Ελληνικά" }]),
        );
    }
    view
}
