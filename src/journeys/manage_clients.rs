//! API clients: made, renewed and ended by administrators; found by their token.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::World;
use crate::{
    base::{
        chance,
        error::Result,
        id::{ClientId, PersonId},
        limits::NAME_CHARS_MAX,
        refusal::{Problem, Refusal, Refused},
        secret,
        time::{MINUTE, Millis},
    },
    domain::{
        client::{CLIENT_DAYS_MAX, Client, ClientState, RATE, RATE_MAX, Reach, Scope, TOKEN_PREFIX, expiry},
        code::Code,
        event::{Event, EventKind},
        person::{Person, Role},
    },
    store::{Db, Tx, catalogue, clients, people},
};

/// A client's last use is noted again only after this long, in milliseconds.
const TOUCH_EVERY: i64 = MINUTE;

/// What is told of a new client.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClient {
    /// What it is called.
    pub name: String,
    /// What it may do.
    pub scopes: BTreeSet<Scope>,
    /// How far it sees; everywhere unless told.
    #[serde(default)]
    pub lines: BTreeSet<Code>,
    /// Likewise.
    #[serde(default)]
    pub departments: BTreeSet<String>,
    /// The login of the trainer in whose name it writes banks.
    #[serde(default)]
    pub author: Option<Code>,
    /// Days until it ends.
    pub days: u32,
    /// Requests a second on average.
    #[serde(default = "usual_rate")]
    pub rate: u32,
}

/// How a client goes on.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// Days until it ends, from now.
    pub days: u32,
    /// Whether it gets another token; the one of before is good for nothing then.
    #[serde(default)]
    pub new_token: bool,
}

fn usual_rate() -> u32 {
    RATE
}

/// Makes a client; gives it with its token, which is kept nowhere.
pub async fn add(world: &World, admin: &Person, new: NewClient) -> Result<(Client, String)> {
    let token = token()?;
    let (digest, id) = (secret::digest(&token), ClientId::new());
    let client = world
        .store
        .write(Some(admin.id), move |tx| {
            let author = check(tx.db, &new, tx.now)?;
            let NewClient { name, scopes, lines, departments, rate, days, .. } = new.clone();
            let expires_at = expiry(tx.now, days).ok_or_else(days_in_doubt)?;
            let client = Client {
                id,
                name: name.trim().to_owned(),
                scopes,
                reach: Reach { lines, departments },
                author,
                rate,
                made_at: tx.now,
                expires_at,
                revoked_at: None,
                used_at: None,
            };
            clients::insert(tx, &client, &digest)?;
            tx.done(Event::new(EventKind::ClientAdded, id).after(&client), client)
        })
        .await?;
    Ok((client, token))
}

/// All clients, by name.
pub async fn list(world: &World) -> Result<Vec<Client>> {
    world.store.read(clients::list).await
}

/// The client of that id, and the trainer in whose name it writes.
pub async fn find(world: &World, id: ClientId) -> Result<(Client, Option<Person>)> {
    world
        .store
        .read(move |db| {
            let client = clients::find(db, id)?;
            let author = client.author.map(|author| people::find(db, author)).transpose()?;
            Ok((client, author))
        })
        .await
}

/// Lets a client go on, and gives its new token where it gets one. Refuses one that was revoked.
pub async fn renew(world: &World, admin: &Person, id: ClientId, renewal: Renewal) -> Result<(Client, Option<String>)> {
    let token = if renewal.new_token { Some(token()?) } else { None };
    let digest = token.as_deref().map(secret::digest);
    let client = world
        .store
        .write(Some(admin.id), move |tx| {
            let before = standing(tx, id)?;
            let expires_at = expiry(tx.now, renewal.days).ok_or_else(days_in_doubt)?;
            clients::renew(tx, id, expires_at, digest.as_deref())?;
            let after = Client { expires_at, ..before.clone() };
            let kind = if digest.is_some() { EventKind::ClientTokenMade } else { EventKind::ClientRenewed };
            tx.done(Event::new(kind, id).before(&before).after(&after), after)
        })
        .await?;
    Ok((client, token))
}

