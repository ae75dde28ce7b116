//! Banks as files of other programs: by the API, by the pages and by the command line; whoever may not have keys gets none.

use std::{fs, process::Command};

use reqwest::Method;
use serde_json::json;

use crate::harness::{Client, Company, Reply, Rows};

const BANK: &str = r#"
format: dokimasia-bank/1
language: en
line: {code: caps, name: {en: Caps, el: Καπάκια}}
topics: [{code: use, name: {en: Use, el: Χρήση}}]
characteristics: [{code: size, name: Size}]
products: [{code: caps-1, name: Cap, characteristics: {size: 1}}]
questions:
  - {id: metal, kind: single, topic: use, difficulty: easy, stem: {en: "=Which metal?", el: "Ποιο μέταλλο;"}, options: [{key: {en: steel, el: χάλυβας}}, {distractor: {en: lead, el: μόλυβδος}}], answer: {en: Steel., el: Χάλυβας.}}
  - {id: length, kind: number, topic: use, difficulty: hard, stem: {en: "How long?", el: "Πόσο μακρύ;"}, key: 7.5, unit: mm, tolerance: 0.5, answer: {en: 7.5 mm., el: "7,5 mm."}}
  - {id: order, kind: ordering, topic: use, difficulty: easy, stem: {en: "In which order?", el: "Με ποια σειρά;"}, items: [{en: one, el: ένα}, {en: two, el: δύο}], answer: {en: "One, two.", el: "Ένα, δύο."}}
  - {id: secret, kind: true_false, topic: use, difficulty: easy, exam_only: true, stem: {en: "Caps float.", el: "Επιπλέουν."}, key: false, answer: {en: No., el: Όχι.}}
"#;

async fn company() -> (Company, Client) {
    let company = Company::new().await;
    let maria = company.trainer("maria").await;
    maria.upload("/api/v1/banks", BANK).await.expect(200);
    (company, maria)
}

fn header<'a>(reply: &'a Reply, name: &str) -> &'a str {
    reply.headers[name].to_str().unwrap()
}

journey!(a_bank_goes_out_in_every_format_and_comes_in_again);
async fn a_bank_goes_out_in_every_format_and_comes_in_again() {
    let (company, maria) = company().await;
    company.nails().await;
    for (format, kind, name) in [
        ("yaml", "application/yaml", "caps.yaml"),
        ("csv", "text/csv", "caps-el.csv"),
        ("gift", "text/plain", "caps-el.gift"),
        ("moodle-xml", "application/xml", "caps-el.moodle.xml"),
        ("qti-2.1", "application/zip", "caps-el.qti21.zip"),
        ("qti-3.0", "application/zip", "caps-el.qti30.zip"),
        ("anki-text", "text/plain", "caps-el.anki.txt"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "caps-el.xlsx"),
    ] {
        let file = maria.get(&format!("/api/v1/banks/caps?format={format}&language=el")).await;
        assert_eq!((file.status, header(&file, "content-type").split(';').next()), (200, Some(kind)), "{format}");
        assert_eq!(header(&file, "content-disposition"), format!("attachment; filename=\"{name}\""));
        if ["csv", "gift", "moodle-xml"].contains(&format) {
            assert!(file.text.contains("Πόσο μακρύ;"), "{}", file.text);
            let path = "/api/v1/banks?line=nails&dry_run=true";
            let octets = "application/octet-stream";
            let looked = maria.send(Method::POST, path, octets, file.text.into_bytes()).await.expect(200);
            let taken = if format == "gift" { 3 } else { 4 };
            assert_eq!(
                (&looked["counts"]["accepted"], &looked["counts"]["skipped"]),
                (&json!(taken), &json!(0)),
                "{looked}"
            );
        }
    }
    let whole = maria.get("/api/v1/banks/caps").await;
    assert!(
        whole.text.starts_with("format: dokimasia-bank/1") && whole.text.contains("Ποιο μέταλλο;"),
        "{}",
        whole.text
    );
}

