//! Who may negotiate on what: one answer, the board, and the evidence behind an answer.

use std::{collections::BTreeSet, sync::Arc};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{World, snapshots::Snapshots};
use crate::{
    base::{
        error::Result,
        lang::Lang,
        refusal::{Refusal, Refused},
        time::{DAY, Millis},
    },
    domain::{
        catalogue::{Catalogue, ListedLine, ListedProduct},
        change::Pending,
        client::Reach,
        code::Code,
        person::{Person, Role},
        standing::{Basis, Evidence, Reason, Record, Standing, WhatToDo, standing},
    },
    store::{
        Db, catalogue,
        people::{self, Watched},
        standing::Rows,
    },
};

/// A clearance that ends within this time is at risk, in milliseconds.
pub const SOON: i64 = 14 * DAY;

/// The answer for one manager and one product, as it is told to programs and people.
#[derive(Debug, Clone, Serialize, JsonSchema)]
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
    pub pending_change: Option<Pending>,
    /// What would help now.
    pub what_to_do: WhatToDo,
    /// The certification that it is about.
    pub certification: Option<Code>,
    /// The row that decides.
    pub evidence: Option<Evidence>,
    /// The moment that was asked of: the last that is told.
    pub as_of: Millis,
    /// Until when it says the same if nothing is written; none: for good.
    #[serde(skip)]
    pub holds_until: Option<Millis>,
}

/// Whom and what is asked about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The manager's login.
    pub manager: String,
    /// The product's code.
    pub product: Code,
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
    /// Only what is in sight of whoever asks.
    pub reach: Reach,
}

/// The board: managers with their standing on each product.
#[derive(Debug, Clone, Serialize)]
pub struct Board {
    /// The moment that it tells of.
    pub as_of: Millis,
    /// Until when it says the same if nothing is written; none: for good.
    pub holds_until: Option<Millis>,
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

/// What the standings of one manager follow from, as it was at one moment.
#[derive(Debug, Clone)]
pub struct Facts {
    now: Millis,
    rows: Arc<Rows>,
    catalogue: Arc<Catalogue>,
}

impl Facts {
    /// The facts about the manager of that login as they are in the database now; of whoever is not known there is the catalogue alone.
    fn find(db: &mut Db, snapshots: &Snapshots, manager: &str, now: Millis) -> Result<Facts> {
        let login: Option<Code> = manager.parse().ok();
        let rows = match &login {
            Some(login) => snapshots.rows(db, login)?,
            None => Arc::default(),
        };
        let known = login.as_ref().is_some_and(|login| rows.named.contains_key(login));
        let catalogue = if known { snapshots.catalogue(db, rows.revision)? } else { snapshots.catalogue_now(db)? };
        Ok(Facts { now, rows, catalogue })
    }

