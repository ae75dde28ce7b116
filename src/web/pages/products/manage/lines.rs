//! Lines.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};

use super::{
    TEMPLATE,
    form::{Form, View, by_field, of_line},
};
use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
    },
    domain::{code::Code, person::Person, product::Line},
    journeys::{
        World,
        manage_products::{self, LineChange, NewLine},
        write_questions::{self, Bank},
    },
    web::{
        actor::Author,
        body::{Fields, Path},
        form as forms,
        page::{Page, Redirect},
        pages::{products::view, questions::view::language},
        visit::Visit,
    },
};

/// `GET /lines/new`
pub(in crate::web) async fn blank(_: Author, request: HttpRequest) -> Result<Page> {
    Ok(Page::new(TEMPLATE, "products-new-line", &new(&Form::default(), Visit::of(&request)?.locale.lang())))
}

/// `POST /lines`
pub(in crate::web) async fn add(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    // Whoever makes a line writes in the language of their pages.
    let own = Visit::of(&request)?.locale.lang();
    let form = Form::read(&fields.0, own);
    match added(&world, &author.0, &form, own).await {
        Ok(line) => Ok(Redirect::to(format!("/lines/{}/names", line.code)).saying("saved").respond_to(&request)),
        Err(error) => {
            forms::again(&request, by_field(error, own, &[]), TEMPLATE, "products-new-line", &new(&form, own))
        }
    }
}

/// `GET /lines/{line}/names`: the line's own, and the way to those of its characteristics.
pub(in crate::web) async fn show(
    _: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
) -> Result<Page> {
    let bank = write_questions::bank(&world, line.0).await?;
    let form = Form::of(&bank.line.code, &bank.line.name, bank.line.note.as_ref(), bank.line.language);
    Ok(Page::new(TEMPLATE, "products-names", &named(&bank, &form, Visit::of(&request)?.locale)))
}

/// `POST /lines/{line}`
pub(in crate::web) async fn change(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    let bank = write_questions::bank(&world, line.0.clone()).await?;
    let (form, own) = (Form::read(&fields.0, locale.lang()), bank.line.language);
    let change = LineChange { name: form.name(own), note: form.note(own) };
    match manage_products::change_line(&world, &author.0, line.0, change).await {
        Ok(line) => Ok(Redirect::to(format!("/lines/{}", line.code)).saying("saved").respond_to(&request)),
        Err(error) => {
            let view = named(&bank, &form, locale);
            forms::again(&request, by_field(error, own, &[]), TEMPLATE, "products-names", &view)
        }
    }
}

async fn added(world: &World, author: &Person, form: &Form, own: Lang) -> Result<Line> {
    let new = NewLine { code: form.code()?, name: form.name(own), note: form.note(own), language: own };
    manage_products::add_line(world, author, new).await
}

fn new(form: &Form, own: Lang) -> View {
    View {
        action: "/lines".to_owned(),
        back: "/products".to_owned(),
        new: true,
        code: form.code.clone(),
        names: form.names(own),
        notes: Some(form.notes(own)),
        language: Some(language(own)),
        ..View::default()
    }
}

fn named(bank: &Bank, form: &Form, locale: Locale) -> View {
    let (line, own) = (&bank.line, bank.line.language);
    let columns = bank.characteristics.iter().map(|column| view::column(column, locale, own));
    let path = format!("/lines/{}", line.code);
    View {
        line: Some(of_line(line, locale)),
        action: path.clone(),
        back: path,
        names: form.names(own),
        notes: Some(form.notes(own)),
        columns: Some(columns.collect()),
        listing: true,
        ..View::default()
    }
}
