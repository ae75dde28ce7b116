//! Lines.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde_json::{Value, json};

use super::{
    TEMPLATE,
    form::{Form, by_field, of_line},
};
use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
    },
    domain::code::Code,
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
        pages::{
            products::view,
            questions::view::{language, text},
        },
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
    let added = match form.code() {
        Ok(code) => {
            let line = NewLine { code, name: form.name(own), note: form.note(own), language: own };
            manage_products::add_line(&world, &author.0, line).await
        }
        Err(error) => Err(error),
    };
    match added {
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

fn new(form: &Form, own: Lang) -> Value {
    json!({
        "line": null, "action": "/lines", "back": "/products", "new": true, "listing": false, "code": form.code,
        "names": form.names(own), "notes": form.notes(own), "language": language(own), "unit": null, "values": null,
        "columns": null,
    })
}

fn named(bank: &Bank, form: &Form, locale: Locale) -> Value {
    let (line, own) = (&bank.line, bank.line.language);
    let columns = bank.characteristics.iter().map(|column| view::column(column, locale, own));
    json!({
        "line": of_line(line, locale), "title": text(&line.name, locale, own), "action": format!("/lines/{}", line.code),
        "back": format!("/lines/{}", line.code), "new": false, "listing": true, "code": null, "names": form.names(own), "notes": form.notes(own),
        "language": null, "unit": null, "values": null, "columns": columns.collect::<Vec<_>>(),
    })
}
