//! A contest on the wall and on two phones: nobody reloads, each sees the next step come.

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

/// How many the wall names who joined.
const GATHERED: &str = "return String(document.querySelectorAll('.names li').length)";

/// Answers what is asked, whatever its kind.
async fn answer(phone: &Browser) {
    phone.text("form[action*='/answers/']").await;
    let first = "const it = document.querySelector('.question [name]'); return it.type === 'radio' || it.type === 'checkbox' ? 'option' : it.name";
    match phone.run(first).await.as_str().unwrap() {
        "option" => phone.press(".option").await,
        "value" => phone.fill("value", "7").await,
        name => phone.fill(name, "steel").await,
    }
    phone.press("Answer").await;
    phone.text(".empty[role=status]").await;
}

/// Begins a contest of so many questions and seconds for each; its path.
async fn begin(wall: &Browser, program: &Program, terms: [&str; 2]) -> String {
    wall.open(&format!("{}/contests", program.url)).await;
    for (name, value) in ["questions", "seconds"].into_iter().zip(terms) {
        wall.fill(name, value).await;
    }
    wall.no_sideways_scroll().await;
    wall.shot("contests-desktop").await;
    wall.press(".card .primary").await;
    wall.text(".wall").await;
    wall.run("return location.pathname").await.as_str().unwrap().to_owned()
}

async fn join(phone: &Browser, program: &Program, path: &str, word: &str) {
    phone.open(&format!("{}{path}", program.url)).await;
    phone.press(word).await;
}

#[tokio::test]
async fn a_contest_on_the_wall_and_on_phones() {
    let (Some(wall), Some(eleni), Some(giorgos)) =
        (Browser::desktop().await, Browser::phone().await, Browser::phone().await)
    else {
        return;
    };
    let program = Program::start("demo");
    for (browser, login) in [(&wall, "maria"), (&eleni, "eleni"), (&giorgos, "giorgos")] {
        sign_in(browser, &program, login).await;
    }
    let path = begin(&wall, &program, ["2", "300"]).await;
    // It appears on a home page that was open before.
    eleni.press(&format!("[href='{path}']")).await;
    eleni.shot("contest-join-phone").await;
    eleni.press("Join").await;
    giorgos.dark().await;
    join(&giorgos, &program, &path, "Συμμετοχή").await;
    wall.comes_to(GATHERED, "2").await;
    wall.shot("contest-waiting-desktop").await;
    wall.press("Ask the first question").await;
    eleni.text(".question").await;
    eleni.no_sideways_scroll().await;
    eleni.shot("contest-question-phone").await;
    wall.shot("contest-question-desktop").await;
    answer(&eleni).await;
    wall.comes_to("return document.querySelector('.wall .big-number')?.innerText ?? ''", "1 of 2 answered").await;
    wall.press("Show what is right").await;
    for browser in [&wall, &eleni, &giorgos] {
        browser.text(".quote-answer").await;
        browser.no_sideways_scroll().await;
    }
    wall.shot("contest-told-desktop").await;
    eleni.shot("contest-told-phone").await;
    giorgos.shot("contest-told-phone-dark-el").await;
    wall.press("Next question").await;
    eleni.text("form[action*='/answers/']").await;
    wall.press("Show what is right").await;
    eleni.text(".quote-answer").await;
    wall.press("End and show the ranking").await;
    eleni.text(".ranking .first").await;
    eleni.shot("contest-over-phone").await;
    wall.dark().await;
    wall.shot("contest-over-desktop-dark").await;
    // Nobody shows what is right: the time of a question ends by itself, on every screen.
    let path = begin(&wall, &program, ["1", "5"]).await;
    join(&giorgos, &program, &path, "Συμμετοχή").await;
    wall.comes_to(GATHERED, "1").await;
    wall.press("Ask the first question").await;
    for browser in [&wall, &giorgos] {
        browser.text(".quote-answer").await;
    }
    for browser in [wall, eleni, giorgos] {
        browser.done().await;
    }
}
