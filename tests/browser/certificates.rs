//! A manager shows a certificate to a client, who checks it without an account.

use crate::{
    delta::certify,
    harness::{Browser, Program},
    journeys::sign_in,
};

const PUBLIC: &str = "http://dokimasia.example";

/// Gives the credential of the certificate on the page, as a download brings it.
const CREDENTIAL: &str = "return (async () => {
    const link = document.querySelector('[href$=\"credential.jwt\"]');
    return await (await fetch(link.href)).text(); })()";

#[tokio::test]
async fn a_manager_shows_a_certificate_and_a_client_checks_it() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let mut program = Program::start("demo");
    certify(&program, "giorgos").await;
    program.start_again_at(PUBLIC);
    sign_in(&phone, &program, "giorgos").await;
    phone.open(&format!("{}/certificates", program.url)).await;
    phone.text(".table-list").await;
    phone.no_sideways_scroll().await;
    phone.shot("certificates-own-phone-el").await;
    phone.press(".table-list a").await;
    phone.text(".certificate .qr").await;
    phone.no_sideways_scroll().await;
    phone.shot("certificate-phone-el").await;
    phone.dark().await;
    phone.shot("certificate-phone-dark-el").await;
    phone.light().await;
    let link = phone.run("return document.querySelector('input[readonly]').value").await;
    let path = link.as_str().unwrap().strip_prefix(PUBLIC).unwrap().to_owned();
    let credential = phone.run(CREDENTIAL).await.as_str().unwrap().to_owned();

    desktop.open(&format!("{}{path}", program.url)).await;
    assert_eq!(desktop.text(".verdict strong").await, "Valid");
    desktop.no_sideways_scroll().await;
    desktop.shot("verify-desktop").await;
    desktop.dark().await;
    desktop.shot("verify-desktop-dark").await;
    desktop.light().await;
    desktop.press("Check a credential").await;
    desktop.fill("credential", &credential).await;
    desktop.shot("verify-form-desktop").await;
    desktop.press("Check").await;
    assert_eq!(desktop.text(".verdict strong").await, "Valid");
    desktop.shot("verify-credential-desktop").await;

    phone.press("Κατάργηση συνδέσμου").await;
    phone.text("[name=on][value=yes]").await;
    phone.shot("certificate-unlinked-phone-el").await;
    phone.open(&format!("{}{path}", program.url)).await;
    assert_eq!(phone.text(".verdict strong").await, "Άγνωστο");
    phone.no_sideways_scroll().await;
    phone.shot("verify-unknown-phone-el").await;
    assert_eq!(phone.complaints().await.len(), 1, "that there is nothing at the link");
    phone.done().await;
    desktop.done().await;
}

#[tokio::test]
async fn a_head_opens_the_certificate_behind_a_standing() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    certify(&program, "giorgos").await;
    sign_in(&desktop, &program, "sofia").await;
    desktop.open(&format!("{}/standing/giorgos/BO-1", program.url)).await;
    desktop.press(".timeline [href^='/certificates/']").await;
    desktop.text(".certificate").await;
    desktop.no_sideways_scroll().await;
    desktop.shot("certificate-of-desktop").await;
    desktop.print("certificate").await;
    desktop.done().await;
}
