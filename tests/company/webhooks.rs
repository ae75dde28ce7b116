//! Other software is told what happens: signed, in order, once it listens, and as often as it takes.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU16, Ordering},
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, http::StatusCode, http::header::HeaderMap, web};
use dokimasia::{
    base::{
        id::EventId,
        settings::Settings,
        time::{DAY, HOUR, MINUTE, Millis, SECOND},
    },
    domain::{announcement::MailKind, event::EventKind, person::Role},
    journeys::{
        watch_standings::{self, Watch},
        webhooks,
    },
    store::{log, mails, webhooks as rows},
};
use serde_json::{Value, json};
use standardwebhooks::Webhook;

use crate::harness::{Client, Company};

const HOOKS: &str = "/api/v1/webhooks";

/// Other software, which answers as it is told to.
struct Receiver {
    url: String,
    heard: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    status: Arc<AtomicU16>,
}

impl Receiver {
    fn start() -> Receiver {
        let (heard, status) = (Arc::new(Mutex::default()), Arc::new(AtomicU16::new(200)));
        let state = web::Data::new((Arc::clone(&heard), Arc::clone(&status)));
        let server = HttpServer::new(move || App::new().app_data(state.clone()).default_service(web::to(hear)));
        let server = server.workers(1).bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", server.addrs()[0]);
        actix_web::rt::spawn(server.run());
        Receiver { url, heard, status }
    }

    fn answers(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// What it heard since last asked.
    fn heard(&self) -> Vec<(HeaderMap, String)> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }

    /// The types of what it heard since last asked.
    fn types(&self) -> Vec<String> {
        let heard = self.heard();
        heard.iter().map(|(_, body)| parsed(body)["type"].as_str().unwrap().to_owned()).collect()
    }
}

type State = web::Data<(Arc<Mutex<Vec<(HeaderMap, String)>>>, Arc<AtomicU16>)>;

async fn hear(request: HttpRequest, body: String, state: State) -> HttpResponse {
    state.0.lock().unwrap().push((request.headers().clone(), body));
    let status = StatusCode::from_u16(state.1.load(Ordering::SeqCst)).unwrap();
    HttpResponse::build(status).insert_header(("retry-after", "60")).body("well, well")
}

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

struct Desk {
    company: Company,
    receiver: Receiver,
    admin: Client,
    maria: Client,
    eleni: Client,
    watch: Watch,
    id: String,
    secret: String,
}

/// A company whose administrator named one place.
async fn desk() -> Desk {
    let settings =
        Settings { session_idle: 1_000 * DAY, session_max: 1_000 * DAY, private_webhooks: true, ..Settings::default() };
    let (company, receiver) = (Company::with(settings), Receiver::start());
    let (admin, maria) = (company.admin("admin").await, company.certification("nails").await);
    let eleni = company.manager("eleni").await;
    company.pass(HOUR);
    let added = admin.post(HOOKS, json!({"url": receiver.url})).await.expect(201);
    let text = |name: &str| added[name].as_str().unwrap().to_owned();
    Desk { id: text("id"), secret: text("secret"), company, receiver, admin, maria, eleni, watch: Watch::default() }
}

impl Desk {
    /// What the server does by itself, until nothing is due.
    async fn tick(&self) {
        let world = &self.company.world;
        watch_standings::look(world, &self.watch).await.unwrap();
        webhooks::look(world).await.unwrap();
        while webhooks::deliver(world).await.unwrap() > 0 {}
    }

    async fn raise(&self, text: &str) -> String {
        let asked = json!({"product": "nails-1", "text": text, "urgent": true});
        let raised = self.eleni.post("/api/v1/raised-questions", asked).await.expect(201);
        raised["id"].as_str().unwrap().to_owned()
    }

    async fn answer(&self, id: &str, text: &str) {
        let path = format!("/api/v1/raised-questions/{id}/answer");
        self.maria.post(&path, json!({"text": text})).await.expect(200);
    }

