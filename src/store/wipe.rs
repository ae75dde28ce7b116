//! Rewriting the files of the database, so that nothing of what was erased is left between the rows.

use std::{thread, time::Duration};

use diesel::{QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types::Integer};

use super::{Db, engine, personal::touched};
use crate::base::error::{Error, Result};

/// A checkpoint waits for readers, which are done within moments: so often it is tried, so far apart.
const TRIES: u32 = 40;
const WAIT: Duration = Duration::from_millis(50);

/// What SQLite tells of a checkpoint.
#[derive(QueryableByName)]
struct Checkpoint {
    /// Whether somebody kept it from coming to its end.
    #[diesel(sql_type = Integer)]
    busy: i32,
}

/// Rewrites what an erasure changes. Outside of a transaction; it takes as long as copying the database does.
pub(super) fn rewrite(db: &mut Db) -> Result<()> {
    match db {
        Db::Sqlite(sqlite) => {
            // The copy goes through a file: it may be larger than memory.
            sqlite.batch_execute("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY")?;
            for _ in 0..TRIES {
                let told: Checkpoint = sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(sqlite)?;
                if told.busy == 0 {
                    return Ok(());
                }
                thread::sleep(WAIT);
            }
            Err(Error::broken("somebody reads all the time: the write-ahead log could not be emptied"))
        }
        Db::Postgres(postgres) => {
            postgres.batch_execute("SET default_transaction_read_only = off; SET statement_timeout = 0")?;
            let tables: Vec<&str> = touched().collect();
            // What the planner noted of columns holds values of them: it is made anew too.
            let done = postgres.batch_execute(&format!("VACUUM (FULL, ANALYZE) {}", tables.join(", ")));
            postgres.batch_execute(engine::POSTGRES_SETTINGS)?;
            Ok(done?)
        }
    }
}
