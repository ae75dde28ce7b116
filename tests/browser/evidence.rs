//! What a result rests on, and the log that proves it, as people see them.

use crate::{
    delta::certify,
    harness::{Browser, Program},
    journeys::sign_in,
};

#[tokio::test]
async fn a_head_opens_the_evidence_behind_a_certificate() {
    let (Some(desktop), Some(phone)) = (Browser::desktop().await, Browser::phone().await) else { return };
    let program = Program::start("demo");
    certify(&program, "giorgos").await;
    sign_in(&desktop, &program, "sofia").await;
    desktop.open(&format!("{}/standing/giorgos/BO-1", program.url)).await;
    desktop.press(".timeline [href$='/evidence']").await;
    let title = desktop.text("h1").await;
    assert!(title.starts_with("Evidence: "), "{title}");
    desktop.no_sideways_scroll().await;
    desktop.shot("evidence-desktop").await;
    sign_in(&phone, &program, "sofia").await;
    phone.open(&format!("{}/standing/giorgos/BO-1", program.url)).await;
    phone.press(".timeline [href$='/evidence']").await;
    phone.dark().await;
    phone.no_sideways_scroll().await;
    phone.shot("evidence-phone-dark").await;
    phone.done().await;
    desktop.done().await;
}

#[tokio::test]
async fn an_administrator_finds_entries_of_the_log() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "admin").await;
    desktop.open(&format!("{}/log", program.url)).await;
    desktop.press(".card > summary").await;
    desktop.no_sideways_scroll().await;
    desktop.shot("log-proof-desktop").await;
    desktop.fill("person", "admin").await;
    desktop.press("[action='/log'] button").await;
    assert!(desktop.text(".log").await.contains("Somebody signed in"));
    desktop.shot("log-found-desktop").await;
    desktop.done().await;
}
