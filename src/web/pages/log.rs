//! The audit log.

use actix_web::{HttpResponse, http::header::ContentDisposition, web::Data};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    base::{
        error::Result,
        id::EventId,
        refusal::{Problem, Refused},
        time::{Millis, local},
    },
    domain::event::EventKind,
    journeys::{
        World, prove_log,
        read_log::{self, Listed, LogQuery},
    },
    web::{
        actor::Admin,
        body::{Path, Query},
        page::Page,
    },
};

/// Which entries to show, as the form sends it: what is empty does not restrict.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    person: String,
    object_kind: String,
    object: String,
    from: String,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<EventId>,
}

/// `GET /log`
pub(in crate::web) async fn list(_: Admin, world: Data<World>, asked: Query<Asked>) -> Result<Page> {
    let asked = asked.0;
    let (entries, next) = read_log::list(&world, read(&world, &asked)?).await?;
    let entries: Vec<Value> = entries.iter().map(shown).collect();
    let older = next.map(|after| serde_html_form::to_string(Asked { after: Some(after), ..asked.clone() }));
    let view = json!({
        "entries": entries, "kinds": EventKind::objects(), "asked": asked, "older": older.and_then(Result::ok),
        "proof": prove_log::state(&world).await?,
    });
    Ok(Page::new("pages/log", "log-title", &view))
}

/// `GET /log/checkpoint`: what the log promises now, as a file.
pub(in crate::web) async fn checkpoint(_: Admin, world: Data<World>) -> Result<HttpResponse> {
    let note = prove_log::checkpoint(&world).await?;
    let name = ContentDisposition::attachment("checkpoint.txt");
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").insert_header(name).body(note))
}

/// `GET /log/{entry}/proof`: the proof of an entry, as a file.
pub(in crate::web) async fn proof(_: Admin, world: Data<World>, entry: Path<EventId>) -> Result<HttpResponse> {
    let proof = prove_log::proof(&world, entry.0).await?;
    let name = ContentDisposition::attachment(format!("entry-{}.json", entry.0));
    Ok(HttpResponse::Ok().insert_header(name).json(proof))
}

fn read(world: &World, asked: &Asked) -> Result<LogQuery> {
    let told = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let zone = &world.settings.zone;
    let moment = |field: &str, date: &str, time: &str| match told(date) {
        None => Ok(None),
        Some(date) => match local(&date, time, zone) {
            None => Err(Refused::invalid(vec![Problem::new(field, "not-a-day")])),
            moment => Ok(moment),
        },
    };
    Ok(LogQuery {
        person: told(&asked.person),
        object_kind: told(&asked.object_kind),
        object: told(&asked.object),
        from: moment("from", &asked.from, "00:00")?,
        until: moment("to", &asked.to, "23:59:59.999")?.map(|last: Millis| last.plus(1)),
        after: asked.after,
        limit: None,
    })
}

fn shown(listed: &Listed) -> Value {
    let entry = &listed.entry;
    let pretty = |value: &Option<Value>| value.as_ref().and_then(|value| serde_json::to_string_pretty(value).ok());
    json!({
        "id": entry.id, "at": entry.at, "actor": entry.actor, "login": listed.login, "client": entry.client,
        "kind": entry.kind.replace('.', "-"), "object_kind": entry.object_kind, "object": entry.object,
        "before": pretty(&entry.before), "after": pretty(&entry.after),
        "position": listed.position, "erased": listed.erased,
    })
}
