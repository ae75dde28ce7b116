//! A bare handler of the same web server: what the machine can do at all, so that figures of different machines can be compared.

use std::{
    env,
    process::Command,
    time::{Duration, Instant},
};

use actix_web::{App, HttpResponse, HttpServer, web};
use futures_util::future::try_join_all;

use crate::{
    Outcome, figures,
    http::Connection,
    server::{Server, cpu_seconds},
};

/// Connections that ask at once: as many as ask the gate, and as many as people take tests.
pub const CONNECTIONS: usize = 32;
const SECONDS: u64 = 3;

/// What the bare handler did.
pub struct Calibration {
    /// Requests in a second.
    pub per_second: f64,
    /// Processor time of the server for each, in microseconds.
    pub cpu_micros: f64,
}

/// Serves `{"ok":true}` until it is ended.
pub fn serve() -> Outcome<()> {
    let answer = || async { HttpResponse::Ok().json(true) };
    actix_web::rt::System::new().block_on(async {
        let server = HttpServer::new(move || App::new().route("/", web::get().to(answer))).bind("127.0.0.1:0")?;
        let address = server.addrs().first().copied().ok_or("no address")?;
        figures::say(&format!("listening on http://{address}"));
        Ok(server.run().await?)
    })
}

/// Measures the bare handler, driven as the others are.
pub async fn calibrate() -> Outcome<Calibration> {
    let server = Server::of(Command::new(env::current_exe()?).arg("--bare"))?;
    let (begun, cpu) = (Instant::now(), cpu_seconds(server.pid())?);
    let until = begun + Duration::from_secs(SECONDS);
    let asked = try_join_all((0..CONNECTIONS).map(|_| ask_until(&server.address, until))).await?;
    let asked = f64::from(asked.into_iter().sum::<u32>());
    Ok(Calibration {
        per_second: asked / begun.elapsed().as_secs_f64(),
        cpu_micros: (cpu_seconds(server.pid())? - cpu) / asked * 1e6,
    })
}

async fn ask_until(address: &str, until: Instant) -> Outcome<u32> {
    let mut connection = Connection::open(address, String::new()).await?;
    let mut asked = 0;
    while Instant::now() < until {
        connection.get("/").await?.expect_page(200)?;
        asked += 1;
    }
    Ok(asked)
}
