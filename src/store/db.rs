//! A connection of either engine.

use diesel::{PgConnection, SqliteConnection};

/// A connection of either engine.
#[derive(diesel::MultiConnection)]
pub enum Db {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}