    async fn shown(&self) -> Value {
        self.admin.get(&format!("{HOOKS}/{}", self.id)).await.expect(200)
    }
}

/// Reads what was sent, if the specification's own library signs it the same.
fn verified(secret: &str, (headers, body): &(HeaderMap, String)) -> Value {
    let text = |name: &str| headers.get(name).unwrap().to_str().unwrap();
    let timestamp = text("webhook-timestamp").parse().unwrap();
    let expected = Webhook::new(secret).unwrap().sign(text("webhook-id"), timestamp, body.as_bytes()).unwrap();
    assert!(text("webhook-signature").split(' ').any(|signature| signature == expected), "{headers:?}");
    parsed(body)
}

/// Something is told to other software, by mail and of ends that come.
pub async fn tell(company: &Company) {
    let (admin, world) = (company.admin("teller").await, &company.world);
    let added = admin.post(HOOKS, json!({"url": "https://crm.example/hook"})).await.expect(201);
    let test = format!("{HOOKS}/{}/test", added["id"].as_str().unwrap());
    assert_eq!(admin.post(&test, json!({})).await.status, 202);
    watch_standings::look(world, &Watch::default()).await.unwrap();
    webhooks::look(world).await.unwrap();
    let reader = company.person("reader", Role::Trainer, None).await.id;
    let told = world.store.write(None, move |tx| {
        let first = log::since(tx.db, EventId::of_millis(Millis(0)), EventKind::ALL, 1)?[0].id;
        mails::add(tx, first, reader, MailKind::UrgentQuestion)?;
        let held = rows::expiring(tx.db, Millis(0), Millis(i64::MAX))?;
        rows::note_expiry(tx, held[0].id)?;
        tx.unrecorded(())
    });
    told.await.unwrap();
}

journey!(what_happens_is_told_signed_and_in_order);
async fn what_happens_is_told_signed_and_in_order() {
    let desk = desk().await;
    let id = desk.raise("Do they float?").await;
    desk.answer(&id, "No, they sink.").await;
    desk.tick().await;
    let heard = desk.receiver.heard();
    let told: Vec<Value> = heard.iter().map(|one| verified(&desk.secret, one)).collect();
    assert_eq!(told.len(), 2);
    for (told, topic) in told.iter().zip(["question.raised", "question.answered"]) {
        let data = &told["data"];
        assert_eq!((&told["type"], &data["raised_question"]), (&json!(topic), &json!(id)));
        assert_eq!((&data["product"], &data["manager"]), (&json!("nails-1"), &json!("eleni")));
    }
    desk.tick().await;
    assert!(desk.receiver.heard().is_empty(), "once");
    let deliveries = desk.shown().await["deliveries"].clone();
    assert_eq!((&deliveries[0]["state"], &deliveries[0]["status"]), (&json!("delivered"), &json!(200)));
    assert_eq!(deliveries[0]["answer"], "well, well");
    // What happened before there was such a place is not told there.
    let only = json!({"url": desk.receiver.url, "topics": ["question.answered"]});
    desk.admin.post(HOOKS, only).await.expect(201);
    desk.raise("Do they sink?").await;
    desk.answer(&id, "They sink, whatever the water.").await;
    desk.tick().await;
    assert_eq!(desk.receiver.types().len(), 3, "two at the one, one at the other");
}

