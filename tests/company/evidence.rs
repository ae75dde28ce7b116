//! Evidence of a decision: it holds everything, it proves itself, and whatever is changed in it is found.

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    process::Command,
};

use dokimasia::base::settings::Settings;
use reqwest::Method;
use serde_json::{Value, json};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    audit,
    harness::{Client, Company},
};

/// The file of evidence of an attempt, as a head downloads it.
async fn downloaded(head: &Client, attempt: &str) -> Vec<u8> {
    let request = reqwest::Client::new().get(format!("{}/attempts/{attempt}/evidence/file", head.url));
    let reply = request.header("cookie", format!("session={}", head.token.as_ref().unwrap())).send().await.unwrap();
    assert_eq!((reply.status().as_u16(), &reply.headers()["content-type"]), (200, &"application/zip".parse().unwrap()));
    reply.bytes().await.unwrap().to_vec()
}

/// The files of an archive.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for place in 0..zip.len() {
        let mut file = zip.by_index(place).unwrap();
        let (name, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        files.push((name, bytes));
    }
    files
}

fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What `dokimasia evidence check` says of a file, and whether it is content.
fn checked(bytes: &[u8], key: &str) -> (bool, String) {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("evidence.zip");
    fs::write(&file, bytes).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_dokimasia"))
        .args(["evidence", "check"])
        .arg(&file)
        .args(["--key", key])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
    (output.status.success(), said)
}

async fn failed_test(company: &Company) -> (Value, Client) {
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let failed = eleni.take("nails", 3).await;
    (failed, company.head("sofia").await)
}

journey!(evidence_holds_everything_that_a_result_rests_on);
async fn evidence_holds_everything_that_a_result_rests_on() {
    let (company, _place) = audit::company();
    let (failed, sofia) = failed_test(&company).await;
    let id = failed["id"].as_str().unwrap();
    let told = sofia.get(&format!("/api/v1/attempts/{id}/evidence")).await.expect(200);
    let (decision, record) = (&told["evidence"]["decision"], &told["evidence"]["record"]);
    assert_eq!(decision["person"]["login"], "eleni");
    assert_eq!((decision["rounds"].as_array().unwrap().len(), &decision["rounds"][0]["passed"]), (1, &json!(false)));
    assert_eq!((&record["rules"]["version"], &record["rules"]["policy"]["cut_permille"]), (&json!(1), &json!(800)));
    let positions = record["positions"].as_array().unwrap();
    assert_eq!((positions.len(), decision["questions"].as_array().unwrap().len()), (10, 10));
    for position in positions {
        assert!(position["content"]["stem"].is_string() || position["content"]["stem"].is_object(), "{position}");
        assert!(!position["answers"].as_array().unwrap().is_empty() && position["answers"][0]["saved_at"].is_string());
    }
    let kinds: Vec<&str> =
        told["evidence"]["log"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    for kind in ["attempt.started", "attempt.submitted", "certification.published", "line.bank-imported"] {
        assert!(kinds.contains(&kind), "{kind} is not among {kinds:?}");
    }
    let page = sofia.page(&format!("/attempts/{id}/evidence")).await.text;
    assert!(
        page.contains("Evidence: ") && page.contains("A test ended") && page.contains("Download the evidence"),
        "{page}"
    );
}

journey!(a_file_of_evidence_proves_itself);
async fn a_file_of_evidence_proves_itself() {
    let (company, _place) = audit::company();
    let (failed, sofia) = failed_test(&company).await;
    let id = failed["id"].as_str().unwrap();
    let key = company.admin("admin").await.get("/api/v1/audit/checkpoint").await.expect(200);
    let key = key["key"].as_str().unwrap();
    let bytes = downloaded(&sofia, id).await;
    let files = unpacked(&bytes);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["evidence.json", "signature.txt", "checkpoint.txt", "key.txt", "index.html", "style.css"]);
    let page = String::from_utf8_lossy(&files[4].1).into_owned();
    assert!(page.contains("<h1>Evidence: ") && !page.contains("<script"), "{page}");
    let (sound, said) = checked(&bytes, key);
    assert!(sound && said.contains(id) && said.contains("are in the log"), "{said}");
    let changed = |name: &str, from: &str, to: &str| {
        let mut files = files.clone();
        let (_, bytes) = files.iter_mut().find(|(named, _)| named == name).unwrap();
        let text = String::from_utf8_lossy(bytes).into_owned();
        assert!(text.contains(from), "{name} has no {from}");
        *bytes = text.replacen(from, to, 1).into_bytes();
        packed(&files)
    };
    for (name, from, to, why) in [
        ("evidence.json", "\"passed\": false", "\"passed\": true", "is not what the key"),
        ("evidence.json", "\"position\": 1,", "\"position\": 2,", "is not what the key"),
        ("signature.txt", "dokimasia-evidence/1", "dokimasia-evidence/2", "is not what the key"),
        ("checkpoint.txt", "\n\n", "\n \n", "did not sign"),
    ] {
        let (sound, said) = checked(&changed(name, from, to), key);
        assert!(!sound && said.contains(why), "{name}, {from}: {said}");
    }
    let other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert!(!checked(&bytes, other).0);
    let without: Vec<_> = files.iter().filter(|(name, _)| name != "signature.txt").cloned().collect();
    assert!(checked(&packed(&without), key).1.contains("signature.txt is missing"));
    assert!(checked(b"no archive", key).1.contains("expected a ZIP archive"));
}

journey!(evidence_is_for_heads_and_for_certificates_too);
async fn evidence_is_for_heads_and_for_certificates_too() {
    let (company, _place) = audit::company();
    company.certification("nails").await;
    let (eleni, sofia) = (company.manager("eleni").await, company.head("sofia").await);
    let passed = eleni.take("nails", 10).await;
    let (id, certificate) = (passed["id"].as_str().unwrap(), passed["certificate"]["id"].as_str().unwrap());
    eleni.get(&format!("/api/v1/attempts/{id}/evidence")).await.refused(403, "not-yours");
    let there = sofia.page(&format!("/certificates/{certificate}/evidence")).await;
    assert_eq!(there.location(), format!("/attempts/{id}/evidence"));
    let history = sofia.page("/standing/eleni/nails-1").await.text;
    assert!(history.contains(&format!("/attempts/{id}/evidence")), "{history}");
    let told = sofia.get(&format!("/api/v1/attempts/{id}/evidence")).await.expect(200);
    assert_eq!(told["evidence"]["record"]["certificates"][0]["id"], certificate);
    let nobody = "01a214e9-1364-7215-90a1-05fe985d00c8";
    sofia.get(&format!("/api/v1/attempts/{nobody}/evidence")).await.refused(404, "no-such-thing");
}

journey!(without_a_key_no_evidence_is_given);
async fn without_a_key_no_evidence_is_given() {
    let company = Company::with(Settings::default());
    let (failed, sofia) = failed_test(&company).await;
    let path = format!("/api/v1/attempts/{}/evidence", failed["id"].as_str().unwrap());
    sofia.call(Method::GET, &path, None).await.refused(503, "no-signing-key");
}
