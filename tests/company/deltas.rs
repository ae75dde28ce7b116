//! What changed of a product, for those who are certified for it: what it asks of them, until when, and what becomes of their standing.

use dokimasia::{
    base::time::{DAY, HOUR, Millis, SECOND},
    journeys::change_product,
};
use futures_util::future::join;
use serde_json::{Value, json};

use crate::harness::{Client, Company, bank, token};

/// Questions of the bank that test the diameter.
const LINKED: usize = 6;
/// How long a change may be learned.
const LEARN: i64 = 14 * DAY;

/// A company with `nails`, some of whose questions test the diameter, and managers who hold its certificate.
struct Certified {
    company: Company,
    maria: Client,
}

impl Certified {
    async fn new() -> Certified {
        let company = Company::new().await;
        let maria = company.trainer("maria").await;
        let mut file = bank("nails");
        for number in 0..LINKED {
            let id = format!("  - id: q{number}\n");
            file = file.replace(&id, &format!("{id}    characteristics: [diameter]\n"));
        }
        company.import(&file, "maria").await;
        let draft = json!({
            "code": "nails", "name": "Nails", "policy": {"minutes": 20},
            "blueprint": {"sections": [{"line": "nails", "count": 10}]},
        });
        maria.post("/api/v1/certifications", draft).await.expect(201);
        maria.post("/api/v1/certifications/nails/publication", json!({})).await.expect(201);
        Certified { company, maria }
    }

    /// A manager who has just passed.
    async fn manager(&self, login: &str) -> Client {
        let manager = self.company.manager(login).await;
        assert_eq!(manager.take("nails", 10).await["passed"], true);
        manager
    }

    async fn change(&self, value: &str, severity: &str, effective_at: Option<Millis>) -> Value {
        let change = json!({
            "characteristic": "diameter", "value": value, "severity": severity, "note": "New wire.", "effective_at": effective_at,
        });
        self.maria.post("/api/v1/products/nails-1/changes", change).await.expect(201)
    }

    /// Finds the first suspended questions of a change still right.
    async fn confirm(&self, change: &Value, count: usize) {
        for question in change["suspended"].as_array().unwrap().iter().take(count) {
            let path = format!("/api/v1/questions/{}/confirmation", question.as_str().unwrap());
            self.maria.post(&path, json!({})).await.expect(200);
        }
    }

    fn now(&self) -> Millis {
        self.company.world.clock.now()
    }
}

async fn standing(manager: &Client, login: &str, at: Option<Millis>) -> Value {
    let at = at.map(|at| format!("&at={at}")).unwrap_or_default();
    manager.get(&format!("/api/v1/managers/{login}/standing?product=nails-1{at}")).await.expect(200)
}

async fn delta(manager: &Client, right: usize) -> Value {
    let attempt = manager.post("/api/v1/products/nails-1/delta-attempts", json!({})).await.expect(201);
    manager.answer_and_submit(&attempt, right).await
}

#[track_caller]
fn cleared(standing: &Value, pending: bool) {
    assert_eq!(
        (&standing["may_negotiate"], !standing["pending_change"].is_null()),
        (&json!(true), pending),
        "{standing:#}"
    );
}

#[track_caller]
fn changed(standing: &Value, what_to_do: &str) {
    let told = (&standing["may_negotiate"], &standing["reason"], &standing["what_to_do"]);
    assert_eq!(told, (&json!(false), &json!("changed"), &json!(what_to_do)), "{standing:#}");
}

