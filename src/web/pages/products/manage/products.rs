//! Products.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde_json::{Value, json};

use super::{
    TEMPLATE,
    form::{Form, View, by_field, of_line},
};
use crate::{
    base::{error::Result, lang::Locale},
    domain::{
        code::Code,
        person::Person,
        product::{Characteristic, Line, Sort},
    },
    journeys::{
        World,
        manage_products::{self, Added, FirstValue, NewProduct, ProductChange},
        propose_changes, see_products,
        write_questions::{self, Bank},
    },
    web::{
        actor::Author,
        body::{Fields, Path},
        form as forms,
        page::{Page, Redirect},
        pages::{products::view, questions::view::language, texts::offered},
        visit::Visit,
    },
};

const NEW: &str = "products-new";

/// `GET /lines/{line}/products/new`
pub(in crate::web) async fn blank(
    _: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
) -> Result<Page> {
    let bank = write_questions::bank(&world, line.0).await?;
    Ok(Page::new(TEMPLATE, NEW, &new(&bank, &Form::default(), Visit::of(&request)?.locale)))
}

/// `POST /lines/{line}/products`
pub(in crate::web) async fn add(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    let (bank, form) = (write_questions::bank(&world, line.0).await?, Form::read(&fields.0, locale.lang()));
    match added(&world, &author.0, &bank.line, &form, locale).await {
        Ok(added) => Ok(Redirect::to(format!("/products/{}", added.code)).saying("product-added").respond_to(&request)),
        Err(error) => forms::again(&request, error, TEMPLATE, NEW, &new(&bank, &form, locale)),
    }
}

/// `GET /products/{code}/names`
pub(in crate::web) async fn show(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
) -> Result<Page> {
    let shown = see_products::show(&world, author.0.id, code.0).await?;
    let form = Form::of(&shown.product.code, &shown.product.name, None, shown.line.language);
    let view = named(&shown.line, &shown.product.code, &form, Visit::of(&request)?.locale);
    Ok(Page::new(TEMPLATE, "products-rename", &view))
}

/// `POST /products/{code}`
pub(in crate::web) async fn change(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    let line = see_products::show(&world, author.0.id, code.0.clone()).await?.line;
    let (form, own) = (Form::read(&fields.0, locale.lang()), line.language);
    let change = ProductChange { name: form.name(own) };
    match manage_products::rename_product(&world, &author.0, code.0.clone(), change).await {
        Ok(product) => Ok(Redirect::to(format!("/products/{}", product.code)).saying("saved").respond_to(&request)),
        Err(error) => {
            let view = named(&line, &code.0, &form, locale);
            forms::again(&request, by_field(error, own, &[]), TEMPLATE, "products-rename", &view)
        }
    }
}

async fn added(world: &World, author: &Person, line: &Line, form: &Form, locale: Locale) -> Result<Added> {
    let (code, own) = (form.code()?, line.language);
    let typed = form.values.clone().into_iter().collect();
    let values = propose_changes::first_values(world, line.code.clone(), typed, locale).await;
    let values = values.map_err(|error| by_field(error, own, &[]))?;
    let codes: Vec<Code> = values.iter().map(|(code, _)| code.clone()).collect();
    let characteristics =
        values.into_iter().map(|(code, given)| FirstValue { code, value: given.value, unit: given.unit }).collect();
    let new = NewProduct { code, line: line.code.clone(), name: form.name(own), characteristics };
    manage_products::add_product(world, author, new).await.map_err(|error| by_field(error, own, &codes))
}

fn new(bank: &Bank, form: &Form, locale: Locale) -> View {
    let line = &bank.line;
    let values =
        bank.characteristics.iter().map(|column| value(column, column.sort(&bank.products), form, line, locale));
    View {
        line: Some(of_line(line, locale)),
        action: format!("/lines/{}/products", line.code),
        back: format!("/lines/{}", line.code),
        new: true,
        code: form.code.clone(),
        names: form.names(line.language),
        values: Some(values.collect()),
        ..View::default()
    }
}

/// A characteristic with its field; with one for each language where words are expected.
fn value(column: &Characteristic, sort: Option<Sort>, form: &Form, line: &Line, locale: Locale) -> Value {
    let name = format!("value/{}", column.code);
    let typed = |lang| form.values.get(&column.code).and_then(|texts| texts.get(&lang)).map_or("", String::as_str);
    let reader = locale.lang();
    let fields: Vec<Value> = if sort == Some(Sort::Words) {
        let langs = offered(line.language, std::iter::empty()).into_iter();
        langs.map(|lang| json!({ "name": format!("{name}/{lang}"), "lang": lang, "language": language(lang), "typed": typed(lang) })).collect()
    } else {
        vec![json!({ "name": name, "lang": reader, "language": null, "typed": typed(reader) })]
    };
    json!({ "column": view::column(column, locale, line.language), "sort": sort, "fields": fields })
}

fn named(line: &Line, code: &Code, form: &Form, locale: Locale) -> View {
    let path = format!("/products/{code}");
    let names = form.names(line.language);
    View { line: Some(of_line(line, locale)), action: path.clone(), back: path, names, ..View::default() }
}
