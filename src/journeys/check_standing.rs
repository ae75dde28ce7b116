//! Who may negotiate on what: one answer, the board, and the evidence behind an answer.

use std::collections::BTreeSet;

use serde::Serialize;

use super::World;
use crate::{
    base::{
        error::Result,
        id::ProductId,
        lang::Lang,
        refusal::Refusal,
        time::{DAY, Millis},
    },
    domain::{
        code::Code,
        person::{Person, Role},
        standing::{Basis, Evidence, Reason, Record, Standing, WhatToDo, standing},
    },
    store::{Db, people, products, standing::Rows},
};

/// A clearance that ends within this time is at risk, in milliseconds.
pub const SOON: i64 = 14 * DAY;

/// The answer for one manager and one product, as it is told to programs and people.
#[derive(Debug, Clone, Serialize)]
pub struct StandingView {
    /// The manager's login.
    pub manager: String,
    /// The manager's name.
    pub name: String,
    /// The product's code.
    pub product: Code,
    /// The product's name.
    pub product_name: String,
    /// Whether the manager may negotiate.
    pub may_negotiate: bool,
    /// Why not.
    pub reason: Option<Reason>,
    /// Why.
    pub basis: Option<Basis>,
    /// Since when.
    pub since: Option<Millis>,
    /// Until when; or from when a test may be started, or until when the running one lasts.
    pub until: Option<Millis>,
    /// From when passing again extends the certificate that is the basis.
    pub renew_from: Option<Millis>,
    /// A change of the product that still has to be learned.
    pub pending_change: Option<String>,
    /// What would help now.
    pub what_to_do: WhatToDo,
    /// The certification that it is about.
    pub certification: Option<Code>,
    /// The row that decides.
    pub evidence: Option<Evidence>,
    /// The moment that was asked of.
    pub as_of: Millis,
}

/// Which rows and columns the board shows.
#[derive(Debug, Clone, Default)]
pub struct BoardQuery {
    /// Only products of that line.
    pub line: Option<Code>,
    /// Only that product.
    pub product: Option<Code>,
    /// Only managers of that department.
    pub department: Option<String>,
    /// As of that moment; now unless told.
    pub at: Option<Millis>,
}

/// The board: managers with their standing on each product.
#[derive(Debug, Clone, Serialize)]
pub struct Board {
    /// The moment that it tells of.
    pub as_of: Millis,
    /// Every line: code and name.
    pub lines: Vec<(Code, String)>,
    /// The products across: code and name.
    pub products: Vec<(Code, String)>,
    /// The managers down, with one standing for each product.
    pub rows: Vec<BoardRow>,
    /// Every department that has managers.
    pub departments: BTreeSet<String>,
}

/// A manager on the board.
#[derive(Debug, Clone, Serialize)]
pub struct BoardRow {
    /// Who.
    pub person: Person,
    /// The standing on each of the board's products, in their order.
    pub standings: Vec<Standing>,
}

impl BoardRow {
    /// The end of the clearance that ends first.
    pub fn soonest(&self) -> Option<Millis> {
        self.standings.iter().filter(|standing| standing.may_negotiate).filter_map(|standing| standing.until).min()
    }
}

/// The standing of one manager on one product. Whoever is not known gets the reason `unknown`; an unknown product is refused.
pub async fn one(world: &World, login: &str, product: Code, at: Option<Millis>, lang: Lang) -> Result<StandingView> {
    let (at, login) = (at.unwrap_or_else(|| world.clock.now()), login.to_owned());
    world
        .store
        .read(move |db| {
            let product = products::product(db, &product, at)?;
            let person = match login.parse() {
                Ok(login) => people::find_by_login(db, &login)?,
                Err(_not_a_login) => None,
            };
            let rows = person.as_ref().map(|person| Rows::load(db, Some(person.id))).transpose()?;
            let record = match (&rows, &person) {
                (Some(rows), Some(person)) => rows.record(person.id, product.id),
                _ => Record::default(),
            };
            let found = standing(&record, at);
            let name = person.map_or_else(|| login.clone(), |person| person.name);
            let product_name = product.name.get(lang, Lang::EN).to_owned();
            Ok(told(found, (login, name), (product.code, product_name)))
        })
        .await
}

