//! A meeting, from the stop at the gate by a head's waiver to the sheet on one page of paper.

use dokimasia::base::time::Clock;
use lopdf::Document;
use reqwest::Client;
use serde_json::{Value, json};

use crate::{
    delta::Person,
    harness::{Browser, Program},
    journeys::sign_in,
};

/// Width and height of A4, in points.
const A4: [f32; 2] = [595.0, 842.0];

/// Asserts that a print is one page of A4, and gives its words without the spaces between them.
#[track_caller]
fn page(print: &[u8]) -> String {
    let document = Document::load_mem(print).unwrap();
    let pages = document.get_pages();
    assert_eq!(pages.len(), 1, "it must be one page");
    let size = document.get_dictionary(pages[&1]).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
    let size: Vec<f32> = size[2..].iter().map(|side| side.as_float().unwrap()).collect();
    assert!(size.iter().zip(A4).all(|(side, expected)| (side - expected).abs() < 2.0), "{size:?}");
    document.extract_text(&[1]).unwrap().split_whitespace().collect()
}

#[track_caller]
fn expect_words(page: &str, words: &[&str]) {
    for word in words {
        let word: String = word.split_whitespace().collect();
        assert!(page.contains(&word), "{word} is not on the page: {page}");
    }
}

/// What is wrong with the sheet as it lies on paper: what is cut off, and ruled lines that are too narrow to write on.
const FAULTS: &str = "
    const sheet = document.querySelector('.sheet'), mm = 96 / 25.4, bottom = sheet.getBoundingClientRect().bottom;
    const cut = [...sheet.querySelectorAll('*')].filter(it => it.getBoundingClientRect().bottom > bottom + 1);
    const narrow = [...sheet.querySelectorAll('.writing-lines > span')].filter(it => it.getBoundingClientRect().height < 8 * mm - 0.5);
    const head = sheet.querySelector('header').getBoundingClientRect().height;
    return JSON.stringify({ cut: cut.length, narrow: narrow.length, head: head > 41 * mm })";