journey!(what_is_not_taken_is_told_again_and_holds_up_its_own_subject_only);
async fn what_is_not_taken_is_told_again_and_holds_up_its_own_subject_only() {
    let desk = desk().await;
    desk.receiver.answers(503);
    let id = desk.raise("Do they float?").await;
    desk.answer(&id, "No, they sink.").await;
    desk.tick().await;
    let first = desk.receiver.heard();
    assert_eq!(first.len(), 1, "the answer waits for the question");
    desk.receiver.answers(200);
    desk.tick().await;
    assert!(desk.receiver.heard().is_empty(), "not before it asked for");
    desk.raise("Do they sink?").await;
    desk.tick().await;
    assert_eq!(desk.receiver.types(), ["question.raised"], "another subject goes on");
    desk.company.pass(MINUTE + SECOND);
    desk.tick().await;
    let later = desk.receiver.heard();
    assert_eq!(later[0].0.get("webhook-id"), first[0].0.get("webhook-id"), "the same name at each try");
    assert_eq!(parsed(&later[1].1)["type"], "question.answered");
    let deliveries = desk.shown().await["deliveries"].clone();
    assert_eq!(deliveries[2]["tries"], 2);
    // Nobody listens for days.
    desk.receiver.answers(500);
    desk.raise("Do they shine?").await;
    for _ in 0..12 {
        desk.tick().await;
        desk.company.pass(DAY);
    }
    assert_eq!(desk.receiver.heard().len(), 10);
    let shown = desk.shown().await;
    assert_eq!((&shown["deliveries"][0]["state"], &shown["off_because"]), (&json!("given_up"), &json!("unreachable")));
    // It listens again: what is missing is told, then or by hand.
    desk.receiver.answers(200);
    let on = json!({"url": desk.receiver.url, "active": true});
    assert!(desk.admin.put(&format!("{HOOKS}/{}", desk.id), on).await.expect(200)["off_because"].is_null());
    let delivery = shown["deliveries"][0]["id"].as_str().unwrap();
    let replay = format!("{HOOKS}/{}/deliveries/{delivery}/replay", desk.id);
    assert_eq!(desk.admin.post(&replay, json!({})).await.status, 202);
    desk.tick().await;
    assert!(desk.receiver.types().contains(&"question.raised".to_owned()));
}

journey!(whoever_is_gone_is_told_nothing);
async fn whoever_is_gone_is_told_nothing() {
    let desk = desk().await;
    desk.receiver.answers(410);
    desk.raise("Do they float?").await;
    desk.tick().await;
    let shown = desk.shown().await;
    assert_eq!((&shown["active"], &shown["off_because"]), (&json!(false), &json!("gone")));
    desk.receiver.heard();
    desk.raise("Do they sink?").await;
    desk.tick().await;
    assert!(desk.receiver.heard().is_empty());
    desk.admin.post(&format!("{HOOKS}/{}/test", desk.id), json!({})).await.refused(409, "wrong-state");
    desk.admin.call(reqwest::Method::DELETE, &format!("{HOOKS}/{}", desk.id), None).await;
    desk.admin.get(&format!("{HOOKS}/{}", desk.id)).await.refused(404, "no-such-thing");
    assert_eq!(desk.admin.get(HOOKS).await.expect(200), json!([]));
}

journey!(after_a_new_secret_both_sign_for_a_day);
async fn after_a_new_secret_both_sign_for_a_day() {
    let desk = desk().await;
    let rotated = desk.admin.post(&format!("{HOOKS}/{}/secret", desk.id), json!({})).await.expect(200);
    let new = rotated["secret"].as_str().unwrap();
    assert_ne!(new, desk.secret);
    let test = format!("{HOOKS}/{}/test", desk.id);
    assert_eq!(desk.admin.post(&test, json!({})).await.status, 202);
    desk.tick().await;
    let heard = desk.receiver.heard();
    for secret in [new, &desk.secret] {
        assert_eq!(verified(secret, &heard[0])["type"], "webhook.test");
    }
    desk.company.pass(DAY + SECOND);
    desk.admin.post(&test, json!({})).await;
    desk.tick().await;
    let heard = desk.receiver.heard();
    verified(new, &heard[0]);
    assert_eq!(heard[0].0.get("webhook-signature").unwrap().to_str().unwrap().split(' ').count(), 1);
}

