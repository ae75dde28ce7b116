//! Study on a phone that loses its network, at a desk by keys, and in Greek in the dark.

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

/// Whether the device holds a session.
const HOLDS_SESSION: &str = "return (async () => {
    const names = (await caches.keys()).filter(name => name.startsWith('kits-'));
    const kept = await Promise.all(names.map(async name => (await caches.open(name)).match('/study/session')));
    return kept.some(Boolean) ? 'held' : 'gone'; })()";
/// What the page says of the ratings that wait on this phone.
const WAITING: &str = "const it = document.querySelector('[data-ratings-kept]'); return it.hidden ? '' : it.innerText";
/// How many ratings the server has of today.
const COUNTED: &str = "return (async () => String((await (await fetch('/api/v1/study')).json()).today.reviews))()";
/// What is asked at the moment.
const ASKED: &str = "return document.querySelector('[data-study-place] .study-asks')?.innerText ?? ''";

async fn rate(browser: &Browser, rating: &str) -> String {
    let asked = browser.run(ASKED).await.as_str().unwrap().to_owned();
    browser.press("Show the answer").await;
    browser.press(&format!("[data-study-place] [value={rating}]")).await;
    asked
}

#[tokio::test]
async fn a_session_goes_on_without_a_network_and_is_sent_once() {
    let Some(phone) = Browser::phone().await else { return };
    let mut program = Program::start("demo");
    let session = format!("{}/study/session", program.url);
    sign_in(&phone, &program, "eleni").await;
    phone.open(&format!("{}/study", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("study-phone").await;
    phone.press("Study for 5 minutes").await;
    phone.text("[data-card]").await;
    phone.shot("study-card-phone").await;
    phone.press("Show the answer").await;
    phone.no_sideways_scroll().await;
    phone.shot("study-answer-phone").await;
    phone.press("[data-study-place] [value=good]").await;
    phone.comes_to(COUNTED, "1").await;
    phone.comes_to(HOLDS_SESSION, "held").await;
    assert!(phone.complaints().await.is_empty());
    program.stop();
    let second = rate(&phone, "easy").await;
    let third = rate(&phone, "again").await;
    phone.comes_to(WAITING, "2 ratings wait on this phone and are sent when there is a network.").await;
    phone.press("Undo").await;
    phone.comes_to(ASKED, &third).await;
    let forgotten = rate(&phone, "again").await;
    assert_eq!(forgotten, third);
    phone.shot("study-offline-phone").await;
    // The page is closed and opened again: what was rated is not asked again, but for what was forgotten.
    phone.open(&session).await;
    phone.comes_to("return document.querySelector('[data-from]')?.dataset.from", "device").await;
    let shown = phone.run(ASKED).await;
    assert!(shown != second.as_str(), "{shown}");
    rate(&phone, "good").await;
    program.start_again();
    phone.comes_to(WAITING, "").await;
    // One before, one easy, one taken back, one forgotten, one after: four count.
    phone.comes_to(COUNTED, "4").await;
    phone.open(&session).await;
    phone.text("[data-card]").await;
    let complaints = phone.complaints().await;
    assert!(complaints.iter().all(|complaint| complaint.contains("ERR_")), "{complaints:?}");
    phone.done().await;
}

#[tokio::test]
async fn keys_are_enough_and_an_answer_is_seen_before_it_is_rated() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "eleni").await;
    desktop.open(&format!("{}/study/session?line=nails", program.url)).await;
    let first = desktop.run(ASKED).await.as_str().unwrap().to_owned();
    let open = "return String(document.querySelector('[data-study-place] details').open)";
    desktop.keys("3").await;
    assert_eq!(desktop.run(ASKED).await, first.as_str(), "not seen yet");
    desktop.keys(" ").await;
    desktop.comes_to(open, "true").await;
    desktop.shot("study-desktop").await;
    desktop.keys("3").await;
    desktop.comes_to(open, "false").await;
    assert!(desktop.run(ASKED).await != first.as_str());
    desktop.comes_to(COUNTED, "1").await;
    desktop.keys("u").await;
    desktop.comes_to(ASKED, &first).await;
    desktop.comes_to(COUNTED, "0").await;
    desktop.run("document.activeElement.blur()").await;
    desktop.keys(" 1").await;
    desktop.comes_to(COUNTED, "1").await;
    desktop.done().await;
}

#[tokio::test]
async fn study_is_at_home_on_the_phone_in_greek_and_dark() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    phone.dark().await;
    sign_in(&phone, &program, "giorgos").await;
    for (path, name) in [("/", "home"), ("/study", "study"), ("/study/session", "card")] {
        phone.open(&format!("{}{path}", program.url)).await;
        phone.no_sideways_scroll().await;
        phone.shot(&format!("study-{name}-phone-dark-el")).await;
    }
    phone.press("[data-study-place] summary").await;
    phone.no_sideways_scroll().await;
    phone.shot("study-answer-phone-dark-el").await;
    phone.done().await;
}

#[tokio::test]
async fn practice_tells_the_key_and_study_says_how_ready_one_is() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "eleni").await;
    phone.open(&format!("{}/study/session", program.url)).await;
    phone.text("[data-study-dealt]").await;
    for _ in 0..12 {
        rate(&phone, "easy").await;
    }
    phone.comes_to(COUNTED, "12").await;
    phone.open(&format!("{}/study", program.url)).await;
    phone.press("By topic").await;
    phone.no_sideways_scroll().await;
    phone.shot("study-ready-phone").await;
    phone.open(&format!("{}/study/practice", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("practice-phone").await;
    phone.press("Check").await;
    phone.text("[data-focus]").await;
    phone.press("I disagree").await;
    phone.no_sideways_scroll().await;
    phone.shot("practice-key-phone").await;
    phone.fill("words", "Ours are thicker.").await;
    phone.press("Send to the trainers").await;
    assert!(phone.text(".clients-words").await.contains("Ours are thicker."));
    phone.done().await;
    desktop.dark().await;
    sign_in(&desktop, &program, "maria").await;
    desktop.open(&format!("{}/study/hardest", program.url)).await;
    desktop.shot("study-hardest-desktop-dark").await;
    sign_out_and_in(&desktop, &program, "giorgos").await;
    desktop.open(&format!("{}/tests/nails", program.url)).await;
    desktop.shot("brief-ready-desktop-dark-el").await;
    desktop.done().await;
}

async fn sign_out_and_in(browser: &Browser, program: &Program, login: &str) {
    browser.press(".menu > summary").await;
    browser.press("Sign out").await;
    browser.text("[name=password]").await;
    sign_in(browser, program, login).await;
}
