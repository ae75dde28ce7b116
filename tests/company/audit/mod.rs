//! The log is provable: proofs hold by their formats alone, and whatever is changed by hand is found.

mod tampering;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use data_encoding::BASE64;
use diesel::{RunQueryDsl, sql_query};
use dokimasia::{
    base::{
        settings::Settings,
        time::{DAY, HOUR},
    },
    domain::audit::{self, LogKey},
    journeys::prove_log::{self, Against, Fault, Report},
    store::leaves,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use self::tampering::Hand;
use crate::harness::{Company, Rows};

/// A company whose log is promised, and where its keys and checkpoints are.
pub fn company() -> (Company, TempDir) {
    let place = tempfile::tempdir().unwrap();
    let (keys, checkpoints) = (Some(place.path().join("keys")), Some(place.path().join("checkpoints")));
    let lasting = 1_000 * DAY;
    let settings = Settings { keys, checkpoints, session_idle: lasting, session_max: lasting, ..Settings::default() };
    (Company::with(settings), place)
}

/// A company in which something happened, and which promised so.
async fn busy_company() -> (Company, TempDir) {
    let (company, place) = company();
    company.certification("nails").await;
    let (eleni, sofia) = (company.manager("eleni").await, company.head("sofia").await);
    let passed = eleni.take("nails", 10).await;
    prove_log::tend(&company.world, true).await.unwrap();
    company.pass(HOUR);
    let path = format!("/api/v1/certificates/{}/revocation", passed["certificate"]["id"].as_str().unwrap());
    sofia.post(&path, json!({"reason": "Somebody else sat the test."})).await.expect(201);
    prove_log::tend(&company.world, false).await.unwrap();
    company.pass(HOUR);
    (company, place)
}

async fn verified(company: &Company) -> Report {
    prove_log::verify(&company.world, Against::default()).await.unwrap()
}

fn sha(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}

/// The root to which an inclusion proof leads, by the words of RFC 9162, section 2.1.3.2, alone.
fn root_of(leaf: &[u8], mut index: u64, size: u64, path: &[[u8; 32]]) -> [u8; 32] {
    let (mut hash, mut last) = (sha(&[&[0], leaf]), size - 1);
    for node in path {
        assert!(last > 0, "the proof is too long");
        if index % 2 == 1 || index == last {
            hash = sha(&[&[1], node, &hash]);
            while index.is_multiple_of(2) && index != 0 {
                (index, last) = (index / 2, last / 2);
            }
        } else {
            hash = sha(&[&[1], &hash, node]);
        }
        (index, last) = (index / 2, last / 2);
    }
    assert_eq!(last, 0, "the proof is too short");
    hash
}

fn hash_of(base64: &str) -> [u8; 32] {
    BASE64.decode(base64.as_bytes()).unwrap().try_into().unwrap()
}

/// What a signed checkpoint says, its signature checked by the words of C2SP signed-note alone.
fn read_note(note: &str, key: &str) -> (String, u64, [u8; 32]) {
    let (text, signatures) = note.split_once("\n\n").unwrap();
    let text = format!("{text}\n");
    let [origin, id, public] = key.splitn(3, '+').collect::<Vec<_>>().try_into().unwrap();
    let public = BASE64.decode(public.as_bytes()).unwrap();
    let signed = signatures.strip_prefix(&format!("— {origin} ")).unwrap().strip_suffix('\n').unwrap();
    let signed = BASE64.decode(signed.as_bytes()).unwrap();
    assert_eq!(sha(&[origin.as_bytes(), b"\n", &public])[..4], signed[..4]);
    assert_eq!(data_encoding::HEXLOWER.encode(&signed[..4]), id);
    let verifying = ed25519_dalek::VerifyingKey::from_bytes(public[1..].try_into().unwrap()).unwrap();
    let signature = ed25519_dalek::Signature::from_slice(&signed[4..]).unwrap();
    verifying.verify_strict(text.as_bytes(), &signature).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], origin);
    (origin.to_owned(), lines[1].parse().unwrap(), hash_of(lines[2]))
}