async fn expect_on_paper(browser: &Browser) {
    let faults = browser.run_on_paper(FAULTS).await;
    assert_eq!(faults, r#"{"cut":0,"narrow":0,"head":false}"#, "{}", browser.url().await);
}

/// The head, on the board, waives the only meeting that is wanted.
async fn waive(desktop: &Browser) {
    assert!(desktop.text("[aria-labelledby=wanted]").await.contains("wants to meet Αφοί Παπαδόπουλοι ΑΕ"));
    desktop.no_sideways_scroll().await;
    desktop.shot("board-wanted-desktop").await;
    desktop.press("Waive").await;
    desktop.text(".notice.good").await;
    assert_eq!(desktop.run("return document.querySelector('[aria-labelledby=wanted]') === null").await, true);
}

/// The sheet in either language: printed from the phone, and looked at as it lies on paper.
async fn print_both(phone: &Browser, desktop: &Browser, meeting: &str) {
    for (locale, words) in [
        ("en", ["Αφοί Παπαδόπουλοι ΑΕ", "Helike wire nail 3.0 × 70", "What will you use", "next week?"]),
        ("el", ["Αφοί Παπαδόπουλοι ΑΕ", "Εκπρόσωπος", "Πού θα χρησιμοποιήσετε το προϊόν", "επόμενη εβδομάδα"]),
    ] {
        phone.open(&format!("{meeting}/sheet?locale={locale}")).await;
        expect_words(&page(&phone.print(&format!("sheet-{locale}")).await), &words);
        desktop.open(&format!("{meeting}/sheet?locale={locale}")).await;
        desktop.shot(&format!("sheet-head-desktop-{locale}")).await;
        expect_on_paper(desktop).await;
    }
}

#[tokio::test]
async fn a_manager_is_stopped_a_head_waives_and_the_sheet_is_printed() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "eleni").await;
    phone.open(&format!("{}/meetings", program.url)).await;
    phone.shot("meetings-none-phone").await;
    phone.press("New meeting").await;
    phone.fill("client", "Αφοί Παπαδόπουλοι ΑΕ").await;
    phone.run("const box = document.querySelector('[value=\"NA-3070\"]'); box.closest('details').open = true; box.click()").await;
    phone.no_sideways_scroll().await;
    phone.shot("meeting-new-phone").await;
    phone.press("[action='/meetings'] .primary").await;
    assert!(phone.text(".gate-answer.no").await.contains("Not this meeting, not yet"));
    assert!(phone.text(".gates").await.contains("take the test"));
    phone.no_sideways_scroll().await;
    phone.shot("meeting-stopped-phone").await;
    let meeting = phone.url().await;

    sign_in(&desktop, &program, "sofia").await;
    waive(&desktop).await;

    // Nobody touched the phone.
    phone.text(".gate-answer.yes").await;
    phone.shot("meeting-ready-phone").await;
    phone.press("Open the meeting").await;
    phone.text("[href$='/sheet']").await;
    phone.no_sideways_scroll().await;
    phone.shot("meeting-open-phone").await;
    phone.open(&format!("{}/", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("home-meetings-phone").await;
    phone.open(&meeting).await;
    phone.press("Negotiation sheet").await;
    phone.fill("note/1", "Δύο συνεργεία, στέγες στα νησιά.").await;
    phone.comes_to("return document.querySelector('[data-notes-state]').textContent", "Saved").await;
    phone.no_sideways_scroll().await;
    phone.shot("sheet-phone").await;
    phone.open(&meeting).await;
    assert!(phone.text("[aria-labelledby=notes]").await.contains("στέγες στα νησιά"));
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.dark().await;
    phone.no_sideways_scroll().await;
    phone.shot("meeting-open-phone-dark-el").await;
    phone.light().await;

    print_both(&phone, &desktop, &meeting).await;
    desktop.dark().await;
    desktop.open(&format!("{}/meetings", program.url)).await;
    desktop.no_sideways_scroll().await;
    desktop.shot("meetings-head-desktop-dark").await;
    phone.done().await;
    desktop.done().await;
}

/// Questions whose texts are as long as they may be.
async fn write_longest(sofia: &Person<'_>, levels: &[&str], text: impl Fn(usize) -> Value) -> Result<(), String> {
    let questions: Vec<Value> = (0..levels.len()).map(|at| json!({"level": levels[at], "text": text(at)})).collect();
    let request = Client::new().put(sofia.url("lines/nails/sheet")).json(&json!({"questions": questions}));
    let response = request.bearer_auth(&sofia.token).send().await.unwrap();
    if response.status().is_success() { Ok(()) } else { Err(response.text().await.unwrap()) }
}

#[tokio::test]
async fn the_longest_sheets_are_one_page_too() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    let (sofia, eleni) = (Person::of(&program, "sofia").await, Person::of(&program, "eleni").await);
    let client = "Ανώνυμος Βιομηχανική και Εμπορική Εταιρεία Οικοδομικών Υλικών ".repeat(3);
    let products = ["NA-3070", "NA-2550", "NA-3590", "NA-50150"];
    let at = Clock::System.now().to_string();
    let asked = json!({"client": client.trim(), "products": products, "at": at});
    let request = Client::new().post(eleni.url("meetings")).bearer_auth(&eleni.token).json(&asked);
    let problem: Value = request.send().await.unwrap().json().await.unwrap();
    let id = problem["meeting"].as_str().unwrap_or_else(|| panic!("{problem}"));
    sofia.post(&format!("meetings/{id}/waiver"), &json!({"reason": "A trade fair."})).await;
    eleni.post(&format!("meetings/{id}/opening"), &json!({})).await;
    sign_in(&desktop, &program, "eleni").await;
    let twelve = [
        "simple", "simple", "simple", "medium", "medium", "medium", "medium", "complex", "complex", "complex",
        "closing", "closing",
    ];
    let ten = [&twelve[..3], &twelve[5..]].concat();
    let fourteen = [&twelve[..1], &twelve[..], &twelve[11..]].concat();
    for (name, levels) in [("ten", &ten[..]), ("twelve", &twelve[..]), ("fourteen", &fourteen[..])] {
        // As many words as are taken; of fourteen questions not all have room for two lines.
        let mut words = 60;
        let text = |words: usize| {
            move |at: usize| {
                if levels.len() > 12 && at > 5 {
                    return json!({"en": format!("Short {at}?"), "el": format!("Σύντομη {at};")});
                }
                json!({"en": format!("{at} {{product}} {{client}} {}?", "WHAMMY mild ".repeat(words)),
                    "el": format!("{at} {{client}} {{product}} {};", "ΩΜέγα μήπως ".repeat(words))})
            }
        };
        while write_longest(&sofia, levels, text(words)).await.is_err() {
            words -= 1;
        }
        for locale in ["en", "el"] {
            desktop.open(&format!("{}/meetings/{id}/sheet?locale={locale}", program.url)).await;
            let print = desktop.print(&format!("sheet-longest-{name}-{locale}")).await;
            expect_words(&page(&print), &["Ανώνυμος Βιομηχανική"]);
            expect_on_paper(&desktop).await;
        }
    }
    desktop.done().await;
}

#[tokio::test]
async fn a_sheet_is_edited_in_greek() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "sofia").await;
    desktop.open(&format!("{}/lines/nails/sheet", program.url)).await;
    desktop.no_sideways_scroll().await;
    desktop.shot("sheet-edit-desktop").await;
    desktop.press("[name=up][value='11']").await;
    let moved = "return document.querySelector('[name=\"text.10.en\"]').value";
    desktop.comes_to(moved, "Does it suit you if we speak again next week?").await;
    desktop.fill("text.0.en", &"How do you do? ".repeat(30)).await;
    desktop.press("[data-key=s]").await;
    assert!(desktop.text("#error-text\\.0\\.en").await.contains("characters of it fit"));
    desktop.press(".menu > summary").await;
    desktop.press(".menu [name=locale][value=el]").await;
    desktop.text("html[lang=el]").await;
    desktop.dark().await;
    desktop.no_sideways_scroll().await;
    desktop.shot("sheet-edit-desktop-dark-el").await;
    let refused = desktop.complaints().await;
    assert!(refused.iter().all(|complaint| complaint.contains("422")), "{refused:?}");
    desktop.done().await;
}
