//! A company for one test: a server on a free port, a database, a clock that the test sets, and people.

mod bank;
mod client;
pub mod contract;
#[macro_use]
mod engine;
mod exam;
mod handed;
pub mod postgres;

use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use actix_web::dev::ServerHandle;

pub use self::{
    client::{Client, Reply},
    engine::{Engine, Rows},
    exam::{CANARY, QUESTIONS, bank, token},
    handed::{MULTIPART, multipart, picture},
};
use dokimasia::{
    base::{
        lang::Locale,
        settings::Settings,
        time::{Clock, DAY},
    },
    domain::person::{Person, Role},
    journeys::{
        World,
        manage_people::{self, NewPerson},
        sign_in,
    },
    store::Store,
    web,
};

/// When every test begins: 2026-11-23 09:00 UTC.
const BEGINNING: i64 = 1_795_424_400_000;
/// What a server has of connections.
const CONNECTIONS: u32 = 4;

/// A running installation.
pub struct Company {
    /// What the server works with.
    pub world: World,
    /// Where it listens, such as `http://127.0.0.1:40000`.
    pub url: String,
    millis: Arc<AtomicI64>,
    server: ServerHandle,
    /// Where the server keeps its rows.
    pub rows: Arc<Rows>,
}

/// An installation whose server was stopped.
pub struct Stopped {
    millis: Arc<AtomicI64>,
    settings: Settings,
    /// Where the rows are.
    pub rows: Arc<Rows>,
}

impl Stopped {
    /// Serves it again, at the same time and by the same settings, on its rows or on others that are the same.
    pub fn serve(&self, rows: &Arc<Rows>) -> Company {
        Company::on(Arc::clone(rows), Arc::clone(&self.millis), self.settings.clone())
    }
}

impl Company {
    /// A company without people, where sign-ins outlast whatever time the test lets pass.
    #[expect(clippy::unused_async, reason = "every test begins with it and goes on async")]
    pub async fn new() -> Company {
        Company::with(Settings { session_idle: 1_000 * DAY, session_max: 1_000 * DAY, ..Settings::default() })
    }

    /// The same with other settings.
    pub fn with(settings: Settings) -> Company {
        // What the server logs is shown beside a test that fails.
        let _ = tracing_subscriber::fmt().with_test_writer().with_max_level(tracing::Level::ERROR).try_init();
        let (rows, millis) = (Arc::new(Rows::new()), Arc::new(AtomicI64::new(BEGINNING)));
        Company::on(rows, millis, settings)
    }

    /// Another server on the same rows, with the same time; SQLite has only one.
    pub fn beside(&self) -> Company {
        Company::on(Arc::clone(&self.rows), Arc::clone(&self.millis), Settings::clone(&self.world.settings))
    }

    fn on(rows: Arc<Rows>, millis: Arc<AtomicI64>, settings: Settings) -> Company {
        let clock = Clock::Manual(Arc::clone(&millis));
        // Files are read by the program itself, not by the one that tests it.
        let reader = settings.reader.clone().or_else(|| Some(env!("CARGO_BIN_EXE_dokimasia").into()));
        let settings = Settings { reader, ..settings };
        let store = Store::open(rows.place(), CONNECTIONS, clock.clone()).unwrap();
        let world = World::new(store, clock, settings).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let running = web::start(world.clone(), listener).unwrap();
        let server = running.handle();
        actix_web::rt::spawn(running);
        Company { world, url, millis, server, rows }
    }

    /// Stops the server and waits until it has let go of its rows.
    pub async fn stop(self) -> Stopped {
        let Company { world, millis, server, rows, .. } = self;
        server.stop(false).await;
        let settings = Settings::clone(&world.settings);
        drop(world);
        rows.are_free().await;
        Stopped { millis, settings, rows }
    }

    /// The same person at this server, which has the rows of the other.
    pub fn welcome(&self, client: &Client) -> Client {
        Client::new(&self.url, client.token.clone())
    }

    /// Lets time pass.
    pub fn pass(&self, millis: i64) {
        self.millis.fetch_add(millis, Ordering::SeqCst);
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Client {
        Client::new(&self.url, None)
    }

    /// A manager, signed in.
    pub async fn manager(&self, login: &str) -> Client {
        self.member(login, Role::Manager).await
    }

    /// A trainer, signed in.
    pub async fn trainer(&self, login: &str) -> Client {
        self.member(login, Role::Trainer).await
    }

    /// A head, signed in.
    pub async fn head(&self, login: &str) -> Client {
        self.member(login, Role::Head).await
    }

    /// An administrator, signed in.
    pub async fn admin(&self, login: &str) -> Client {
        self.member(login, Role::Admin).await
    }

    /// Somebody of that role, added and signed in.
    pub async fn member(&self, login: &str, role: Role) -> Client {
        let person = self.person(login, role, None).await;
        self.signed_in(person).await
    }

    /// Somebody who signed in.
    pub async fn signed_in(&self, person: Person) -> Client {
        let signed_in = sign_in::begin_session(&self.world, person).await.unwrap();
        Client::new(&self.url, Some(signed_in.token))
    }

    /// Somebody of that role, added but not signed in.
    pub async fn person(&self, login: &str, role: Role, password: Option<&str>) -> Person {
        let new = NewPerson {
            login: login.parse().unwrap(),
            name: login.to_owned(),
            role,
            department: String::new(),
            locale: Locale::En,
            password: password.map(str::to_owned),
        };
        manage_people::add(&self.world, None, new).await.unwrap()
    }
}