/// The standing of one manager on every product, in their lines' order.
pub async fn of_manager(world: &World, person: &Person, lang: Lang) -> Result<Vec<StandingView>> {
    let (at, person) = (world.clock.now(), person.clone());
    world
        .store
        .read(move |db| {
            let rows = Rows::load(db, Some(person.id))?;
            let all = products::products(db, None, at)?;
            let told = all.into_iter().map(|product| {
                let found = standing(&rows.record(person.id, product.id), at);
                let who = (person.login.to_string(), person.name.clone());
                told(found, who, (product.code, product.name.get(lang, Lang::EN).to_owned()))
            });
            Ok(told.collect())
        })
        .await
}

/// The board of a query. Managers who left are not on it.
pub async fn board(world: &World, query: BoardQuery, lang: Lang) -> Result<Board> {
    let at = query.at.unwrap_or_else(|| world.clock.now());
    world.store.read(move |db| load_board(db, &query, at, lang)).await
}

/// Products and managers whose names hold the words of `text`: for looking up with one field.
pub async fn search(world: &World, text: &str, lang: Lang) -> Result<Vec<(Person, Code, String)>> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let at = world.clock.now();
    let (managers, all) = world
        .store
        .read(move |db| {
            let managers: Vec<Person> =
                people::list(db)?.into_iter().filter(|person| person.role == Role::Manager).collect();
            Ok((managers, products::products(db, None, at)?))
        })
        .await?;
    let mut found = Vec::new();
    for person in &managers {
        let of_person = [person.login.to_string().to_lowercase(), person.name.to_lowercase()];
        let rest: Vec<&String> =
            words.iter().filter(|word| !of_person.iter().any(|text| text.contains(*word))).collect();
        if rest.len() == words.len() {
            continue;
        }
        for product in &all {
            let name = product.name.get(lang, Lang::EN);
            let of_product = [product.code.to_string().to_lowercase(), name.to_lowercase()];
            if !rest.is_empty() && rest.iter().all(|word| of_product.iter().any(|text| text.contains(*word))) {
                found.push((person.clone(), product.code.clone(), name.to_owned()));
            }
        }
    }
    // A code that is told in full means that product and no other.
    let in_full = |code: &Code| words.iter().any(|word| code.as_str().eq_ignore_ascii_case(word));
    if found.iter().any(|(_, code, _)| in_full(code)) {
        found.retain(|(_, code, _)| in_full(code));
    }
    Ok(found)
}

fn load_board(db: &mut Db, query: &BoardQuery, at: Millis, lang: Lang) -> Result<Board> {
    let lines = products::lines(db)?;
    let line = match &query.line {
        Some(code) => Some(lines.iter().find(|line| line.code == *code).ok_or(Refusal::NoSuchThing)?),
        None => None,
    };
    let mut across = products::products(db, line.map(|line| line.id), at)?;
    if let Some(code) = &query.product {
        across.retain(|product| product.code == *code);
        if across.is_empty() {
            return Err(Refusal::NoSuchThing.into());
        }
    }
    let managers = people::list(db)?.into_iter().filter(|person| person.role == Role::Manager && person.active);
    let managers: Vec<Person> = managers.collect();
    let departments = managers.iter().map(|person| person.department.clone()).filter(|name| !name.is_empty()).collect();
    let wanted = |person: &&Person| query.department.as_ref().is_none_or(|department| person.department == *department);
    let rows = Rows::load(db, None)?;
    let ids: Vec<ProductId> = across.iter().map(|product| product.id).collect();
    let rows = managers
        .iter()
        .filter(wanted)
        .map(|person| {
            let standings = ids.iter().map(|product| standing(&rows.record(person.id, *product), at)).collect();
            BoardRow { person: person.clone(), standings }
        })
        .collect();
    let products =
        across.into_iter().map(|product| (product.code, product.name.get(lang, Lang::EN).to_owned())).collect();
    let lines = lines.iter().map(|line| (line.code.clone(), line.name.get(lang, line.language).to_owned())).collect();
    Ok(Board { as_of: at, lines, products, rows, departments })
}

/// A standing with the names of whom and what it is about.
pub fn told(found: Standing, who: (String, String), what: (Code, String)) -> StandingView {
    StandingView {
        manager: who.0,
        name: who.1,
        product: what.0,
        product_name: what.1,
        may_negotiate: found.may_negotiate,
        reason: found.reason,
        basis: found.basis,
        since: found.since,
        until: found.until,
        renew_from: found.renew_from,
        pending_change: None,
        what_to_do: found.what_to_do,
        certification: found.certification,
        evidence: found.evidence,
        as_of: found.as_of,
    }
}
