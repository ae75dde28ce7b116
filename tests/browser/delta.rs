//! What changed, for a manager who is certified: from the home page by the short test to the result; and what the head sees of it.

use std::fmt::Write as _;

use reqwest::Client;
use serde_json::{Value, json};

use crate::{
    harness::{Browser, Program},
    journeys::{PASSWORD, sign_in},
};

/// Somebody who speaks to the program as programs do.
pub struct Person<'a> {
    program: &'a Program,
    /// The session's token.
    pub token: String,
}

impl Person<'_> {
    pub async fn of<'a>(program: &'a Program, login: &str) -> Person<'a> {
        let mut person = Person { program, token: String::new() };
        let session = person.post("sessions", &json!({"login": login, "password": PASSWORD})).await;
        session["token"].as_str().unwrap().clone_into(&mut person.token);
        person
    }

    pub async fn post(&self, path: &str, body: &Value) -> Value {
        self.answer(Client::new().post(self.url(path)).json(body)).await
    }

    pub async fn answer(&self, request: reqwest::RequestBuilder) -> Value {
        let response = request.bearer_auth(&self.token).send().await.unwrap();
        let (status, text) = (response.status(), response.text().await.unwrap());
        assert!(status.is_success(), "{status}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.program.url)
    }
}

/// A line of two products whose questions test their length; what is right can be told.
pub fn bank() -> String {
    let mut file = "format: dokimasia-bank/1\nlanguage: en\nline: {code: bolts, name: {en: Bolts, el: Μπουλόνια}}\ntopics:\n  - {code: size, name: {en: Size, el: Μέγεθος}}\ncharacteristics:\n  - {code: length, name: {en: Length, el: Μήκος}, unit: mm}\nproducts:\n  - {code: BO-1, name: {en: Bolt 1, el: Μπουλόνι 1}, characteristics: {length: 30.0}}\n  - {code: BO-2, name: {en: Bolt 2, el: Μπουλόνι 2}, characteristics: {length: 40.0}}\nquestions:\n".to_owned();
    for number in 0..20 {
        writeln!(file, "  - id: b{number}\n    kind: single\n    topic: size\n    difficulty: easy\n    characteristics: [length]\n    stem: {{en: Question {number}?, el: Ερώτηση {number};}}\n    options:\n      - key: right {number}\n      - distractor: wrong {number}\n    answer: That is so.").unwrap();
    }
    file
}

/// A manager is certified for bolts.
pub async fn certify(program: &Program, login: &str) {
    let (maria, nikos, manager) =
        (Person::of(program, "maria").await, Person::of(program, "nikos").await, Person::of(program, login).await);
    maria.answer(Client::new().post(maria.url("banks")).body(bank())).await;
    let questions = nikos.answer(Client::new().get(nikos.url("questions?line=bolts&limit=50"))).await;
    for question in questions.as_array().unwrap() {
        nikos.post(&format!("questions/{}/approval", question["id"].as_str().unwrap()), &json!({})).await;
    }
    let draft = json!({
        "code": "bolts", "name": {"en": "Bolts", "el": "Μπουλόνια"}, "policy": {},
        "blueprint": {"sections": [{"line": "bolts", "count": 4}]},
    });
    maria.post("certifications", &draft).await;
    maria.post("certifications/bolts/publication", &json!({})).await;
    let attempt = manager.post("certifications/bolts/attempts", &json!({})).await;
    let id = attempt["id"].as_str().unwrap();
    for question in attempt["questions"].as_array().unwrap() {
        let mut options = question["options"].as_array().unwrap().iter();
        let right = options.find(|option| option["text"].as_str().unwrap().starts_with("right")).unwrap();
        let path = manager.url(&format!("attempts/{id}/answers/{}", question["position"]));
        let answer = json!({"answer": {"choice": right["token"]}, "revision": 0});
        manager.answer(Client::new().put(path).json(&answer)).await;
    }
    assert_eq!(manager.post(&format!("attempts/{id}/submission"), &json!({})).await["passed"], true);
}

/// `eleni` is certified for bolts, and then the first of them changes.
async fn change(program: &Program) {
    certify(program, "eleni").await;
    let (maria, nikos) = (Person::of(program, "maria").await, Person::of(program, "nikos").await);
    for (value, severity, note) in
        [("31.0", "delta", "Νέο καλούπι: 1 mm πιο μακρύ."), ("31.5", "notice", "Rounded up.")]
    {
        let new = json!({"characteristic": "length", "value": value, "severity": severity, "note": note});
        let change = maria.post("products/BO-1/changes", &new).await;
        for question in change["suspended"].as_array().unwrap().iter().take(4) {
            nikos.post(&format!("questions/{}/confirmation", question.as_str().unwrap()), &json!({})).await;
        }
    }
}

#[tokio::test]
async fn a_manager_learns_what_changed_on_the_phone() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let program = Program::start("demo");
    change(&program).await;
    sign_in(&desktop, &program, "sofia").await;
    desktop.open(&format!("{}/board?line=bolts", program.url)).await;
    assert!(desktop.text(".cell.changed").await.contains("to learn"));
    desktop.shot("board-pending-desktop").await;
    desktop.open(&format!("{}/standing/eleni/BO-1", program.url)).await;
    assert!(desktop.text(".gate-answer.yes").await.contains("Something changed."));
    desktop.shot("standing-pending-desktop").await;
    desktop.dark().await;
    desktop.open(&format!("{}/board?line=bolts&date=2099-01-01", program.url)).await;
    desktop.no_sideways_scroll().await;
    desktop.shot("board-at-a-date-desktop-dark").await;

    sign_in(&phone, &program, "eleni").await;
    phone.no_sideways_scroll().await;
    phone.shot("home-changed-phone").await;
    let to_do = phone.text("section[aria-labelledby=due]").await;
    assert!(!to_do.contains("Bolts"), "the short test is enough: {to_do}");
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.dark().await;
    phone.no_sideways_scroll().await;
    phone.shot("home-changed-phone-dark-el").await;
    phone.press("[action$='/reading'] button").await;
    phone.text(".notice.good").await;
    phone.press("[href='/products/BO-1/delta-test']").await;
    phone.text("[action$='/delta-attempts']").await;
    phone.no_sideways_scroll().await;
    phone.shot("delta-brief-phone-dark-el").await;
    phone.press("[action$='/delta-attempts'] .primary").await;
    for number in 1..=4 {
        phone.text(&format!("form[data-position='{number}']")).await;
        let right = "[...document.querySelectorAll('.option')].find(one => one.innerText.includes('right'))";
        phone.run(&format!("{right}.querySelector('input').click()")).await;
        phone.text("[data-save-state][data-state='saved']").await;
        phone.press(".test-actions .primary").await;
    }
    phone.press("[action$='/submission'] .primary").await;
    phone.text(".result-score").await;
    phone.no_sideways_scroll().await;
    phone.shot("delta-result-phone-dark-el").await;
    desktop.open(&format!("{}/standing/eleni/BO-1", program.url)).await;
    assert!(!desktop.text(".gate-answer.yes").await.contains("Something changed."));
    desktop.shot("standing-learned-desktop-dark").await;
    phone.done().await;
    desktop.done().await;
}
