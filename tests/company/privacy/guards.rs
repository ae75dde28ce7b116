//! The door through the guards is narrow, and nobody leaves it open.

use diesel::{RunQueryDsl, sql_query};
use dokimasia::{
    base::{error::Error, id::PersonId},
    store::personal,
};

use super::{change, desk};
use crate::harness::Company;

/// Does that by hand, in a transaction in which the door is open for a person.
async fn by_hand(
    company: &Company,
    open_for: Option<PersonId>,
    statement: &'static str,
    shut: bool,
) -> Result<(), Error> {
    let write = company.world.store.write(None, move |tx| {
        if let Some(person) = open_for {
            personal::ask(tx, person, "0000")?;
            personal::begin(tx, person)?;
        }
        sql_query(statement).execute(tx.db).map_err(|error| Error::because("by hand", error))?;
        if let Some(person) = open_for.filter(|_| shut) {
            let now = tx.now;
            personal::end(tx, person, now)?;
        }
        tx.unrecorded(())
    });
    write.await
}

journey!(only_an_erasure_empties_and_only_what_tells_of_its_person);
async fn only_an_erasure_empties_and_only_what_tells_of_its_person() {
    let desk = desk().await;
    let company = &desk.company;
    let other = company.manager("eleni").await;
    other.take("nails", 0).await;
    let other =
        company.world.store.read(|db| dokimasia::store::people::find_by_login(db, &"eleni".parse().unwrap())).await;
    let other = other.unwrap().unwrap().id;
    change(company, "kanari-login", false).await;
    for statement in [
        "UPDATE voids SET reason = ''",
        "UPDATE grants SET reason = ''",
        "UPDATE waivers SET reason = ''",
        "UPDATE revocations SET reason = ''",
        r#"UPDATE answers SET answer = '{"text":""}' WHERE answer LIKE '{"text"%'"#,
        "UPDATE events SET before = NULL, after = NULL",
    ] {
        by_hand(company, None, statement, true).await.expect_err(statement);
        if !statement.contains("events") {
            by_hand(company, Some(other), statement, true).await.expect_err(statement);
        }
    }
    for statement in [
        "UPDATE voids SET reason = 'another'",
        "UPDATE voids SET voided_ms = 0",
        "UPDATE answers SET answer = NULL",
        "UPDATE certificates SET expires_ms = expires_ms + 1",
        "UPDATE events SET after = '{}'",
        "UPDATE events SET actor_id = NULL",
        "UPDATE events SET at_ms = 0",
        "DELETE FROM events",
        "DELETE FROM answers",
        "DELETE FROM erasures",
        "DELETE FROM attempts",
    ] {
        by_hand(company, Some(desk.person), statement, true).await.expect_err(statement);
    }
    by_hand(company, Some(desk.person), "UPDATE voids SET reason = ''", false).await.expect_err("an open door");
    by_hand(company, Some(desk.person), "UPDATE voids SET reason = ''", true).await.unwrap();
}
