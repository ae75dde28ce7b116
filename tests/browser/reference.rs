//! The document of the API as pages, for who writes programs.

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

#[tokio::test]
async fn the_api_is_read_without_signing_in() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    desktop.open(&format!("{}/docs/api", program.url)).await;
    desktop.no_sideways_scroll().await;
    desktop.shot("reference-desktop").await;
    desktop.press("The gate").await;
    let page = desktop.text("main").await;
    assert!(page.contains("/api/v1/managers/{login}/standing") && page.contains("may_negotiate"), "{page}");
    desktop.no_sideways_scroll().await;
    desktop.shot("reference-gate-desktop").await;
    desktop.press("[href='#StandingView']").await;
    desktop.comes_to("return location.hash", "#StandingView").await;
    desktop.dark().await;
    desktop.shot("reference-shape-desktop-dark").await;
    // Whatever is named is on the page.
    let missing = "return [...document.querySelectorAll('.reference a[href^=\"#\"]')]
        .map(link => link.getAttribute('href').slice(1)).filter(name => !document.getElementById(name)).join(' ')";
    assert_eq!(desktop.run(missing).await, "");
    desktop.done().await;
}

#[tokio::test]
async fn the_api_on_the_phone_in_greek() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "admin").await;
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.open(&format!("{}/clients", program.url)).await;
    phone.press("[href='/docs/api']").await;
    phone.text(".reference").await;
    phone.no_sideways_scroll().await;
    phone.shot("reference-phone-el").await;
    for resource in ["the-gate", "questions", "tests", "field-kits"] {
        phone.open(&format!("{}/docs/api/{resource}", program.url)).await;
        phone.no_sideways_scroll().await;
        phone.shot(&format!("reference-{resource}-phone-el")).await;
    }
    phone.dark().await;
    phone.shot("reference-phone-el-dark").await;
    phone.done().await;
}