journey!(whose_standing_changes_is_told_even_when_nobody_does_anything);
async fn whose_standing_changes_is_told_even_when_nobody_does_anything() {
    let desk = desk().await;
    desk.tick().await;
    assert_eq!(desk.eleni.take("nails", 10).await["passed"], true);
    desk.tick().await;
    let heard = desk.receiver.heard();
    let told: Vec<Value> = heard.iter().map(|one| parsed(&one.1)).collect();
    assert_eq!((&told[0]["type"], &told[1]["type"]), (&json!("certificate.issued"), &json!("standing.changed")));
    assert_eq!((&told[0]["data"]["manager"], &told[0]["data"]["certification"]), (&json!("eleni"), &json!("nails")));
    let changes = told[1]["data"]["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2, "both products: {changes:?}");
    assert!(changes.iter().all(|change| change["may_negotiate"] == true && change["before"] == false));
    desk.company.pass(350 * DAY);
    desk.tick().await;
    assert!(desk.receiver.heard().is_empty());
    desk.company.pass(2 * DAY);
    desk.tick().await;
    desk.tick().await;
    assert_eq!(desk.receiver.types(), ["certificate.expiring"], "once");
    desk.company.pass(14 * DAY);
    desk.tick().await;
    let heard = desk.receiver.heard();
    let told = parsed(&heard[0].1);
    assert_eq!((&told["type"], heard.len()), (&json!("standing.changed"), 1));
    assert_eq!(told["data"]["changes"][0]["reason"], "expired");
}

journey!(what_was_not_told_before_a_stop_is_told_after_it);
async fn what_was_not_told_before_a_stop_is_told_after_it() {
    let mut desk = desk().await;
    desk.raise("Do they float?").await;
    let stopped = desk.company.stop().await;
    desk.company = stopped.serve(&stopped.rows);
    desk.tick().await;
    assert_eq!(desk.receiver.types(), ["question.raised"]);
}

journey!(two_servers_tell_it_once, postgres);
async fn two_servers_tell_it_once() {
    let desk = desk().await;
    let other = desk.company.beside();
    for number in 0..20 {
        desk.raise(&format!("Question {number}?")).await;
    }
    let worker = async |world: &dokimasia::journeys::World| {
        webhooks::look(world).await.unwrap();
        while webhooks::deliver(world).await.unwrap() > 0 {}
    };
    futures_util::future::join(worker(&desk.company.world), worker(&other.world)).await;
    desk.tick().await;
    assert_eq!(desk.receiver.heard().len(), 20);
}

journey!(a_webhook_calls_nobody_on_a_private_network);
async fn a_webhook_calls_nobody_on_a_private_network() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    for url in [
        "http://crm.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest",
        "no address",
        "",
    ] {
        let refused = admin.post(HOOKS, json!({"url": url})).await.refused(422, "invalid");
        assert_eq!(refused["problems"][0]["field"], "url", "{url}");
    }
    // A name that leads to a private address is found out when it is called.
    let added = admin.post(HOOKS, json!({"url": "https://localhost:9/hook"})).await.expect(201);
    let path = format!("{HOOKS}/{}", added["id"].as_str().unwrap());
    assert_eq!(admin.post(&format!("{path}/test"), json!({})).await.status, 202);
    webhooks::look(&company.world).await.unwrap();
    webhooks::deliver(&company.world).await.unwrap();
    let told = admin.get(&path).await.expect(200)["deliveries"][0].clone();
    assert_eq!((&told["state"], &told["answer"]), (&json!("given_up"), &json!("the host is on a private network")));
    let page = admin.page(&format!("/webhooks/{}", added["id"].as_str().unwrap())).await;
    assert!(page.text.contains("the host is on a private network") && !page.text.contains("whsec_"), "{}", page.text);
    let shown = admin
        .submit("/webhooks", "/webhooks", &[("url", "https://crm.example/hook"), ("topics", "question.raised")])
        .await;
    assert!(shown.text.contains("whsec_"), "{}", shown.text);
    let blank = admin.submit("/webhooks", "/webhooks", &[("url", "http://crm.example/")]).await;
    assert!(blank.status == 422 && blank.text.contains("begins with https://"), "{}", blank.text);
}
