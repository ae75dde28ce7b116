//! Trainers put things into a kit, change them and take them out.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;

use super::form::{Form, by_field};
use crate::{
    base::{
        error::{Error, Result},
        id::EntryId,
        lang::Locale,
        refusal::Refusal,
    },
    domain::{
        code::Code,
        kit::{Entry, EntryKind},
        person::Person,
    },
    journeys::{
        World,
        keep_kit::{self, Move},
        see_kit,
        write_questions::{self, Bank},
    },
    web::{
        actor::Author,
        body::{Fields, Nothing, Path, Query},
        form as forms,
        page::{Page, Redirect},
        upload::Upload,
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/kit/edit";

#[derive(Deserialize)]
pub(in crate::web) struct Kind {
    kind: Option<EntryKind>,
}

#[derive(Deserialize)]
pub(in crate::web) struct To {
    #[serde(default)]
    to: String,
}

/// `GET /kit/{code}/entries/new?kind=`
pub(in crate::web) async fn blank(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    kind: Query<Kind>,
) -> Result<Page> {
    let kind = kind.0.kind.unwrap_or(EntryKind::Note);
    let bank = bank(&world, &author.0, &code.0).await?;
    let view = Form::new(kind).view(&bank, &code.0, entries(&code.0), None, Visit::of(&request)?.locale);
    Ok(Page::new(TEMPLATE, title(Some(kind)), &view))
}

/// `POST /kit/{code}/entries`
pub(in crate::web) async fn add(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    upload: Upload,
) -> Result<HttpResponse> {
    let (bank, form) = (bank(&world, &author.0, &code.0).await?, Form::read(&upload.fields));
    let own = bank.line.language;
    match keep_kit::add(&world, &author.0, code.0.clone(), form.input(own), upload.file).await {
        Ok(entry) => Ok(kit(&code.0, Some(entry.id)).saying("kit-added").respond_to(&request)),
        Err(error) => {
            let view = form.view(&bank, &code.0, entries(&code.0), None, Visit::of(&request)?.locale);
            forms::again(&request, by_field(error, own), TEMPLATE, title(form.kind), &view)
        }
    }
}

/// `GET /kit/{code}/entries/{id}`
pub(in crate::web) async fn edit(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(Code, EntryId)>,
) -> Result<Page> {
    let editor = Editor::open(&world, &author.0, path.0).await?;
    let form = Form::of(&editor.entry, editor.bank.line.language);
    Ok(Page::new(TEMPLATE, title(form.kind), &editor.view(&form, Visit::of(&request)?.locale)))
}

/// `POST /kit/{code}/entries/{id}`
pub(in crate::web) async fn change(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    path: Path<(Code, EntryId)>,
    upload: Upload,
) -> Result<HttpResponse> {
    let editor = Editor::open(&world, &author.0, path.0.clone()).await?;
    let form = Form::read(&upload.fields).of_kind(editor.entry.kind);
    let (code, own) = (path.0.0.clone(), editor.bank.line.language);
    match keep_kit::change(&world, &author.0, path.0, form.input(own), upload.file).await {
        Ok(entry) => Ok(kit(&code, Some(entry.id)).saying("saved").respond_to(&request)),
        Err(error) => {
            let view = editor.view(&form, Visit::of(&request)?.locale);
            forms::again(&request, by_field(error, own), TEMPLATE, title(form.kind), &view)
        }
    }
}

/// `POST /kit/{code}/entries/{id}/confirmation`
pub(in crate::web) async fn confirm(
    author: Author,
    world: Data<World>,
    path: Path<(Code, EntryId)>,
    _token: Fields<Nothing>,
) -> Result<Redirect> {
    let (code, id) = path.0;
    keep_kit::confirm(&world, &author.0, code.clone(), id).await?;
    Ok(kit(&code, Some(id)).saying("kit-confirmed"))
}

/// `POST /kit/{code}/entries/{id}/place`
pub(in crate::web) async fn shift(
    author: Author,
    world: Data<World>,
    path: Path<(Code, EntryId)>,
    fields: Fields<To>,
) -> Result<Redirect> {
    let (code, id) = path.0;
    let to = if fields.0.to == "up" { Move::Up } else { Move::Down };
    keep_kit::shift(&world, &author.0, code.clone(), id, to).await?;
    Ok(kit(&code, Some(id)))
}

/// `POST /kit/{code}/entries/{id}/removal`
pub(in crate::web) async fn remove(
    author: Author,
    world: Data<World>,
    path: Path<(Code, EntryId)>,
    _token: Fields<Nothing>,
) -> Result<Redirect> {
    let (code, id) = path.0;
    keep_kit::remove(&world, &author.0, code.clone(), id).await?;
    Ok(kit(&code, None).saying("kit-removed"))
}

/// An entry with what its form is made of.
struct Editor {
    bank: Bank,
    product: Code,
    entry: Entry,
}

impl Editor {
    async fn open(world: &World, author: &Person, (product, id): (Code, EntryId)) -> Result<Editor> {
        let kit = see_kit::show(world, author.id, product.clone()).await?;
        let entry = kit.entries.into_iter().map(|view| view.entry).find(|entry| entry.id == id);
        let entry = entry.ok_or_else(|| Error::from(Refusal::NoSuchThing))?;
        Ok(Editor { bank: write_questions::bank(world, kit.line.code).await?, product, entry })
    }

    fn view(&self, form: &Form, locale: Locale) -> serde_json::Value {
        let action = format!("{}/{}", entries(&self.product), self.entry.id);
        form.view(&self.bank, &self.product, action, self.entry.file.as_ref(), locale)
    }
}

async fn bank(world: &World, author: &Person, product: &Code) -> Result<Bank> {
    let kit = see_kit::show(world, author.id, product.clone()).await?;
    write_questions::bank(world, kit.line.code).await
}

fn entries(product: &Code) -> String {
    format!("/kit/{product}/entries")
}

fn kit(product: &Code, entry: Option<EntryId>) -> Redirect {
    let anchor = entry.map_or_else(String::new, |id| format!("#e-{id}"));
    Redirect::to(format!("/kit/{product}{anchor}"))
}

fn title(kind: Option<EntryKind>) -> &'static str {
    match kind {
        Some(EntryKind::Picture) => "kit-picture",
        Some(EntryKind::Document) => "kit-document",
        _ => "kit-note",
    }
}
