//! API clients, as administrators keep them.

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

#[tokio::test]
async fn an_administrator_lets_a_crm_in_and_shuts_it_out() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "admin").await;
    desktop.press("API clients").await;
    desktop.text(".empty").await;
    desktop.shot("clients-none-desktop").await;
    desktop.press("New API client").await;
    desktop.fill("name", "CRM, Athens").await;
    desktop.press("[name=departments][value=North]").await;
    desktop.press("[name=scopes][value='bank:write']").await;
    desktop.shot("client-new-desktop").await;
    desktop.press(".card .primary").await;
    desktop.text(".error-summary").await;
    assert_eq!(desktop.complaints().await.len(), 1, "that a writer without an author was refused");
    desktop.shot("client-refused-desktop").await;
    desktop.press("#field-author option[value=maria]").await;
    desktop.press(".card .primary").await;
    let token = desktop.run("return document.querySelector('#token').value").await;
    assert!(token.as_str().unwrap().starts_with("dok_"), "{token}");
    desktop.no_sideways_scroll().await;
    desktop.shot("client-token-desktop").await;
    desktop.dark().await;
    desktop.shot("client-token-desktop-dark").await;
    desktop.light().await;
    let ask = "const reply = await fetch('/api/v1/managers/eleni/standing?product=NA-3070',
        { headers: { authorization: `Bearer ${arguments_token}` } }); return (await reply.json()).reason";
    let ask = ask.replace("${arguments_token}", token.as_str().unwrap());
    assert_eq!(desktop.run(&ask).await, "never_tested");
    desktop.press("API clients").await;
    assert!(desktop.text("main").await.contains("CRM, Athens"));
    desktop.shot("clients-desktop").await;
    desktop.press("CRM, Athens").await;
    desktop.press(".danger").await;
    desktop.text(".notice.good").await;
    desktop.shot("client-revoked-desktop").await;
    desktop.done().await;
}

#[tokio::test]
async fn clients_on_the_phone_in_greek() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "admin").await;
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.open(&format!("{}/clients/new", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("client-new-phone-el").await;
    phone.fill("name", "Πρόγραμμα πωλήσεων").await;
    phone.press("[name=scopes][value='people:read']").await;
    phone.press(".card .primary").await;
    phone.text("#token").await;
    phone.no_sideways_scroll().await;
    phone.shot("client-token-phone-el").await;
    phone.dark().await;
    phone.open(&format!("{}/clients", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("clients-phone-el-dark").await;
    phone.press("[href^='/clients/0']").await;
    phone.text("[name=new_token]").await;
    phone.shot("client-phone-el-dark").await;
    phone.done().await;
}
