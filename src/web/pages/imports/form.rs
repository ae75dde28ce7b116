//! The first step: a file, or a table that is pasted.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        limits::BANK_BYTES_MAX,
        refusal::{Problem, Refused},
    },
    domain::code::Code,
    journeys::{
        World,
        take_in::{self, Plan},
        write_questions,
    },
    web::{
        actor::Author,
        form as forms,
        page::{Page, Redirect},
        pages::questions::text,
        upload::Upload,
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/imports/new";

/// `GET /imports/new`
pub(in crate::web) async fn blank(_: Author, request: HttpRequest, world: Data<World>) -> Result<Page> {
    Ok(Page::new(TEMPLATE, "wizard-new", &view(&world, &request, "", "").await?))
}

/// `POST /imports`: to the file, which says what was found in it.
pub(in crate::web) async fn hand_in(
    author: Author,
    request: HttpRequest,
    world: Data<World>,
    upload: Upload,
) -> Result<HttpResponse> {
    let told =
        |name: &str| upload.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let (line, pasted) = (told("line").to_owned(), told("pasted").to_owned());
    let handed = match upload.file {
        Some(file) => Some((file.name, Arc::<[u8]>::from(file.bytes.as_ref()))),
        None if pasted.trim().is_empty() => None,
        None => Some((String::new(), Arc::from(pasted.as_bytes()))),
    };
    let kept = match checked(&line, handed) {
        Ok((line, name, bytes)) => take_in::keep(&world, &author.0, &name, bytes, Plan::of(line)).await,
        Err(refused) => Err(refused.into()),
    };
    match kept {
        Ok(id) => Ok(Redirect::to(format!("/imports/{id}")).respond_to(&request)),
        Err(error) => {
            let view = view(&world, &request, &line, &pasted).await?;
            forms::again(&request, error, TEMPLATE, "wizard-new", &view)
        }
    }
}

type Handed = (String, Arc<[u8]>);

fn checked(line: &str, handed: Option<Handed>) -> Result<(Code, String, Arc<[u8]>), Refused> {
    let mut problems = Vec::new();
    let line = line.parse::<Code>().ok();
    if line.is_none() {
        problems.push(Problem::new("line", "missing"));
    }
    match &handed {
        None => problems.push(Problem::new("file", "wizard-nothing")),
        Some((_, bytes)) if bytes.len() > BANK_BYTES_MAX => {
            problems.push(Problem::new("file", "file-too-large").with("max", BANK_BYTES_MAX / 1_024 / 1_024));
        }
        Some(_) => {}
    }
    match (line, handed) {
        (Some(line), Some((name, bytes))) if problems.is_empty() => Ok((line, name, bytes)),
        _ => Err(Refused::invalid(problems)),
    }
}

async fn view(world: &World, request: &HttpRequest, line: &str, pasted: &str) -> Result<Value> {
    let locale = Visit::of(request)?.locale;
    let lines = write_questions::lines(world).await?;
    let lines: Vec<Value> = lines
        .iter()
        .map(|of| json!({ "code": of.code, "name": text(&of.name, locale, of.language), "chosen": of.code.as_str() == line }))
        .collect();
    Ok(json!({ "lines": lines, "pasted": pasted }))
}
