//! Chromium without a window, led through chromedriver.

use std::{
    env, fs,
    io::{Write, stderr},
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use data_encoding::BASE64;
use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    wd::Capabilities,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::process::Process;

/// So many pages may be left before one stays.
const PAGES_MAX: usize = 10;
/// Something that should come is waited for so long.
const PATIENCE: Duration = Duration::from_secs(30);
const CHROMIUM: &str = "chromium";
const CHROMEDRIVER: &str = "chromedriver";

const FLAGS: &[&str] = &[
    "--headless=new",
    // A container has neither the users nor the devices that these need.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    // Nothing but the pages under test is asked for anything.
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    // With a pipe, Chromium ends when chromedriver ends, however that happens.
    "--remote-debugging-pipe",
];

/// Somebody at a browser. A test ends with [`Browser::done`].
pub struct Browser {
    client: Client,
    driver: String,
    session: String,
    is_done: bool,
    _process: Process,
    _profile: TempDir,
}

impl Browser {
    /// A phone, 360 × 740; none where there is no browser.
    pub async fn phone() -> Option<Browser> {
        Browser::start(json!({ "width": 360, "height": 740, "pixelRatio": 2, "touch": true, "mobile": true })).await
    }

    /// A desktop, 1280 × 900; none where there is no browser.
    pub async fn desktop() -> Option<Browser> {
        Browser::start(json!({ "width": 1280, "height": 900, "pixelRatio": 1, "touch": false, "mobile": false })).await
    }

    /// Opens an address and waits until it is loaded.
    pub async fn open(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("opening {url}: {error}"));
    }

    /// Where the browser is.
    pub async fn url(&self) -> String {
        self.client.current_url().await.unwrap().to_string()
    }

    /// From now on the device wishes for dark pages.
    pub async fn dark(&self) {
        self.wish_for("dark").await;
    }

    /// From now on the device wishes for light pages, as it does at first.
    pub async fn light(&self) {
        self.wish_for("light").await;
    }

    /// What a script gives while the page is as it lies on paper of A4, within margins of 15 mm. Only for a desktop: a phone is none afterwards.
    pub async fn run_on_paper(&self, script: &str) -> Value {
        let paper = json!({ "width": 680, "height": 1009, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", paper).await;
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        let given = self.run(script).await;
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        self.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
        given
    }

    /// Presses what is called that: a button, a link, a summary, a label; or what a CSS selector (`#a`, `.a`, `[a]`) finds.
    /// Waits until it is there, and until a page that it leads to is loaded.
    pub async fn press(&self, what: &str) {
        let place = if what.starts_with(['#', '.', '[']) { Locator::Css(what) } else { Locator::XPath(&called(what)) };
        let element = self.find(place, what).await;
        element.click().await.unwrap_or_else(|error| panic!("pressing {what:?}: {error}"));
    }

    /// Types a text into the field of that name, in place of what was there.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.find(Locator::Css(&format!("[name={name:?}]")), name).await;
        field.clear().await.unwrap_or_else(|error| panic!("clearing {name}: {error}"));
        field.send_keys(text).await.unwrap_or_else(|error| panic!("typing into {name}: {error}"));
    }

    /// Presses keys, such as `j`, one after the other, wherever the focus is.
    pub async fn keys(&self, keys: &str) {
        let pressed = keys.chars().fold(KeyActions::new("keyboard".to_owned()), |pressed, value| {
            pressed.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.client.perform_actions(pressed).await.unwrap_or_else(|error| panic!("pressing {keys:?}: {error}"));
    }

    /// What the field of that name holds.
    pub async fn value(&self, name: &str) -> String {
        let field = self.find(Locator::Css(&format!("[name={name:?}]")), name).await;
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// The text, as shown, of the first thing that a CSS selector finds; waits until it is there.
    pub async fn text(&self, css: &str) -> String {
        for _ in 0..PAGES_MAX {
            // A page that is just being left takes what was found with it.
            if let Ok(text) = self.find(Locator::Css(css), css).await.text().await {
                return text;
            }
        }
        panic!("{css:?} is never there to be read");
    }

    /// What a script gives, such as `return document.title`.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until a script gives that: a form is sent a moment after its button was pressed.
    pub async fn comes_to(&self, script: &str, expected: &str) {
        let mut given = Value::Null;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            given = self.run(script).await;
            if given == expected {
                return;
            }
        }
        panic!("{script} gives {given}, not {expected:?}");
    }

    /// Fails when the page is wider than the window.
    pub async fn no_sideways_scroll(&self) {
        let widths = self.run("return [document.documentElement.scrollWidth, window.innerWidth]").await;
        let (page, window) = (widths[0].as_f64().unwrap(), widths[1].as_f64().unwrap());
        let widest = "return [...document.querySelectorAll('body *')]
            .filter(it => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .slice(0, 5).map(it => it.outerHTML.slice(0, 120)).join('\\n')";
        let url = self.url().await;
        assert!(page <= window, "{url}: {page} px wide in a window of {window}:\n{}", self.run(widest).await);
    }

    /// Keeps a picture of the whole page, `screens/NAME.png` in the target directory, and says where.
    pub async fn shot(&self, name: &str) -> PathBuf {
        // Half of a transition would look like a fault. One without end cannot be finished, and says so.
        self.run("document.getAnimations().forEach(it => { try { it.finish() } catch {} })").await;
        let metrics = self.devtools("Page.getLayoutMetrics", json!({})).await;
        let size = &metrics["cssContentSize"];
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        let picture = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture = self.devtools("Page.captureScreenshot", picture).await;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name).with_extension("png");
        fs::write(&path, BASE64.decode(picture["data"].as_str().unwrap().as_bytes()).unwrap()).unwrap();
        path
    }

    /// Prints the page as its styles want it; keeps the print, `screens/NAME.pdf`, and gives it.
    pub async fn print(&self, name: &str) -> Vec<u8> {
        let wanted = json!({ "preferCSSPageSize": true, "printBackground": true });
        let print = self.devtools("Page.printToPDF", wanted).await;
        let print = BASE64.decode(print["data"].as_str().unwrap().as_bytes()).unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name).with_extension("pdf"), &print).unwrap();
        print
    }

    /// Chooses a file in the field of that name.
    pub async fn choose(&self, name: &str, file: &Path) {
        let field = self.find(Locator::Css(&format!("[name={name:?}]")), name).await;
        field.send_keys(file.to_str().unwrap()).await.unwrap_or_else(|error| panic!("choosing {name}: {error}"));
    }

    /// What the browser complained of since last asked: errors of scripts, refused contents, answers of 400 and above.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.call("se/log", json!({ "type": "browser" })).await;
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .filter(|entry| ["SEVERE", "WARNING"].contains(&entry["level"].as_str().unwrap_or_default()))
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// Ends the test. Fails when the browser complained of anything.
    pub async fn done(mut self) {
        self.is_done = true;
        let complaints = self.complaints().await;
        assert!(complaints.is_empty(), "the browser complained at {}:\n{}", self.url().await, complaints.join("\n"));
        self.client.clone().close().await.unwrap();
    }

    /// Whether there is a browser. Without one the test is left out, and loudly so; where all tests must run, it fails.
    pub fn is_here() -> bool {
        let path = env::var_os("PATH").unwrap_or_default();
        let is_on_path = |program: &str| env::split_paths(&path).any(|folder| folder.join(program).is_file());
        if is_on_path(CHROMIUM) && is_on_path(CHROMEDRIVER) {
            return true;
        }
        let what = "LEFT OUT: browser tests (install chromium chromium-driver, or run tests/run)";
        assert!(env::var_os("DOKIMASIA_TESTS").is_none_or(|tests| tests != "all"), "{what}");
        // Not eprintln: the test runner would keep that to itself.
        let _ = writeln!(stderr(), "{what}");
        false
    }

    async fn start(device: Value) -> Option<Browser> {
        if !Browser::is_here() {
            return None;
        }
        let profile = tempfile::tempdir().unwrap();
        let mut command = Command::new(CHROMEDRIVER);
        command.arg("--port=0").env("TMPDIR", profile.path());
        let (process, port) = Process::start(&mut command, "started successfully on port ");
        let driver = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
        let profile_flag = format!("--user-data-dir={}", profile.path().display());
        let flags: Vec<&str> = FLAGS.iter().copied().chain([profile_flag.as_str()]).collect();
        let capabilities = json!({
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": { "args": flags, "mobileEmulation": { "deviceMetrics": device } },
        });
        let capabilities: Capabilities = serde_json::from_value(capabilities).unwrap();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&driver).await;
        let client = client.unwrap_or_else(|error| panic!("starting {CHROMIUM}: {error}"));
        let session = client.session_id().await.unwrap().unwrap();
        Some(Browser { client, driver, session, is_done: false, _process: process, _profile: profile })
    }

    async fn find(&self, place: Locator<'_>, called: &str) -> Element {
        match self.client.wait().for_element(place).await {
            Ok(element) => element,
            Err(error) => {
                let page = self.run("return document.body.innerText").await;
                panic!("{} has no {called:?}: {error}\n{}", self.url().await, page.as_str().unwrap_or_default());
            }
        }
    }

    async fn wish_for(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// A command of Chromium's own protocol.
    async fn devtools(&self, command: &str, params: Value) -> Value {
        self.call("goog/cdp/execute", json!({ "cmd": command, "params": params })).await
    }

    /// A command that only chromedriver knows.
    async fn call(&self, command: &str, body: Value) -> Value {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let url = format!("{}/session/{}/{command}", self.driver, self.session);
        let reply: Value = http.post(url).json(&body).send().await.unwrap().json().await.unwrap();
        let value = reply["value"].clone();
        assert!(value.get("error").is_none(), "{command} {body}: {value}");
        value
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        assert!(self.is_done || thread::panicking(), "end the test with browser.done().await, which reads the console");
    }
}

/// Where something is that a person would call so: by its text, its value or its label for those who cannot see.
fn called(name: &str) -> String {
    let quoted = if name.contains('"') { format!("'{name}'") } else { format!("\"{name}\"") };
    let kinds = "self::button or self::a or self::summary or self::label or self::input[@type='submit']";
    format!("//*[{kinds}][normalize-space()={quoted} or @value={quoted} or @aria-label={quoted}]")
}
