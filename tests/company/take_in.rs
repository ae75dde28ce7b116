//! Files of other programs: looked at, taken in, undone; what somebody hands in to harm.

use std::{fs, process::Command};

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Client, Company, Reply, Rows};

const GIFT: &str = "$CATEGORY: $course$/Use\n::First::Which metal is it?{=steel ~lead ~tin}\n\n// [id:na-float]\nNails float.{F}\n\n\
    Tell us all{}\n\nMatch{=a -> 1 =b -> 2 = -> 3}\n";

async fn hand(trainer: &Client, query: &str, file: &[u8]) -> Reply {
    trainer.send(Method::POST, &format!("/api/v1/banks?{query}"), "application/octet-stream", file.to_vec()).await
}

fn verdicts(report: &Value) -> Vec<(u64, String)> {
    let rows = report["rows"].as_array().unwrap().iter();
    rows.map(|row| (row["place"]["line"].as_u64().unwrap(), row["verdict"].as_str().unwrap().to_owned())).collect()
}

fn told(rows: &[(u64, &str)]) -> Vec<(u64, String)> {
    rows.iter().map(|(line, verdict)| (*line, (*verdict).to_owned())).collect()
}

journey!(a_file_is_looked_at_taken_in_and_undone);
async fn a_file_is_looked_at_taken_in_and_undone() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    let looked = hand(&maria, "line=nails&dry_run=true", GIFT.as_bytes()).await.expect(200);
    let expected = told(&[(2, "changed"), (5, "accepted"), (7, "skipped"), (9, "accepted")]);
    assert_eq!((verdicts(&looked), &looked["batch"]), (expected.clone(), &Value::Null));
    assert_eq!((looked["format"].as_str(), looked["encoding"].as_str()), (Some("gift"), Some("UTF-8")));
    assert!(looked["rows"][2]["remarks"][0].as_str().unwrap().contains("read by a person"), "{looked}");
    assert_eq!(maria.get("/api/v1/questions?line=nails").await.expect(200), json!([]));

    let taken = hand(&maria, "line=nails&topic=strength&difficulty=hard", GIFT.as_bytes()).await.expect(200);
    assert_eq!(verdicts(&taken), expected);
    let questions = maria.get("/api/v1/questions?line=nails").await.expect(200);
    let mut codes: Vec<_> = questions.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["First", "match", "na-float"]);
    let first = questions.as_array().unwrap().iter().find(|one| one["code"] == "First").unwrap();
    assert_eq!(
        (&first["state"], &first["topic"], &first["difficulty"]),
        (&json!("draft"), &json!("strength"), &json!("hard"))
    );
    assert_eq!(first["tags"], json!(["Use"]));

    // The same again: the bank has it.
    let again = hand(&maria, "line=nails&dry_run=true", GIFT.as_bytes()).await.expect(200);
    assert_eq!(verdicts(&again), told(&[(2, "known"), (5, "known"), (7, "skipped"), (9, "known")]));
    hand(&maria, "line=nails", GIFT.as_bytes()).await.refused(422, "invalid");

    let path = format!("/api/v1/batches/{}/undoing", taken["batch"].as_str().unwrap());
    assert_eq!(maria.post(&path, json!({})).await.status, 204);
    let left = maria.get("/api/v1/questions?line=nails").await.expect(200);
    assert!(left.as_array().unwrap().iter().all(|one| one["state"] == "retired"), "{left}");
    maria.post(&path, json!({})).await.refused(409, "wrong-state");
}

journey!(somebody_else_approves_all_of_a_file_at_once);
async fn somebody_else_approves_all_of_a_file_at_once() {
    let company = Company::new().await;
    company.nails().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    let taken = hand(&maria, "line=nails", GIFT.as_bytes()).await.expect(200);
    let batch = taken["batch"].as_str().unwrap();
    let path = format!("/api/v1/batches/{batch}/approval");
    maria.post(&path, json!({})).await.refused(403, "needs-second-person");
    let page = format!("/imports/{batch}");
    assert_eq!(maria.page(&format!("{page}/progress")).await.json(), Value::Null, "it is in already");
    assert!(!maria.page(&page).await.text.contains("Approve all"), "who wrote them is not offered it");
    let ask = |state: &'static str| {
        let nikos = &nikos;
        async move {
            let found = nikos.get(&format!("/api/v1/questions?line=nails&state={state}")).await.expect(200);
            found.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }
    };
    assert_eq!((ask("draft").await.len(), ask("active").await.len()), (3, 0));
    assert!(nikos.page(&page).await.text.contains("Approve all 3 questions"));
    assert_eq!(nikos.submit(&page, &format!("{page}/approval"), &[]).await.status, 303);
    assert_eq!((ask("draft").await.len(), ask("active").await.len()), (0, 3));
    assert_eq!(
        nikos.post(&path, json!({})).await.refused(422, "invalid")["problems"][0]["slug"],
        "import-nothing-waits"
    );

    // What the bank asks already in other words is told, and taken all the same by whoever wants it.
    let nearly = "Which metal is this?{=steel ~lead ~tin}\n\nDo nails sink?{T}\n";
    let looked = hand(&maria, "line=nails&dry_run=true", nearly.as_bytes()).await.expect(200);
    assert_eq!((looked["counts"]["accepted"].as_u64(), &looked["rows"][1]["likely"]), (Some(2), &Value::Null));
    assert_eq!(looked["rows"][0]["likely"]["stem"], "Which metal is it?", "{looked}");

    // Undone, they leave the draws: tests may rest on them.
    assert_eq!(maria.post(&format!("/api/v1/batches/{batch}/undoing"), json!({})).await.status, 204);
    assert_eq!((ask("active").await.len(), ask("retired").await.len()), (0, 3));
    nikos.post(&path, json!({})).await.refused(409, "wrong-state");
}

