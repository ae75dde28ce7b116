//! Everything that standings are computed from, for one person or for all, in one statement: what it tells held at one moment.

use std::{collections::HashMap, sync::Arc};

use diesel::{
    prelude::*,
    sql_types::{BigInt, Bool, Integer, Nullable, Text},
};

use super::{
    Db,
    both::each,
    catalogue::CurrentRevision,
    fixed::fixed,
    outcomes::IsFirst,
    schema::{attempts, certificates, grants, openings, outcomes, people, revocations, tenures, voids, waivers},
};
use crate::{
    base::{
        error::{Error, Result},
        id::{PersonId, ProductId},
        time::Millis,
    },
    domain::{
        catalogue::Catalogue,
        certificate::{Certificate, Revocation},
        code::Code,
        standing::{Graded, Grant, Opening, Record, Regraded, Taken, Tenure, Waiver},
    },
};

/// Rows of some people, from which the record of each with any product is put together.
#[derive(Debug, Default)]
pub struct Rows {
    /// The revision of the catalogue that belongs to them.
    pub revision: i64,
    /// Whom they are about, by login.
    pub named: HashMap<Code, Named>,
    people: HashMap<PersonId, OfPerson>,
    openings: Arc<HashMap<ProductId, Vec<Opening>>>,
}

/// Somebody whom rows are about.
#[derive(Debug, Clone)]
pub struct Named {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// Where they work.
    pub department: String,
    revision: i64,
}

/// What one person did, got and was.
#[derive(Debug, Default)]
struct OfPerson {
    tenures: Vec<Tenure>,
    attempts: Vec<Taken>,
    /// Tests on what changed of a product.
    deltas: HashMap<ProductId, Vec<Taken>>,
    /// What came of either when they were graded anew.
    regraded: Vec<Regraded>,
    certificates: Vec<Certificate>,
    grants: Vec<Grant>,
    waivers: HashMap<ProductId, Vec<Waiver>>,
}

impl Rows {
    /// Everything about one person and one product.
    pub fn record<'a>(&'a self, catalogue: &'a Catalogue, person: PersonId, product: ProductId) -> Record<'a> {
        let record = Record {
            covers: catalogue.covers(product),
            changes: catalogue.changes(product),
            openings: self.openings.get(&product).map_or(&[], Vec::as_slice),
            ..Record::default()
        };
        let Some(of) = self.people.get(&person) else { return record };
        Record {
            tenures: &of.tenures,
            attempts: &of.attempts,
            deltas: of.deltas.get(&product).map_or(&[], Vec::as_slice),
            regraded: &of.regraded,
            certificates: &of.certificates,
            grants: &of.grants,
            waivers: of.waivers.get(&product).map_or(&[], Vec::as_slice),
            ..record
        }
    }
}

/// What a row of the statement tells.
mod leg {
    pub const PERSON: i32 = 1;
    pub const TENURE: i32 = 2;
    pub const ATTEMPT: i32 = 3;
    pub const CERTIFICATE: i32 = 4;
    pub const GRANT: i32 = 5;
    pub const WAIVER: i32 = 6;
    pub const OPENING: i32 = 7;
    pub const REGRADED: i32 = 8;
}

fixed! { NoText: Nullable<Text> = "CAST(NULL AS TEXT)" }
fixed! { NoTruth: Nullable<Bool> = "CAST(NULL AS BOOLEAN)" }
fixed! { NoNumber: Nullable<BigInt> = "CAST(NULL AS BIGINT)" }
fixed! { Version: Nullable<BigInt> = "CAST(certificates.version AS BIGINT)" }

/// Which leg, whose, and the id of the row.
type Key = (i32, Option<PersonId>, String);
/// What it is about, what else it names, who did it, and why.
type Words = (Option<String>, Option<String>, Option<String>, Option<String>);
/// Mostly moments, in the order in which they come.
type Numbers = (Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);
type Row = (Key, Words, Option<bool>, Numbers);