journey!(one_passes_one_fails_one_waits);
async fn one_passes_one_fails_one_waits() {
    let all = Certified::new().await;
    let (eleni, giorgos, anna) = (all.manager("eleni").await, all.manager("giorgos").await, all.manager("anna").await);
    all.company.pass(HOUR);
    let change = all.change("3.1", "delta", None).await;
    let (from, until) = (all.now(), all.now().plus(LEARN));
    assert_eq!(change["suspended"].as_array().unwrap().len(), LINKED, "{change:#}");
    assert_eq!((&change["took_effect"], &change["before"]), (&json!(true), &json!("3.0")));
    for (manager, login) in [(&eleni, "eleni"), (&giorgos, "giorgos"), (&anna, "anna")] {
        let now = standing(manager, login, None).await;
        cleared(&now, true);
        assert_eq!((&now["until"], &now["what_to_do"]), (&json!(until), &json!("take_delta_test")));
        assert_eq!(now["pending_change"]["deadline"], json!(until));
        assert!(standing(manager, login, Some(from.plus(-1))).await["pending_change"].is_null());
        let other = manager.get(&format!("/api/v1/managers/{login}/standing?product=nails-2")).await.expect(200);
        cleared(&other, false);
    }
    // Every question on it is in doubt, and nothing was approved in their place.
    let short = eleni.post("/api/v1/products/nails-1/delta-attempts", json!({})).await;
    assert_eq!(short.refused(409, "delta-not-ready")["there"], 0);
    all.confirm(&change, 3).await;
    let passed = delta(&eleni, 3).await;
    assert_eq!(
        (&passed["passed"], &passed["possible"], &passed["certificate"]),
        (&json!(true), &json!(3), &Value::Null)
    );
    cleared(&standing(&eleni, "eleni", None).await, false);
    let failed = delta(&giorgos, 2).await;
    assert_eq!((&failed["passed"], &failed["next_attempt_at"]), (&json!(false), &json!(all.now().plus(DAY))));
    giorgos.post("/api/v1/products/nails-1/delta-attempts", json!({})).await.refused(409, "waiting");
    let waits = standing(&giorgos, "giorgos", None).await;
    cleared(&waits, true);
    assert_eq!((&waits["what_to_do"], &waits["until"]), (&json!("wait"), &json!(until)));

    all.company.pass(LEARN - SECOND);
    for (manager, login) in [(&giorgos, "giorgos"), (&anna, "anna")] {
        cleared(&standing(manager, login, None).await, true);
    }
    all.company.pass(2 * SECOND);
    cleared(&standing(&eleni, "eleni", None).await, false);
    for (manager, login) in [(&giorgos, "giorgos"), (&anna, "anna")] {
        let now = standing(manager, login, None).await;
        changed(&now, "take_delta_test");
        assert_eq!(now["since"], json!(until));
        cleared(&standing(manager, login, Some(until.plus(-1))).await, true);
        changed(&standing(manager, login, Some(until)).await, "take_delta_test");
    }
    // Learning late helps from then on, and does not change what was.
    assert_eq!(delta(&anna, 3).await["passed"], true);
    let now = standing(&anna, "anna", None).await;
    cleared(&now, false);
    assert_eq!(now["since"], json!(all.now()));
    changed(&standing(&anna, "anna", Some(until.plus(1))).await, "take_delta_test");
}

journey!(changes_merge_into_one_test);
async fn changes_merge_into_one_test() {
    let all = Certified::new().await;
    let eleni = all.manager("eleni").await;
    all.company.pass(HOUR);
    let first = all.change("3.1", "delta", None).await;
    let until = all.now().plus(LEARN);
    all.confirm(&first, LINKED).await;
    all.company.pass(DAY);
    let second = all.change("3.2", "delta", None).await;
    all.confirm(&second, LINKED).await;
    let now = standing(&eleni, "eleni", None).await;
    assert_eq!(now["pending_change"]["changes"], json!([first["id"], second["id"]]));
    assert_eq!(now["pending_change"]["deadline"], json!(until), "of several the first deadline counts");
    let listed = eleni.get("/api/v1/me/changes").await.expect(200);
    assert_eq!((listed.as_array().unwrap().len(), listed[0]["changes"].as_array().unwrap().len()), (1, 2));
    // One that comes while the test runs is not in it.
    let attempt = eleni.post("/api/v1/products/nails-1/delta-attempts", json!({})).await.expect(201);
    assert_eq!(attempt["questions"].as_array().unwrap().len(), LINKED);
    assert_eq!((&attempt["delta_of"], &attempt["certification"]), (&json!("nails-1"), &json!("nails")));
    let again = eleni.post("/api/v1/products/nails-1/delta-attempts", json!({})).await.expect(200);
    assert_eq!(again["id"], attempt["id"]);
    all.company.pass(SECOND);
    let third = all.change("3.3", "delta", None).await;
    assert_eq!(eleni.answer_and_submit(&attempt, LINKED).await["passed"], true);
    let now = standing(&eleni, "eleni", None).await;
    cleared(&now, true);
    assert_eq!(now["pending_change"]["changes"], json!([third["id"]]));
    all.confirm(&third, LINKED).await;
    assert_eq!(delta(&eleni, LINKED).await["passed"], true);
    cleared(&standing(&eleni, "eleni", None).await, false);
    eleni.post("/api/v1/products/nails-1/delta-attempts", json!({})).await.refused(409, "nothing-changed");
}

