//! What is known of people: handed over, kept for a time, and forgotten.

mod erasure;
mod export;
mod guards;
mod retention;

use dokimasia::{
    base::{id::PersonId, time::HOUR},
    domain::person::Role,
    journeys::{
        manage_people::{self, PersonChange},
        watch_standings::{self, Watch},
        webhooks,
    },
    store::personal,
};
use serde_json::{Value, json};

use crate::harness::{Client, Company, picture};

/// What stands wherever something tells of somebody: nowhere else in the database, and in no text of the program.
pub const CANARIES: &[&str] = &[
    "kanari-login",
    "Kassandra Kanari",
    "Kanari-Department",
    "kanari@example.com",
    "Kanari-Client",
    "Kanari-Place",
    "Kanari-Note",
    "Kanari-Meeting",
    "Kanari-Typed",
    "Kanari-Void",
    "Kanari-Waiver",
    "Kanari-Grant",
    "Kanari-Revoked",
];

/// A person with something wherever anything can be, and who keeps the company.
pub struct Desk {
    pub company: Company,
    pub anna: Client,
    pub maria: Client,
    pub sofia: Client,
    /// The person.
    pub person: PersonId,
    pub kanari: Client,
}

const BANK: &str = "format: dokimasia-bank/1\nlanguage: en\nline: {code: coats, name: Coats}\ntopics:\n  - {code: coat, name: Coat}\ncharacteristics:\n  - {code: weight, name: Weight, unit: g}\nproducts:\n  - {code: coats-1, name: Coat, characteristics: {weight: 3.0}}\nquestions:\n";

/// A test of typed words.
async fn typed_test(desk: &Desk) {
    let questions = (0..6).map(|number| {
            format!("  - {{id: t{number}, kind: text, topic: coat, difficulty: easy, stem: \"Which coat {number}?\", accepted: [zinc], answer: Zinc.}}\n")
    });
    let questions = questions.collect::<Vec<String>>().concat();
    desk.company.person("writer", Role::Trainer, None).await;
    desk.company.import(&format!("{BANK}{questions}"), "writer").await;
    let draft = json!({
        "code": "coats", "name": "Coats", "blueprint": {"sections": [{"line": "coats", "count": 2}]}, "policy": {"minutes": 20},
    });
    desk.maria.post("/api/v1/certifications", draft).await.expect(201);
    desk.maria.post("/api/v1/certifications/coats/publication", json!({})).await.expect(201);
    let attempt = desk.kanari.start("coats").await;
    let path = format!("/api/v1/attempts/{}", attempt["id"].as_str().unwrap());
    for (position, text, revision) in [(1, "Kanari-Typed first", 0), (1, "zinc", 1), (2, "Kanari-Typed", 0)] {
        let answer = json!({"answer": {"text": text}, "revision": revision});
        desk.kanari.put(&format!("{path}/answers/{position}"), answer).await.expect(200);
    }
    desk.kanari.post(&format!("{path}/submission"), json!({})).await.expect(200);
}

/// A company in which a manager did whatever leaves something behind.
pub async fn desk() -> Desk {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let (anna, sofia) = (company.admin("anna").await, company.head("sofia").await);
    let hook = json!({"url": "https://crm.example/hook"});
    anna.post("/api/v1/webhooks", hook).await.expect(201);
    let added = company.person("kanari-login", Role::Manager, Some("dokimasia-demo")).await;
    let (person, kanari) = (added.id, company.signed_in(added.clone()).await);
    change(&company, &added.login.to_string(), true).await;
    let email = [("email", "kanari@example.com")];
    anna.submit("/people/kanari-login", "/people/kanari-login/email", &email).await.location();
    let desk = Desk { company, anna, maria, sofia, person, kanari };
    typed_test(&desk).await;
    decisions(&desk).await;
    meet(&desk).await;
    raise(&desk).await;
    watch_standings::look(&desk.company.world, &Watch::default()).await.unwrap();
    webhooks::look(&desk.company.world).await.unwrap();
    desk
}