/// The rows of the people for whom a condition holds, one kind after the other: a statement for each would cost as much again every time.
macro_rules! legs {
    ($whose:expr) => {
        people::table
            .filter($whose)
            .select((
                (leg::PERSON.into_sql::<Integer>(), people::id.nullable(), people::id),
                (people::login.nullable(), people::name.nullable(), people::department.nullable(), NoText),
                NoTruth,
                (CurrentRevision.nullable(), people::revision.nullable(), NoNumber, NoNumber, NoNumber, NoNumber),
            ))
            .union_all(people::table.inner_join(tenures::table).filter($whose).select((
                (leg::TENURE.into_sql::<Integer>(), people::id.nullable(), tenures::id),
                (NoText, NoText, NoText, NoText),
                tenures::active.nullable(),
                (tenures::from_ms.nullable(), NoNumber, NoNumber, NoNumber, NoNumber, NoNumber),
            )))
            .union_all(
                people::table
                    .inner_join(attempts::table.left_join(outcomes::table.on(first_found())).left_join(voids::table))
                    .filter($whose)
                    .select((
                        (leg::ATTEMPT.into_sql::<Integer>(), people::id.nullable(), attempts::id),
                        (attempts::certification_id.nullable(), attempts::second_of, attempts::delta_of, NoText),
                        outcomes::passed.nullable(),
                        (
                            attempts::started_ms.nullable(),
                            attempts::deadline_ms.nullable(),
                            attempts::submitted_ms,
                            outcomes::graded_ms.nullable(),
                            outcomes::second_form_until_ms.nullable(),
                            voids::voided_ms.nullable(),
                        ),
                    )),
            )
            .union_all(
                people::table
                    .inner_join(attempts::table.inner_join(outcomes::table))
                    .filter($whose)
                    .filter(outcomes::regrade_id.is_not_null())
                    .select((
                        (leg::REGRADED.into_sql::<Integer>(), people::id.nullable(), attempts::id),
                        (NoText, NoText, NoText, NoText),
                        outcomes::passed.nullable(),
                        (
                            outcomes::graded_ms.nullable(),
                            outcomes::second_form_until_ms,
                            NoNumber,
                            NoNumber,
                            NoNumber,
                            NoNumber,
                        ),
                    )),
            )
            .union_all(
                people::table.inner_join(certificates::table.left_join(revocations::table)).filter($whose).select((
                    (leg::CERTIFICATE.into_sql::<Integer>(), people::id.nullable(), certificates::id),
                    (
                        certificates::certification_id.nullable(),
                        certificates::attempt_id.nullable(),
                        revocations::revoked_by.nullable(),
                        revocations::reason.nullable(),
                    ),
                    NoTruth,
                    (
                        certificates::issued_ms.nullable(),
                        certificates::expires_ms.nullable(),
                        certificates::renew_from_ms.nullable(),
                        revocations::revoked_ms.nullable(),
                        Version,
                        NoNumber,
                    ),
                )),
            )
            .union_all(
                people::table.inner_join(grants::table.on(grants::person_id.eq(people::id))).filter($whose).select((
                    (leg::GRANT.into_sql::<Integer>(), people::id.nullable(), grants::id),
                    (grants::certification_id.nullable(), NoText, NoText, NoText),
                    NoTruth,
                    (grants::granted_ms.nullable(), NoNumber, NoNumber, NoNumber, NoNumber, NoNumber),
                )),
            )
            .union_all(
                people::table.inner_join(waivers::table.on(waivers::person_id.eq(people::id))).filter($whose).select((
                    (leg::WAIVER.into_sql::<Integer>(), people::id.nullable(), waivers::id),
                    (waivers::product_id.nullable(), NoText, NoText, NoText),
                    NoTruth,
                    (
                        waivers::granted_ms.nullable(),
                        waivers::until_ms.nullable(),
                        NoNumber,
                        NoNumber,
                        NoNumber,
                        NoNumber,
                    ),
                )),
            )
            .union_all(openings::table.select((
                (leg::OPENING.into_sql::<Integer>(), NoText, openings::id),
                (openings::product_id.nullable(), NoText, NoText, NoText),
                NoTruth,
                (openings::opened_ms.nullable(), openings::closed_ms, NoNumber, NoNumber, NoNumber, NoNumber),
            )))
    };
}

