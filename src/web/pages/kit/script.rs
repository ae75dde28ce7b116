//! What to do and say when one does not know, in a line's own words.

use actix_web::{HttpRequest, HttpResponse, Responder, web::Data};
use serde_json::{Value, json};

use super::{form::by_field, show::usual_steps};
use crate::{
    base::{
        error::Result,
        lang::{Lang, Locale},
    },
    domain::code::Code,
    journeys::{
        World,
        keep_kit::{self, ScriptInput, ScriptView},
    },
    web::{
        actor::Office,
        body::{Fields, Path},
        form as forms,
        page::{Page, Redirect},
        pages::{
            questions::view::text,
            texts::{Typed, by_language, fields, localized},
        },
        visit::Visit,
    },
};

const TEMPLATE: &str = "pages/kit/script";
const TITLE: &str = "kit-script-title";

/// `GET /lines/{line}/script`
pub(in crate::web) async fn show(
    _: Office,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
) -> Result<Page> {
    let script = keep_kit::show_script(&world, line.0).await?;
    let typed = typed(&script);
    Ok(Page::new(TEMPLATE, TITLE, &view(&script, &typed, script.revision, Visit::of(&request)?.locale)))
}

/// `POST /lines/{line}/script`
pub(in crate::web) async fn save(
    writer: Office,
    request: HttpRequest,
    world: Data<World>,
    line: Path<Code>,
    form: Fields<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let script = keep_kit::show_script(&world, line.0.clone()).await?;
    let (typed, revision, own) = (steps(&form.0), revision(&form.0), script.line.language);
    let input = ScriptInput { steps: localized(&typed, own), revision };
    match keep_kit::save_script(&world, &writer.0, line.0, input).await {
        Ok(_) => Ok(Redirect::to("/kit").saying("saved").respond_to(&request)),
        Err(error) => {
            let view = view(&script, &typed, revision.unwrap_or(0), Visit::of(&request)?.locale);
            forms::again(&request, by_field(error, own), TEMPLATE, TITLE, &view)
        }
    }
}

/// The line's own words, or those of the program to begin with.
fn typed(script: &ScriptView) -> Typed {
    match &script.steps {
        Some(steps) => by_language(steps, script.line.language),
        None => Locale::ALL.iter().map(|locale| (locale.lang(), usual_steps(*locale).join("\n"))).collect(),
    }
}

fn steps(fields: &[(String, String)]) -> Typed {
    let typed = fields.iter().filter_map(|(name, value)| {
        let lang: Lang = name.strip_prefix("steps.")?.parse().ok()?;
        Some((lang, value.trim().replace("\r\n", "\n")))
    });
    typed.collect()
}

fn revision(fields: &[(String, String)]) -> Option<u32> {
    fields.iter().find(|(name, _)| name == "revision").and_then(|(_, revision)| revision.parse().ok())
}

fn view(script: &ScriptView, typed: &Typed, revision: u32, locale: Locale) -> Value {
    let own = script.line.language;
    json!({
        "line": { "code": script.line.code, "name": text(&script.line.name, locale, own) },
        "revision": revision, "steps": fields("steps", typed, own),
    })
}