journey!(each_entry_is_proven_by_the_formats_alone);
async fn each_entry_is_proven_by_the_formats_alone() {
    let (company, _place) = busy_company().await;
    let admin = company.admin("admin").await;
    let entries = admin.get("/api/v1/audit/entries?object_kind=certificate").await.expect(200);
    let kinds: Vec<&str> = entries.as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["certificate.revoked", "certificate.issued"]);
    for entry in entries.as_array().unwrap() {
        let id = entry["id"].as_str().unwrap();
        let told = admin.get(&format!("/api/v1/audit/entries/{id}/proof")).await.expect(200);
        let (proof, key) = (told["proof"].as_str().unwrap(), told["key"].as_str().unwrap());
        let (head, note) = proof.split_once("\n\n").unwrap();
        let mut lines = head.lines();
        assert_eq!(lines.next(), Some("c2sp.org/tlog-proof@v1"));
        let index: u64 = lines.next().unwrap().strip_prefix("index ").unwrap().parse().unwrap();
        assert_eq!(entry["position"], index);
        let path: Vec<[u8; 32]> = lines.map(hash_of).collect();
        let (_, size, root) = read_note(note, key);
        let leaf = told["leaf"].as_str().unwrap();
        assert_eq!(root_of(leaf.as_bytes(), index, size, &path), root);
        let leaf: Value = serde_json::from_str(leaf).unwrap();
        assert_eq!((&leaf["id"], &leaf["kind"]), (&entry["id"], &entry["kind"]));
        let documents = &told["documents"];
        let text = |name: &str| documents[name].as_str().unwrap_or("null").to_owned();
        let committed = format!("[{},{}]", text("before"), text("after"));
        let salt = BASE64.decode(documents["salt"].as_str().unwrap().as_bytes()).unwrap();
        assert_eq!(hash_of(leaf["documents"].as_str().unwrap()), sha(&[&salt, committed.as_bytes()]));
        assert_eq!(serde_json::from_str::<Value>(&text("after")).unwrap(), entry["after"]);
    }
    admin.get("/api/v1/audit/entries/01a214e9-1364-7215-90a1-05fe985d00c8/proof").await.refused(404, "no-such-thing");
}

journey!(the_log_only_grew_since);
async fn the_log_only_grew_since() {
    let (company, _place) = company();
    let admin = company.admin("admin").await;
    let before = admin.get("/api/v1/audit/checkpoint").await.expect(200);
    company.certification("nails").await;
    let from = before["entries"].as_u64().unwrap();
    let told = admin.get(&format!("/api/v1/audit/consistency?from={from}")).await.expect(200);
    let key = told["key"].as_str().unwrap();
    let (_, old_size, old_root) = read_note(before["checkpoint"].as_str().unwrap(), key);
    let (_, size, root) = read_note(told["checkpoint"].as_str().unwrap(), key);
    assert!(old_size == from && size > from && told["to"] == size);
    let proof = told["hashes"].as_array().unwrap().iter().map(|it| tlog_tiles::Hash(hash_of(it.as_str().unwrap())));
    let [root, old_root] = [root, old_root].map(tlog_tiles::Hash);
    tlog_tiles::check_tree(&proof.collect(), size, root, old_size, old_root).unwrap();
    for wrong in ["0", "1000000"] {
        admin.get(&format!("/api/v1/audit/consistency?from={wrong}")).await.refused(422, "invalid");
    }
}

