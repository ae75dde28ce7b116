//! `dokimasia serve`

use std::{
    env,
    io::{IsTerminal, stderr},
    net::{SocketAddr, TcpListener},
    thread,
};

use jiff::tz::TimeZone;
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    fmt,
    prelude::*,
};

use super::ServeArgs;
use crate::{
    base::{
        error::{Error, Result},
        settings::{MailSettings, Secret, Settings},
        time::Clock,
    },
    clockwork,
    journeys::{World, keep_keys, set_up},
    store::{Place, Store},
    web,
};

/// Serves the installation until a signal ends it.
pub(super) fn serve(args: &ServeArgs) -> Result<()> {
    log_to_stderr();
    let world = open(args)?;
    actix_web::rt::System::new().block_on(listen(world, args))
}

/// Opens the installation.
pub(super) fn open(args: &ServeArgs) -> Result<World> {
    let mut settings = Settings {
        public_url: args.public_url.clone(),
        organisation: args.organisation.clone(),
        private_webhooks: args.private_webhooks,
        mail: args.mail_url.clone().map(|url| MailSettings {
            url: Secret(url),
            from: args.mail_from.clone(),
            digest_at: args.digest_at,
        }),
        keys: Some(args.keys.directory(&args.data)),
        checkpoints: Some(args.checkpoints.file(&args.data)),
        backups: args.backups.chosen(),
        revocations: Some(args.revocations.file(&args.data)),
        ..Settings::default()
    };
    if let Some(zone) = &args.time_zone {
        settings.zone = TimeZone::get(zone).map_err(|error| Error::because(format!("--time-zone {zone}"), error))?;
    }
    let place = args.data.place()?;
    let connections = args.connections.unwrap_or_else(|| connections(&place));
    let store = Store::open(place, connections, Clock::System)?;
    World::new(store, Clock::System, settings)
}

/// How many connections are enough: SQLite's read on our cores. PostgreSQL's wait for its disk and for the network too; but what more of them
/// begin at once than its cores can go on with only makes each of them take longer.
fn connections(place: &Place) -> u32 {
    let cores = thread::available_parallelism().map_or(4, usize::from);
    let cores = u32::try_from(cores).unwrap_or(4);
    match place {
        Place::Directory(_) => cores.max(4),
        Place::Postgres(_) => 2 * cores + 1,
    }
}

/// Listens and serves.
pub(super) async fn listen(world: World, args: &ServeArgs) -> Result<()> {
    let listener = TcpListener::bind(args.listen).map_err(|error| {
        Error::because(format!("listening on {}: choose another with --listen", args.listen), error)
    })?;
    let address = listener.local_addr().map_err(|error| Error::because("the address", error))?;
    if let Err(error) = keep_keys::ensure(&world).await {
        // All else is served: who may negotiate is told as ever, only not signed.
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        tracing::error!(%error, cause, "there are no keys to sign with: choose a directory that can be written with --keys");
    }
    let first = set_up::first_link(&world).await?;
    let server = web::start(world.clone(), listener)?;
    let clockwork = actix_web::rt::spawn(clockwork::run(world));
    say(&format!("listening on http://{address}"));
    if let Some(token) = first {
        say(&format!("nobody is here yet: make the first administrator at {}/set-up/{token}", base_url(args, address)));
    }
    let served = server.await.map_err(|error| Error::because("serving", error));
    clockwork.abort();
    served
}

/// Where people reach the server.
fn base_url(args: &ServeArgs, address: SocketAddr) -> String {
    args.public_url.as_ref().map_or_else(|| format!("http://{address}"), |url| url.trim_end_matches('/').to_owned())
}

/// Speaks to whoever started the program.
#[expect(clippy::print_stdout, reason = "the command line speaks to its user")]
pub(super) fn say(text: &str) {
    println!("{text}");
}

/// What happens goes to standard error; `RUST_LOG` chooses how much: a level, or levels by part such as `warn,dokimasia=debug`.
pub(super) fn log_to_stderr() {
    let ours = Targets::new().with_default(LevelFilter::WARN).with_target("dokimasia", LevelFilter::INFO);
    let wanted = env::var("RUST_LOG").ok().map(|levels| levels.parse::<Targets>());
    let (filter, wrong) = match wanted {
        None => (ours, None),
        Some(Ok(wanted)) => (wanted, None),
        Some(Err(error)) => (ours, Some(error)),
    };
    tracing_subscriber::registry()
        .with(filter)
        .with(fmt::layer().with_ansi(stderr().is_terminal()).with_writer(stderr))
        .init();
    if let Some(error) = wrong {
        tracing::warn!(%error, "RUST_LOG is not understood: expected a level, or levels by part such as warn,dokimasia=debug");
    }
}
