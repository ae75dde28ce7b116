//! What happens, as it happens: server-sent events (HTML Living Standard, section 9.2).

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::header::{CACHE_CONTROL, ContentEncoding},
    web::{Bytes, Data},
};
use futures_util::stream::unfold;
use serde_json::json;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::timeout,
};

use crate::{
    base::{
        error::{Error, Result},
        id::EventId,
    },
    domain::person::Person,
    journeys::{
        World,
        follow::{self, Heard},
    },
    web::{
        actor::Asker,
        body::LastEventId,
        openapi::{Answers, Operation},
        visit,
    },
};

/// A line goes out at least this often, so that whoever is gone is noticed, and proxies keep the connection.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A stream of events.
const EVENTS: &str = "text/event-stream";
/// How long a browser waits before it comes back, in milliseconds.
const RETRY: &str = "retry: 1000\n\n";

/// `GET /api/v1/events`: with `Last-Event-ID` what was missed comes first.
pub(in crate::web) async fn events(
    asker: Asker,
    request: HttpRequest,
    world: Data<World>,
    last: LastEventId,
) -> Result<Events> {
    // Who listens first and reads then misses nothing; what is heard twice is passed over.
    let news = world.feed.listen();
    let missed = match last.0 {
        Some(last) => follow::missed(&world, &asker.0, last).await?,
        None => Vec::new(),
    };
    Ok(Events(Listener {
        missed: missed.iter().map(|heard| heard.id).collect(),
        waiting: [Bytes::from_static(RETRY.as_bytes())].into_iter().chain(missed.iter().map(line)).collect(),
        news,
        person: asker.0,
        world,
        token: visit::token(&request)?,
        checked: Instant::now(),
    }))
}

/// The events of somebody who listens.
pub(in crate::web) struct Events(Listener);

impl Responder for Events {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let lines = unfold(self.0, |mut listener| async move { Some((Ok(listener.next().await?), listener)) });
        HttpResponse::Ok()
            .content_type(EVENTS)
            .insert_header((CACHE_CONTROL, "no-store"))
            // A proxy that collects what it passes on would keep it back.
            .insert_header(("x-accel-buffering", "no"))
            .insert_header(ContentEncoding::Identity)
            .streaming::<_, Error>(lines)
    }
}

impl Answers for Events {
    fn tell(operation: &mut Operation<'_>) {
        let each = operation.written_shape::<Heard>();
        // OpenAPI 3.1 has no word for what comes one after the other.
        operation.answers(200, EVENTS, json!({ "type": "string", "x-each-data": each }));
        operation.answers_header(200, "Cache-Control");
    }
}

/// Somebody who listens.
struct Listener {
    person: Person,
    world: Data<World>,
    token: Option<String>,
    news: Receiver<Arc<Heard>>,
    /// Lines that are still to go out.
    waiting: VecDeque<Bytes>,
    /// What they were told of what they had missed.
    missed: BTreeSet<EventId>,
    /// When their sign-in was last known to hold.
    checked: Instant,
}

impl Listener {
    /// The next line; none when they were too slow or are signed in no more: whoever still is comes back and is told the rest.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(line) = self.waiting.pop_front() {
                return Some(line);
            }
            let heard = timeout(HEARTBEAT, self.news.recv()).await;
            if self.checked.elapsed() >= HEARTBEAT {
                self.still_here().await?;
            }
            match heard {
                Ok(Ok(heard)) if self.is_news(&heard) => self.waiting.push_back(line(&heard)),
                Ok(Ok(_)) => {}
                Ok(Err(RecvError::Lagged(_) | RecvError::Closed)) => return None,
                Err(_quiet) => return Some(Bytes::from_static(b":\n\n")),
            }
        }
    }

    fn is_news(&self, heard: &Heard) -> bool {
        !self.missed.contains(&heard.id) && heard.is_for(&self.person)
    }

    async fn still_here(&mut self) -> Option<()> {
        let token = self.token.as_deref()?;
        let session = crate::journeys::sign_in::find_session(&self.world, token).await.ok()??;
        (session.person.role == self.person.role).then(|| self.checked = Instant::now())
    }
}

fn line(heard: &Heard) -> Bytes {
    // What is serialised has only strings in it.
    let data = serde_json::to_string(heard).unwrap_or_default();
    Bytes::from(format!("id: {}\nevent: {}\ndata: {data}\n\n", heard.id, heard.name))
}