journey!(promises_are_entered_in_the_file_when_the_log_grew);
async fn promises_are_entered_in_the_file_when_the_log_grew() {
    let (company, place) = company();
    let file = place.path().join("checkpoints");
    let promised = || audit::read_all(&fs::read_to_string(&file).unwrap()).unwrap().len();
    let admin = company.admin("admin").await;
    prove_log::tend(&company.world, true).await.unwrap();
    prove_log::tend(&company.world, false).await.unwrap();
    assert_eq!(promised(), 1, "the second time there was nothing new");
    company.certification("nails").await;
    prove_log::tend(&company.world, false).await.unwrap();
    admin.get("/api/v1/audit/checkpoint").await.expect(200);
    assert_eq!(promised(), 2, "asking enters nothing that was promised already");
    let report = verified(&company).await;
    assert!(report.is_sound(), "{report:?}");
    assert_eq!((report.checkpoints, report.covered, report.newer), (2, report.leaves, 0));
    let page = admin.page("/log").await.text;
    assert!(page.contains(&format!("{} entries promised", report.leaves)) && !page.contains("tampered"), "{page}");
}

journey!(a_log_that_is_another_than_was_promised_is_told_at_once);
async fn a_log_that_is_another_than_was_promised_is_told_at_once() {
    let (company, place) = busy_company().await;
    let admin = company.admin("admin").await;
    let mut hand = Hand::of(&company.rows);
    hand.lets_go();
    hand.does("DELETE FROM leaves WHERE position > 3");
    let wrong = prove_log::checkpoint(&company.world).await.unwrap_err();
    assert!(wrong.to_string().contains("another than was promised"), "{wrong}");
    assert!(admin.page("/log").await.text.contains("The log is not what its last checkpoint promises"));
    let report = verified(&company).await;
    assert!(report.findings.iter().any(|it| it.fault == Fault::OtherRoot || it.fault == Fault::Shorter), "{report:?}");
    drop(place);
}

journey!(pages_of_the_log_are_found_by_person_thing_and_day);
async fn pages_of_the_log_are_found_by_person_thing_and_day() {
    let (company, _place) = busy_company().await;
    let admin = company.admin("admin").await;
    let found = async |query: &str| admin.page(&format!("/log?{query}")).await.text;
    let of_eleni = found("person=ELENI").await;
    assert!(of_eleni.contains("A test began") && of_eleni.contains("A certificate was revoked"), "{of_eleni}");
    assert!(!of_eleni.contains("A certification was published"));
    assert!(found("person=nobody").await.contains("Nothing here yet"));
    assert!(found("person=..%2Fx").await.contains("Nothing here yet"));
    assert!(found("object_kind=certificate&from=2000-01-01&to=2000-01-02").await.contains("Nothing here yet"));
    assert!(found("object_kind=certificate&from=2000-01-01&to=2100-01-01").await.contains("A certificate was revoked"));
    let wrong = admin.page("/log?from=tomorrow").await;
    assert!(wrong.status == 422 && wrong.text.contains("Give a day"), "{}", wrong.text);
    let first = admin.get("/api/v1/audit/entries?limit=3&person=eleni").await;
    let next = first.headers["link"].to_str().unwrap().to_owned();
    let (seen, rest) = (first.expect(200), next.trim_start_matches('<').split('>').next().unwrap().to_owned());
    assert!(rest.contains("person=eleni") && rest.contains("limit=3"), "{rest}");
    let more = admin.get(&rest).await.expect(200);
    assert!(seen[2]["id"].as_str().unwrap() > more[0]["id"].as_str().unwrap());
}

