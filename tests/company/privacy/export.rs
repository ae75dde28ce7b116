//! Everything that is known of somebody as one file.

use std::io::{Cursor, Read};

use dokimasia::base::time::{DAY, HOUR};
use serde_json::{Value, json};
use zip::ZipArchive;

use super::{CANARIES, desk};
use crate::harness::{CANARY, Client};

fn is_json(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "json")
}

/// The files of a bundle by name.
async fn files(client: &Client, path: &str, body: Value) -> Vec<(String, String)> {
    let request = reqwest::Client::new().post(format!("{}{path}", client.url));
    let reply = request.bearer_auth(client.token.as_ref().unwrap()).json(&body).send().await.unwrap();
    assert_eq!((reply.status().as_u16(), &reply.headers()["cache-control"]), (200, &"no-store".parse().unwrap()));
    let mut archive = ZipArchive::new(Cursor::new(reply.bytes().await.unwrap())).unwrap();
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.push((file.name().unwrap().into_owned(), text));
    }
    files
}

journey!(everything_about_oneself_is_one_file_without_keys);
async fn everything_about_oneself_is_one_file_without_keys() {
    let desk = desk().await;
    let path = "/api/v1/me/export";
    desk.kanari.post(path, json!({"password": "not this one"})).await.refused(422, "invalid");
    let files = files(&desk.kanari, path, json!({"password": "dokimasia-demo"})).await;
    let all: String = files.iter().map(|(_, text)| text.as_str()).collect();
    for canary in CANARIES {
        assert!(all.contains(canary), "{canary}");
    }
    assert!(!all.contains(CANARY), "no key's words");
    assert!(!all.contains("argon2") && !all.contains("token"), "no secret");
    let named = |name: &str| files.iter().find(|(found, _)| found == name).map(|(_, text)| text).unwrap();
    for (name, text) in files.iter().filter(|(name, _)| is_json(name)) {
        serde_json::from_str::<Value>(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
    }
    let meetings: Value = serde_json::from_str(named("meetings.json")).unwrap();
    assert_eq!(meetings["meetings"][0]["client"], "Kanari-Client");
    let tests: Vec<&(String, String)> =
        files.iter().filter(|(name, _)| name.starts_with("tests/") && is_json(name)).collect();
    assert_eq!(tests.len(), 4);
    let failed = tests.iter().map(|(_, text)| serde_json::from_str::<Value>(text).unwrap());
    let typed = failed.into_iter().find(|test| test["certification"] == "coats").unwrap();
    assert_eq!((&typed["result"]["passed"], &typed["questions"][0].get("points")), (&json!(false), &None));
    assert_eq!(typed["questions"][1]["saved"][0]["answer"], "Kanari-Typed");
    assert!(named("index.html").contains("<h1>Όλα για: Kassandra Kanari</h1>"));
    desk.anna.get("/api/v1/me").await.expect(200);
    assert!(desk.anna.page("/log?object_kind=person").await.text.contains("got all that is known"));
}

journey!(nothing_is_handed_over_while_a_test_runs_nor_all_the_time);
async fn nothing_is_handed_over_while_a_test_runs_nor_all_the_time() {
    let desk = desk().await;
    let (own, of) = ("/api/v1/me/export", "/api/v1/users/kanari-login/export");
    desk.company.pass(8 * DAY);
    let running = desk.kanari.start("coats").await;
    let password = json!({"password": "dokimasia-demo"});
    desk.kanari.post(own, password.clone()).await.refused(423, "locked");
    desk.anna.post(of, json!({})).await.refused(423, "locked");
    let path = format!("/api/v1/attempts/{}/submission", running["id"].as_str().unwrap());
    desk.kanari.post(&path, json!({})).await.expect(200);
    for _ in 0..3 {
        files(&desk.anna, of, json!({})).await;
    }
    desk.kanari.post(own, password.clone()).await.refused(429, "too-many");
    desk.company.pass(HOUR + 1);
    files(&desk.kanari, own, password).await;
    desk.kanari.post(of, json!({})).await.refused(403, "not-yours");
}
