//! Whatever is changed by hand is found.

use diesel::{
    Connection, PgConnection, RunQueryDsl, SqliteConnection, connection::SimpleConnection, dsl::sql, select,
    sql_types::Text,
};
use dokimasia::{
    domain::audit::{self, Edge},
    store::leaves,
};
use rand::{Rng, RngExt, SeedableRng, rngs::ChaCha20Rng};

use super::{busy_company, verified};
use crate::harness::{Company, Engine, Rows, postgres};

/// So many ways of tampering are tried; `DOKIMASIA_TAMPERINGS` tells another number.
const TAMPERINGS: usize = 150;

/// Somebody with the database, who knows how to get past its guards.
pub(super) enum Hand {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Hand {
    pub(super) fn of(rows: &Rows) -> Hand {
        match rows {
            Rows::Directory(directory) => {
                let file = directory.path().join("dokimasia.db");
                Hand::Sqlite(SqliteConnection::establish(file.to_str().unwrap()).unwrap())
            }
            Rows::Database(database) => Hand::Postgres(postgres::connect(&database.url())),
        }
    }

    /// Puts guards and keys aside.
    pub(super) fn lets_go(&mut self) {
        match self {
            Hand::Sqlite(db) => db
                .batch_execute(
                    "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
                     DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete;
                     DROP TRIGGER leaves_no_update; DROP TRIGGER leaves_no_delete;",
                )
                .unwrap(),
            Hand::Postgres(db) => db.batch_execute("SET session_replication_role = replica").unwrap(),
        }
    }

    pub(super) fn does(&mut self, statements: &str) {
        match self {
            Hand::Sqlite(db) => db.batch_execute(statements).unwrap(),
            Hand::Postgres(db) => db.batch_execute(statements).unwrap(),
        }
    }

