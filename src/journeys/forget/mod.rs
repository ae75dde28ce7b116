//! Erasing a person who left: what tells of them goes, what evidence and figures rest on stays without a name. One administrator asks, another
//! does it, where there are two.

mod ledger;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::ledger::{ledger, replay, wipe};
use super::World;
pub use crate::store::personal::Forgotten;
use crate::{
    base::{error::Result, id::PersonId, lang::Locale, refusal::Refusal, time::Millis},
    domain::{
        attempt::State,
        code::Code,
        event::{Event, EventKind},
        person::{Person, Role},
        personal::{self, Fate},
    },
    render::{Args, text},
    store::{
        Db, Tx, attempts, mails, people,
        personal::{self as rows, Erasure, Mention},
    },
};

/// Erasures that a page shows.
const LISTED: u32 = 100;

/// What an erasure does, before it is done, or what was done.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ErasurePlan {
    /// Whose.
    #[serde(skip)]
    pub person: Option<Person>,
    /// `here`: still works here; `possible`; `asked`: waits for an administrator; `done`.
    pub state: ErasureState,
    /// What they are called once it is done; none while nobody asked.
    pub called: Option<String>,
    /// Who asked.
    pub asked_by: Option<String>,
    /// When.
    pub asked_at: Option<Millis>,
    /// When it was done.
    pub erased_at: Option<Millis>,
    /// When nothing of it was left in the files of the database.
    pub wiped_at: Option<Millis>,
    /// Whether whoever looks may do it: not who asked, where there is a second administrator.
    pub may_erase: bool,
    /// What goes and what stays, part by part.
    pub parts: Vec<Fate>,
    /// Where texts of the company that stay name the person: somebody has to look at them.
    pub named_in: Vec<Mention>,
}

/// How far an erasure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErasureState {
    /// The person works here.
    Here,
    /// They left, and nobody asked.
    Possible,
    /// It was asked for.
    Asked,
    /// It was done.
    Done,
}

/// What the erasure of somebody does, and how far it is.
pub async fn plan(world: &World, admin: &Person, login: Code) -> Result<ErasurePlan> {
    let admin = admin.id;
    world.store.read(move |db| planned(db, admin, &login)).await
}

fn planned(db: &mut Db, admin: PersonId, login: &Code) -> Result<ErasurePlan> {
    let person = people::find_by_login(db, login)?.ok_or(Refusal::NoSuchThing)?;
    let (standing, admins) = (rows::standing(db, person.id)?, people::count_active(db, Role::Admin)?);
    let email = mails::reading(db, person.id)?.email.map(|email| email.to_string());
    let state = match &standing {
        Some(Erasure { done_at: Some(_), .. }) => ErasureState::Done,
        Some(_) => ErasureState::Asked,
        None if person.active => ErasureState::Here,
        None => ErasureState::Possible,
    };
    let asked_by = standing.as_ref().and_then(|asked| asked.asked_by);
    let named_in =
        if state == ErasureState::Done { Vec::new() } else { rows::mentions(db, &person, email.as_deref())? };
    Ok(ErasurePlan {
        state,
        called: standing.as_ref().map(|asked| asked.called.clone()),
        asked_by: asked_by.map(|id| people::find(db, id)).transpose()?.map(|asker| asker.name),
        asked_at: standing.as_ref().map(|asked| asked.asked_at),
        erased_at: standing.as_ref().and_then(|asked| asked.done_at),
        wiped_at: standing.as_ref().and_then(|asked| asked.wiped_at),
        may_erase: state == ErasureState::Asked && !person.active && personal::may_erase(asked_by, admin, admins),
        parts: rows::plan(db, &person)?,
        named_in,
        person: Some(person),
    })
}

/// Erasures that were asked for, the newest first.
pub async fn list(world: &World) -> Result<Vec<Erasure>> {
    world.store.read(|db| rows::list(db, LISTED)).await
}

