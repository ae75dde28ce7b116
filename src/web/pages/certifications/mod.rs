//! Certifications, for trainers.

mod form;

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde_json::{Value, json};

use self::form::Form;
use crate::{
    base::{
        error::{Error, Result},
        lang::Lang,
        refusal::Refused,
    },
    domain::{certification::Policy, code::Code},
    journeys::{
        World,
        publish_certification::{self, Check, named},
    },
    web::{
        actor::Author,
        body::{Fields, Nothing, Path},
        form as forms,
        page::{Page, Redirect},
        visit::Visit,
    },
};

const EDITOR: &str = "pages/certifications/edit";
const TITLE: &str = "certification-title";

/// `GET /certifications`
pub(in crate::web) async fn list(_: Author, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let lang = Visit::of(&request)?.locale.lang();
    let rows: Vec<Value> = publish_certification::list(&world)
        .await?
        .iter()
        .map(|view| {
            json!({
                "code": view.certification.code, "name": named(&view.certification.name, lang),
                "questions": view.certification.blueprint.questions(), "published": view.published,
                "up_to_date": view.up_to_date, "publishable": view.check.publishable,
            })
        })
        .collect();
    Ok(Page::new("pages/certifications/list", "certifications-title", &json!({ "certifications": rows })))
}

/// `GET /certifications/new`
pub(in crate::web) async fn blank(_: Author, request: HttpRequest, world: Data<World>) -> Result<Page> {
    let form = Form::blank(&Policy::default());
    let view = view(&world, &request, None, &form).await?;
    Ok(Page::new(EDITOR, "certification-new", &view))
}

/// `GET /certifications/{code}`
pub(in crate::web) async fn show(
    _: Author,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
) -> Result<Page> {
    let found = publish_certification::find(&world, code.0).await?;
    let form = Form::of(&found.certification);
    let view = view(&world, &request, Some(&found.certification.code), &form).await?;
    Ok(Page::new(EDITOR, TITLE, &view).titled(named(&found.certification.name, Lang::EN)))
}

/// `POST /certifications`: adds one, or only shows what it would mean.
pub(in crate::web) async fn create(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let form = Form::read(&fields.0);
    let typed = view(&world, &request, None, &form).await?;
    if form.only_checks() {
        return Page::new(EDITOR, "certification-new", &typed).respond(&request);
    }
    let created = match form.draft() {
        Ok(draft) => publish_certification::create(&world, &author.0, draft).await,
        Err(problems) => Err(Refused::invalid(problems).into()),
    };
    match created {
        Ok(created) => Ok(to(&created.code).saying("saved").respond_to(&request)),
        Err(error) => forms::again(&request, error, EDITOR, "certification-new", &typed),
    }
}

/// `POST /certifications/{code}`: saves an edit, or only shows what it would mean.
pub(in crate::web) async fn save(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let form = Form::read(&fields.0);
    let typed = view(&world, &request, Some(&code.0), &form).await?;
    if form.only_checks() {
        return Page::new(EDITOR, TITLE, &typed).respond(&request);
    }
    let saved = match form.draft() {
        Ok(draft) => publish_certification::save(&world, &author.0, code.0, draft).await,
        Err(problems) => Err(Refused::invalid(problems).into()),
    };
    match saved {
        Ok(saved) => Ok(to(&saved.code).saying("saved").respond_to(&request)),
        Err(error) => forms::again(&request, error, EDITOR, TITLE, &typed),
    }
}

/// `POST /certifications/{code}/publication`
pub(in crate::web) async fn publish(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    _token: Fields<Nothing>,
) -> Result<HttpResponse> {
    let found = publish_certification::find(&world, code.0.clone()).await?;
    let typed = view(&world, &request, Some(&code.0), &Form::of(&found.certification)).await?;
    match publish_certification::publish(&world, &author.0, code.0.clone()).await {
        Ok(_) => Ok(to(&code.0).saying("published").respond_to(&request)),
        Err(error) => forms::again(&request, error, EDITOR, TITLE, &typed),
    }
}

/// The editor with what was typed, what there is to choose from, and what it all means today.
async fn view(world: &World, request: &HttpRequest, code: Option<&Code>, form: &Form) -> Result<Value> {
    let lang = Visit::of(request)?.locale.lang();
    let published = match code {
        Some(code) => Some(publish_certification::find(world, code.clone()).await?),
        None => None,
    };
    let check: Option<Check> = match form.draft() {
        Ok(draft) => Some(publish_certification::check(world, &draft).await?),
        Err(_unready) => None,
    };
    let lines = publish_certification::offers(world, lang).await?;
    let mut view = serde_json::to_value(form).map_err(|error| Error::because("a form's view", error))?;
    if let Some(members) = view.as_object_mut() {
        members.insert("existing".into(), json!(code));
        members.insert("published".into(), json!(published.as_ref().and_then(|view| view.published)));
        members.insert("up_to_date".into(), json!(published.is_some_and(|view| view.up_to_date)));
        members.insert("sections".into(), form.sections_view(&lines, check.as_ref()));
        members.insert("lines".into(), json!(lines));
        members.insert("honesty".into(), check.as_ref().map_or(Value::Null, honesty_view));
        members.insert("publishable".into(), json!(check.is_some_and(|check| check.publishable)));
    }
    Ok(view)
}

/// The table in whole percents.
fn honesty_view(check: &Check) -> Value {
    let rows = check.honesty.rows.iter().map(|row| {
        // What is not certain is not shown as certain.
        let percent = |share: f64| match share {
            0.995..1.0 => "> 99".to_owned(),
            share => format!("{:.0}", share * 100.0),
        };
        json!({ "knows": row.knows, "once": percent(row.once), "within": percent(row.within) })
    });
    json!({
        "questions": check.honesty.questions, "needed": check.honesty.needed, "attempts": check.honesty.attempts,
        "joined": check.honesty.joined, "rows": rows.collect::<Vec<_>>(), "advice": check.honesty.advice,
    })
}

fn to(code: &Code) -> Redirect {
    Redirect::to(format!("/certifications/{code}"))
}