    /// The standing that follows for one product. Whoever is not known gets the reason `unknown`; an unknown product is refused, and so is what
    /// is out of sight of whoever asks.
    pub fn standing(&self, pair: Pair, at: Option<Millis>, reach: &Reach, lang: Lang) -> Result<StandingView> {
        Ok(of_pair(&self.rows, &self.catalogue, pair, (at.unwrap_or(self.now), reach, lang))?)
    }
}

/// The facts about a manager now.
pub async fn facts(world: &World, manager: &str) -> Result<Facts> {
    world.store.look_up(finding_facts(world, manager)).await
}

/// What finds them, for whoever is at the database anyway.
pub(super) fn finding_facts(world: &World, manager: &str) -> impl FnOnce(&mut Db) -> Result<Facts> + Send + use<> {
    let (now, snapshots, manager) = (world.clock.now(), world.snapshots.clone(), manager.to_owned());
    move |db| Facts::find(db, &snapshots, &manager, now)
}

/// The standing of one manager on one product now, for somebody who sees everything.
pub async fn of(world: &World, manager: &str, product: Code, lang: Lang) -> Result<StandingView> {
    let pair = Pair { manager: manager.to_owned(), product };
    facts(world, manager).await?.standing(pair, None, &Reach::default(), lang)
}

/// The standing of a pair, from rows that hold the manager's if there are any. Whether somebody exists who may be out of sight is not told.
pub(super) fn of_pair(
    rows: &Rows,
    catalogue: &Catalogue,
    pair: Pair,
    (at, reach, lang): (Millis, &Reach, Lang),
) -> std::result::Result<StandingView, Refused> {
    let Pair { manager, product } = pair;
    let product = catalogue.product(&product)?;
    let named = manager.parse::<Code>().ok().and_then(|login| rows.named.get(&login));
    let line_in_sight = reach.sees_line(&catalogue.line_of(product.id)?.line.code);
    let person_in_sight =
        named.map_or(reach.departments.is_empty(), |person| reach.sees_department(&person.department));
    if !line_in_sight || !person_in_sight {
        return Err(Refusal::NoSuchThing.into());
    }
    let record = named.map_or_else(Record::default, |person| rows.record(catalogue, person.id, product.id));
    let found = standing(&record, at);
    let (holds_until, name) = (record.next_moment(&found), named.map_or(&manager, |person| &person.name).clone());
    Ok(StandingView { holds_until, ..told(found, (manager, name), in_words(product, lang)) })
}

/// The standing of one manager on every product, in their lines' order.
pub async fn of_manager(world: &World, person: &Person, lang: Lang) -> Result<Vec<StandingView>> {
    let (at, person, snapshots) = (world.clock.now(), person.clone(), world.snapshots.clone());
    world.store.read(move |db| all_of(db, &snapshots, &person, lang, at)).await
}

/// The same as it is in the database now.
pub(super) fn all_of(
    db: &mut Db,
    snapshots: &Snapshots,
    person: &Person,
    lang: Lang,
    at: Millis,
) -> Result<Vec<StandingView>> {
    let rows = snapshots.rows(db, &person.login)?;
    let catalogue = snapshots.catalogue(db, rows.revision)?;
    let told = catalogue.products().map(|product| {
        let found = standing(&rows.record(&catalogue, person.id, product.id), at);
        told(found, (person.login.to_string(), person.name.clone()), in_words(product, lang))
    });
    Ok(told.collect())
}

/// The board of a query. Managers who left are not on it.
pub async fn board(world: &World, query: BoardQuery, lang: Lang) -> Result<Board> {
    let at = query.at.unwrap_or_else(|| world.clock.now());
    let snapshots = world.snapshots.clone();
    world.store.read(move |db| load(db, &snapshots, &query, at, lang)).await
}

/// Products and managers whose names hold the words of `text`: for looking up with one field.
pub async fn search(world: &World, text: &str, lang: Lang) -> Result<Vec<(Person, Code, String)>> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let snapshots = world.snapshots.clone();
    let (managers, catalogue) = world
        .store
        .read(move |db| {
            let managers: Vec<Person> =
                people::list(db)?.into_iter().filter(|person| person.role == Role::Manager).collect();
            Ok((managers, snapshots.catalogue_now(db)?))
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
        for product in catalogue.products() {
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

/// The board as it is in the database now.
pub(super) fn load(db: &mut Db, snapshots: &Snapshots, query: &BoardQuery, at: Millis, lang: Lang) -> Result<Board> {
    let revision = catalogue::revision(db)?;
    let managers: Vec<Watched> = people::watched(db)?.into_iter().filter(Watched::is_manager).collect();
    let departments = managers.iter().map(|manager| &manager.person.department).filter(|name| !name.is_empty());
    let departments = departments.cloned().collect();
    let wanted = |Watched { person, .. }: &&Watched| {
        query.department.as_ref().is_none_or(|department| person.department == *department)
            && query.reach.sees_department(&person.department)
    };
    let managers: Vec<&Watched> = managers.iter().filter(wanted).collect();
    let (revision, rows) = snapshots.rows_of(db, &managers, revision)?;
    let catalogue = snapshots.catalogue(db, revision)?;
    let across = across(&catalogue, query)?;
    let mut holds_until = None;
    let down = managers.into_iter().zip(rows).map(|(Watched { person, .. }, rows)| {
        let on = |product: &&ListedProduct| {
            let record = rows.record(&catalogue, person.id, product.id);
            let found = standing(&record, at);
            holds_until = [holds_until, record.next_moment(&found)].into_iter().flatten().min();
            found
        };
        BoardRow { standings: across.iter().map(on).collect(), person: person.clone() }
    });
    let line =
        |ListedLine { line, .. }: &ListedLine| (line.code.clone(), line.name.get(lang, line.language).to_owned());
    let rows = down.collect();
    Ok(Board {
        as_of: at,
        holds_until,
        lines: catalogue.lines().iter().map(line).collect(),
        rows,
        products: across.iter().map(|product| in_words(product, lang)).collect(),
        departments,
    })
}

/// A product's code and name.
pub(super) fn in_words(product: &ListedProduct, lang: Lang) -> (Code, String) {
    (product.code.clone(), product.name.get(lang, Lang::EN).to_owned())
}

/// The products of a board. Refuses a line or a product that does not exist.
fn across<'a>(catalogue: &'a Catalogue, query: &BoardQuery) -> std::result::Result<Vec<&'a ListedProduct>, Refused> {
    let in_sight = || catalogue.lines().iter().filter(|line| query.reach.sees_line(&line.line.code));
    let mut across: Vec<&ListedProduct> = match &query.line {
        Some(code) => {
            let mut lines = in_sight();
            lines.find(|line| line.line.code == *code).ok_or(Refusal::NoSuchThing)?.products.iter().collect()
        }
        None => in_sight().flat_map(|line| &line.products).collect(),
    };
    if let Some(code) = &query.product {
        across.retain(|product| product.code == *code);
        if across.is_empty() {
            return Err(Refusal::NoSuchThing.into());
        }
    }
    Ok(across)
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
        pending_change: found.pending_change,
        what_to_do: found.what_to_do,
        certification: found.certification,
        evidence: found.evidence,
        as_of: found.as_of,
        holds_until: None,
    }
}
