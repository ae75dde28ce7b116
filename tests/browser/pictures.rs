//! Pictures of questions: chosen in the editor, seen in the queue, in a test on a phone, among the cards and without a network.

use std::{fmt::Write as _, fs, io::Cursor, path::PathBuf};

use data_encoding::BASE64;
use reqwest::Client;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    delta::Person,
    harness::{Browser, Program},
    journeys::sign_in,
};

/// Whether the picture on the page is there, as wide as it may be and as high as its sides say.
const WHOLE: &str = "const it = document.querySelector('.question .pictured img'); if (!it?.complete || !it.naturalWidth) return 'coming';
    const { width, height } = it.getBoundingClientRect();
    return Math.abs(width / height - it.naturalWidth / it.naturalHeight) < 0.02 && width <= innerWidth - 16 ? 'whole' : `${width} × ${height}`";

/// A nail in a board.
fn nail(width: u32, height: u32) -> Vec<u8> {
    let drawn = image::RgbImage::from_fn(width, height, |x, y| {
        let (across, along) = (x.abs_diff(width / 2) * 100 / width, y * 100 / height);
        image::Rgb(match (across, along) {
            (..8, 20..24) | (..2, 24..60) => [70, 74, 80],
            (..1, 60..88) => [130, 110, 90],
            (_, 60..) => [196, 150, 98],
            _ => [236, 241, 245],
        })
    });
    let mut bytes = Cursor::new(Vec::new());
    drawn.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn kept(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// A bank whose questions all show a picture, approved and certified.
async fn certify(program: &Program) {
    let (maria, nikos) = (Person::of(program, "maria").await, Person::of(program, "nikos").await);
    let mut file = "format: dokimasia-bank/1\nlanguage: en\nline: {code: bolts, name: {en: Bolts, el: Μπουλόνια}}\ntopics:\n  - {code: size, name: {en: Size, el: Μέγεθος}}\ncharacteristics: []\nproducts:\n  - {code: BO-1, name: {en: Bolt 1, el: Μπουλόνι 1}, characteristics: {}}\nquestions:\n".to_owned();
    for number in 0..12 {
        let shown = BASE64.encode(&nail(1_200 + number, 900));
        writeln!(file, "  - id: b{number}\n    kind: single\n    topic: size\n    difficulty: easy\n    stem: {{en: \"Which nail is it, in board {number}?\", el: \"Ποιο καρφί είναι, στη σανίδα {number};\"}}\n    picture:\n      file: data:image/png;base64,{shown}\n      alt: {{en: A nail in a board., el: Ένα καρφί σε σανίδα.}}\n    options:\n      - key: {{en: A wire nail, el: Ένα συρματόκαρφο}}\n      - distractor: {{en: A screw, el: Μια βίδα}}\n    answer: {{en: A wire nail., el: Ένα συρματόκαρφο.}}").unwrap();
    }
    let sent = Client::new().post(maria.url("banks")).bearer_auth(&maria.token).body(file).send().await.unwrap();
    assert!(sent.status().is_success(), "{}", sent.text().await.unwrap());
    let listed =
        Client::new().get(nikos.url("questions?line=bolts&limit=50")).bearer_auth(&nikos.token).send().await.unwrap();
    let listed: Value = serde_json::from_str(&listed.text().await.unwrap()).unwrap();
    for question in listed.as_array().unwrap() {
        nikos.post(&format!("questions/{}/approval", question["id"].as_str().unwrap()), &json!({})).await;
    }
    let draft = json!({
        "code": "bolts", "name": {"en": "Bolts", "el": "Μπουλόνια"}, "policy": {},
        "blueprint": {"sections": [{"line": "bolts", "count": 4}]},
    });
    maria.post("certifications", &draft).await;
    maria.post("certifications/bolts/publication", &json!({})).await;
}

#[tokio::test]
async fn a_trainer_puts_a_picture_to_a_question() {
    let (Some(desktop), Some(phone)) = (Browser::desktop().await, Browser::phone().await) else { return };
    let (program, folder) = (Program::start("demo"), tempfile::tempdir().unwrap());
    sign_in(&desktop, &program, "maria").await;
    desktop.open(&format!("{}/questions/new?line=nails&kind=true_false", program.url)).await;
    desktop.choose("file", &kept(&folder, "drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>")).await;
    let said =
        "return document.querySelector('[data-picture-said]').textContent.includes('SVG') ? 'refused' : 'coming'";
    desktop.comes_to(said, "refused").await;
    assert_eq!(desktop.complaints().await.len(), 1, "that it is no picture was refused");
    desktop.choose("file", &kept(&folder, "nail.png", &nail(1_200, 900))).await;
    let here = "return document.querySelector('[name=picture]').value && document.querySelector('[data-picture-shown] img')?.naturalWidth ? 'here' : 'coming'";
    desktop.comes_to(here, "here").await;
    desktop.fill("stem.en", "Is this nail in the board?").await;
    desktop.fill("answer.en", "It is, up to a third.").await;
    desktop.press("[name=key][value=true]").await;
    let shown = "return document.querySelector('[data-preview-frame]')?.contentDocument?.querySelector('.pictured img')?.naturalWidth > 0 ? 'shown' : 'coming'";
    desktop.comes_to(shown, "shown").await;
    desktop.press(".card .primary").await;
    assert!(desktop.text(".error-summary").await.contains("Say what the picture shows"));
    assert_eq!(desktop.complaints().await.len(), 1, "that nobody said what it shows was refused");
    desktop.fill("alt.en", "A nail, a third of it in a board.").await;
    desktop.no_sideways_scroll().await;
    desktop.shot("picture-editor-desktop").await;
    desktop.dark().await;
    desktop.shot("picture-editor-desktop-dark").await;
    desktop.light().await;
    desktop.press(".card .primary").await;
    desktop.comes_to(WHOLE, "whole").await;
    desktop.shot("picture-question-desktop").await;

    sign_in(&phone, &program, "nikos").await;
    phone.open(&format!("{}/review", program.url)).await;
    phone.text(".queue-item .pictured").await;
    phone.no_sideways_scroll().await;
    phone.shot("picture-review-phone").await;
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.press(".queue-item a[href$='edit'], .queue-item a[href*='/edit?']").await;
    phone.text("[data-picture-shown]").await;
    phone.no_sideways_scroll().await;
    phone.dark().await;
    phone.shot("picture-editor-phone-dark-el").await;
    phone.done().await;
    desktop.done().await;
}

#[tokio::test]
async fn a_candidate_sees_the_picture_on_a_phone() {
    let Some(phone) = Browser::phone().await else { return };
    let mut program = Program::start("demo");
    certify(&program).await;
    sign_in(&phone, &program, "eleni").await;
    phone.open(&format!("{}/study/practice?line=bolts", program.url)).await;
    phone.comes_to(WHOLE, "whole").await;
    phone.open(&format!("{}/study/session?line=bolts", program.url)).await;
    phone.text(".study-card .pictured").await;
    phone.no_sideways_scroll().await;
    phone.shot("picture-card-phone").await;
    phone.open(&format!("{}/kit", program.url)).await;
    let holds = r"const state = document.querySelector('[data-device-state]')?.textContent ?? '';
        const [kept, all] = state.match(/\d+/g) ?? []; return kept && kept === all ? 'all' : state;";
    phone.comes_to(holds, "all").await;
    program.stop();
    phone.open(&format!("{}/kit/BO-1", program.url)).await;
    phone.run("document.querySelectorAll('details').forEach(it => it.open = true)").await;
    let offline = "return [...document.querySelectorAll('.asked .pictured img')].filter(it => it.naturalWidth > 0).length === 12 ? 'all' : 'coming'";
    phone.comes_to(offline, "all").await;
    phone.complaints().await;
    program.start_again();
    phone.open(&format!("{}/tests/bolts", program.url)).await;
    phone.complaints().await;
    phone.press("[action$='/attempts'] .primary").await;
    phone.text("form[data-position='1']").await;
    phone.comes_to(WHOLE, "whole").await;
    phone.no_sideways_scroll().await;
    phone.shot("picture-test-phone").await;
    phone.dark().await;
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.comes_to(WHOLE, "whole").await;
    assert_eq!(phone.run("return document.querySelector('.pictured img').alt").await, "Ένα καρφί σε σανίδα.");
    phone.shot("picture-test-phone-dark-el").await;
    phone.done().await;
}
