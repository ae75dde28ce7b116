//! The engines on which every journey runs, and the rows of one test on either.

use std::{
    cell::Cell,
    env,
    io::{Write, stderr},
    sync::Once,
};

use dokimasia::store::Place;
use tempfile::TempDir;

use super::postgres::{self, Database};

thread_local! {
    static ENGINE: Cell<Engine> = const { Cell::new(Engine::Sqlite) };
}

/// A journey as two tests, `NAME::sqlite` and `NAME::postgres`; or as the latter alone.
macro_rules! journey {
    ($name:ident, postgres) => {
        mod $name {
            #[actix_web::test]
            async fn postgres() {
                $crate::harness::Engine::Postgres.runs(super::$name()).await;
            }
        }
    };
    ($name:ident) => {
        mod $name {
            use $crate::harness::Engine;

            #[actix_web::test]
            async fn sqlite() {
                Engine::Sqlite.runs(super::$name()).await;
            }

            #[actix_web::test]
            async fn postgres() {
                Engine::Postgres.runs(super::$name()).await;
            }
        }
    };
}

/// What keeps the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// Runs a journey: every company that it founds keeps its rows there. Without a server the journey is left out.
    pub async fn runs(self, journey: impl Future<Output = ()>) {
        if self == Engine::Postgres && !Engine::postgres_is_here() {
            return;
        }
        ENGINE.set(self);
        journey.await;
    }

    /// The engine of the running test.
    pub fn of_test() -> Engine {
        ENGINE.get()
    }

    /// Whether there is a PostgreSQL. Without one its tests are left out, and loudly so; where all tests must run, they fail.
    pub fn postgres_is_here() -> bool {
        static SAID: Once = Once::new();
        if postgres::server().is_some() {
            return true;
        }
        let what = format!("LEFT OUT: tests on PostgreSQL (set {}, or run tests/run)", postgres::SERVER);
        assert!(env::var_os("DOKIMASIA_TESTS").is_none_or(|tests| tests != "all"), "{what}");
        // Not eprintln: the test runner would keep that to itself.
        SAID.call_once(|| drop(writeln!(stderr(), "{what}")));
        false
    }
}

/// Where one test keeps its rows; they go when it is dropped.
pub enum Rows {
    Directory(TempDir),
    Database(Database),
}

impl Rows {
    /// A place of its own on the engine of the test.
    pub fn new() -> Rows {
        match Engine::of_test() {
            Engine::Sqlite => Rows::Directory(tempfile::tempdir().unwrap()),
            Engine::Postgres => Rows::Database(Database::new()),
        }
    }

    /// The place as the program's arguments tell it.
    pub fn arguments(&self) -> [String; 2] {
        match self {
            Rows::Directory(directory) => ["--data".into(), directory.path().to_str().unwrap().into()],
            Rows::Database(database) => ["--database".into(), database.url()],
        }
    }

    /// The place as the store wants it.
    pub fn place(&self) -> Place {
        match self {
            Rows::Directory(directory) => Place::Directory(directory.path().to_owned()),
            Rows::Database(database) => Place::Postgres(database.url().parse().unwrap()),
        }
    }
}