/// Asks to erase somebody who left.
pub async fn ask(world: &World, admin: &Person, login: Code) -> Result<()> {
    world
        .store
        .write(Some(admin.id), move |tx| {
            let person = leaver(tx, &login)?;
            if rows::standing(tx.db, person.id)?.is_some() {
                return Err(Refusal::WrongState.into());
            }
            let called = free_name(tx.db, person.id)?;
            rows::ask(tx, person.id, &called)?;
            tx.done(Event::new(EventKind::ErasureAsked, person.id), ())
        })
        .await
}

/// Takes that back.
pub async fn withdraw(world: &World, admin: &Person, login: Code) -> Result<()> {
    world
        .store
        .write(Some(admin.id), move |tx| {
            let person = people::find_by_login(tx.db, &login)?.ok_or(Refusal::NoSuchThing)?;
            rows::withdraw(tx, person.id)?;
            tx.done(Event::new(EventKind::ErasureWithdrawn, person.id), ())
        })
        .await
}

/// Erases somebody of whom it was asked. Tells what they sign in with from now on, which nobody can. Refuses whoever asked, where there is a second
/// administrator. The files of the database are rewritten soon after: see [`wipe`].
pub async fn erase(world: &World, admin: &Person, login: Code) -> Result<Code> {
    let (admin, locale) = (admin.id, admin.locale);
    world
        .store
        .write(Some(admin), move |tx| {
            let person = leaver(tx, &login)?;
            let asked = rows::standing(tx.db, person.id)?.ok_or(Refusal::WrongState)?;
            if !personal::may_erase(asked.asked_by, admin, people::count_active(tx.db, Role::Admin)?) {
                return Err(Refusal::NeedsSecondPerson.into());
            }
            let now = tx.now;
            let after = forget(tx, &person, &asked.called, locale, now)?;
            let told = serde_json::json!({ "called": asked.called });
            tx.done(Event::new(EventKind::PersonErased, person.id).after(&told), after.login)
        })
        .await
}

/// Who left, has no test that runs, and was not erased.
fn leaver(tx: &mut Tx<'_>, login: &Code) -> Result<Person> {
    let found = people::find_by_login(tx.db, login)?.ok_or(Refusal::NoSuchThing)?;
    let person = people::hold(tx, found.id)?;
    if rows::standing(tx.db, person.id)?.is_some_and(|asked| asked.done_at.is_some()) {
        return Err(Refusal::Erased.into());
    }
    if person.active {
        return Err(Refusal::StillHere.into());
    }
    // What runs is ended by itself at its deadline.
    let runs = attempts::of_person(tx.db, person.id)?.iter().any(|attempt| attempt.state == State::InProgress);
    if runs { Err(Refusal::Locked.into()) } else { Ok(person) }
}

/// Does it, in the transaction of `tx`, as of a moment.
fn forget(tx: &mut Tx<'_>, person: &Person, called: &str, locale: Locale, at: Millis) -> Result<Person> {
    let email = mails::reading(tx.db, person.id)?.email.map(|email| email.to_string());
    let name = text(locale, "erased-name", &Args::from([("called".into(), called.into())]));
    let login = login_of(called).ok_or(Refusal::WrongState)?;
    let after = Person { login, name, department: String::new(), active: false, ..person.clone() };
    rows::begin(tx, person.id)?;
    rows::erase(tx, person, email.as_deref(), &after)?;
    rows::end(tx, person.id, at)?;
    Ok(after)
}

fn login_of(called: &str) -> Option<Code> {
    format!("erased-{called}").parse().ok()
}

/// What somebody can be called, and nobody else is.
fn free_name(db: &mut Db, id: PersonId) -> Result<String> {
    let everybody = people::list(db)?;
    let taken =
        |called: &str| login_of(called).is_none_or(|login| everybody.iter().any(|person| person.login == login));
    let is_asked = rows::list(db, u32::MAX)?;
    Ok(personal::called(&id.to_string(), |called| taken(called) || is_asked.iter().any(|asked| asked.called == called)))
}