#[diesel::dsl::auto_type]
fn first_found() -> _ {
    outcomes::attempt_id.eq(attempts::id).and(IsFirst)
}

impl Rows {
    /// The same rows with what would be added to those of one person: what comes of attempts that are graded anew, certificates that are issued, and
    /// others as they are revoked. Nothing is saved.
    pub fn suppose(
        &mut self,
        person: PersonId,
        regraded: &[Regraded],
        issued: &[Certificate],
        revoked: &[Certificate],
    ) {
        let of = self.people.entry(person).or_default();
        of.regraded.extend(regraded);
        of.certificates.retain(|held| revoked.iter().all(|revoked| revoked.id != held.id));
        of.certificates.extend(issued.iter().chain(revoked).cloned());
        of.sort();
    }

    /// Loads the rows of the person of that login; of somebody unknown there are none.
    pub fn of_login(db: &mut Db, login: &Code) -> Result<Rows> {
        let login = login.as_str();
        Rows::read(each!(db, c => legs!(people::login.eq(login)).load(c))?)
    }

    /// Loads the rows of the people of those logins, in one statement.
    pub fn of_logins(db: &mut Db, logins: &[&Code]) -> Result<Rows> {
        let logins: Vec<&str> = logins.iter().map(|login| login.as_str()).collect();
        Rows::read(each!(db, c => legs!(people::login.eq_any(&logins)).load(c))?)
    }

    /// Whether the rows of the person of that login are still what a load of them would find. Whatever changes them changes a revision in the same
    /// transaction, on whichever server.
    pub fn stand(&self, db: &mut Db, login: &Code) -> Result<bool> {
        let now = people::table.filter(people::login.eq(login.as_str())).select((
            people::id,
            people::revision,
            CurrentRevision,
        ));
        let now: Option<(PersonId, i64, i64)> = each!(db, c => now.first(c)).optional()?;
        Ok(now.is_some_and(|(person, revision, catalogue)| self.are_of(login, (person, revision), catalogue)))
    }

    /// Whether they are of that person of that login at that revision of theirs, and at that one of the catalogue.
    pub fn are_of(&self, login: &Code, (person, revision): (PersonId, i64), catalogue: i64) -> bool {
        let of = |named: &Named| named.id == person && named.revision == revision;
        self.revision == catalogue && self.named.get(login).is_some_and(of)
    }

    /// The rows of each person by themselves.
    pub fn apart(self) -> impl Iterator<Item = (Code, Rows)> {
        let Rows { revision, named, mut people, openings } = self;
        named.into_iter().map(move |(login, named)| {
            let people = people.remove_entry(&named.id).into_iter().collect();
            let named = HashMap::from([(login.clone(), named)]);
            (login, Rows { revision, named, people, openings: Arc::clone(&openings) })
        })
    }

    /// Loads the rows of everybody.
    pub fn of_all(db: &mut Db) -> Result<Rows> {
        Rows::read(each!(db, c => legs!(people::id.is_not_null()).load(c))?)
    }

    fn read(rows: Vec<Row>) -> Result<Rows> {
        let mut read = Rows::default();
        let mut openings = HashMap::new();
        for row in rows {
            let taken = if row.0.0 == leg::OPENING { opening(&mut openings, row) } else { read.take(row) };
            taken.ok_or_else(|| Error::broken("a row of a standing's record is not whole"))?;
        }
        read.people.values_mut().for_each(OfPerson::sort);
        for of_product in openings.values_mut() {
            of_product.sort_by_key(|one: &Opening| (one.opened_at, one.id));
        }
        read.openings = Arc::new(openings);
        Ok(read)
    }