journey!(erased_documents_leave_the_tree_as_it_was);
async fn erased_documents_leave_the_tree_as_it_was() {
    let (company, _place) = busy_company().await;
    let before = verified(&company).await;
    let ids = company.world.store.read(|db| leaves::page(db, 0, 1_000)).await.unwrap();
    let of_revocation =
        ids.iter().filter_map(|(_, entry)| entry.clone()).find(|it| it.kind == "certificate.revoked").unwrap();
    assert!(of_revocation.after.unwrap().contains("Somebody else sat the test."));
    let id = of_revocation.id.parse().unwrap();
    let erase = company.world.store.write(None, move |tx| {
        leaves::erase(tx, &[id], "a test")?;
        tx.unrecorded(())
    });
    erase.await.unwrap();
    let after = verified(&company).await;
    assert!(after.is_sound(), "{after:?}");
    assert_eq!((after.erased, &after.root), (1, &before.root), "and the entry that says so joins next");
    prove_log::tend(&company.world, false).await.unwrap();
    assert!(verified(&company).await.is_sound());
    let entries =
        company.admin("admin").await.get(&format!("/api/v1/audit/entries?object={}", of_revocation.object)).await;
    let erased: Vec<bool> = entries.expect(200).as_array().unwrap().iter().map(|it| it["erased"] == true).collect();
    assert_eq!(erased, [true, false]);
    // By hand even what may be erased stays, and so does what was erased.
    for statement in
        ["UPDATE events SET before = NULL, after = NULL", "UPDATE leaves SET salt = commitment", "DELETE FROM leaves"]
    {
        let write = company.world.store.write(None, move |tx| {
            sql_query(statement)
                .execute(tx.db)
                .map_err(|error| dokimasia::base::error::Error::because("by hand", error))?;
            tx.unrecorded(())
        });
        assert_eq!(write.await.unwrap_err().refusal(), None, "{statement}");
    }
}

fn program(arguments: &[&str], rows: &Rows, place: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dokimasia"));
    command.arg("audit").args(rows.arguments());
    command.arg("--keys").arg(place.join("keys")).arg("--checkpoints").arg(place.join("checkpoints"));
    command.args(arguments).output().unwrap()
}

journey!(the_command_line_says_whether_a_kept_checkpoint_still_holds);
async fn the_command_line_says_whether_a_kept_checkpoint_still_holds() {
    let (company, place) = busy_company().await;
    let stopped = company.stop().await;
    let said =
        |output: &Output| String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
    let kept: PathBuf = place.path().join("kept");
    fs::copy(place.path().join("checkpoints"), &kept).unwrap();
    let kept_text = kept.to_str().unwrap();
    let sound = program(&["verify", "--checkpoint", kept_text], &stopped.rows, place.path());
    assert!(
        sound.status.success() && said(&sound).contains("The log is what its checkpoints promise."),
        "{}",
        said(&sound)
    );
    let key = said(&program(&["key"], &stopped.rows, place.path()));
    assert!(LogKey::of_text(key.trim()).is_some(), "{key}");
    let now = said(&program(&["checkpoint"], &stopped.rows, place.path()));
    read_note(&now, key.trim());
    // The key's own checkpoint by another key is not one of the log.
    let other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let not_ours = program(&["verify", "--checkpoint", kept_text, "--key", other], &stopped.rows, place.path());
    assert!(
        !not_ours.status.success() && said(&not_ours).contains("the log's key did not sign it"),
        "{}",
        said(&not_ours)
    );
    let mut hand = Hand::of(&stopped.rows);
    hand.lets_go();
    hand.does(
        "UPDATE events SET after = replace(after, 'Somebody else', 'Nobody else') WHERE kind = 'certificate.revoked'",
    );
    drop(hand);
    let tampered = program(&["verify", "--checkpoint", kept_text], &stopped.rows, place.path());
    assert!(
        !tampered.status.success() && said(&tampered).contains("is not what it was when it joined the tree"),
        "{}",
        said(&tampered)
    );
    let unreadable = program(&["verify", "--checkpoint", "/dev/null/x"], &stopped.rows, place.path());
    assert!(!unreadable.status.success());
    fs::write(&kept, "something else\n\n— a b\n").unwrap();
    let wrong = program(&["verify", "--checkpoint", kept_text], &stopped.rows, place.path());
    assert!(said(&wrong).contains("from line 1 on: expected a signed checkpoint"), "{}", said(&wrong));
}