journey!(a_change_to_come_is_foreseen_and_can_be_cancelled);
async fn a_change_to_come_is_foreseen_and_can_be_cancelled() {
    let all = Certified::new().await;
    let eleni = all.manager("eleni").await;
    let from = all.now().plus(10 * DAY);
    let change = all.change("3.1", "delta", Some(from)).await;
    assert_eq!((&change["took_effect"], &change["suspended"]), (&json!(false), &json!([])));
    cleared(&standing(&eleni, "eleni", Some(from.plus(-1))).await, false);
    cleared(&standing(&eleni, "eleni", Some(from)).await, true);
    changed(&standing(&eleni, "eleni", Some(from.plus(LEARN))).await, "take_delta_test");
    let sofia = all.company.head("sofia").await;
    let day = |at: Millis| at.to_string().chars().take(10).collect::<String>();
    let then = sofia.page(&format!("/board?date={}", day(from.plus(LEARN)))).await.text;
    assert!(then.contains("changed") && !sofia.page("/board").await.text.contains("changed</a>"), "{then}");
    assert_eq!(sofia.page("/board?date=tomorrow").await.status, 422);
    let path = format!("/api/v1/changes/{}/cancellation", change["id"].as_str().unwrap());
    all.maria.post(&path, json!({})).await.expect(200);
    all.maria.post(&path, json!({})).await.refused(409, "wrong-state");
    cleared(&standing(&eleni, "eleni", Some(from.plus(LEARN))).await, false);
    all.company.pass(11 * DAY);
    assert_eq!(change_product::take_effect(&all.company.world).await.unwrap(), 0);
    let product = eleni.get("/api/v1/products/nails-1").await.expect(200);
    assert_eq!(product["characteristics"][0]["value"], "3.0");
    assert_eq!(all.maria.get("/api/v1/products/nails-1/changes").await.expect(200), json!([]));
}

journey!(a_change_takes_effect_once_and_before_the_next_draw);
async fn a_change_takes_effect_once_and_before_the_next_draw() {
    let all = Certified::new().await;
    let eleni = all.company.manager("eleni").await;
    let change = all.change("3.1", "delta", Some(all.now().plus(HOUR))).await;
    all.company.pass(HOUR);
    // Nobody looked yet; whoever starts a test does.
    let attempt = eleni.start("nails").await;
    let ids = all.maria.get("/api/v1/questions?line=nails&state=suspended&limit=200").await.expect(200);
    assert_eq!(ids.as_array().unwrap().len(), LINKED);
    let doubted: Vec<&Value> = ids.as_array().unwrap().iter().map(|one| &one["latest"]["content"]["stem"]).collect();
    assert!(attempt["questions"].as_array().unwrap().iter().all(|drawn| !doubted.contains(&&drawn["stem"])));
    let (one, other) =
        join(change_product::take_effect(&all.company.world), change_product::take_effect(&all.company.world)).await;
    assert_eq!((one.unwrap(), other.unwrap()), (0, 0));
    let changes = all.maria.get("/api/v1/products/nails-1/changes").await.expect(200);
    assert_eq!((&changes[0]["id"], &changes[0]["took_effect"]), (&change["id"], &json!(true)));
    all.maria
        .post(&format!("/api/v1/changes/{}/cancellation", change["id"].as_str().unwrap()), json!({}))
        .await
        .refused(409, "wrong-state");
}

journey!(two_servers_let_a_change_take_effect_once, postgres);
async fn two_servers_let_a_change_take_effect_once() {
    let all = Certified::new().await;
    let other = all.company.beside();
    all.change("3.1", "delta", Some(all.now().plus(HOUR))).await;
    all.company.pass(HOUR);
    let (one, two) =
        join(change_product::take_effect(&all.company.world), change_product::take_effect(&other.world)).await;
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    let log = all.company.admin("admin").await.page("/log?object_kind=change").await.text;
    assert_eq!(log.matches("A change of a product took effect").count(), 1, "{log}");
}