    /// Puts a row where it belongs; none where something is missing that its leg always tells.
    fn take(&mut self, ((leg, person, id), words, truth, numbers): Row) -> Option<()> {
        let (about, other, by, why) = words;
        let millis = |number: Option<i64>| number.map(Millis);
        let person = person?;
        let of = self.people.entry(person).or_default();
        match leg {
            leg::PERSON => {
                self.revision = numbers.0?;
                let named = Named { id: person, name: other?, department: by?, revision: numbers.1? };
                self.named.insert(about?.parse().ok()?, named);
            }
            leg::TENURE => of.tenures.push(Tenure { from: Millis(numbers.0?), active: truth? }),
            leg::ATTEMPT => {
                let taken = Taken {
                    id: id.parse().ok()?,
                    certification: about?.parse().ok()?,
                    second_of: other.map(|first| first.parse()).transpose().ok()?,
                    started_at: Millis(numbers.0?),
                    deadline: Millis(numbers.1?),
                    submitted_at: millis(numbers.2),
                    graded: graded(truth, (numbers.3, numbers.4)),
                    voided_at: millis(numbers.5),
                };
                match by {
                    None => of.attempts.push(taken),
                    Some(product) => of.deltas.entry(product.parse().ok()?).or_default().push(taken),
                }
            }
            leg::REGRADED => {
                let graded = graded(truth, (numbers.0, numbers.1))?;
                of.regraded.push(Regraded { attempt: id.parse().ok()?, graded });
            }
            leg::CERTIFICATE => of.certificates.push(Certificate {
                id: id.parse().ok()?,
                person,
                certification: about?.parse().ok()?,
                version: u32::try_from(numbers.4?).ok()?,
                attempt: other?.parse().ok()?,
                issued_at: Millis(numbers.0?),
                expires_at: Millis(numbers.1?),
                renew_from: Millis(numbers.2?),
                revoked: revoked(by, millis(numbers.3), why),
            }),
            leg::GRANT => {
                of.grants.push(Grant { certification: about?.parse().ok()?, granted_at: Millis(numbers.0?) });
            }
            leg::WAIVER => {
                let waiver = Waiver { id: id.parse().ok()?, granted_at: Millis(numbers.0?), until: Millis(numbers.1?) };
                of.waivers.entry(about?.parse().ok()?).or_default().push(waiver);
            }
            _ => return None,
        }
        Some(())
    }
}

impl OfPerson {
    /// No leg promises an order.
    fn sort(&mut self) {
        self.tenures.sort_by_key(|tenure| tenure.from);
        self.attempts.sort_by_key(|taken| (taken.started_at, taken.id));
        self.deltas.values_mut().for_each(|deltas| deltas.sort_by_key(|taken| (taken.started_at, taken.id)));
        self.regraded.sort_by_key(|regraded| regraded.graded.at);
        self.certificates.sort_by_key(|held| (held.issued_at, held.id));
        self.grants.sort_by_key(|grant| grant.granted_at);
        self.waivers.values_mut().for_each(|waivers| waivers.sort_by_key(|waiver| (waiver.granted_at, waiver.id)));
    }
}

/// Puts the row of an opening with those of its product.
fn opening(openings: &mut HashMap<ProductId, Vec<Opening>>, ((_, _, id), words, _, numbers): Row) -> Option<()> {
    let (opened_at, closed_at) = (Millis(numbers.0?), numbers.1.map(Millis));
    openings.entry(words.0?.parse().ok()?).or_default().push(Opening { id: id.parse().ok()?, opened_at, closed_at });
    Some(())
}

fn graded(passed: Option<bool>, (at, second_form_until): (Option<i64>, Option<i64>)) -> Option<Graded> {
    Some(Graded { at: Millis(at?), passed: passed?, second_form_until: second_form_until.map(Millis) })
}

fn revoked(by: Option<String>, at: Option<Millis>, reason: Option<String>) -> Option<Revocation> {
    Some(Revocation { by: by?.parse().ok()?, at: at?, reason: reason? })
}
