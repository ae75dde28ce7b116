//! What holds rows to an order: guards (an answer comes only to a running test) and foreign keys (a second form comes after its first). They are
//! put aside while rows come that were all let in before, and put back around all of them in the same transaction.

use diesel::connection::SimpleConnection;

use super::rows;
use crate::{
    base::error::{Error, Result},
    store::{Db, engine},
};

/// What drops each trigger.
const SQLITE_TRIGGERS: &str = "SELECT 'DROP TRIGGER \"' || name || '\"' FROM sqlite_schema WHERE type = 'trigger'";
const POSTGRES_TRIGGERS: &str = "SELECT FORMAT('DROP TRIGGER %I ON %I', t.tgname, it.relname) \
    FROM pg_trigger AS t JOIN pg_class AS it ON it.oid = t.tgrelid \
    WHERE it.relnamespace = CAST(CURRENT_SCHEMA() AS REGNAMESPACE) AND NOT t.tgisinternal";

/// What drops each foreign key, and what makes it again.
const POSTGRES_KEYS: &str = "SELECT FORMAT('ALTER TABLE %I DROP CONSTRAINT %I', it.relname, k.conname), \
    FORMAT('ALTER TABLE %I ADD CONSTRAINT %I %s', it.relname, k.conname, PG_GET_CONSTRAINTDEF(k.oid)) \
    FROM pg_constraint AS k JOIN pg_class AS it ON it.oid = k.conrelid \
    WHERE it.relnamespace = CAST(CURRENT_SCHEMA() AS REGNAMESPACE) AND k.contype = 'f'";

/// Rows that point nowhere: theirs and the other table.
const SQLITE_DANGLING: &str =
    "SELECT DISTINCT \"table\" || ' without its row in ' || \"parent\" FROM pragma_foreign_key_check";

/// The statements that put back what was put aside.
pub(super) struct PutAside(Vec<String>);

/// Puts them aside until the transaction ends or they are put back.
pub(super) fn put_aside(db: &mut Db) -> Result<PutAside> {
    let triggers = match db {
        Db::Sqlite(_) => SQLITE_TRIGGERS,
        Db::Postgres(_) => POSTGRES_TRIGGERS,
    };
    for row in rows::query(db, triggers, &[])? {
        let [drop] = row.texts()?;
        db.batch_execute(&drop)?;
    }
    let mut put_aside = PutAside(Vec::new());
    match db {
        Db::Sqlite(sqlite) => sqlite.batch_execute("PRAGMA defer_foreign_keys = ON")?,
        Db::Postgres(_) => {
            for row in rows::query(db, POSTGRES_KEYS, &[])? {
                let [drop, make] = row.texts()?;
                db.batch_execute(&drop)?;
                put_aside.0.push(make);
            }
        }
    }
    Ok(put_aside)
}

impl PutAside {
    /// Puts them back. Errs when the rows do not keep them.
    pub(super) fn put_back(self, db: &mut Db) -> Result<()> {
        for make in self.0 {
            db.batch_execute(&make).map_err(|error| Error::because("putting back a foreign key", error))?;
        }
        if let Db::Sqlite(_) = db {
            expect_none_dangling(db)?;
        }
        engine::make_guards(db)
    }
}

/// Errs when a row of SQLite points nowhere, and says in which table.
pub(super) fn expect_none_dangling(db: &mut Db) -> Result<()> {
    match rows::query(db, SQLITE_DANGLING, &[])?.into_iter().next() {
        None => Ok(()),
        Some(dangling) => {
            let [what] = dangling.texts()?;
            Err(Error::broken(format!("there is a row in {what}")))
        }
    }
}
