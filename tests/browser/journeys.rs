//! What people come to do, in a real browser on the demo company.

use crate::harness::{Browser, Program};

pub const PASSWORD: &str = "dokimasia-demo";

pub async fn sign_in(browser: &Browser, program: &Program, login: &str) {
    browser.open(&format!("{}/sign-in", program.url)).await;
    browser.fill("login", login).await;
    browser.fill("password", PASSWORD).await;
    browser.press(".card .primary").await;
    browser.text(".menu").await;
}

/// Answers whatever the question on the screen asks, as a person would, and waits until it is told to be saved.
async fn answer(browser: &Browser) {
    let kind = browser.run("return document.querySelector('form[data-autosave]').dataset.kind").await;
    match kind.as_str().unwrap() {
        "number" => browser.fill("value", "7").await,
        "text" => browser.fill("text", "EN 14592").await,
        _ => browser.press(".option").await,
    }
    browser.text("[data-save-state][data-state='saved']").await;
}

#[tokio::test]
async fn a_manager_takes_a_test_on_the_phone() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "eleni").await;
    phone.no_sideways_scroll().await;
    phone.shot("home-phone").await;
    phone.open(&format!("{}/tests/nails", program.url)).await;
    phone.shot("test-start-phone").await;
    phone.press("[action$='/attempts'] .primary").await;
    for number in 1..=20 {
        phone.text(&format!("form[data-position='{number}']")).await;
        phone.no_sideways_scroll().await;
        answer(&phone).await;
        if number == 2 {
            phone.open(&phone.url().await).await;
            let kept = "const data = new FormData(document.querySelector('form[data-autosave]'));
                return ['choice', 'choices', 'value', 'text'].some(name => data.get(name))";
            assert_eq!(phone.run(kept).await, true, "a reload keeps the answer");
            phone.shot("test-question-phone").await;
            phone.press("[name=flag]").await;
            phone.text("[name=flag][aria-pressed=true]").await;
        }
        phone.press(".test-actions .primary").await;
    }
    phone.text("[action$='/submission']").await;
    assert!(phone.text("main").await.contains("All 20 questions are answered."));
    phone.shot("test-submission-phone").await;
    phone.press("[action$='/submission'] .primary").await;
    phone.text(".result-score").await;
    phone.no_sideways_scroll().await;
    phone.shot("test-result-phone").await;
    phone.done().await;
}

#[tokio::test]
async fn a_head_looks_up_and_waives() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "sofia").await;
    desktop.dark().await;
    desktop.text(".board").await;
    desktop.no_sideways_scroll().await;
    desktop.shot("board-desktop-dark").await;
    desktop.open(&format!("{}/look-up", program.url)).await;
    desktop.fill("q", "eleni NA-3070").await;
    desktop.press("[role=search] .primary").await;
    assert!(desktop.text(".gate-answer.no").await.contains("Has not taken the test."));
    desktop.shot("look-up-no-desktop-dark").await;
    desktop.press("Why, and what happened before").await;
    desktop.fill("hours", "0").await;
    desktop.run("document.querySelector('form[action=\"/waivers\"] [name=reason]').value = 'Trade fair'").await;
    desktop.press("Grant the waiver").await;
    assert!(desktop.text("#error-hours").await.contains("From 1 to 72."));
    let refused = desktop.complaints().await;
    assert!(refused.iter().all(|complaint| complaint.contains("422")), "{refused:?}");
    desktop.fill("hours", "24").await;
    desktop.press("Grant the waiver").await;
    assert!(desktop.text(".gate-answer.yes").await.contains("waiver"));
    desktop.shot("standing-desktop-dark").await;
    desktop.done().await;
}

#[tokio::test]
async fn a_clients_question_becomes_a_draft() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "eleni").await;
    phone.press("Raise a question").await;
    phone.run("document.querySelector('[name=product]').value = 'NA-3070'").await;
    phone.fill("text", "How many nails are there in a kilo?").await;
    assert!(phone.text("[data-suggestions] h3").await.contains("in a kilo of your 3 × 70 wire nail"));
    phone.shot("raise-phone").await;
    // With no product chosen everything is looked through; what nobody knows may be sent at once.
    phone.run("document.querySelector('[name=product]').value = ''").await;
    phone.fill("text", "posa karfia exei ena kilo").await;
    assert!(phone.text("[data-suggestions] li [data-about]:not([hidden])").await.contains('3'));
    phone.shot("raise-everything-phone").await;
    phone.run("document.querySelector('[name=product]').value = 'NA-3070'").await;
    phone.fill("text", "Qwrtplk?").await;
    assert!(phone.text("[data-no-suggestion]:not([hidden])").await.contains("No known answer"));
    phone.shot("raise-nothing-phone").await;
    phone.fill("text", "Αντέχει το καρφί στη θάλασσα;").await;
    phone.press("Send the question").await;
    assert_eq!(phone.text("p.words").await, "Αντέχει το καρφί στη θάλασσα;");
    sign_in(&desktop, &program, "maria").await;
    desktop.open(&format!("{}/raised/1", program.url)).await;
    desktop.fill("text", "No: take the stainless one.").await;
    desktop.press("Send the answer").await;
    assert!(desktop.text(".quote-answer").await.contains("stainless"));
    phone.open(&format!("{}/raised/1", program.url)).await;
    assert!(phone.text(".talk").await.contains("No: take the stainless one."));
    phone.shot("raised-answered-phone").await;
    desktop.open(&format!("{}/questions/new?raised=1&kind=true_false", program.url)).await;
    assert_eq!(desktop.value("stem.en").await, "Αντέχει το καρφί στη θάλασσα;");
    desktop.shot("question-editor-desktop").await;
    phone.done().await;
    desktop.done().await;
}

#[tokio::test]
async fn every_main_page_is_at_home_on_the_phone_in_greek_and_dark() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    phone.dark().await;
    for (login, paths) in [
        ("giorgos", &["/", "/tests/nails", "/raised", "/raised/new", "/account"][..]),
        (
            "maria",
            &[
                "/",
                "/questions",
                "/review",
                "/review?what=untested",
                "/raised",
                "/certifications",
                "/certifications/nails",
                "/banks",
            ][..],
        ),
        ("sofia", &["/board", "/look-up", "/standing/anna/NA-3070"][..]),
        ("admin", &["/people", "/people/anna", "/people/new", "/log", "/settings"][..]),
    ] {
        sign_in(&phone, &program, login).await;
        phone.press(".menu > summary").await;
        phone.press(".menu [name=locale][value=el]").await;
        phone.text("html[lang=el]").await;
        for path in paths {
            phone.open(&format!("{}{path}", program.url)).await;
            phone.no_sideways_scroll().await;
            let name =
                if *path == "/" { "home".to_owned() } else { path.trim_matches('/').replace(['/', '?', '='], "-") };
            phone.shot(&format!("{login}-{name}-phone-dark-el")).await;
        }
        phone.press(".menu > summary").await;
        phone.press(".menu form[action='/sign-out'] button").await;
        phone.text("[name=password]").await;
    }
    phone.done().await;
}

#[tokio::test]
async fn another_language_keeps_what_was_typed() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "anna").await;
    desktop.open(&format!("{}/raised/new", program.url)).await;
    desktop.fill("text", "Half a question").await;
    desktop.press(".menu > summary").await;
    desktop.press(".menu [name=locale][value=el]").await;
    desktop.text("html[lang=el]").await;
    assert_eq!(desktop.value("text").await, "Half a question");
    desktop.done().await;
}
