//! A kit.

use actix_web::{HttpRequest, web::Data};
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
    },
    domain::{
        code::Code,
        kit::{self, EntryKind, FileInfo},
        person::Role,
        product::Sort,
    },
    journeys::{
        World,
        see_kit::{self, EntryView, Fact, Kit, OfTopic},
        see_picture::PictureView,
    },
    render::{self, Args},
    web::{
        actor::Asker,
        body::Path,
        origin::origin,
        page::Page,
        pages::{products::view, questions::view::text},
        visit::Visit,
    },
};

/// Steps of the program's own words for when one does not know.
pub(super) const STEPS: usize = 5;

/// `GET /kit/{code}`
pub(in crate::web) async fn show(
    reader: Asker,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let kit = see_kit::show(&world, reader.0.id, code.0).await?;
    let title = kit.name.get(locale.lang(), kit.line.language).to_owned();
    let mut view = whole(&kit, locale, reader.0.role);
    if let Some(members) = view.as_object_mut() {
        // Where the page is found from paper.
        let address = format!("{}/kit/{}", origin(&world.settings, &request), kit.product);
        members.insert("address".into(), address.into());
    }
    Ok(Page::new("pages/kit/show", "kit-title", &view).titled(title))
}

fn whole(kit: &Kit, locale: Locale, role: Role) -> Value {
    let own = kit.line.language;
    let facts: Vec<Value> =
        kit.characteristics.iter().filter(|fact| told(fact)).map(|of| fact(of, locale, own)).collect();
    let entries: Vec<Value> = kit.entries.iter().map(|of| entry(of, locale, own)).collect();
    json!({
        "code": kit.product, "name": text(&kit.name, locale, own), "as_of": kit.as_of,
        "line": { "code": kit.line.code, "name": text(&kit.line.name, locale, own) },
        "line_locked": kit.line_locked, "facts": facts, "compared": compared(kit, locale),
        "topics": kit.topics.iter().map(|of| topic(of, locale, own)).collect::<Vec<_>>(),
        "count": kit.topics.iter().map(|of| of.questions.len()).sum::<usize>(),
        "entries": entries, "steps": steps(kit, locale),
        "trainer": role == Role::Trainer, "writes_script": role != Role::Manager, "manager": role == Role::Manager,
    })
}

/// What a product neither has nor just lost is not told of.
fn told(fact: &Fact) -> bool {
    fact.value.is_some() || fact.changed.is_some()
}

fn fact(fact: &Fact, locale: Locale, own: Lang) -> Value {
    let changed = fact
        .changed
        .as_ref()
        .map(|changed| json!({ "at": changed.at, "before": view::value(changed.before.as_ref(), locale, own) }));
    json!({
        "column": view::column(&fact.characteristic, locale, own),
        "value": view::value(fact.value.as_ref(), locale, own), "changed": changed,
    })
}

/// The products of the line beside each other in what this one has, one column for each; none where there is nothing to compare with.
fn compared(kit: &Kit, locale: Locale) -> Value {
    let own = kit.line.language;
    let others = kit.siblings.iter().filter(|row| !row.locked && row.code != kit.product).count();
    let has = |fact: &&Fact| fact.value.is_some();
    if others == 0 || !kit.characteristics.iter().any(|fact| has(&fact)) {
        return Value::Null;
    }
    let number = |of: &Fact| of.sort == Some(Sort::Number);
    let columns = kit
        .characteristics
        .iter()
        .filter(has)
        .map(|of| json!({ "column": view::column(&of.characteristic, locale, own), "number": number(of) }));
    let rows = kit.siblings.iter().filter(|row| !row.locked).map(|row| {
        let cells = row.cells.iter().zip(&kit.characteristics).filter(|(_, of)| has(of));
        let cells = cells
            .map(|(cell, of)| json!({ "value": view::value(cell.value.as_ref(), locale, own), "number": number(of) }));
        let product = json!({ "code": row.code, "name": text(&row.name, locale, own), "own": row.code == kit.product });
        json!({ "product": product, "cells": cells.collect::<Vec<_>>() })
    });
    json!({ "columns": columns.collect::<Vec<_>>(), "rows": rows.collect::<Vec<_>>() })
}

fn topic(topic: &OfTopic, locale: Locale, own: Lang) -> Value {
    let questions = topic.questions.iter().map(|of| {
        let picture = of.picture.as_ref().map(|picture| PictureView::of(picture, locale.lang(), own));
        json!({ "id": of.id, "question": text(&of.question, locale, own), "picture": picture, "answer": text(&of.answer, locale, own) })
    });
    json!({
        "code": topic.topic, "name": text(&topic.name, locale, own), "questions": questions.collect::<Vec<_>>(),
    })
}

fn entry(view: &EntryView, locale: Locale, own: Lang) -> Value {
    let entry = &view.entry;
    let doubts = view.doubts.iter().map(|doubt| json!({ "name": text(&doubt.name, locale, own), "at": doubt.at }));
    json!({
        "id": entry.id, "kind": entry.kind, "whole_line": view.whole_line,
        "is_note": entry.kind == EntryKind::Note, "is_picture": entry.kind == EntryKind::Picture,
        "title": text(&entry.title, locale, own), "text": entry.text.as_ref().map(|of| text(of, locale, own)),
        "file": entry.file.as_ref().map(file), "doubts": doubts.collect::<Vec<_>>(),
    })
}

/// A file as pages show it.
pub(super) fn file(file: &FileInfo) -> Value {
    let (width, height) = file.sides.unzip();
    let kilobytes = file.size.saturating_add(1_023) / 1_024;
    json!({ "id": file.id, "name": file.name, "width": width, "height": height, "kilobytes": kilobytes })
}

fn steps(kit: &Kit, locale: Locale) -> Value {
    match &kit.script {
        None => json!({ "lang": locale.lang(), "steps": usual_steps(locale) }),
        Some(own) => {
            let said = text(own, locale, kit.line.language);
            json!({ "lang": said.lang, "steps": kit::steps(said.text) })
        }
    }
}

/// The program's own words for when one does not know.
pub(super) fn usual_steps(locale: Locale) -> Vec<String> {
    (1..=STEPS).map(|step| render::text(locale, &format!("kit-script-{step}"), &Args::new())).collect()
}
