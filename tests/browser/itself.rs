//! The harness, tried on pages of its own: what it finds on ours can be believed.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    thread,
};

use crate::harness::Browser;

const PAGE: &str = "<!doctype html><html lang=\"el\"><meta charset=\"utf-8\">
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
    <title>Ήλος</title><style>body { background: white } @media (prefers-color-scheme: dark) { body { background: black } }</style>
    <h1>Καρφιά</h1><form><label>Όνομα <input name=\"name\" value=\"παλιό\"></label><button>Αποθήκευση</button></form>";

#[test]
fn a_missing_browser_is_said() {
    Browser::is_here();
}

#[tokio::test]
async fn greek_text_is_typed_and_sent() {
    let Some(browser) = Browser::desktop().await else { return };
    browser.open(&served(PAGE, "")).await;
    assert_eq!(browser.text("h1").await, "Καρφιά");
    browser.fill("name", "Ελένη Ψυχογιού").await;
    assert_eq!(browser.value("name").await, "Ελένη Ψυχογιού");
    browser.press("Αποθήκευση").await;
    let sent = "return new URLSearchParams(location.search).get('name')";
    browser.comes_to(sent, "Ελένη Ψυχογιού").await;
    browser.done().await;
}

#[tokio::test]
async fn devices_are_what_they_say() {
    const SIZE: &str = "return [innerWidth, innerHeight, navigator.maxTouchPoints > 0].join(' ')";
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let url = served(PAGE, "");
    for (browser, expected, name) in
        [(phone, "360 740 true", "itself-phone"), (desktop, "1280 900 false", "itself-desktop")]
    {
        browser.open(&url).await;
        assert_eq!(browser.run(SIZE).await, expected);
        let background = "return getComputedStyle(document.body).backgroundColor";
        browser.dark().await;
        assert_eq!(browser.run(background).await, "rgb(0, 0, 0)");
        browser.light().await;
        assert_eq!(browser.run(background).await, "rgb(255, 255, 255)");
        browser.no_sideways_scroll().await;
        let picture = std::fs::read(browser.shot(name).await).unwrap();
        assert!(picture.starts_with(b"\x89PNG"));
        browser.done().await;
    }
}

#[tokio::test]
async fn a_picture_shows_the_whole_page() {
    let Some(browser) = Browser::desktop().await else { return };
    browser.open(&served("<!doctype html><div style=\"height: 3000px\">", "")).await;
    let picture = std::fs::read(browser.shot("itself-tall").await).unwrap();
    // The height in a PNG's header.
    assert_eq!(picture.get(20..24).unwrap(), 3016_u32.to_be_bytes());
    browser.done().await;
}

#[tokio::test]
async fn what_the_policy_refuses_is_a_complaint() {
    let Some(browser) = Browser::phone().await else { return };
    browser
        .open(&served("<!doctype html><p style=\"color: red\">x", "content-security-policy: default-src 'none'\r\n"))
        .await;
    let complaints = browser.complaints().await;
    assert!(complaints.iter().any(|what| what.contains("Content Security Policy")), "{complaints:?}");
    browser.done().await;
}

#[tokio::test]
#[should_panic(expected = "the browser complained")]
async fn a_complaint_fails_the_test() {
    let Some(browser) = Browser::desktop().await else { panic!("the browser complained of not being there") };
    browser.open(&served("<!doctype html><script>nothing.at.all()</script>", "")).await;
    browser.done().await;
}

#[tokio::test]
#[should_panic(expected = "900 px wide in a window of")]
async fn a_page_too_wide_fails_the_test() {
    let Some(browser) = Browser::phone().await else { panic!("900 px wide in a window of nobody") };
    let page = "<!doctype html><meta name=\"viewport\" content=\"width=device-width, minimum-scale=1\">
        <div style=\"position: absolute; left: 0; width: 900px\">x</div>";
    browser.open(&served(page, "")).await;
    browser.no_sideways_scroll().await;
}

/// The address of a server that answers every request with that page.
fn served(page: &'static str, headers: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            thread::spawn(move || {
                let request = BufReader::new(connection.try_clone().unwrap()).lines();
                let request: Vec<String> = request.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                let is_icon = request.first().is_some_and(|line| line.contains("favicon"));
                let status = if is_icon { "204 No Content" } else { "200 OK" };
                let page = if is_icon { "" } else { page };
                let head = format!("content-type: text/html\r\ncontent-length: {}\r\nconnection: close", page.len());
                let _ = write!(connection, "HTTP/1.1 {status}\r\n{headers}{head}\r\n\r\n{page}");
            });
        }
    });
    url
}
