//! The questions of a line's negotiation sheet, as heads and trainers write them. A row without any text is no question.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    base::{
        error::{Error, Result},
        lang::{Lang, Locale},
        limits::SHEET_QUESTIONS_MAX,
        localized::Localized,
    },
    domain::{
        code::Code,
        product::Line,
        sheet::{Level, SheetQuestion},
    },
    journeys::{
        World,
        write_sheets::{self, LineSheet, SheetChange},
    },
    web::{
        actor::Office,
        body::{Fields, Path},
        form as forms,
        page::{Page, Redirect},
        pages::questions::view::{language, text},
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/meetings/edit";

/// A row as it was typed.
#[derive(Debug, Clone, Default)]
struct Row {
    level: String,
    texts: BTreeMap<Lang, String>,
}

#[derive(Deserialize)]
pub(in crate::web) struct Reset {
    version: Option<u32>,
}

/// `GET /lines/{line}/sheet`
pub(in crate::web) async fn show(
    _: Office,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
) -> Result<Page> {
    let locale = Visit::of(&request)?.locale;
    let (line, sheet) = write_sheets::show(&world, line.0).await?;
    let rows: Vec<Row> = sheet.questions.iter().map(|question| Row::of(question, sheet.fallback)).collect();
    Ok(Page::new(TEMPLATE, "sheet-title", &view(&line, &sheet, &rows, locale)))
}

/// `POST /lines/{line}/sheet`; with `up` a row is moved, and nothing is saved yet.
pub(in crate::web) async fn save(
    writer: Office,
    request: HttpRequest,
    world: Data<World>,
    code: Path<Code>,
    fields: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let locale = Visit::of(&request)?.locale;
    let (line, sheet) = write_sheets::show(&world, code.0.clone()).await?;
    let mut rows = read(&fields.0);
    let told = |name: &str| fields.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    if let Some(up) = told("up").and_then(|place| place.parse::<usize>().ok()) {
        if (1..rows.len()).contains(&up) {
            rows.swap(up, up - 1);
        }
        return Page::new(TEMPLATE, "sheet-title", &view(&line, &sheet, &rows, locale)).respond(&request);
    }
    let (places, questions) = questions(&rows, line.language);
    let version = told("version").and_then(|version| version.parse().ok());
    let change = SheetChange { questions, default: false, version };
    match write_sheets::save(&world, &writer.0, code.0, change).await {
        Ok(_) => Ok(to(&line.code).saying("sheet-saved").respond_to(&request)),
        Err(error) => {
            let view = view(&line, &sheet, &rows, locale);
            forms::again(&request, by_field(error, &places, line.language), TEMPLATE, "sheet-title", &view)
        }
    }
}

/// `POST /lines/{line}/sheet/reset`
pub(in crate::web) async fn reset(
    writer: Office,
    world: Data<World>,
    line: Path<Code>,
    fields: Fields<Reset>,
) -> Result<Redirect> {
    let change = SheetChange { default: true, version: fields.0.version, ..SheetChange::default() };
    let sheet = write_sheets::save(&world, &writer.0, line.0, change).await?;
    Ok(to(&sheet.line).saying("sheet-saved"))
}

fn to(line: &Code) -> Redirect {
    Redirect::to(format!("/lines/{line}/sheet"))
}

impl Row {
    fn of(question: &SheetQuestion, own: Lang) -> Row {
        let texts = question.text.texts().map(|(lang, text)| (lang.unwrap_or(own), text.to_owned()));
        Row { level: question.level.to_string(), texts: texts.collect() }
    }

    fn is_blank(&self) -> bool {
        self.texts.values().all(|text| text.trim().is_empty())
    }
}

/// The fields `level.N` and `text.N.LANG`.
fn read(fields: &[(String, String)]) -> Vec<Row> {
    let mut rows = vec![Row::default(); SHEET_QUESTIONS_MAX];
    for (name, value) in fields {
        let mut parts = name.split('.');
        let (kind, number, lang) = (parts.next(), parts.next(), parts.next());
        let Some(row) = number.and_then(|number| number.parse().ok()).and_then(|place: usize| rows.get_mut(place))
        else {
            continue;
        };
        match (kind, lang.and_then(|lang| lang.parse().ok())) {
            (Some("level"), None) => row.level.clone_from(value),
            (Some("text"), Some(lang)) => drop(row.texts.insert(lang, value.trim().to_owned())),
            _ => {}
        }
    }
    rows
}

/// The questions of the rows that are not blank, and from which row each is. A language without a text has none.
fn questions(rows: &[Row], own: Lang) -> (Vec<usize>, Vec<SheetQuestion>) {
    let filled = rows.iter().enumerate().filter(|(_, row)| !row.is_blank());
    let questions = filled.map(|(place, row)| {
        let texts = row.texts.iter().filter(|(lang, text)| **lang == own || !text.is_empty());
        let text = Localized::Many(texts.map(|(lang, text)| (*lang, text.clone())).collect());
        (place, SheetQuestion { level: Level::of_word(&row.level).unwrap_or(Level::Simple), text })
    });
    questions.unzip()
}

/// The same error, naming the fields as the page does.
fn by_field(error: Error, places: &[usize], own: Lang) -> Error {
    let Error::Refused(mut refused) = error else { return error };
    for problem in &mut refused.problems {
        let mut parts = problem.field.split('.');
        let (_, number, kind, lang) = (parts.next(), parts.next(), parts.next(), parts.next());
        let row = number.and_then(|number| places.get(number.parse::<usize>().ok()?));
        if let (Some(row), Some(kind)) = (row, kind) {
            problem.field = match kind {
                "text" => format!("text.{row}.{}", lang.unwrap_or(own.code())),
                other => format!("{other}.{row}"),
            };
        }
    }
    Error::Refused(refused)
}

fn view(line: &Line, sheet: &LineSheet, rows: &[Row], locale: Locale) -> Value {
    let own = line.language;
    let mut languages = vec![own];
    let others = rows.iter().flat_map(|row| row.texts.keys().copied());
    for lang in Locale::ALL.iter().map(|locale| locale.lang()).chain(others) {
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    let blank = Row::default();
    let shown = (0..SHEET_QUESTIONS_MAX).map(|place| {
        let row = rows.get(place).unwrap_or(&blank);
        let level = if row.level.is_empty() { Level::Closing.as_str() } else { &row.level };
        let texts = languages.iter().map(|lang| {
            json!({ "name": format!("text.{place}.{lang}"), "lang": lang, "language": language(*lang),
                "typed": row.texts.get(lang), "own": *lang == own })
        });
        json!({ "place": place, "number": place + 1, "level": level, "texts": texts.collect::<Vec<_>>(),
            "level_field": format!("level.{place}"), "first": place == 0 })
    });
    json!({
        "line": { "code": line.code, "name": text(&line.name, locale, own) }, "version": sheet.version,
        "default": sheet.default, "by": sheet.written_by, "at": sheet.written_at,
        "rows": shown.collect::<Vec<_>>(), "levels": Level::ALL,
    })
}
