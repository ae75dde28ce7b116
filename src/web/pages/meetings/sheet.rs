//! The negotiation sheet of a meeting: printed on one page, and on a phone with room to type.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{decide::is_stop, stopped, to};
use crate::{
    base::{
        error::Result,
        id::MeetingId,
        lang::{Lang, Locale},
        refusal::Refusal,
    },
    domain::{code::Code, person::Person},
    journeys::{
        World,
        meet_client::{self, MeetingSheet, NewNote},
    },
    web::{
        actor::{Candidate, Meeter},
        body::{Fields, Path, Query},
        page::{Page, Redirect},
        pages::questions::view::language,
        visit::Visit,
    },
};

#[derive(Deserialize)]
pub(in crate::web) struct Speech {
    line: Option<Code>,
    locale: Option<Lang>,
}

/// `GET /meetings/{id}/sheet?line=&locale=`
pub(in crate::web) async fn sheet(
    reader: Meeter,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
    speech: Query<Speech>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    let Speech { line, locale: wanted } = speech.0;
    match meet_client::sheet(&world, &reader.0, id.0, line, wanted).await {
        Ok(sheet) => {
            let view = shown(&sheet, &reader.0, locale);
            let page = Page::new("pages/meetings/sheet", "sheet-title", &view);
            page.titled(format!("{} – {}", sheet.meeting.client, sheet.products.join(", "))).respond(&request)
        }
        Err(error) if is_stop(&error) => stopped(&world, &request, &reader.0, id.0).await,
        // Not opened yet, or ended: its page says what goes from there.
        Err(error) if error.refusal() == Some(Refusal::WrongState) => Ok(to(id.0).respond_to(&request)),
        Err(error) => Err(error),
    }
}

/// `POST /meetings/{id}/sheet`: what the client said.
pub(in crate::web) async fn note(
    manager: Candidate,
    request: HttpRequest,
    world: Data<World>,
    id: Path<MeetingId>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let (told, notes) = read(&fields.0);
    let line = told.get("line").and_then(|code| code.parse().ok());
    let line: Code = line.ok_or(Refusal::NoSuchThing)?;
    meet_client::note(&world, &manager.0, id.0, line.clone(), notes).await?;
    let locale = told.get("locale").filter(|code| !code.is_empty()).map(|code| ("locale", code.as_str()));
    let query: Vec<(&str, &str)> = [("line", line.as_str())].into_iter().chain(locale).collect();
    let query = serde_html_form::to_string(query).unwrap_or_default();
    let to = Redirect::to(format!("/meetings/{}/sheet?{query}", id.0));
    Ok(to.saying("meeting-noted").respond_to(&request))
}

/// The single fields, and the notes: `question/N` with `note/N`.
fn read(fields: &[(String, String)]) -> (BTreeMap<&str, &String>, Vec<NewNote>) {
    let told: BTreeMap<&str, &String> = fields.iter().map(|(name, value)| (name.as_str(), value)).collect();
    let notes = fields.iter().filter_map(|(name, question)| {
        let number = name.strip_prefix("question/")?;
        let text = told.get(format!("note/{number}").as_str())?;
        Some(NewNote { question: question.clone(), text: (*text).clone() })
    });
    let notes = notes.collect();
    (told, notes)
}

fn shown(sheet: &MeetingSheet, reader: &Person, locale: Locale) -> Value {
    // What stands around the questions speaks the client's language too, where the pages do.
    let around = Locale::of_code(sheet.language.code()).unwrap_or(locale);
    let questions = sheet.questions.iter().enumerate().map(|(place, one)| {
        json!({ "number": place + 1, "key": one.key, "text": one.text, "note": one.note,
            "rules": vec![true; one.lines] })
    });
    let languages = sheet
        .languages
        .iter()
        .map(|lang| json!({ "code": lang, "name": language(*lang), "current": *lang == sheet.language }));
    let lines =
        sheet.lines.iter().map(|(code, name)| json!({ "code": code, "name": name, "current": *code == sheet.line }));
    json!({
        "meeting": sheet.meeting, "line": sheet.line, "language": sheet.language, "around": around.code(),
        "products": sheet.products.join(", "), "as_of": sheet.as_of, "others": sheet.others,
        "questions": questions.collect::<Vec<_>>(), "languages": languages.collect::<Vec<_>>(),
        "lines": if sheet.lines.len() > 1 { lines.collect::<Vec<_>>() } else { Vec::new() },
        "own": reader.id == sheet.meeting.person,
    })
}
