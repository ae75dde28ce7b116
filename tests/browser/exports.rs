//! A trainer looks at what a file holds of a bank, and takes it along.

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

const BANK_TITLE: &str = "return document.querySelector('h1').innerText";

#[tokio::test]
async fn a_trainer_sees_what_a_file_holds_and_downloads_it() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "maria").await;
    desktop.open(&format!("{}/banks", program.url)).await;
    desktop.no_sideways_scroll().await;
    desktop.shot("banks-desktop").await;
    desktop.press("Download as a file").await;
    desktop.comes_to(BANK_TITLE, "Download the bank").await;
    desktop.shot("export-yaml-desktop").await;
    desktop.run("document.querySelector('#field-format').value = 'gift'").await;
    desktop.press("Show what it holds").await;
    desktop.comes_to("return document.querySelector('#field-format').value", "gift").await;
    assert!(desktop.text("main").await.contains("no typing slip is forgiven"));
    desktop.no_sideways_scroll().await;
    desktop.run("document.querySelector('main details').open = true").await;
    desktop.shot("export-gift-desktop").await;
    desktop.dark().await;
    desktop.shot("export-gift-desktop-dark").await;
    desktop.light().await;
    let link = desktop.run("return document.querySelector('a[download]').href").await;
    let fetched = "return await fetch(document.querySelector('a[download]').href).then(reply => reply.text())";
    assert!(link.as_str().unwrap().contains("format=gift"), "{link}");
    let file = desktop.run(fetched).await;
    assert!(file.as_str().unwrap().contains("$CATEGORY: $course$/top/"), "{file}");
    desktop.done().await;
}

#[tokio::test]
async fn the_page_of_a_file_fits_the_phone_in_greek() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "maria").await;
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    for (format, name) in [("moodle-xml", "export-moodle-phone-el"), ("qti-2.1", "export-qti-phone-el")] {
        phone.open(&format!("{}/banks/nails?format={format}&language=el", program.url)).await;
        phone.no_sideways_scroll().await;
        phone.shot(name).await;
    }
    phone.dark().await;
    phone.shot("export-qti-phone-el-dark").await;
    phone.done().await;
}
