//! A database for each test on a PostgreSQL server that the tests are given.

use std::{env, fs, path::Path, sync::OnceLock};

use diesel::{
    Connection, PgConnection, RunQueryDsl, connection::SimpleConnection, dsl::sql, select, sql_query, sql_types::Bool,
};
use dokimasia::{
    base::{id::EventId, secret, time::Clock},
    store::{Place, Store},
};

/// The variable with the URL of a server on which the tests may make databases.
pub const SERVER: &str = "DOKIMASIA_TEST_POSTGRES";

/// Held while the template is made.
const TEMPLATE_LOCK: i64 = 7_306_123;

/// The URL of the server, if there is one.
pub fn server() -> Option<String> {
    env::var(SERVER).ok().filter(|url| !url.is_empty())
}

/// A database of one test; it goes when this is dropped.
pub struct Database {
    name: String,
}

impl Database {
    /// A database with all tables and no rows.
    pub fn new() -> Database {
        static TEMPLATE: OnceLock<String> = OnceLock::new();
        Database::copy(TEMPLATE.get_or_init(template))
    }

    /// A database with nothing in it.
    pub fn empty() -> Database {
        Database::copy("template0")
    }

    fn copy(template: &str) -> Database {
        let name = format!("dokimasia_test_{}", EventId::new().to_string().replace('-', ""));
        administer(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        Database { name }
    }

    /// Its URL.
    pub fn url(&self) -> String {
        url_of(&self.name)
    }

    /// Whether anybody works on it.
    pub fn is_connected(&self) -> bool {
        let there = format!("EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = '{}')", self.name);
        select(sql::<Bool>(&there)).get_result(&mut connect(&server().unwrap())).unwrap()
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        administer(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

/// Runs statements on the server, outside of any test's database.
pub fn administer(statements: &str) {
    connect(&server().unwrap()).batch_execute(statements).unwrap_or_else(|error| panic!("{statements}: {error}"));
}

/// A connection past the program, for tests that must see or do what it does not.
pub fn connect(url: &str) -> PgConnection {
    PgConnection::establish(url).unwrap_or_else(|error| panic!("{SERVER}: {error}"))
}

/// What the tables are made of: another text, another template.
fn made_of() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut steps: Vec<_> = fs::read_dir(root.join("migrations")).unwrap().map(|step| step.unwrap().path()).collect();
    steps.sort();
    let texts = steps.iter().map(|step| step.join("up.sql")).chain([root.join("src/store/guards/postgres.sql")]);
    texts.map(|text| fs::read_to_string(text).unwrap()).collect()
}

/// The name of the database that all others are copies of; it is made where it is missing, by one test at a time.
fn template() -> String {
    let name = format!("dokimasia_template_{}", secret::digest(&made_of()).to_lowercase());
    let name: String = name.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '_').take(60).collect();
    let mut server = connect(&server().unwrap());
    server.batch_execute(&format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")).unwrap();
    let there = sql::<Bool>(&format!("EXISTS (SELECT 1 FROM pg_database WHERE datname = '{name}')"));
    if !select(there).get_result::<bool>(&mut server).unwrap() {
        sql_query(format!("DROP DATABASE IF EXISTS {name}_half WITH (FORCE)")).execute(&mut server).unwrap();
        sql_query(format!("CREATE DATABASE {name}_half")).execute(&mut server).unwrap();
        drop(Store::open(Place::Postgres(url_of(&format!("{name}_half")).parse().unwrap()), 1, Clock::System).unwrap());
        sql_query(format!("ALTER DATABASE {name}_half RENAME TO {name}")).execute(&mut server).unwrap();
    }
    name
}

/// The server's URL with another database.
fn url_of(database: &str) -> String {
    let url = server().unwrap();
    let (place, query) = url.split_once('?').map_or((url.as_str(), None), |(place, query)| (place, Some(query)));
    let (_, rest) = place.split_once("://").unwrap();
    let host = rest.split('/').next().unwrap();
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("postgres://{host}/{database}{query}")
}