    fn reads(&mut self, query: &str) -> String {
        let query = format!("({query})");
        match self {
            Hand::Sqlite(db) => select(sql::<Text>(&query)).get_result(db).unwrap(),
            Hand::Postgres(db) => select(sql::<Text>(&query)).get_result(db).unwrap(),
        }
    }
}

/// The tables as they were, to be put back after each tampering.
fn keep(hand: &mut Hand) {
    hand.does(
        "CREATE TEMP TABLE old_events AS SELECT * FROM events; CREATE TEMP TABLE old_leaves AS SELECT * FROM leaves;",
    );
}

fn put_back(hand: &mut Hand) {
    hand.does(
        "BEGIN; DELETE FROM leaves; DELETE FROM events; INSERT INTO events SELECT * FROM old_events;
         INSERT INTO leaves SELECT * FROM old_leaves; COMMIT;",
    );
}

/// One way of tampering with an entry or a leaf at a position below `size`; `chance` chooses where and how.
fn tampering(chance: &mut ChaCha20Rng, size: u64, engine: Engine) -> String {
    let (at, other) = (chance.random_range(0..size - 1), chance.random_range(0..size - 1));
    let other = if at == other { at + 1 } else { other };
    let id = format!("(SELECT event_id FROM leaves WHERE position = {at})");
    let changed = |column: &str, value: &str| format!("UPDATE events SET {column} = {value} WHERE id = {id}");
    let bytes = |byte: u8| match engine {
        Engine::Sqlite => format!("x'{}'", format!("{byte:02x}").repeat(32)),
        Engine::Postgres => format!("'\\x{}'::bytea", format!("{byte:02x}").repeat(32)),
    };
    match chance.next_u32() % 20 {
        0 => changed("at_ms", "at_ms + 1"),
        1 => changed("kind", "kind || 'x'"),
        2 => changed("object_kind", "object_kind || 'x'"),
        3 => changed("object_id", "object_id || 'x'"),
        4 => changed("actor_id", "CASE WHEN actor_id IS NULL THEN (SELECT min(id) FROM people) END"),
        5 => changed("after", "coalesce(after, '') || ' '"),
        6 => changed("before", "coalesce(before, '') || '{}'"),
        7 => changed("after", "CASE WHEN after IS NULL THEN '{}' END"),
        8 => changed("client_id", "coalesce(client_id, '') || 'x'"),
        9 => format!("DELETE FROM events WHERE id = {id}"),
        10 => format!("DELETE FROM events WHERE id = {id}; DELETE FROM leaves WHERE position = {at}"),
        11 => format!("DELETE FROM leaves WHERE position = {at}"),
        12 => format!(
            "DELETE FROM events WHERE id IN (SELECT event_id FROM leaves WHERE position >= {at}); DELETE FROM leaves WHERE position >= {at}"
        ),
        13 => format!("UPDATE leaves SET hashes = {} WHERE position = {at}", bytes(7)),
        14 => format!("UPDATE leaves SET commitment = {} WHERE position = {at}", bytes(8)),
        15 => format!(
            "UPDATE leaves SET salt = {}, commitment = coalesce(commitment, {}) WHERE position = {at}",
            bytes(9),
            bytes(9)
        ),
        16 => format!(
            "INSERT INTO events SELECT 'ffffffff' || substr(id, 9), at_ms, actor_id, kind, object_kind, object_id, before, after, client_id
             FROM events WHERE id = {id}"
        ),
        17 => format!(
            "UPDATE leaves SET event_id = event_id || '!' WHERE position = {at};
             UPDATE leaves SET event_id = (SELECT replace(event_id, '!', '') FROM old_leaves WHERE position = {at}) WHERE position = {other};
             UPDATE leaves SET event_id = (SELECT event_id FROM old_leaves WHERE position = {other}) WHERE position = {at}"
        ),
        18 => format!(
            "UPDATE leaves SET salt = NULL, commitment = coalesce(commitment, {}) WHERE position = {at};
             UPDATE events SET before = NULL, after = NULL WHERE id = {id}",
            bytes(1)
        ),
        _ => format!("{}; {}", changed("after", "'{\"passed\":true}'"), rebuilt(at)),
    }
}

/// What is done to the tree after a change by somebody who knows how it is made: said here, done by [`rebuild`].
fn rebuilt(at: u64) -> String {
    format!("SELECT {at} -- rebuild")
}

/// Makes the tree anew over the entries as they are now.
async fn rebuild(company: &Company, hand: &mut Hand) {
    let leaves = company.world.store.read(|db| leaves::page(db, 0, 100_000)).await.unwrap();
    let mut edge = Edge::default();
    for (kept, entry) in leaves {
        let entry = entry.unwrap();
        let commitment =
            kept.salt.as_ref().map(|salt| audit::commitment(salt, entry.before.as_deref(), entry.after.as_deref()));
        let commitment = commitment.map(|it| it.to_vec()).or(kept.commitment);
        let hashes = edge.add(audit::leaf_hash(&audit::leaf_bytes(&entry, commitment.as_deref())));
        let hex = |bytes: &[u8]| match hand {
            Hand::Sqlite(_) => format!("x'{}'", data_encoding::HEXLOWER.encode(bytes)),
            Hand::Postgres(_) => format!("'\\x{}'::bytea", data_encoding::HEXLOWER.encode(bytes)),
        };
        let hashes = hex(&hashes.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>());
        let commitment = commitment.map_or_else(|| "NULL".to_owned(), |it| hex(&it));
        hand.does(&format!(
            "UPDATE leaves SET hashes = {hashes}, commitment = {commitment} WHERE position = {}",
            kept.position
        ));
    }
}

journey!(whatever_is_changed_by_hand_is_found);
async fn whatever_is_changed_by_hand_is_found() {
    let (company, _place) = busy_company().await;
    let sound = verified(&company).await;
    assert!(sound.is_sound() && sound.leaves > 10 && sound.newer == 0, "{sound:?}");
    let mut hand = Hand::of(&company.rows);
    hand.lets_go();
    keep(&mut hand);
    let mut chance = ChaCha20Rng::seed_from_u64(9);
    let times = std::env::var("DOKIMASIA_TAMPERINGS").ok().and_then(|it| it.parse().ok()).unwrap_or(TAMPERINGS);
    for _ in 0..times {
        let tampering = tampering(&mut chance, sound.leaves, Engine::of_test());
        hand.does(tampering.trim_end_matches("-- rebuild"));
        if tampering.ends_with("-- rebuild") {
            rebuild(&company, &mut hand).await;
        }
        let report = verified(&company).await;
        assert!(!report.is_sound(), "not found: {tampering}");
        put_back(&mut hand);
    }
    assert_eq!(verified(&company).await, sound);
    assert!(hand.reads("SELECT CAST(count(*) AS TEXT) FROM events").parse::<u64>().unwrap() >= sound.leaves);
}