journey!(what_a_file_does_not_hold_is_told_beforehand);
async fn what_a_file_does_not_hold_is_told_beforehand() {
    let (_company, maria) = company().await;
    let told = maria.get("/api/v1/banks/caps?format=gift&report=true").await.expect(200);
    assert_eq!((&told["questions"], &told["left_out"], &told["language"]), (&json!(3), &json!(1), &json!("en")));
    assert_eq!((&told["losses"][0]["left_out"], &told["losses"][0]["questions"]), (&json!(true), &json!(["order"])));
    assert!(told["losses"][0]["text"].as_str().unwrap().contains("Moodle XML"), "{told}");
    let cards = maria.get("/api/v1/banks/caps?format=anki-text&report=true").await.expect(200);
    assert_eq!(cards["losses"][0]["questions"], json!(["secret"]));
    let file = maria.get("/api/v1/banks/caps?format=anki-text").await.text;
    assert!(!file.contains("Caps float") && file.contains("caps/metal/en"), "{file}");
    // A cell that begins a formula.
    let table = maria.get("/api/v1/banks/caps?format=csv").await.text;
    assert!(table.contains(",'=Which metal?,"), "{table}");

    let page = maria.page("/banks/caps?format=gift&language=el").await;
    assert!(page.text.contains("/api/v1/banks/caps?format=gift&amp;language=el"), "{}", page.text);
    assert!(page.text.contains("1 is left out") && page.text.contains("<code>order</code>"), "{}", page.text);
    assert!(maria.page("/banks").await.text.contains("href=\"/banks/caps\""));
    assert_eq!(maria.page("/banks/caps?format=odd&language=odd").await.status, 200);
    assert_eq!(maria.page("/banks/none").await.status, 404);
}

journey!(who_may_not_have_keys_gets_no_file);
async fn who_may_not_have_keys_gets_no_file() {
    let (company, maria) = company().await;
    let problem = maria.get("/api/v1/banks/caps?format=gift&language=ru").await.refused(422, "invalid");
    assert_eq!(problem["problems"][0]["slug"], "export-language");
    maria.get("/api/v1/banks/caps?format=odd").await.refused(400, "unreadable");
    maria.get("/api/v1/banks/none?format=gift").await.refused(404, "no-such-thing");
    let (eleni, head) = (company.manager("eleni").await, company.head("sofia").await);
    for reader in [&eleni, &head] {
        reader.get("/api/v1/banks/caps?format=gift").await.refused(403, "not-yours");
        assert_eq!(reader.page("/banks/caps").await.status, 403);
    }
    company.nails().await;
    let admin = company.admin("admin").await;
    let narrow = admin.api_client("PIM", json!({"scopes": ["bank:read"], "lines": ["nails"]})).await;
    narrow.get("/api/v1/banks/caps?format=moodle-xml").await.refused(404, "no-such-thing");
    let other = admin.api_client("Door", json!({"scopes": ["standing:read"]})).await;
    other.get("/api/v1/banks/caps?format=moodle-xml&report=true").await.refused(403, "scope-missing");
}

/// Runs the program on those rows: whether it went well, what it wrote and what it said.
fn export(rows: &Rows, arguments: &[&str]) -> (bool, Vec<u8>, String) {
    let program = Command::new(env!("CARGO_BIN_EXE_dokimasia"))
        .args(["bank", "export"])
        .args(arguments)
        .args(rows.arguments())
        .output()
        .unwrap();
    (program.status.success(), program.stdout, String::from_utf8(program.stderr).unwrap())
}

journey!(the_command_line_writes_files_and_says_what_is_lost);
async fn the_command_line_writes_files_and_says_what_is_lost() {
    let (company, _maria) = company().await;
    let stopped = company.stop().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("caps.gift").to_str().unwrap().to_owned();
    let arguments = ["caps", "--format", "gift", "--language", "el", "--output", &path];
    let (well, written, said) = export(&stopped.rows, &arguments);
    assert!(well && written.is_empty(), "{said}");
    assert!(said.contains("(1: order)") && said.ends_with("gift: 3 questions written, 1 left out\n"), "{said}");
    assert!(fs::read_to_string(&path).unwrap().contains("Ποιο μέταλλο;"));
    let (well, written, said) = export(&stopped.rows, &["caps", "--format", "qti-3.0"]);
    assert!(well && written.starts_with(b"PK") && said.contains("4 questions written"), "{said}");
    let (well, written, said) = export(&stopped.rows, &["caps"]);
    assert!(well && written.starts_with(b"format:") && said.is_empty(), "{said}");
    let (well, _, said) = export(&stopped.rows, &["caps", "--format", "gift", "--language", "ru"]);
    assert!(!well && said.contains("en"), "{said}");
    let (well, _, said) = export(&stopped.rows, &["caps", "--format", "word"]);
    assert!(!well && said.contains("moodle-xml"), "{said}");
}
