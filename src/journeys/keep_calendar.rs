//! Somebody's calendar shows when certificates end: one's own, or those of a head's department. It reads them by a secret link.

use std::collections::BTreeMap;

use super::{
    World,
    check_standing::{self, BoardQuery, StandingView},
};
use crate::{
    base::{
        chance,
        error::Result,
        id::PersonId,
        refusal::Refusal,
        secret,
        time::{self, Millis},
    },
    domain::{
        code::Code,
        event::{Event, EventKind},
        person::{Person, Role},
        standing::Basis,
    },
    formats::calendar::{self, Entry},
    render::{Args, text},
    store::calendars,
};

/// Since when somebody has a link; nobody knows it but whoever it was shown to.
pub async fn made_at(world: &World, person: PersonId) -> Result<Option<Millis>> {
    world.store.read(move |db| calendars::made_at(db, person)).await
}

/// Gives somebody a new link and tells its secret, which is kept nowhere; the link of before is good for nothing then.
pub async fn make(world: &World, person: PersonId) -> Result<String> {
    let token = chance::unguessable()?;
    let digest = secret::digest(&token);
    world
        .store
        .write(Some(person), move |tx| {
            calendars::set(tx, person, &digest)?;
            tx.done(Event::new(EventKind::CalendarMade, person), ())
        })
        .await?;
    Ok(token)
}

/// Takes the link away.
pub async fn remove(world: &World, person: PersonId) -> Result<()> {
    world
        .store
        .write(Some(person), move |tx| {
            if calendars::remove(tx, person)? {
                tx.record(Event::new(EventKind::CalendarRemoved, person));
            }
            tx.unrecorded(())
        })
        .await
}

/// The calendar that a secret opens, as iCalendar. Refuses one that opens nothing, as if there were no such thing.
pub async fn read(world: &World, token: &str) -> Result<String> {
    let digest = secret::digest(token);
    let owner = world.store.read(move |db| calendars::owner(db, &digest)).await?.ok_or(Refusal::NoSuchThing)?;
    let of_others = owner.role == Role::Head;
    let standings = if of_others { of_department(world, &owner).await? } else { own(world, &owner).await? };
    let say = |key: &str, args: &Args| text(owner.locale, key, args);
    let base = world.settings.base().unwrap_or_default();
    let entries: Vec<Entry> = ends(standings)
        .into_iter()
        .map(|(end, products)| {
            let args = Args::from([
                ("name".into(), end.name.as_str().into()),
                ("what".into(), end.what.as_str().into()),
                ("products".into(), products.join(", ").into()),
            ]);
            let whose = if of_others { "-of" } else { "" };
            let path = if of_others { "/board" } else { "/" };
            Entry {
                uid: format!("{}.{}.{}@dokimasia", end.kind, end.what, end.login),
                day: time::shown(end.at, &world.settings.zone).0,
                summary: say(&format!("calendar-{}{whose}", end.kind), &args),
                description: say("calendar-products", &args),
                url: format!("{base}{path}"),
            }
        })
        .collect();
    let name = say(if of_others { "calendar-name-of" } else { "calendar-name" }, &Args::new());
    Ok(calendar::write(&name, &entries, &world.clock.now().to_string()))
}

async fn own(world: &World, owner: &Person) -> Result<Vec<StandingView>> {
    check_standing::of_manager(world, owner, owner.locale.lang()).await
}

/// Those of a head's department; a head of none sees to all.
async fn of_department(world: &World, head: &Person) -> Result<Vec<StandingView>> {
    let department = Some(head.department.clone()).filter(|department| !department.is_empty());
    let board =
        check_standing::board(world, BoardQuery { department, ..BoardQuery::default() }, head.locale.lang()).await?;
    let told = board.rows.into_iter().flat_map(|row| {
        let who = (row.person.login.to_string(), row.person.name);
        let of_product =
            |(standing, product): (_, &(Code, String))| check_standing::told(standing, who.clone(), product.clone());
        row.standings.into_iter().zip(&board.products).map(of_product).collect::<Vec<_>>()
    });
    Ok(told.collect())
}

/// What ends when.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    at: Millis,
    login: String,
    name: String,
    /// `certificate`, `waiver`, `change`: what must be learned by then.
    kind: &'static str,
    /// The certification, or the product where it is not about one.
    what: String,
}

/// What ends, the soonest first, each with the names of the products that it is about.
fn ends(standings: Vec<StandingView>) -> BTreeMap<End, Vec<String>> {
    let mut ends: BTreeMap<End, Vec<String>> = BTreeMap::new();
    for standing in standings.into_iter().filter(|standing| standing.may_negotiate) {
        let of_certificate = standing.certification.as_ref().filter(|_| standing.basis == Some(Basis::Certificate));
        let (kind, what) = match of_certificate {
            Some(certification) => ("certificate", certification.to_string()),
            None => ("waiver", standing.product.to_string()),
        };
        let end = |at, kind, what| End { at, login: standing.manager.clone(), name: standing.name.clone(), kind, what };
        let pending = standing.pending_change.as_ref();
        let learned_by = pending.map(|pending| end(pending.deadline, "change", standing.product.to_string()));
        for end in standing.until.map(|until| end(until, kind, what)).into_iter().chain(learned_by) {
            ends.entry(end).or_default().push(standing.product_name.clone());
        }
    }
    ends
}
