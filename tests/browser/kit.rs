//! The field kit: on the phone with the network off, on paper, and as trainers fill it.

use std::io::Cursor;

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

/// Whether the device holds every kit that it should, as its own page says.
const HOLDS_ALL: &str = r"const state = document.querySelector('[data-device-state]')?.textContent ?? '';
    const [kept, all] = state.match(/\d+/g) ?? []; return kept && kept === all ? 'all' : state;";
/// Where the page on the screen comes from.
const FROM: &str = "return document.querySelector('[data-from]')?.dataset.from ?? 'nowhere'";
/// Whether the device holds the kit of NA-3070.
const HOLDS_NAIL: &str = "return (async () => {
    const names = (await caches.keys()).filter(name => name.startsWith('kits-'));
    const kept = await Promise.all(names.map(async name => (await caches.open(name)).match('/kit/NA-3070')));
    return kept.some(Boolean) ? 'held' : 'gone'; })()";

#[tokio::test]
async fn a_kit_opens_with_the_network_off_and_is_brought_up_to_date_after() {
    let Some(phone) = Browser::phone().await else { return };
    let mut program = Program::start("demo");
    let at = |program: &Program, path: &str| format!("{}{path}", program.url);
    sign_in(&phone, &program, "eleni").await;
    phone.open(&at(&program, "/kit")).await;
    phone.comes_to(HOLDS_ALL, "all").await;
    phone.no_sideways_scroll().await;
    phone.shot("kit-list-phone").await;
    assert!(phone.complaints().await.is_empty());
    program.stop();
    phone.open(&at(&program, "/kit/NA-3070")).await;
    assert_eq!(phone.run(FROM).await, "device");
    let age = phone.text(".kept").await;
    assert!(age.contains("no network") && age.contains("As of"), "{age}");
    assert!(phone.text("#entries ~ .entry").await.contains("Samples in the case"));
    phone.no_sideways_scroll().await;
    phone.shot("kit-offline-phone").await;
    phone.run("document.querySelector('#filter').focus()").await;
    phone.keys("COMPETITOR").await;
    let shown =
        "return [...document.querySelectorAll('.entry:not([hidden]) h3')].map(it => it.firstChild.data.trim()).join()";
    phone.comes_to(shown, "Beside a competitor’s nail").await;
    phone.open(&at(&program, "/kit")).await;
    phone.fill("q", "CALIPER").await;
    phone.press("Search").await;
    let found = "return [...document.querySelectorAll('[data-found-list] h3')].map(it => it.textContent.trim()).join()";
    phone.comes_to(found, "Beside a competitor’s nail").await;
    phone.shot("kit-search-offline-phone").await;
    phone.open(&at(&program, "/raised")).await;
    assert_eq!(phone.text("h1").await, "No network");
    assert!(phone.text("[data-kept-kits] a").await.contains("AB-"));
    phone.shot("offline-phone").await;
    phone.open(&at(&program, "/kit/NA-3070")).await;
    assert_eq!(phone.run(FROM).await, "device");
    program.start_again();
    phone.comes_to(FROM, "server").await;
    phone.complaints().await;
    phone.open(&at(&program, "/tests/nails")).await;
    phone.press("[action$='/attempts'] .primary").await;
    phone.text("form[data-position='1']").await;
    phone.comes_to(HOLDS_NAIL, "gone").await;
    program.stop();
    phone.open(&at(&program, "/kit/NA-3070")).await;
    assert_eq!(phone.text("h1").await, "No network", "what is locked is not kept");
    phone.complaints().await;
    phone.done().await;
}

#[tokio::test]
async fn what_is_kept_goes_when_its_owner_signs_out() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "eleni").await;
    phone.open(&format!("{}/kit", program.url)).await;
    phone.comes_to(HOLDS_ALL, "all").await;
    assert_eq!(phone.run(HOLDS_NAIL).await, "held");
    phone.press(".menu > summary").await;
    phone.press("Sign out").await;
    phone.text("[name=password]").await;
    assert_eq!(phone.run(HOLDS_NAIL).await, "gone");
    phone.done().await;
}

#[tokio::test]
async fn a_trainer_fills_a_kit_and_prints_it() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "maria").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nail.png");
    std::fs::write(&file, drawn()).unwrap();
    desktop.open(&format!("{}/kit/NA-3070/entries/new?kind=picture", program.url)).await;
    desktop.choose("file", &file).await;
    desktop.fill("title.en", "Drawing to scale").await;
    desktop.fill("title.el", "Σχέδιο σε κλίμακα").await;
    desktop.fill("text.en", "A nail beside a ruler.").await;
    desktop.no_sideways_scroll().await;
    desktop.shot("kit-new-picture-desktop").await;
    desktop.press("Save").await;
    desktop.text(".notice.good").await;
    desktop.comes_to("return String(document.querySelector('.picture img')?.naturalWidth)", "1600").await;
    desktop.no_sideways_scroll().await;
    desktop.shot("kit-trainer-desktop").await;
    let pages = a4_pages(&desktop.print("kit-en").await);
    assert!((4..12).contains(&pages), "{pages} pages");
    desktop.press(".menu > summary").await;
    desktop.press(".menu [name=locale][value=el]").await;
    desktop.text("html[lang=el]").await;
    let pages = a4_pages(&desktop.print("kit-el").await);
    assert!((4..14).contains(&pages), "{pages} pages");
    desktop.dark().await;
    desktop.shot("kit-trainer-desktop-dark-el").await;
    desktop.open(&format!("{}/lines/nails/script", program.url)).await;
    desktop.shot("kit-script-desktop-dark-el").await;
    desktop.done().await;
}

#[tokio::test]
async fn kits_are_at_home_on_the_phone_in_greek_and_dark() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    phone.dark().await;
    sign_in(&phone, &program, "giorgos").await;
    for (path, name) in [("/kit", "list"), ("/kit?q=σφυρι", "found"), ("/kit/NA-3070", "kit")] {
        phone.open(&format!("{}{path}", program.url)).await;
        phone.no_sideways_scroll().await;
        phone.shot(&format!("kit-{name}-phone-dark-el")).await;
    }
    phone.press(".topic > summary").await;
    phone.no_sideways_scroll().await;
    phone.shot("kit-topic-phone-dark-el").await;
    phone.done().await;
}

/// How many pages a PDF has; each is an A4, upright or not.
fn a4_pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let sizes: Vec<&str> = text.split("/MediaBox [0 0 ").skip(1).filter_map(|rest| rest.split(']').next()).collect();
    let whole = |size: &&str| {
        let mut sides: Vec<f32> = size.split(' ').map(|side| side.parse().unwrap()).collect();
        sides.sort_by(f32::total_cmp);
        (sides[0] - 595.3).abs() < 1.0 && (sides[1] - 841.9).abs() < 1.0
    };
    assert!(sizes.iter().all(whole), "{sizes:?}");
    sizes.len()
}

/// A picture that is larger than it is kept.
fn drawn() -> Vec<u8> {
    let shade = |x: u32, y: u32| if (40..60).contains(&(y % 100)) && x > 200 { [90, 96, 104] } else { [238, 233, 222] };
    let picture = image::RgbImage::from_fn(2_000, 500, |x, y| image::Rgb(shade(x, y)));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}
