//! What happens is told as it happens, to whom it concerns.

use dokimasia::{
    base::time::DAY,
    journeys::{
        follow,
        watch_standings::{self, Watch},
    },
};
use futures_util::future::join_all;
use reqwest::Response;
use serde_json::{Value, json};

use crate::harness::{Client, Company, bank};

/// Somebody who listens.
pub struct Ear {
    response: Response,
    heard: String,
}

impl Ear {
    pub async fn of(client: &Client, last: Option<&str>) -> Ear {
        let mut request = reqwest::Client::new()
            .get(format!("{}/api/v1/events", client.url))
            .header("authorization", format!("Bearer {}", client.token.as_ref().unwrap()));
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut ear = Ear { response, heard: String::new() };
        // The first line says that the listening began.
        ear.until(|heard| heard.contains("retry:")).await;
        ear
    }

    /// The next event.
    pub async fn next(&mut self) -> Value {
        self.until(|heard| heard.contains("\ndata: ") && heard.ends_with("\n\n")).await;
        let (_, rest) = self.heard.split_once("data: ").unwrap();
        let (data, rest) = rest.split_once("\n\n").unwrap();
        let (event, rest) = (serde_json::from_str(data).unwrap(), rest.to_owned());
        self.heard = rest;
        event
    }

    async fn until(&mut self, enough: impl Fn(&str) -> bool) {
        while !enough(&self.heard) {
            let chunk = self.response.chunk().await.unwrap().expect("more to hear");
            self.heard.push_str(std::str::from_utf8(&chunk).unwrap());
        }
        if self.heard.starts_with("retry:") {
            self.heard = self.heard.split_once("\n\n").unwrap().1.to_owned();
        }
    }
}

async fn change(maria: &Client, value: &str) -> Value {
    let change = json!({"characteristic": "diameter", "value": value, "severity": "notice"});
    maria.post("/api/v1/products/nails-1/changes", change).await.expect(201)
}

async fn company() -> (Company, Client) {
    let company = Company::new().await;
    let maria = company.trainer("maria").await;
    company.import(&bank("nails"), "maria").await;
    follow::look(&company.world).await.unwrap();
    (company, maria)
}

journey!(a_change_is_heard_by_all_and_once);
async fn a_change_is_heard_by_all_and_once() {
    let (company, maria) = company().await;
    let (eleni, sofia) = (company.manager("eleni").await, company.head("sofia").await);
    let (mut trainer, mut manager, mut head) =
        (Ear::of(&maria, None).await, Ear::of(&eleni, None).await, Ear::of(&sofia, None).await);
    let first = change(&maria, "3.1").await;
    follow::look(&company.world).await.unwrap();
    let second = change(&maria, "3.2").await;
    follow::look(&company.world).await.unwrap();
    for change in [&first, &second] {
        for ear in [&mut trainer, &mut head] {
            assert_eq!(ear.next().await["type"], "change.recorded");
        }
        for ear in [&mut trainer, &mut manager, &mut head] {
            let heard = ear.next().await;
            let told = (&heard["type"], &heard["object"], &heard["product"]);
            assert_eq!(told, (&json!("change.effective"), &change["id"], &json!("nails-1")));
        }
    }
}

journey!(who_was_away_is_told_what_came_later);
async fn who_was_away_is_told_what_came_later() {
    let (company, maria) = company().await;
    let eleni = company.manager("eleni").await;
    let mut ear = Ear::of(&eleni, None).await;
    change(&maria, "3.1").await;
    follow::look(&company.world).await.unwrap();
    let last = ear.next().await["id"].as_str().unwrap().to_owned();
    drop(ear);
    let missed = change(&maria, "3.2").await;
    follow::look(&company.world).await.unwrap();
    let mut ear = Ear::of(&eleni, Some(&last)).await;
    assert_eq!(ear.next().await["object"], missed["id"]);
    let next = change(&maria, "3.3").await;
    follow::look(&company.world).await.unwrap();
    assert_eq!(ear.next().await["object"], next["id"]);
}

journey!(two_hundred_listen_at_once);
async fn two_hundred_listen_at_once() {
    let (company, maria) = company().await;
    let eleni = company.manager("eleni").await;
    let mut ears = join_all((0..200).map(|_| Ear::of(&eleni, None))).await;
    let made = change(&maria, "3.1").await;
    follow::look(&company.world).await.unwrap();
    for heard in join_all(ears.iter_mut().map(Ear::next)).await {
        assert_eq!(heard["object"], made["id"]);
    }
}

