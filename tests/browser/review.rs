//! A trainer works through the queue by keys.

use serde_json::{Value, json};

use crate::{
    harness::{Browser, Program},
    journeys::{PASSWORD, sign_in},
};

/// A change of a block's conductivity, recorded by a program of the other trainer: it puts questions in doubt and makes drafts.
async fn change(program: &Program) {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let session = http.post(format!("{}/api/v1/sessions", program.url));
    let session = session.json(&json!({"login": "nikos", "password": PASSWORD})).send().await.unwrap();
    let session: Value = session.json().await.unwrap();
    let change = json!({"characteristic": "resistance", "value": "4.20", "severity": "notice", "note": "New kiln"});
    let change = http.post(format!("{}/api/v1/products/AB-400-400/changes", program.url)).json(&change);
    let reply = change.bearer_auth(session["token"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(reply.status(), 201, "{}", reply.text().await.unwrap());
}

#[tokio::test]
async fn a_trainer_works_through_the_queue_by_keys() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    change(&program).await;
    sign_in(&desktop, &program, "maria").await;
    desktop.shot("home-trainer-desktop").await;
    desktop.open(&format!("{}/review", program.url)).await;
    desktop.no_sideways_scroll().await;
    desktop.shot("review-desktop").await;
    desktop.dark().await;
    desktop.shot("review-desktop-dark").await;
    desktop.light().await;
    desktop.open(&format!("{}/review?what=doubt", program.url)).await;
    let at =
        "return String([...document.querySelectorAll('[data-item]')].findIndex(it => it === document.activeElement))";
    desktop.comes_to("return String(document.querySelector('[data-next]').hidden)", "false").await;
    desktop.keys("j").await;
    desktop.comes_to(at, "0").await;
    desktop.keys("j").await;
    desktop.comes_to(at, "1").await;
    desktop.keys("k").await;
    desktop.comes_to(at, "0").await;
    let first = desktop.text("[data-item] h3").await;
    desktop.keys("x").await;
    desktop.comes_to("return String(document.querySelectorAll('[name=question]:checked').length)", "1").await;
    desktop.shot("review-selected-desktop").await;
    desktop.keys("s").await;
    assert!(desktop.text(".notice.good").await.contains(&first));
    desktop.shot("review-said-desktop").await;
    desktop.keys("z").await;
    desktop.comes_to("return String(location.search.includes('did='))", "false").await;
    assert_eq!(desktop.text("[data-item] h3").await, first, "it is in doubt again");

    desktop.open(&format!("{}/review?what=drafts", program.url)).await;
    desktop.comes_to("return String(document.querySelector('[data-next]').hidden)", "false").await;
    desktop.keys("j").await;
    desktop.comes_to(at, "0").await;
    let first = desktop.text("[data-item] h3").await;
    desktop.keys("r").await;
    desktop.comes_to("return document.activeElement.name ?? ''", "reason").await;
    desktop.shot("review-reason-desktop").await;
    // What is typed is no shortcut.
    desktop.keys("Nobody asks that").await;
    desktop.press("Reject the draft").await;
    assert!(desktop.text(".notice.good").await.contains(&first));
    desktop.comes_to("return String(document.querySelectorAll('[data-item][data-current]').length)", "1").await;
    let next = desktop.text("[data-item] h3").await;
    desktop.keys("a").await;
    desktop.comes_to("return String(location.search.includes('did=approve'))", "true").await;
    assert!(desktop.text(".notice.good").await.contains(&next));
    desktop.keys("e").await;
    desktop.text("form[data-preview]").await;
    assert_eq!(desktop.value("back").await, "/review?what=drafts");
    desktop.done().await;
}

#[tokio::test]
async fn single_keys_can_be_switched_off() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    change(&program).await;
    sign_in(&phone, &program, "maria").await;
    for (what, name) in [("", "all"), ("what=doubt", "doubt"), ("what=untested", "untested"), ("what=drafts", "drafts")]
    {
        phone.open(&format!("{}/review?{what}", program.url)).await;
        phone.no_sideways_scroll().await;
        phone.light().await;
        phone.shot(&format!("review-{name}-phone")).await;
        phone.dark().await;
        phone.shot(&format!("review-{name}-phone-dark")).await;
    }
    phone.comes_to("return String(document.querySelector('[data-next]').hidden)", "false").await;
    phone.keys("?").await;
    phone.text("dialog[open] [data-keys-list]").await;
    phone.shot("review-keys-phone-dark").await;
    phone.press("[data-keys-off]").await;
    phone.press("Close").await;
    phone.keys("j").await;
    phone.comes_to("return String(document.querySelectorAll('[data-current]').length)", "0").await;
    phone.press("Next question").await;
    phone.comes_to("return String(document.querySelectorAll('[data-current]').length)", "1").await;
    phone.done().await;
}