/// Ends a client at once and for good.
pub async fn revoke(world: &World, admin: &Person, id: ClientId) -> Result<Client> {
    world
        .store
        .write(Some(admin.id), move |tx| {
            let before = standing(tx, id)?;
            clients::revoke(tx, id)?;
            let after = Client { revoked_at: Some(tx.now), ..before.clone() };
            tx.done(Event::new(EventKind::ClientRevoked, id).before(&before).after(&after), after)
        })
        .await
}

/// The client of a token, if that is good for anything, with a few rows that whoever asks needs beside it. Notes now and then that it was used.
pub(super) async fn find_by_token<T: Send + 'static>(
    world: &World,
    token: &str,
    beside: impl FnOnce(&mut Db) -> Result<T> + Send + 'static,
) -> Result<Option<(Client, T)>> {
    let (digest, now) = (secret::digest(token), world.clock.now());
    let find = move |db: &mut Db| {
        let found = clients::of_token(db, &digest, now)?;
        found.map(|client| beside(db).map(|read| (client, read))).transpose()
    };
    let found = world.store.look_up(find).await?;
    if let Some((client, _)) = &found
        && client.used_at.is_none_or(|used| used.plus(TOUCH_EVERY) <= now)
    {
        let id = client.id;
        world
            .store
            .write_holding(None, move |tx| {
                clients::touch(tx, id)?;
                tx.unrecorded(())
            })
            .await?;
    }
    Ok(found)
}

/// The trainer in whose name a client writes banks. Refuses while there is none who works here.
pub async fn author(world: &World, client: &Client) -> Result<Person> {
    let author = client.author.ok_or(Refusal::ScopeMissing)?;
    let person = world.store.read(move |db| people::find(db, author)).await?;
    if is_trainer(&person) { Ok(person) } else { Err(Refusal::NotYours.into()) }
}

/// A client that was not revoked.
fn standing(tx: &mut Tx<'_>, id: ClientId) -> Result<Client> {
    let client = clients::find(tx.db, id)?;
    match client.state(tx.now) {
        ClientState::Revoked => Err(Refusal::WrongState.with("state", "revoked").into()),
        ClientState::Holds | ClientState::Expired => Ok(client),
    }
}

/// Refuses what a client cannot be; gives the trainer in whose name it writes.
fn check(db: &mut Db, new: &NewClient, now: Millis) -> Result<Option<PersonId>> {
    let mut problems = Vec::new();
    if new.name.chars().count() > NAME_CHARS_MAX {
        problems.push(Problem::new("name", "too-long").with("max", NAME_CHARS_MAX));
    }
    let mut wrong = |field: &str, slug| problems.push(Problem::new(field, slug));
    if new.name.trim().is_empty() {
        wrong("name", "missing");
    }
    if new.scopes.is_empty() {
        wrong("scopes", "missing");
    }
    let lines = catalogue::load(db)?;
    if new.lines.iter().any(|code| lines.lines().iter().all(|line| line.line.code != *code)) {
        wrong("lines", "no-such-word");
    }
    if new.departments.iter().any(|department| department.trim().is_empty()) {
        wrong("departments", "missing");
    }
    let author = match &new.author {
        Some(login) => people::find_by_login(db, login)?.filter(is_trainer).map(|person| person.id),
        None => None,
    };
    if author.is_none() && (new.author.is_some() || new.scopes.contains(&Scope::WriteBank)) {
        wrong("author", "not-a-trainer");
    }
    if !(1..=RATE_MAX).contains(&new.rate) {
        problems.push(Problem::new("rate", "out-of-range").with("min", 1).with("max", RATE_MAX));
    }
    if expiry(now, new.days).is_none() {
        problems.extend(days_in_doubt().problems);
    }
    if problems.is_empty() { Ok(author) } else { Err(Refused::invalid(problems).into()) }
}

fn days_in_doubt() -> Refused {
    Refused::invalid(vec![Problem::new("days", "out-of-range").with("min", 1).with("max", CLIENT_DAYS_MAX)])
}

fn is_trainer(person: &Person) -> bool {
    person.active && person.role == Role::Trainer
}

fn token() -> Result<String> {
    Ok(format!("{TOKEN_PREFIX}{}", chance::unguessable()?))
}