journey!(what_happens_on_one_server_is_heard_on_the_other, postgres);
async fn what_happens_on_one_server_is_heard_on_the_other() {
    let (company, maria) = company().await;
    let other = company.beside();
    follow::look(&other.world).await.unwrap();
    let mut ear = Ear::of(&other.welcome(&company.manager("eleni").await), None).await;
    let made = change(&maria, "3.1").await;
    follow::look(&other.world).await.unwrap();
    assert_eq!(ear.next().await["object"], made["id"]);
}

journey!(nobody_hears_what_is_not_theirs);
async fn nobody_hears_what_is_not_theirs() {
    let company = Company::new().await;
    company.certification("nails").await;
    follow::look(&company.world).await.unwrap();
    let (eleni, anna) = (company.manager("eleni").await, company.manager("anna").await);
    let (mut own, mut others) = (Ear::of(&eleni, None).await, Ear::of(&anna, None).await);
    eleni.take("nails", 10).await;
    anna.take("nails", 10).await;
    follow::look(&company.world).await.unwrap();
    for (ear, client) in [(&mut own, &eleni), (&mut others, &anna)] {
        let heard = ear.next().await;
        assert_eq!(heard["type"], "certificate.issued");
        client.page(&format!("/certificates/{}", heard["object"].as_str().unwrap())).await;
    }
    company.visitor().get("/api/v1/events").await.refused(401, "sign-in-first");
}

journey!(who_is_asked_for_a_waiver_and_who_waits_for_it_hear_at_once);
async fn who_is_asked_for_a_waiver_and_who_waits_for_it_hear_at_once() {
    let (company, _) = company().await;
    let (sofia, eleni, anna) =
        (company.head("sofia").await, company.manager("eleni").await, company.manager("anna").await);
    let (mut head, mut hers) = (Ear::of(&sofia, None).await, Ear::of(&eleni, None).await);
    let mut another = Ear::of(&anna, None).await;
    let at = company.world.clock.now().to_string();
    let meeting = json!({"client": "Alpha", "products": ["nails-1"], "at": at});
    let stopped = eleni.post("/api/v1/meetings", meeting.clone()).await.refused(409, "not-cleared");
    let own = anna.post("/api/v1/meetings", meeting).await.refused(409, "not-cleared");
    follow::look(&company.world).await.unwrap();
    for stopped in [&stopped, &own] {
        let heard = head.next().await;
        assert_eq!((&heard["type"], &heard["object"]), (&json!("meeting.stopped"), &stopped["meeting"]));
    }
    let path = format!("/api/v1/meetings/{}/waiver", stopped["meeting"].as_str().unwrap());
    sofia.post(&path, json!({"reason": "A trade fair."})).await.expect(201);
    follow::look(&company.world).await.unwrap();
    assert_eq!(hers.next().await["type"], "meeting.stopped", "her own");
    let heard = hers.next().await;
    assert_eq!((&heard["type"], &heard["product"]), (&json!("meeting.waived"), &json!("nails-1")));
    assert_eq!(another.next().await["object"], own["meeting"], "each hears of their own");
}

journey!(whose_standing_changed_hears_it_and_so_do_heads);
async fn whose_standing_changed_hears_it_and_so_do_heads() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (sofia, eleni, anna) =
        (company.head("sofia").await, company.manager("eleni").await, company.manager("anna").await);
    let watch = Watch::default();
    watch_standings::look(&company.world, &watch).await.unwrap();
    follow::look(&company.world).await.unwrap();
    let (mut head, mut hers) = (Ear::of(&sofia, None).await, Ear::of(&eleni, None).await);
    let mut another = Ear::of(&anna, None).await;
    eleni.take("nails", 10).await;
    watch_standings::look(&company.world, &watch).await.unwrap();
    follow::look(&company.world).await.unwrap();
    let changed = (head.next().await, hers.next().await);
    assert_eq!((&changed.0["type"], &changed.1["type"]), (&json!("certificate.issued"), &json!("certificate.issued")));
    let changed = (head.next().await, hers.next().await);
    assert_eq!((&changed.0["type"], &changed.1), (&json!("standing.changed"), &changed.0));
    company.pass(352 * DAY);
    watch_standings::look(&company.world, &watch).await.unwrap();
    follow::look(&company.world).await.unwrap();
    let ends = head.next().await;
    assert_eq!((&ends["type"], &ends), (&json!("certificate.expiring"), &hers.next().await));
    anna.take("nails", 10).await;
    follow::look(&company.world).await.unwrap();
    assert_eq!(another.next().await["type"], "certificate.issued", "each hears of their own");
}
