//! The file: a page to read, and all of it as data, part by part.

use std::{collections::HashMap, sync::Arc};

use serde_json::{Value, json};

use super::{
    attempts::{Seen, seen},
    page::{Page, Part},
};
use crate::{
    base::{
        error::{Error, Result},
        id::CertificationId,
        lang::Locale,
        time::Millis,
    },
    domain::{catalogue::Catalogue, code::Code, person::Person, personal::Area},
    formats::bundle::Bundle,
    journeys::snapshots::Snapshots,
    render::Render,
    store::{
        Db, attempts,
        personal::{self, TABLES, Table},
    },
};

/// The style of its pages, which stand alone.
const STYLE: &str = include_str!("style.css");

/// What ids in rows are of, by name: an id alone tells nobody anything.
struct Names {
    certifications: HashMap<CertificationId, Code>,
    catalogue: Arc<Catalogue>,
}

impl Names {
    fn add(&self, row: &mut Value) {
        let Some(members) = row.as_object_mut() else { return };
        let id = |name: &str, members: &serde_json::Map<String, Value>| {
            members.get(name).and_then(Value::as_str).map(str::to_owned)
        };
        if let Some(code) = id("certification_id", members).and_then(|id| self.certifications.get(&id.parse().ok()?)) {
            members.insert("certification".into(), json!(code));
        }
        if let Some(product) = id("product_id", members).and_then(|id| self.catalogue.product_of(id.parse().ok()?).ok())
        {
            members.insert("product".into(), json!(product.code));
        }
    }
}

/// Writes everything about a person, in the language of whoever asks. Rows come in pages: what is kept in memory is the packed file.
pub(super) fn write(
    db: &mut Db,
    snapshots: &Snapshots,
    render: &Render,
    person: &Person,
    locale: Locale,
    now: Millis,
) -> Result<Vec<u8>> {
    let catalogue = snapshots.catalogue_now(db)?;
    let names = Names { certifications: attempts::codes(db)?, catalogue };
    let mut bundle = Bundle::default();
    let mut page = Page::new(render, person, locale, now);
    for area in Area::ALL {
        bundle.begin(&format!("{area}.json"))?;
        let part = match area {
            Area::Log => log(db, &mut bundle, person)?,
            _ => rows(db, &mut bundle, *area, person, &names)?,
        };
        page.add(*area, part);
    }
    for attempt in attempts::of_person(db, person.id)? {
        let seen = seen(db, &names.catalogue, &attempt, locale.lang())?;
        test(&mut bundle, &mut page, &attempt.id.to_string(), &seen)?;
    }
    bundle.begin("index.html")?;
    bundle.write(&page.index()?)?;
    bundle.begin("style.css")?;
    bundle.write(STYLE)?;
    bundle.finish()
}

/// The rows of a part, table by table.
fn rows(db: &mut Db, bundle: &mut Bundle, area: Area, person: &Person, names: &Names) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    bundle.write("{")?;
    let tables = TABLES.iter().filter(|table| table.area == area && table.is_exported());
    for (number, table) in tables.enumerate() {
        let mut part = Part::new(table.name);
        bundle.write(&format!("{}\n  \"{}\": ", if number == 0 { "" } else { "," }, table.name))?;
        list(bundle, |bundle, comma| of_table(db, bundle, comma, table, person, names, &mut part))?;
        parts.push(part);
    }
    bundle.write("\n}\n")?;
    Ok(parts)
}

fn of_table(
    db: &mut Db,
    bundle: &mut Bundle,
    comma: &mut Comma,
    table: &Table,
    person: &Person,
    names: &Names,
    part: &mut Part,
) -> Result<()> {
    personal::rows(db, table, person.id, |mut row| {
        names.add(&mut row);
        comma.write(bundle, &row)?;
        part.add(row);
        Ok(())
    })
}

/// What the log tells by the person and of them.
fn log(db: &mut Db, bundle: &mut Bundle, person: &Person) -> Result<Vec<Part>> {
    let mut part = Part::new("events");
    list(bundle, |bundle, comma| {
        personal::entries(db, person.id, |line| {
            let row = serde_json::to_value(&line).map_err(|error| Error::because("writing an entry", error))?;
            comma.write(bundle, &row)?;
            part.add(row);
            Ok(())
        })
    })?;
    bundle.write("\n")?;
    Ok(vec![part])
}

/// A test as data and as a page.
fn test(bundle: &mut Bundle, page: &mut Page<'_>, id: &str, seen: &Seen) -> Result<()> {
    let told = serde_json::to_value(seen).map_err(|error| Error::because("writing a test", error))?;
    bundle.begin(&format!("tests/{id}.json"))?;
    bundle.write(&format!("{told:#}\n"))?;
    bundle.begin(&format!("tests/{id}.html"))?;
    bundle.write(&page.test(id, told)?)
}

/// Puts a comma before every row but the first.
#[derive(Default)]
struct Comma(bool);

impl Comma {
    fn write(&mut self, bundle: &mut Bundle, row: &Value) -> Result<()> {
        let comma = if std::mem::replace(&mut self.0, true) { "," } else { "" };
        bundle.write(&format!("{comma}\n    {row}"))
    }
}

fn list(bundle: &mut Bundle, rows: impl FnOnce(&mut Bundle, &mut Comma) -> Result<()>) -> Result<()> {
    let mut comma = Comma::default();
    bundle.write("[")?;
    rows(bundle, &mut comma)?;
    bundle.write(if comma.0 { "\n  ]" } else { "]" })
}