journey!(a_notice_is_read_and_takes_nothing_away);
async fn a_notice_is_read_and_takes_nothing_away() {
    let all = Certified::new().await;
    let (eleni, anna) = (all.manager("eleni").await, all.company.manager("anna").await);
    all.company.pass(HOUR);
    let change = all.change("3.1", "notice", None).await;
    assert_eq!(
        anna.get("/api/v1/me/changes").await.expect(200),
        json!([]),
        "who is not certified has nothing to unlearn"
    );
    let listed = eleni.get("/api/v1/me/changes").await.expect(200);
    assert_eq!((&listed[0]["severity"], &listed[0]["deadline"]), (&json!("notice"), &Value::Null));
    assert!(eleni.page("/").await.text.contains("I have read this"));
    let path = format!("/changes/{}/reading", change["id"].as_str().unwrap());
    eleni.submit("/", &path, &[]).await.location();
    assert_eq!(eleni.get("/api/v1/me/changes").await.expect(200), json!([]));
    eleni.post(&format!("/api/v1{path}"), json!({})).await.expect(200);
    all.company.pass(30 * DAY);
    cleared(&standing(&eleni, "eleni", None).await, false);
    eleni.post("/api/v1/products/nails-1/delta-attempts", json!({})).await.refused(409, "nothing-changed");
}

journey!(a_full_change_asks_for_the_whole_test);
async fn a_full_change_asks_for_the_whole_test() {
    let all = Certified::new().await;
    let eleni = all.manager("eleni").await;
    all.company.pass(HOUR);
    let change = all.change("3.1", "full", None).await;
    all.confirm(&change, LINKED).await;
    let now = standing(&eleni, "eleni", None).await;
    cleared(&now, true);
    assert_eq!(now["what_to_do"], "take_test");
    eleni.post("/api/v1/products/nails-1/delta-attempts", json!({})).await.refused(409, "whole-test");
    all.company.pass(LEARN);
    changed(&standing(&eleni, "eleni", None).await, "take_test");
    assert_eq!(eleni.take("nails", 10).await["passed"], true);
    cleared(&standing(&eleni, "eleni", None).await, false);
}

journey!(the_pages_lead_from_what_changed_to_the_test);
async fn the_pages_lead_from_what_changed_to_the_test() {
    let all = Certified::new().await;
    let eleni = all.manager("eleni").await;
    all.company.pass(HOUR);
    let change = all.change("3.1", "delta", None).await;
    let home = eleni.page("/").await.text;
    assert!(home.contains("/products/nails-1/delta-test") && home.contains("New wire."), "{home}");
    let brief = eleni.page("/products/nails-1/delta-test").await.text;
    assert!(brief.contains("The trainers have not approved enough questions"), "{brief}");
    all.confirm(&change, 3).await;
    let begun = eleni.submit("/products/nails-1/delta-test", "/products/nails-1/delta-attempts", &[]).await;
    let id = begun.location().trim_start_matches("/attempts/").to_owned();
    let attempt = eleni.get(&format!("/api/v1/attempts/{id}")).await.expect(200);
    assert!(!attempt.to_string().contains(crate::harness::CANARY), "no key before the end");
    for (number, question) in (1..).zip(attempt["questions"].as_array().unwrap()) {
        let answer = json!({"answer": {"choice": token(question, true)}, "revision": 0});
        eleni.put(&format!("/api/v1/attempts/{id}/answers/{number}"), answer).await.expect(200);
    }
    let result = eleni.submit(&format!("/attempts/{id}/submission"), &format!("/attempts/{id}/submission"), &[]).await;
    assert_eq!(result.location(), format!("/attempts/{id}/result"));
    let result = eleni.page(&format!("/attempts/{id}/result")).await.text;
    assert!(result.contains("You may go on negotiating"), "{result}");
    let board = all.company.head("sofia").await.page("/board").await.text;
    assert!(!board.contains("to learn"), "{board}");
}
