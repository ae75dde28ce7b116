//! Characteristics.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde_json::json;

use super::{
    TEMPLATE,
    form::{Form, View, by_field, of_line},
};
use crate::{
    base::{error::Result, lang::Locale, refusal::Refusal},
    domain::{
        code::Code,
        person::Person,
        product::{Characteristic, Line},
    },
    journeys::{
        World,
        manage_products::{self, CharacteristicChange, NewCharacteristic},
        write_questions,
    },
    web::{
        actor::Author,
        body::{Fields, Path},
        form as forms,
        page::{Page, Redirect},
        visit::Visit,
    },
};

const NEW: &str = "products-new-characteristic";
const NAMED: &str = "products-characteristic";

/// `GET /lines/{line}/characteristics/new`
pub(in crate::web) async fn blank(
    _: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
) -> Result<Page> {
    let bank = write_questions::bank(&world, line.0).await?;
    Ok(Page::new(TEMPLATE, NEW, &view(&bank.line, None, &Form::default(), Visit::of(&request)?.locale)))
}

/// `POST /lines/{line}/characteristics`
pub(in crate::web) async fn add(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    let (bank, form) = (write_questions::bank(&world, line.0.clone()).await?, Form::read(&fields.0, locale.lang()));
    match added(&world, &author.0, &bank.line, &form).await {
        Ok(_) => Ok(to(&bank.line).respond_to(&request)),
        Err(error) => {
            let view = view(&bank.line, None, &form, locale);
            forms::again(&request, by_field(error, bank.line.language, &[]), TEMPLATE, NEW, &view)
        }
    }
}

/// `GET /lines/{line}/characteristics/{code}`
pub(in crate::web) async fn show(
    _: Author,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(Code, Code)>,
) -> Result<Page> {
    let (line, code) = path.0;
    let bank = write_questions::bank(&world, line).await?;
    let column = bank.characteristics.iter().find(|column| column.code == code).ok_or(Refusal::NoSuchThing)?;
    let mut form = Form::of(&code, &column.name, None, bank.line.language);
    form.unit = column.unit.clone().unwrap_or_default();
    Ok(Page::new(TEMPLATE, NAMED, &view(&bank.line, Some(&code), &form, Visit::of(&request)?.locale)))
}

/// `POST /lines/{line}/characteristics/{code}`
pub(in crate::web) async fn change(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(Code, Code)>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    let bank = write_questions::bank(&world, path.0.0.clone()).await?;
    let (form, own) = (Form::read(&fields.0, locale.lang()), bank.line.language);
    let change = CharacteristicChange { name: form.name(own), unit: Some(form.unit.clone()) };
    match manage_products::change_characteristic(&world, &author.0, path.0.clone(), change).await {
        Ok(_) => Ok(to(&bank.line).respond_to(&request)),
        Err(error) => {
            let view = view(&bank.line, Some(&path.0.1), &form, locale);
            forms::again(&request, by_field(error, own, &[]), TEMPLATE, NAMED, &view)
        }
    }
}

async fn added(world: &World, author: &Person, line: &Line, form: &Form) -> Result<Characteristic> {
    let (code, name) = (form.code()?, form.name(line.language));
    let new = NewCharacteristic { code, name, unit: Some(form.unit.clone()) };
    manage_products::add_characteristic(world, author, line.code.clone(), new).await
}

fn view(line: &Line, code: Option<&Code>, form: &Form, locale: Locale) -> View {
    let path = format!("/lines/{}/characteristics", line.code);
    View {
        line: Some(of_line(line, locale)),
        back: format!("/lines/{}/names", line.code),
        action: code.map_or_else(|| path.clone(), |code| format!("{path}/{code}")),
        new: code.is_none(),
        code: form.code.clone(),
        names: form.names(line.language),
        unit: Some(json!({ "typed": form.unit })),
        ..View::default()
    }
}

fn to(line: &Line) -> Redirect {
    Redirect::to(format!("/lines/{}/names", line.code)).saying("saved")
}
