//! A client asks, and the manager has the answer before the client has put down the cup: two people side by side, and a bad connection.

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

/// Marks the page that is open: whoever finds the mark again knows that it was not loaded anew.
const MARK: &str = "document.body.dataset.mark = 'the same page'";
const MARKED: &str = "return document.body.dataset.mark";

async fn raise(phone: &Browser, program: &Program, text: &str, urgent: bool) {
    phone.open(&format!("{}/raised/new", program.url)).await;
    phone.press("#field-product option[value='NA-3070']").await;
    phone.fill("text", text).await;
    if urgent {
        phone.press("[name=urgent]").await;
    }
    phone.press("Send the question").await;
}

#[tokio::test]
async fn an_answer_appears_where_the_manager_waits() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "maria").await;
    desktop.open(&format!("{}/raised", program.url)).await;
    desktop.shot("desk-empty-desktop").await;
    desktop.run(MARK).await;
    sign_in(&phone, &program, "eleni").await;
    raise(&phone, &program, "Does the nail survive the sea?", true).await;
    phone.text(".steps").await;
    phone.run(MARK).await;
    phone.no_sideways_scroll().await;
    phone.shot("asked-phone").await;

    // At the desk it comes by itself, with the seconds running.
    desktop
        .comes_to("return document.querySelector('.desk-list .urgent h2')?.innerText", "Does the nail survive the sea?")
        .await;
    assert_eq!(desktop.run(MARKED).await, "the same page");
    let shown = desktop.text(".urgent-now").await;
    assert!(shown.contains("0:") && shown.contains("in a meeting"), "{shown}");
    desktop.shot("desk-urgent-desktop").await;
    desktop.press(".urgent-now a").await;
    desktop.text(".desk-work form[data-taking]").await;
    phone
        .comes_to("return document.querySelector('.steps').innerText.includes('Seen by Maria') ? 'seen' : ''", "seen")
        .await;
    desktop.fill("text", "No: take the stainless one.").await;
    phone
        .comes_to("return document.querySelector('.steps').innerText.includes('is writing') ? 'writes' : ''", "writes")
        .await;
    phone.shot("being-answered-phone").await;
    desktop.shot("desk-work-desktop").await;
    desktop.press("Send the answer").await;
    phone.comes_to("return document.querySelector('.talk')?.innerText", "No: take the stainless one.").await;
    assert_eq!(phone.run(MARKED).await, "the same page");
    phone.shot("answered-phone").await;
    phone.dark().await;
    phone.shot("answered-phone-dark").await;
    desktop.open(&format!("{}/raised/figures", program.url)).await;
    desktop.shot("asking-figures-desktop").await;
    phone.done().await;
    desktop.done().await;
}

#[tokio::test]
async fn what_was_asked_without_a_connection_is_sent_when_there_is_one() {
    let Some(phone) = Browser::phone().await else { return };
    let mut program = Program::start("demo");
    sign_in(&phone, &program, "eleni").await;
    phone.open(&format!("{}/raised/new", program.url)).await;
    phone.press("#field-product option[value='NA-3070']").await;
    program.stop();
    phone.fill("text", "Does the nail survive the sea?").await;
    phone.press("Send the question").await;
    let kept = "return document.querySelector('[data-outbox] .warning li')?.innerText";
    phone.comes_to(kept, "Does the nail survive the sea?").await;
    assert_eq!(phone.value("text").await, "", "the next one can be written");
    phone.shot("kept-phone").await;
    program.start_again();
    let said = "return document.querySelector('[data-outbox-say]').innerText.slice(0, 19)";
    phone.comes_to(said, "Question 1 is sent.").await;
    phone.open(&format!("{}/raised", program.url)).await;
    assert_eq!(phone.run("return document.querySelectorAll('.queue-item').length").await, 1);
    // That the server was away is no fault of the page.
    let complaints = phone.complaints().await;
    assert!(complaints.iter().all(|complaint| complaint.contains("ERR_")), "{complaints:?}");
    phone.done().await;
}

#[tokio::test]
async fn an_answer_given_while_the_server_was_restarted_is_not_lost() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let mut program = Program::start("demo");
    sign_in(&phone, &program, "eleni").await;
    sign_in(&desktop, &program, "maria").await;
    raise(&phone, &program, "Does the nail survive the sea?", false).await;
    phone.text(".steps").await;
    phone.run(MARK).await;
    desktop.open(&format!("{}/raised/1", program.url)).await;
    desktop.fill("text", "No: take the stainless one.").await;
    program.stop();
    program.start_again();
    desktop.press("Send the answer").await;
    phone.comes_to("return document.querySelector('.talk')?.innerText", "No: take the stainless one.").await;
    assert_eq!(phone.run(MARKED).await, "the same page");
    for browser in [&phone, &desktop] {
        let complaints = browser.complaints().await;
        assert!(complaints.iter().all(|complaint| complaint.contains("ERR_")), "{complaints:?}");
    }
    phone.done().await;
    desktop.done().await;
}

#[tokio::test]
async fn what_a_trainer_types_stays_when_something_happens() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "eleni").await;
    raise(&phone, &program, "Does the nail survive the sea?", false).await;
    sign_in(&desktop, &program, "maria").await;
    desktop.open(&format!("{}/raised", program.url)).await;
    desktop.fill("text", "Half an answ").await;
    raise(&phone, &program, "Is it black?", false).await;
    desktop.comes_to("return String(document.querySelectorAll('.desk-list article').length)", "2").await;
    assert_eq!(desktop.value("text").await, "Half an answ");
    // The phone finds a known answer while typing, and takes it with one tap.
    phone.open(&format!("{}/raised/new", program.url)).await;
    phone.press("#field-product option[value='NA-3070']").await;
    phone.fill("text", "How many nails are there in a kilo?").await;
    phone.press("This answers me").await;
    phone.text(".talk").await;
    phone.shot("known-phone").await;
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.shot("known-phone-el").await;
    phone.done().await;
    desktop.run("document.querySelector('[name=text]').value = ''").await;
    desktop.done().await;
}
