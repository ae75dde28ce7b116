//! Personal data, as people see it.

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

/// Lets somebody of the demo leave.
async fn let_leave(browser: &Browser, program: &Program, login: &str) {
    browser.open(&format!("{}/people/{login}", program.url)).await;
    browser.press("[name=left]").await;
    browser.press(".card .primary").await;
    browser.text(".notice.good").await;
}

#[tokio::test]
async fn an_administrator_erases_who_left() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "admin").await;
    desktop.open(&format!("{}/people/giorgos/erasure", program.url)).await;
    desktop.text(".notice.info").await;
    desktop.shot("erasure-here-desktop").await;
    let_leave(&desktop, &program, "giorgos").await;
    desktop.open(&format!("{}/people/giorgos/erasure", program.url)).await;
    desktop.press("Ask for the erasure").await;
    desktop.text(".notice.good").await;
    desktop.no_sideways_scroll().await;
    desktop.shot("erasure-asked-desktop").await;
    desktop.dark().await;
    desktop.shot("erasure-asked-desktop-dark").await;
    desktop.light().await;
    desktop.press("Erase for good").await;
    desktop.text(".notice.good").await;
    let title = desktop.text("h1").await;
    assert!(title.starts_with("Personal data of Erased person "), "{title}");
    desktop.shot("erasure-done-desktop").await;
    desktop.press("Personal data").await;
    assert!(desktop.text("main").await.contains("Erased person "));
    desktop.no_sideways_scroll().await;
    desktop.shot("privacy-desktop").await;
    desktop.fill("answers", "2").await;
    desktop.press(".card .primary").await;
    desktop.text(".error-summary").await;
    assert_eq!(desktop.complaints().await.len(), 1, "that two months were refused");
    desktop.shot("privacy-refused-desktop").await;
    desktop.dark().await;
    desktop.shot("privacy-refused-desktop-dark").await;
    desktop.done().await;
}

#[tokio::test]
async fn personal_data_on_the_phone_in_greek() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "admin").await;
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.open(&format!("{}/privacy", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("privacy-phone-el").await;
    let_leave(&phone, &program, "giorgos").await;
    phone.open(&format!("{}/people/giorgos/erasure", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("erasure-phone-el").await;
    phone.dark().await;
    phone.shot("erasure-phone-el-dark").await;
    phone.open(&format!("{}/account", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("account-data-phone-el-dark").await;
    phone.fill("password", "somebody else's").await;
    phone.press("[action='/account/export'] button").await;
    phone.text("#error-password").await;
    assert_eq!(phone.complaints().await.len(), 1, "that the password was wrong");
    phone.shot("account-data-refused-phone-el-dark").await;
    phone.done().await;
}
