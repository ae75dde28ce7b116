//! The engines on which every journey runs, and the rows of one test on either.

use std::{
    cell::Cell,
    env,
    fs::File,
    io::{Write, stderr},
    sync::Once,
    time::Duration,
};

use dokimasia::store::Place;
use tempfile::TempDir;

use super::postgres::{self, Database};

thread_local! {
    static ENGINE: Cell<Engine> = const { Cell::new(Engine::Sqlite) };
}

/// So often, and so far apart, it is asked whether a stopped server has let go of its rows.
const ASKED_MAX: u32 = 200;
const ASKED_EVERY: Duration = Duration::from_millis(50);

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

    /// The other one; the same where there is no PostgreSQL.
    pub fn other(self) -> Engine {
        if self == Engine::Sqlite && Engine::postgres_is_here() { Engine::Postgres } else { Engine::Sqlite }
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

    /// A place with nothing in it, not even tables.
    pub fn bare(engine: Engine) -> Rows {
        match engine {
            Engine::Sqlite => Rows::Directory(tempfile::tempdir().unwrap()),
            Engine::Postgres => Rows::Database(Database::empty()),
        }
    }

    /// Waits until no server holds them.
    pub async fn are_free(&self) {
        for _ in 0..ASKED_MAX {
            let free = match self {
                Rows::Directory(directory) => File::open(directory.path().join("lock")).unwrap().try_lock().is_ok(),
                Rows::Database(database) => !database.is_connected(),
            };
            if free {
                return;
            }
            tokio::time::sleep(ASKED_EVERY).await;
        }
        panic!("a server that was stopped holds on to its rows");
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
