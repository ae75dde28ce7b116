//! What holds on one engine as on the other.

use diesel::{RunQueryDsl, sql_query};
use dokimasia::{base::error::Error, domain::person::Role, journeys::manage_people};

use crate::harness::{Company, Engine};

#[test]
fn a_missing_postgres_is_said() {
    Engine::postgres_is_here();
}

journey!(texts_are_in_the_order_of_their_bytes);
async fn texts_are_in_the_order_of_their_bytes() {
    let company = Company::new().await;
    let sorted = ["Zoe", "a-b", "a.b", "a_c", "ab", "anna", "b"];
    for login in sorted.iter().rev() {
        company.person(login, Role::Manager, None).await;
    }
    let logins = manage_people::list(&company.world).await.unwrap().into_iter().map(|person| person.login.to_string());
    assert_eq!(logins.collect::<Vec<_>>(), sorted);
}

journey!(not_even_sql_by_hand_changes_what_is_over);
async fn not_even_sql_by_hand_changes_what_is_over() {
    let company = Company::new().await;
    company.certification("nails").await;
    company.manager("eleni").await.take("nails", 10).await;
    expect_guarded(&company).await;
}

/// Asserts that a company with a passed test keeps what is over.
pub async fn expect_guarded(company: &Company) {
    for statement in [
        "INSERT INTO answers SELECT attempt_id, position, revision + 1, answer, saved_ms FROM answers",
        "UPDATE attempts SET state = 'in_progress', submitted_ms = NULL",
        "DELETE FROM attempts",
        "UPDATE answers SET answer = NULL",
        "UPDATE versions SET number = number + 1",
        "DELETE FROM certificates",
        "DELETE FROM credentials",
        "UPDATE credentials SET place = place + 1",
        "DELETE FROM events",
        "INSERT INTO certificates SELECT 'x', person_id, certification_id, version, 'y', passed, issued_ms, expires_ms, renew_from_ms FROM certificates",
    ] {
        let write = company.world.store.write(None, move |tx| {
            sql_query(statement).execute(tx.db).map_err(|error| Error::because("by hand", error))?;
            tx.unrecorded(())
        });
        let refused = write.await.unwrap_err();
        assert_eq!(refused.refusal(), None, "{statement}: {refused}");
    }
}

journey!(reading_changes_nothing);
async fn reading_changes_nothing() {
    let company = Company::new().await;
    company.person("eleni", Role::Manager, None).await;
    let read = company.world.store.read(|db| Ok(sql_query("UPDATE people SET name = 'x'").execute(db)?));
    read.await.unwrap_err();
}
