//! Floor 4: HTTP only. Extract, one journey, render.

pub mod actor;
mod allowance;
mod answered;
mod api;
mod assets;
mod body;
mod first;
mod form;
mod fresh;
mod guard;
mod headers;
pub mod openapi;
mod origin;
mod page;
mod pages;
mod problem;
mod reply;
#[macro_use]
mod table;
pub mod routes;
mod trace;
mod upload;
mod visit;

use std::{net::TcpListener, time::Duration};

use actix_web::{
    App, HttpServer,
    dev::Server,
    middleware::{Compress, from_fn},
    web::Data,
};
use tracing_actix_web::TracingLogger;

use crate::{
    base::error::{Error, Result},
    journeys::World,
};

/// Headers must be there within this time; the whole request has [`guard::DEADLINE`].
const HEADERS_WITHIN: Duration = Duration::from_secs(5);
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Running requests get this long when the server stops.
const DRAIN_SECONDS: u64 = 20;

/// Starts the server on `listener`. It runs while the returned future is awaited and stops, when told by a signal, after its running requests.
pub fn start(world: World, listener: TcpListener) -> Result<Server> {
    let world = Data::new(world);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(world.clone())
            .configure(routes::configure)
            .wrap(from_fn(visit::attach))
            .wrap(from_fn(headers::secure))
            .wrap(Compress::default())
            .wrap(TracingLogger::<trace::Request>::new())
    });
    Ok(server
        .client_request_timeout(HEADERS_WITHIN)
        .keep_alive(KEEP_ALIVE)
        .shutdown_timeout(DRAIN_SECONDS)
        .listen(listener)
        .map_err(|error| Error::because("listening", error))?
        .run())
}