/// The person as they are known, here or not.
pub async fn change(company: &Company, login: &str, active: bool) {
    let change = PersonChange {
        name: "Kassandra Kanari".to_owned(),
        role: Role::Manager,
        department: "Kanari-Department".to_owned(),
        locale: dokimasia::base::lang::Locale::El,
        active,
    };
    manage_people::change(&company.world, None, login.parse().unwrap(), change).await.unwrap();
}

async fn decisions(desk: &Desk) {
    let (kanari, sofia) = (&desk.kanari, &desk.sofia);
    let failed = kanari.take("nails", 0).await;
    let path = format!("/api/v1/attempts/{}/voiding", failed["id"].as_str().unwrap());
    sofia.post(&path, json!({"reason": "Kanari-Void"})).await.expect(201);
    let passed = kanari.take("nails", 10).await;
    desk.company.pass(HOUR);
    let path = format!("/api/v1/certificates/{}/revocation", passed["certificate"]["id"].as_str().unwrap());
    sofia.post(&path, json!({"reason": "Kanari-Revoked"})).await.expect(201);
    let waiver = json!({"manager": "kanari-login", "product": "nails-1", "hours": 48, "reason": "Kanari-Waiver"});
    sofia.post("/api/v1/waivers", waiver).await.expect(201);
    let page = "/standing/kanari-login/nails-1";
    let fields =
        [("manager", "kanari-login"), ("product", "nails-1"), ("certification", "nails"), ("reason", "Kanari-Grant")];
    sofia.submit(page, "/grants", &fields).await.location();
    kanari.take("nails", 10).await;
}

async fn meet(desk: &Desk) {
    let at = desk.company.world.clock.now().plus(HOUR).to_string();
    let meeting = json!({
        "client": "Kanari-Client", "products": ["nails-1"], "at": at, "place": "Kanari-Place", "note": "Kanari-Note",
    });
    let opened = desk.kanari.post("/api/v1/meetings", meeting).await.expect(201);
    let path = format!("/api/v1/meetings/{}", opened["id"].as_str().unwrap());
    let sheet = desk.kanari.get(&format!("{path}/sheet")).await.expect(200);
    let notes = json!({"line": "nails", "notes": [{"question": sheet["questions"][0]["key"], "text": "Kanari-Note"}]});
    desk.kanari.post(&format!("{path}/notes"), notes).await.expect(200);
    assert_eq!(desk.kanari.submit("/account", "/account/calendar", &[]).await.status, 200);
}

async fn raise(desk: &Desk) {
    let raised = json!({
        "product": "nails-1", "text": "Do they float?", "urgent": true, "client": "Kanari-Client", "meeting": "Kanari-Meeting",
    });
    desk.kanari.post("/api/v1/raised-questions", raised).await.expect(201);
    let entry = json!({"kind": "picture", "title": "A nail", "text": "A nail on a table."});
    desk.maria.hand_in("/api/v1/products/nails-1/kit", &entry, "nail.png", &picture(40, 30)).await.expect(201);
}

impl Desk {
    /// Lets the person leave, and has one administrator ask and another erase; what they are called since.
    pub async fn erase(&self) -> String {
        change(&self.company, "kanari-login", false).await;
        self.anna.post("/api/v1/users/kanari-login/erasure", json!({})).await.expect(201);
        let petros = self.company.admin("petros").await;
        let erased = petros.post("/api/v1/users/kanari-login/erasure/execution", json!({})).await.expect(200);
        erased["login"].as_str().unwrap().to_owned()
    }

    /// What heads see of a person's standing, now and before.
    pub async fn standings(&self, login: &str, moments: &[String]) -> Vec<Value> {
        let mut standings = Vec::new();
        for moment in moments {
            let path = format!("/api/v1/managers/{login}/standing?product=nails-1&at={moment}");
            let mut standing = self.sofia.get(&path).await.expect(200);
            // Their name is another.
            for name in ["manager", "name"] {
                standing.as_object_mut().unwrap().remove(name);
            }
            standings.push(standing);
        }
        standings
    }
}

journey!(every_column_is_told);
async fn every_column_is_told() {
    let company = Company::new().await;
    let unlisted = company.world.store.read(personal::unlisted).await.unwrap();
    assert_eq!(unlisted, Vec::<String>::new(), "say in store/personal/columns.rs what they hold of a person");
}
