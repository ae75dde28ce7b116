//! A newcomer's three days on a phone, and what heads and trainers see of newcomers and of study.

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

/// Rates twenty-five cards as a phone would that was without a network for three weeks: each four times, on days further and further apart.
const STUDY_FOR_WEEKS: &str = "return (async () => {
    const token = document.querySelector('[name=_token]').value;
    const { cards } = await (await fetch('/api/v1/study/cards?limit=25')).json();
    const now = Date.now();
    const on = (days, number) => new Date(now - days * 86_400_000 + number * 15_000).toISOString();
    let sent = 0;
    for (const [round, days] of [21, 19, 14, 1].entries()) {
        const entries = cards.map((card, number) => ({ rate: {
            key: `weeks-${round}-${number}`, question: card.question, version: card.version, at: on(days, number), took: 9_000 + 400 * number,
            rating: round > 0 && number % 9 === round ? 'again' : 'good' } }));
        const reply = await fetch('/api/v1/study/ratings', { method: 'POST', body: JSON.stringify({ entries }),
            headers: { 'content-type': 'application/json', 'x-form-token': token } });
        sent += reply.ok ? entries.length : 0;
    }
    return String(sent); })()";

#[tokio::test]
async fn a_newcomer_sees_the_days_and_a_head_how_far_everybody_is() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "eleni").await;
    assert!(phone.text("main").await.contains("Day 1 of 3"));
    phone.no_sideways_scroll().await;
    phone.shot("plan-home-phone").await;
    phone.press("See the plan").await;
    phone.text(".plan-lines").await;
    phone.no_sideways_scroll().await;
    phone.shot("plan-study-phone").await;
    phone.dark().await;
    sign_in(&desktop, &program, "giorgos").await;
    desktop.shot("plan-home-desktop-el").await;
    desktop.open(&format!("{}/study", program.url)).await;
    desktop.text(".plan-lines").await;
    desktop.shot("plan-study-desktop-el").await;
    again_as(&phone, &program, "sofia").await;
    phone.press("Newcomers").await;
    assert!(phone.text("main").await.contains("Has not signed in yet"));
    phone.no_sideways_scroll().await;
    phone.shot("newcomers-phone-dark").await;
    again_as(&desktop, &program, "sofia").await;
    desktop.open(&format!("{}/study/newcomers", program.url)).await;
    desktop.no_sideways_scroll().await;
    desktop.shot("newcomers-desktop").await;
    for browser in [phone, desktop] {
        assert!(browser.complaints().await.is_empty());
        browser.done().await;
    }
}

#[tokio::test]
async fn study_is_told_in_figures() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let program = Program::start("demo");
    for (browser, login) in [(&phone, "giorgos"), (&desktop, "eleni")] {
        sign_in(browser, &program, login).await;
        assert_eq!(browser.run(STUDY_FOR_WEEKS).await, "100");
    }
    phone.open(&format!("{}/study", program.url)).await;
    phone.text("[href='/study/figures']").await;
    phone.no_sideways_scroll().await;
    phone.shot("figures-study-phone-el").await;
    phone.dark().await;
    phone.open(&format!("{}/study/figures", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("figures-own-phone-dark-el").await;
    again_as(&desktop, &program, "maria").await;
    desktop.shot("home-trainer-desktop").await;
    desktop.press("Study in figures").await;
    assert!(desktop.text("main").await.contains("Eleni Georgiou"));
    desktop.no_sideways_scroll().await;
    desktop.shot("figures-desktop").await;
    again_as(&phone, &program, "sofia").await;
    phone.light().await;
    phone.open(&format!("{}/study/figures", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("figures-phone").await;
    for browser in [phone, desktop] {
        assert!(browser.complaints().await.is_empty());
        browser.done().await;
    }
}

async fn again_as(browser: &Browser, program: &Program, login: &str) {
    browser.press(".menu > summary").await;
    browser.press("[action='/sign-out'] button").await;
    browser.text("[name=password]").await;
    sign_in(browser, program, login).await;
}
