//! What may be measured.

use std::{
    cell::{Cell, RefCell},
    time::{Duration, Instant},
};

use dokimasia::{base::id::AttemptId, store::Place};
use futures_util::future::{join, try_join_all};
use tempfile::TempDir;

use crate::{
    Args, Engine, Outcome,
    bare::CONNECTIONS,
    candidate,
    company::{self, FORM, Member, PRODUCTS},
    figures::{Run, Step, Table, Times},
    http::Connection,
    postgres::Postgres,
    server::{Server, cpu_seconds},
};

/// Managers on the board.
const BOARD_MANAGERS: usize = 400;
/// People who take tests while the board is looked at.
const BOARD_CANDIDATES: usize = 32;
/// How often the board is looked at.
const BOARD_LOOKS: usize = 200;
/// People who come at once.
const STAMPEDE: usize = 100;
/// Questions to the gate.
const GATE_CALLS: usize = 200_000;

/// A company with its server, and what it had cost when it was ready.
struct Day {
    head: Member,
    managers: Vec<Member>,
    server: Server,
    begun: Instant,
    cpu: f64,
    place: Place,
    postgres: Option<Postgres>,
    _directory: TempDir,
}

impl Day {
    async fn begin(args: &Args, managers: usize) -> Outcome<Day> {
        let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let postgres = match args.engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Postgres::start()?),
        };
        let place = match &postgres {
            None => Place::Directory(directory.path().to_owned()),
            Some(postgres) => Place::Postgres(postgres.url.parse()?),
        };
        let (head, managers) = company::found(&place, args.questions, managers).await?;
        let server = Server::start(directory.path(), postgres.as_ref())?;
        let begun = Instant::now();
        let mut day = Day { head, managers, server, begun, cpu: 0.0, place, postgres, _directory: directory };
        day.cpu = day.cpu_seconds()?;
        Ok(day)
    }

    /// Processor time used until now by the server and its database.
    fn cpu_seconds(&self) -> Outcome<f64> {
        let database = self.postgres.as_ref().map_or(Ok(0.0), |postgres| cpu_seconds(postgres.pid()))?;
        Ok(cpu_seconds(self.server.pid())? + database)
    }

    fn end(&self, name: String, count: usize, times: Times) -> Outcome<Run> {
        let count = f64::from(u32::try_from(count)?);
        Ok(Run {
            name,
            per_second: count / self.begun.elapsed().as_secs_f64(),
            cpu_ms: (self.cpu_seconds()? - self.cpu) / count * 1e3,
            memory_mb: self.server.memory_mb()?,
            times,
        })
    }
}

/// Whole attempts by some people at once, each by another manager.
pub async fn exam(args: &Args, table: &mut Table) -> Outcome<()> {
    for clients in &args.clients {
        let attempts = if *clients == 1 { args.attempts.div_ceil(4) } else { args.attempts };
        let mut runs = Vec::new();
        for _ in 0..args.runs {
            let day = Day::begin(args, attempts).await?;
            let (times, taken) = attend(&day, *clients, args.sign_in).await?;
            let how = if args.sign_in { "with sign-in" } else { "sessions seeded" };
            runs.push(day.end(format!("attempts, C = {clients}, {how}"), attempts, times)?);
            company::expect_stored(&day.place, taken).await?;
        }
        table.add_median(runs);
    }
    Ok(())
}

/// All managers of the day take their tests, so many at once.
async fn attend(day: &Day, clients: usize, sign_in: bool) -> Outcome<(Times, Vec<AttemptId>)> {
    let (next, taken) = (Cell::new(0), RefCell::new(Vec::new()));
    let times = try_join_all((0..clients).map(|_| async {
        let mut times = Times::default();
        while let Some(member) = day.managers.get(next.replace(next.get() + 1)) {
            let right = next.get() % (FORM + 1);
            let attempt = candidate::take(&day.server.address, member, sign_in, right, &mut times).await?;
            taken.borrow_mut().push(attempt);
        }
        Outcome::Ok(times)
    }))
    .await?;
    Ok((times.into_iter().collect(), taken.into_inner()))
}

/// A hundred people sign in and start at once: how long until the last one sees the first question.
pub async fn stampede(args: &Args, table: &mut Table) -> Outcome<()> {
    let mut runs = Vec::new();
    for _ in 0..args.runs {
        let day = Day::begin(args, STAMPEDE).await?;
        let begun = Instant::now();
        let arrived = try_join_all(day.managers.iter().map(|member| async {
            let mut times = Times::default();
            let mut connection = candidate::enter(&day.server.address, member, true, &mut times).await?;
            candidate::start(&mut connection, &mut times).await?;
            times.add(Step::FirstQuestion, begun.elapsed());
            Outcome::Ok(times)
        }))
        .await?;
        let times = arrived.into_iter().collect();
        runs.push(day.end(format!("stampede of {STAMPEDE}"), STAMPEDE, times)?);
    }
    table.add_median(runs);
    Ok(())
}

/// The head's board while others take tests.
pub async fn board(args: &Args, table: &mut Table) -> Outcome<()> {
    let mut runs = Vec::new();
    for _ in 0..args.runs {
        let day = Day::begin(args, BOARD_MANAGERS).await?;
        let looks = async {
            let mut times = Times::default();
            let mut connection = Connection::open(&day.server.address, day.head.token.clone()).await?;
            for _ in 0..BOARD_LOOKS {
                let page = connection.get("/board").await?;
                page.expect_page(200)?;
                times.add(Step::Board, page.took);
                // Somebody looks at it before looking again; the others go on meanwhile.
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            Outcome::Ok(times)
        };
        let (seen, taken) = join(looks, attend(&day, BOARD_CANDIDATES, false)).await;
        let times = [seen?, taken?.0].into_iter().collect();
        runs.push(day.end(format!("board of {BOARD_MANAGERS} × {PRODUCTS}"), BOARD_LOOKS, times)?);
    }
    table.add_median(runs);
    Ok(())
}

/// Who may negotiate, asked as fast as it is answered.
pub async fn gate(args: &Args, table: &mut Table) -> Outcome<()> {
    let mut runs = Vec::new();
    for _ in 0..args.runs {
        let day = Day::begin(args, BOARD_MANAGERS).await?;
        let asked = try_join_all((0..CONNECTIONS).map(|first| ask_gate(&day, first))).await?;
        let times = asked.into_iter().collect();
        runs.push(day.end("standing calls".to_owned(), GATE_CALLS, times)?);
    }
    table.add_median(runs);
    Ok(())
}

async fn ask_gate(day: &Day, first: usize) -> Outcome<Times> {
    let mut times = Times::default();
    let mut connection = Connection::open(&day.server.address, day.head.token.clone()).await?;
    for call in (first..GATE_CALLS).step_by(CONNECTIONS) {
        let (manager, product) = (call % BOARD_MANAGERS, call % PRODUCTS);
        let answer = connection.get(&format!("/api/v1/managers/manager{manager}/standing?product=P-{product}")).await?;
        answer.expect_page(200)?;
        times.add(Step::Standing, answer.took);
    }
    Ok(times)
}
