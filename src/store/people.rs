//! People and what they were when.

use diesel::prelude::*;

use super::{
    Db, Tx,
    schema::{people, tenures},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{EventId, PersonId},
        lang::Locale,
        refusal::Refusal,
    },
    domain::{
        code::Code,
        person::{Person, Role},
    },
};

/// The person of that id.
pub fn find(db: &mut Db, id: PersonId) -> Result<Person> {
    people::table.find(id).select(Row::as_select()).first(db).map_err(Error::from)?.try_into()
}

/// The person of that login, if there is one.
pub fn find_by_login(db: &mut Db, login: &Code) -> Result<Option<Person>> {
    let row: Option<Row> =
        people::table.filter(people::login.eq(login)).select(Row::as_select()).first(db).optional()?;
    row.map(Person::try_from).transpose()
}

/// The stored hash of a person's password; none while no password was chosen.
pub fn password_hash(db: &mut Db, id: PersonId) -> Result<Option<String>> {
    Ok(people::table.find(id).select(people::password_hash).first(db)?)
}

/// Everybody, by login.
pub fn list(db: &mut Db) -> Result<Vec<Person>> {
    let rows: Vec<Row> = people::table.order(people::login).select(Row::as_select()).load(db)?;
    rows.into_iter().map(Person::try_from).collect()
}

/// The people of those ids.
pub fn of_ids(db: &mut Db, ids: &[PersonId]) -> Result<Vec<Person>> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let rows: Vec<Row> = people::table.filter(people::id.eq_any(ids)).select(Row::as_select()).load(db)?;
    rows.into_iter().map(Person::try_from).collect()
}

/// How many people of a role are active.
pub fn count_active(db: &mut Db, role: Role) -> Result<i64> {
    Ok(people::table.filter(people::active).filter(people::role.eq(role)).count().get_result(db)?)
}

/// Somebody whose standings are watched.
#[derive(Debug, Clone)]
pub struct Watched {
    /// Who.
    pub person: Person,
    /// Grows with every row from which their standings are computed.
    pub revision: i64,
}

impl Watched {
    /// Whether they are a manager who did not leave.
    pub fn is_manager(&self) -> bool {
        self.person.active && self.person.role == Role::Manager
    }
}

/// Everybody, by login, to see whose standings may have changed.
pub fn watched(db: &mut Db) -> Result<Vec<Watched>> {
    let people = people::table.order(people::login).select((Row::as_select(), people::revision));
    let rows: Vec<(Row, i64)> = people.load(db)?;
    rows.into_iter().map(|(row, revision)| Ok(Watched { person: row.try_into()?, revision })).collect()
}

/// Whether nobody was ever added.
pub fn nobody(db: &mut Db) -> Result<bool> {
    let count: i64 = people::table.count().get_result(db)?;
    Ok(count == 0)
}

/// Adds a person. Refuses a login that is taken.
pub fn insert(tx: &mut Tx<'_>, person: &Person, password_hash: Option<&str>) -> Result<()> {
    if find_by_login(tx.db, &person.login)?.is_some() {
        return Err(Refusal::AlreadyTaken.with("login", person.login.as_str()).into());
    }
    diesel::insert_into(people::table)
        .values((
            people::id.eq(person.id),
            people::login.eq(&person.login),
            people::name.eq(&person.name),
            people::role.eq(person.role),
            people::department.eq(&person.department),
            people::locale.eq(person.locale.code()),
            people::active.eq(person.active),
            people::password_hash.eq(password_hash),
            people::created_ms.eq(tx.now),
        ))
        .execute(tx.db)?;
    begin_tenure(tx, person)
}

/// Saves everything of a person but the password, and what they are from now on where that changed.
pub fn update(tx: &mut Tx<'_>, before: &Person, after: &Person) -> Result<()> {
    diesel::update(people::table.find(after.id))
        .set((
            people::name.eq(&after.name),
            people::role.eq(after.role),
            people::department.eq(&after.department),
            people::locale.eq(after.locale.code()),
            people::active.eq(after.active),
        ))
        .execute(tx.db)?;
    if (before.role, before.active) == (after.role, after.active) { Ok(()) } else { begin_tenure(tx, after) }
}

/// The person, whom nobody else changes or holds until the transaction ends: who starts, ends or voids an attempt holds its person first. On
/// SQLite nobody else writes anyway.
pub fn hold(tx: &mut Tx<'_>, id: PersonId) -> Result<Person> {
    let Db::Postgres(_) = tx.db else { return find(tx.db, id) };
    // A mere lock would not make a serializable transaction that began before, such as a change of role, run again.
    let held: Row = diesel::update(people::table.find(id))
        .set(people::active.eq(people::active))
        .returning((
            people::id,
            people::login,
            people::name,
            people::role,
            people::department,
            people::locale,
            people::active,
        ))
        .get_result(tx.db)?;
    held.try_into()
}

/// Stores the hash of a new password.
pub fn set_password(tx: &mut Tx<'_>, id: PersonId, password_hash: &str) -> Result<()> {
    diesel::update(people::table.find(id)).set(people::password_hash.eq(password_hash)).execute(tx.db)?;
    Ok(())
}

fn begin_tenure(tx: &mut Tx<'_>, person: &Person) -> Result<()> {
    diesel::insert_into(tenures::table)
        .values((
            tenures::id.eq(EventId::new()),
            tenures::person_id.eq(person.id),
            tenures::from_ms.eq(tx.now),
            tenures::role.eq(person.role),
            tenures::active.eq(person.active),
        ))
        .execute(tx.db)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
pub(super) struct Row {
    id: PersonId,
    login: Code,
    name: String,
    role: Role,
    department: String,
    locale: String,
    active: bool,
}

impl TryFrom<Row> for Person {
    type Error = Error;
    fn try_from(row: Row) -> Result<Person> {
        let locale = Locale::of_code(&row.locale)
            .ok_or_else(|| Error::broken(format!("person {}: locale {}", row.id, row.locale)))?;
        let Row { id, login, name, role, department, active, .. } = row;
        Ok(Person { id, login, name, role, department, locale, active })
    }
}
