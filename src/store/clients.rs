//! Other software that asks us. Of its token only the digest is stored.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::{
    Db, Tx,
    both::each,
    schema::clients,
    types::{Json, int, json, natural},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{ClientId, PersonId},
        refusal::Refusal,
        time::Millis,
    },
    domain::{
        client::{Client, Reach, Scope},
        code::Code,
    },
};

/// The client of a token of that digest that neither ran out nor was revoked.
pub fn of_token(db: &mut Db, digest: &str, now: Millis) -> Result<Option<Client>> {
    let client = clients::table
        .filter(clients::token_digest.eq(digest))
        .filter(clients::expires_ms.gt(now))
        .filter(clients::revoked_ms.is_null());
    let row: Option<Row> = each!(db, c => client.select(Row::as_select()).first(c)).optional()?;
    row.map(Client::try_from).transpose()
}

/// The client of that id.
pub fn find(db: &mut Db, id: ClientId) -> Result<Client> {
    clients::table.find(id).select(Row::as_select()).first(db).map_err(Error::from).and_then(Row::try_into)
}

/// All of them, by name.
pub fn list(db: &mut Db) -> Result<Vec<Client>> {
    let rows: Vec<Row> = clients::table.order(clients::name).select(Row::as_select()).load(db)?;
    rows.into_iter().map(Client::try_from).collect()
}

/// Adds a client with the digest of its token. Refuses a name that is taken.
pub fn insert(tx: &mut Tx<'_>, client: &Client, digest: &str) -> Result<()> {
    let taken: i64 = clients::table.filter(clients::name.eq(&client.name)).count().get_result(tx.db)?;
    if taken > 0 {
        return Err(Refusal::AlreadyTaken.with("name", client.name.as_str()).into());
    }
    diesel::insert_into(clients::table)
        .values((
            clients::id.eq(client.id),
            clients::name.eq(&client.name),
            clients::token_digest.eq(digest),
            clients::scopes.eq(json(&client.scopes)?),
            clients::lines.eq(json(&client.reach.lines)?),
            clients::departments.eq(json(&client.reach.departments)?),
            clients::author_id.eq(client.author.map(|author| author.to_string())),
            clients::rate.eq(int(client.rate)?),
            clients::made_ms.eq(client.made_at),
            clients::expires_ms.eq(client.expires_at),
        ))
        .execute(tx.db)?;
    Ok(())
}

/// Ends a client now.
pub fn revoke(tx: &mut Tx<'_>, id: ClientId) -> Result<()> {
    diesel::update(clients::table.find(id)).set(clients::revoked_ms.eq(Some(tx.now.0))).execute(tx.db)?;
    Ok(())
}

/// Lets a client last until then; with another digest its token of before is good for nothing.
pub fn renew(tx: &mut Tx<'_>, id: ClientId, expires_at: Millis, digest: Option<&str>) -> Result<()> {
    diesel::update(clients::table.find(id)).set(clients::expires_ms.eq(expires_at)).execute(tx.db)?;
    if let Some(digest) = digest {
        diesel::update(clients::table.find(id)).set(clients::token_digest.eq(digest)).execute(tx.db)?;
    }
    Ok(())
}

/// Notes that a client asked now.
pub fn touch(tx: &mut Tx<'_>, id: ClientId) -> Result<()> {
    diesel::update(clients::table.find(id)).set(clients::used_ms.eq(Some(tx.now.0))).execute(tx.db)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = clients)]
struct Row {
    id: ClientId,
    name: String,
    scopes: Json<BTreeSet<Scope>>,
    lines: Json<BTreeSet<Code>>,
    departments: Json<BTreeSet<String>>,
    author_id: Option<String>,
    rate: i32,
    made_ms: Millis,
    expires_ms: Millis,
    revoked_ms: Option<i64>,
    used_ms: Option<i64>,
}

impl TryFrom<Row> for Client {
    type Error = Error;

    fn try_from(row: Row) -> Result<Client> {
        let author = row.author_id.map(|author| author.parse::<PersonId>()).transpose();
        Ok(Client {
            id: row.id,
            name: row.name,
            scopes: row.scopes.0,
            reach: Reach { lines: row.lines.0, departments: row.departments.0 },
            author: author.map_err(|error| Error::because("the author of a client", error))?,
            rate: natural(row.rate)?,
            made_at: row.made_ms,
            expires_at: row.expires_ms,
            revoked_at: row.revoked_ms.map(Millis),
            used_at: row.used_ms.map(Millis),
        })
    }
}