journey!(tables_are_mapped_by_whoever_imports);
async fn tables_are_mapped_by_whoever_imports() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    let table = "Foo;Bar;Baz\nWhich metal?;steel;lead\nWhich coat?;zinc;paint\n";
    let looked = hand(&maria, "line=nails&dry_run=true&columns=stem,correct,wrong", table.as_bytes()).await.expect(200);
    assert_eq!(looked["columns"][1]["role"], "correct");
    assert_eq!(verdicts(&looked), told(&[(1, "accepted"), (2, "accepted"), (3, "accepted")]));
    let greek = "Ερώτηση;Επιλογή Α;Επιλογή Β;Σωστή\nΠοιο μέταλλο;χάλυβας;ξύλο;Α\n";
    let bytes: Vec<u8> = greek.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let looked = hand(&maria, "line=nails&dry_run=true", &bytes).await.expect(200);
    assert_eq!((&looked["encoding"], verdicts(&looked)), (&json!("UTF-16LE"), told(&[(2, "accepted")])));
}

journey!(what_is_no_bank_is_refused_with_words);
async fn what_is_no_bank_is_refused_with_words() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    let deep = format!("<quiz>{}", "<a>".repeat(100_000));
    let bomb = "<!DOCTYPE quiz [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><quiz><question type=\"essay\">&b;</question></quiz>";
    for file in [
        &b"%PDF-1.7"[..],
        b"",
        b"\x89PNG\r\n\x1a\n0000",
        b"PK\x03\x04broken",
        deep.as_bytes(),
        bomb.as_bytes(),
        &[7; 5_000],
        b"(defun x (y) z)",
    ] {
        let looked = hand(&maria, "line=nails&dry_run=true", file).await.expect(200);
        assert_eq!(looked["counts"]["accepted"], 0);
        let said = [&looked["remarks"], &looked["rows"]].map(|list| list.as_array().unwrap().len());
        assert!(said.iter().sum::<usize>() > 0, "{looked}");
        hand(&maria, "line=nails", file).await.refused(422, "invalid");
    }
    hand(&maria, "line=nails&format=word", b"x").await.refused(422, "invalid");
    hand(&maria, "line=bolts&dry_run=true", b"x").await.refused(404, "no-such-thing");
    hand(&maria, "line=nails&topic=colour&dry_run=true", GIFT.as_bytes()).await.refused(422, "invalid");
}

/// Runs the program on those rows; whether it went well, and what it said.
fn bank(rows: &Rows, arguments: &[&str]) -> (bool, String) {
    let program = Command::new(env!("CARGO_BIN_EXE_dokimasia"))
        .arg("bank")
        .args(arguments)
        .args(rows.arguments())
        .output()
        .unwrap();
    let said = [program.stdout, program.stderr].map(|said| String::from_utf8(said).unwrap()).concat();
    (program.status.success(), said)
}

journey!(the_command_line_takes_a_file_in_and_undoes_it);
async fn the_command_line_takes_a_file_in_and_undoes_it() {
    let company = Company::new().await;
    company.nails().await;
    company.trainer("maria").await;
    let stopped = company.stop().await;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("τράπεζα.gift"), GIFT).unwrap();
    fs::write(path("letter.txt"), "Dear all,\n\nno question here.\n").unwrap();
    let import = |name: &str, more: &[&str]| {
        let file = path(name);
        bank(&stopped.rows, &[&["import", &file, "--line", "nails", "--author", "maria"], more].concat())
    };
    let (well, said) = import("τράπεζα.gift", &["--dry-run"]);
    assert!(
        well && said.contains("gift: 2 accepted, 1 changed, 0 known, 1 skipped") && !said.contains("batch"),
        "{said}"
    );
    let (well, said) = import("τράπεζα.gift", &[]);
    let batch = said.split_once("batch ").unwrap_or_else(|| panic!("{said}")).1.trim().to_owned();
    assert!(well, "{said}");
    let (well, said) = import("letter.txt", &[]);
    assert!(!well && said.contains("no question can be taken in"), "{said}");
    let (well, said) = import("nowhere.gift", &[]);
    assert!(!well && said.contains("nowhere.gift"), "{said}");
    for well in [true, false] {
        let (undone, said) = bank(&stopped.rows, &["undo", &batch, "--author", "maria"]);
        assert_eq!(undone, well, "{said}");
    }
    let again = stopped.serve(&stopped.rows);
    let left = again.trainer("nikos").await.get("/api/v1/questions?line=nails&state=draft").await.expect(200);
    assert_eq!(left, json!([]));
}
