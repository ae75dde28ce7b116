//! Study, measured: what the next card costs somebody who has learned thousands.
//!
//! `cargo bench --bench study -- [--cards N] [--times N]`
//!
//! One manager has a card of each question of a bank, on SQLite in a directory of its own; what is measured are the journeys, without HTTP.

use std::{
    error::Error,
    fmt::Write as _,
    io::{self, Write as _},
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use clap::Parser;
use dokimasia::{
    base::{
        lang::Locale,
        settings::Settings,
        time::{Clock, DAY},
    },
    domain::{
        person::{Person, Role},
        recall::{Policy, Rating},
    },
    journeys::{
        World,
        import_bank::{self, Importer},
        manage_people::{self, NewPerson},
        study::{self, Entry, Rate, Wanted},
    },
    store::{Place, Store},
};

/// Whatever may go wrong in a measurement: it ends it, and says what.
type Outcome<T> = Result<T, Box<dyn Error>>;

/// 2026-11-23 09:00 UTC.
const BEGINNING: i64 = 1_795_424_400_000;
/// Questions that the manager has not seen.
const MORE: usize = 1_000;
/// Ratings that are sent at once.
const AT_ONCE: usize = 200;

#[derive(Parser)]
struct Args {
    /// Cards of the manager; the bank has a thousand questions more.
    #[arg(long, default_value_t = 10_000)]
    cards: usize,
    /// How often each is measured, up to the 200 new cards of a day.
    #[arg(long, default_value_t = 150)]
    times: usize,
    /// What `cargo bench` says to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    match actix_web::rt::System::new().block_on(measure(&Args::parse())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("study: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(args: &Args) -> Outcome<()> {
    let directory = tempfile::tempdir()?;
    let millis = Arc::new(AtomicI64::new(BEGINNING));
    let clock = Clock::Manual(Arc::clone(&millis));
    let store = Store::open(Place::Directory(directory.path().to_owned()), 4, clock.clone())?;
    let world = World::new(store, clock, Settings::default())?;
    let manager = found(&world, args.cards + MORE).await?;
    let admin = person(&world, "admin", Role::Admin).await?;
    study::choose(&world, &admin, Policy { retention: 90, new_per_day: Policy::NEW_MAX }).await?;
    learn(&world, &manager, args.cards).await?;
    say(&format!("{} cards, {} questions", args.cards, args.cards + MORE))?;
    let mut bench = Bench { world, manager, times: args.times, rated: 0 };
    millis.fetch_add(DAY, Ordering::SeqCst);
    bench.tell("nothing due, new ones left").await?;
    millis.fetch_add(30 * DAY, Ordering::SeqCst);
    bench.tell("everything due").await
}

struct Bench {
    world: World,
    manager: Person,
    times: usize,
    rated: usize,
}

impl Bench {
    /// Measures what there is to ask and to rate as it is now.
    async fn tell(&mut self, name: &str) -> Outcome<()> {
        let (mut one, mut session, mut rated, mut after) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..self.times {
            one.push(self.session(1).await?.0);
            let (took, first) = self.session(30).await?;
            session.push(took);
            if let Some(entry) = first {
                let begun = Instant::now();
                study::rate(&self.world, &self.manager, vec![entry]).await?;
                rated.push(begun.elapsed());
                after.push(self.session(1).await?.0);
            }
        }
        let begun = Instant::now();
        study::overview(&self.world, self.manager.id).await?;
        say(&format!("{name}:"))?;
        for (what, mut times) in
            [("next card", one), ("thirty cards", session), ("rating", rated), ("next card after a rating", after)]
        {
            say(&format!("  {what:26} {}", quantiles(&mut times)))?;
        }
        say(&format!("  {:26} {:.2} ms", "overview", begun.elapsed().as_secs_f64() * 1e3))?;
        Ok(())
    }

    /// How long a session of so many cards takes, and the rating of its first as well known.
    async fn session(&mut self, limit: u32) -> Outcome<(Duration, Option<Entry>)> {
        let begun = Instant::now();
        let session = study::session(&self.world, self.manager.id, Wanted { line: None, limit: Some(limit) }).await?;
        let took = begun.elapsed();
        self.rated += 1;
        let key = format!("b{}", self.rated);
        let rate = |card: &study::CardView| Rate {
            key,
            question: card.question,
            version: card.version,
            rating: Rating::Good,
            at: None,
            took: None,
        };
        Ok((took, session.cards.first().map(rate).map(Entry::Rate)))
    }
}

/// The company: a bank of so many questions, and a manager.
async fn found(world: &World, questions: usize) -> Outcome<Person> {
    let author = person(world, "maria", Role::Trainer).await?;
    let second = person(world, "nikos", Role::Trainer).await?;
    let mut file = "format: dokimasia-bank/1\nlanguage: en\nline: {code: nails, name: Nails}\ntopics:\n".to_owned();
    for topic in 0..20 {
        writeln!(file, "  - {{code: t{topic}, name: Topic {topic}}}")?;
    }
    file.push_str("characteristics: []\nproducts:\n  - {code: n1, name: Nail, characteristics: {}}\nquestions:\n");
    for number in 0..questions {
        writeln!(
            file,
            "  - id: q{number}\n    kind: single\n    topic: t{}\n    difficulty: easy\n    stem: What is number {number} for?\n    options:\n      - key: for {number}\n      - distractor: not {number}\n    answer: It is for {number}.",
            number % 20
        )?;
    }
    let importer = Importer { author: author.id, approver: Some(second.id), severity: None };
    let report = import_bank::import(world, file.as_bytes(), importer).await?;
    match report.problems.first() {
        None => person(world, "eleni", Role::Manager).await,
        Some(problem) => Err(format!("{problem:?}").into()),
    }
}

async fn person(world: &World, login: &str, role: Role) -> Outcome<Person> {
    let new = NewPerson {
        login: login.parse()?,
        name: login.to_owned(),
        role,
        department: String::new(),
        locale: Locale::En,
        password: None,
    };
    Ok(manage_people::add(world, None, new).await?)
}

/// Rates so many questions of the bank as known at once.
async fn learn(world: &World, manager: &Person, cards: usize) -> Outcome<()> {
    let snapshots = world.snapshots.clone();
    let deck = world.store.read(move |db| snapshots.deck_now(db)).await?;
    let rate = |number: usize, question| Rate {
        key: format!("a{number}"),
        question,
        version: 1,
        rating: Rating::Easy,
        at: None,
        took: None,
    };
    let all: Vec<Rate> =
        deck.iter().take(cards).enumerate().map(|(number, taught)| rate(number, taught.candidate.question)).collect();
    for some in all.chunks(AT_ONCE) {
        study::rate(world, manager, some.iter().cloned().map(Entry::Rate).collect()).await?;
    }
    Ok(())
}

/// The median and the time within which ninety-nine of a hundred were done.
fn quantiles(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let rank = |permille: usize| {
        let place = (times.len() * permille).div_ceil(1_000).max(1) - 1;
        times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    format!("p50 {:.2} ms, p99 {:.2} ms", rank(500), rank(990))
}

fn say(text: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{text}")
}
