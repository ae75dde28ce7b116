//! A manager contests a result on the phone, a head looks at the evidence, two trainers correct the key, and the manager reads that the test is passed.

use reqwest::Client;
use serde_json::{Value, json};

use crate::{
    delta::{Person, bank},
    harness::{Browser, Program},
    journeys::sign_in,
};

/// `giorgos`, who reads Greek, answers three of four questions rightly; gives the attempt's id and the stem of the other.
async fn fail(program: &Program) -> (String, String) {
    let maria = Person::of(program, "maria").await;
    let (nikos, giorgos) = (Person::of(program, "nikos").await, Person::of(program, "giorgos").await);
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
    let attempt = giorgos.post("certifications/bolts/attempts", &json!({})).await;
    let id = attempt["id"].as_str().unwrap().to_owned();
    let questions = attempt["questions"].as_array().unwrap();
    for (number, question) in questions.iter().enumerate() {
        let wanted = if number == 0 { "wrong" } else { "right" };
        let of = |option: &&Value| option["text"].as_str().unwrap().starts_with(wanted);
        let option = question["options"].as_array().unwrap().iter().find(of).unwrap();
        let answer = json!({"answer": {"choice": option["token"]}, "revision": 0});
        let path = giorgos.url(&format!("attempts/{id}/answers/{}", question["position"]));
        giorgos.answer(Client::new().put(path).json(&answer)).await;
    }
    giorgos.post(&format!("attempts/{id}/submission"), &json!({})).await;
    (id, questions[0]["stem"].as_str().unwrap().to_owned())
}

/// The page in the light and in the dark, and that it is no wider than the window.
async fn shots(browser: &Browser, name: &str) {
    browser.no_sideways_scroll().await;
    browser.shot(name).await;
    browser.dark().await;
    browser.shot(&format!("{name}-dark")).await;
    browser.light().await;
}

#[tokio::test]
async fn a_contested_result_turns_out_to_be_another() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let program = Program::start("demo");
    let (attempt, _) = fail(&program).await;
    sign_in(&phone, &program, "giorgos").await;
    phone.open(&format!("{}/attempts/{attempt}/result", program.url)).await;
    shots(&phone, "appeal-result-phone-el").await;
    phone.press("[href$='/appeal']").await;
    shots(&phone, "appeal-contest-phone-el").await;
    phone.fill("words", "Η πρώτη ερώτηση έχει δύο σωστές απαντήσεις.").await;
    phone.press("[action$='/appeal'] .primary").await;
    phone.text(".notice.good").await;
    shots(&phone, "appeal-waits-phone-el").await;

    sign_in(&desktop, &program, "sofia").await;
    desktop.open(&format!("{}/appeals", program.url)).await;
    shots(&desktop, "appeals-desktop").await;
    desktop.press(".card.link a").await;
    desktop.text("#field-decision").await;
    shots(&desktop, "appeal-evidence-desktop").await;
    desktop.press("[value=regrade]").await;
    desktop.press("[name=positions][value='1']").await;
    desktop.fill("reason", "The table changed last week; trainers look at it.").await;
    desktop.press("[action$='/decision'] .primary").await;
    desktop.text(".notice.good").await;
    desktop.done().await;

    let Some(desktop) = Browser::desktop().await else { return };
    sign_in(&desktop, &program, "maria").await;
    desktop.open(&format!("{}/regrades", program.url)).await;
    shots(&desktop, "regrades-desktop").await;
    desktop.press("[href*='/regrading']").await;
    shots(&desktop, "regrade-new-desktop").await;
    desktop.press("[value=key]").await;
    desktop.press("[name=options][value='2']").await;
    desktop.fill("reason", "The manufacturer’s table of this month names both.").await;
    desktop.press("[value=preview]").await;
    desktop.text("#changes").await;
    shots(&desktop, "regrade-preview-desktop").await;
    desktop.press("[value=propose]").await;
    let page = desktop.text("main").await;
    assert!(page.contains("Another trainer decides"), "{page}");
    desktop.done().await;

    let Some(second) = Browser::phone().await else { return };
    sign_in(&second, &program, "nikos").await;
    second.open(&format!("{}/regrades", program.url)).await;
    second.press(".card.link a").await;
    second.text("[action$='/approval']").await;
    shots(&second, "regrade-approve-phone").await;
    second.press("[action$='/approval'] .primary").await;
    second.text(".notice.good").await;
    shots(&second, "regrade-approved-phone").await;
    second.done().await;

    phone.open(&program.url).await;
    shots(&phone, "regraded-home-phone-el").await;
    phone.press("[href$='/result']").await;
    phone.text("#superseded").await;
    shots(&phone, "regraded-result-phone-el").await;
    phone.done().await;
}
