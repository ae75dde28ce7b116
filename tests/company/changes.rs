//! Changes of products by the API: looked at, recorded, to come, cancelled, and what they do to the bank.

use dokimasia::base::time::{DAY, HOUR};
use serde_json::{Value, json};

use crate::harness::{Client, Company, bank};

const D400: &str = "/api/v1/products/AB-400-300";
const CHANGES: &str = "/api/v1/products/AB-400-300/changes";

/// A company with the shipped line of aerated concrete certified by a test, and its trainer.
async fn concrete() -> (Company, Client) {
    let company = Company::new().await;
    let maria = company.trainer("maria").await;
    company.import(include_str!("../../question_banks/aac.yaml"), "maria").await;
    let draft = json!({"code": "aac", "name": "Concrete", "blueprint": {"sections": [{"line": "aac", "count": 10}]}});
    maria.post("/api/v1/certifications", draft).await.expect(201);
    maria.post("/api/v1/certifications/aac/publication", json!({})).await.expect(201);
    (company, maria)
}

fn lambda(value: &str) -> Value {
    json!({"characteristic": "lambda_dry", "value": value, "severity": "delta", "note": "A new recipe."})
}

async fn value_at(reader: &Client, moment: &str) -> Value {
    let product = reader.get(&format!("{D400}{moment}")).await.expect(200);
    let mut all = product["characteristics"].as_array().unwrap().iter();
    all.find(|one| one["code"] == "lambda_dry").map_or(Value::Null, |one| one["value"].clone())
}

/// The ids of the questions in a state, by their links where told.
async fn questions(trainer: &Client, filter: &str) -> Vec<String> {
    let listed = trainer.get(&format!("/api/v1/questions?line=aac&limit=200&{filter}")).await.expect(200);
    let mut ids: Vec<String> =
        listed.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

fn sorted(ids: &Value) -> Vec<String> {
    let mut ids: Vec<String> = ids.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

journey!(a_change_takes_exactly_the_linked_questions_out_and_drafts_new_ones);
async fn a_change_takes_exactly_the_linked_questions_out_and_drafts_new_ones() {
    let (_company, maria) = concrete().await;
    let active = questions(&maria, "state=active").await;
    let linked: Vec<String> = questions(&maria, "tests=lambda_dry&state=active").await;
    let mut resting = Vec::new();
    for id in &linked {
        let question = maria.get(&format!("/api/v1/questions/{id}")).await.expect(200);
        if question["product"].is_null() || question["product"] == "AB-400-300" {
            resting.push(id.clone());
        }
    }
    assert!(!resting.is_empty());
    let recorded = maria.post(CHANGES, lambda("0.101")).await.expect(201);
    assert_eq!((&recorded["before"], &recorded["value"]), (&json!("0.096"), &json!("0.101")));
    assert_eq!(sorted(&recorded["suspended"]), resting);
    assert_eq!(questions(&maria, "state=suspended").await, resting);
    let left: Vec<String> = active.into_iter().filter(|id| !resting.contains(id)).collect();
    assert_eq!(questions(&maria, "state=active").await, left);
    assert_eq!(value_at(&maria, "").await, "0.101");

    let drafts = sorted(&recorded["drafts"]);
    assert_eq!(drafts, questions(&maria, "state=draft").await);
    let mut asked = Vec::new();
    for id in &drafts {
        let question = maria.get(&format!("/api/v1/questions/{id}")).await.expect(200);
        let content = question["latest"]["content"].clone();
        for lang in ["en", "el"] {
            assert!(content["stem"][lang].as_str().is_some_and(|stem| !stem.is_empty()), "{content}");
            assert!(content["answer"][lang].as_str().is_some_and(|answer| !answer.is_empty()), "{content}");
        }
        asked.push(content);
    }
    let value = asked.iter().find(|content| content["stem"]["en"].as_str().unwrap().starts_with("What is")).unwrap();
    assert_eq!(
        value["stem"]["el"],
        "Ποια είναι η τιμή στο χαρακτηριστικό «Θερμική αγωγιμότητα, ξηρό» για το προϊόν «Aithra D400, 300 mm»;"
    );
    let options = value["options"].as_array().unwrap();
    let of = |name: &str| options.iter().filter_map(|one| one.get(name).cloned()).collect::<Vec<_>>();
    assert_eq!(of("key"), [json!({"en": "0.101 W/(m·K)", "el": "0,101 W/(m·K)"})]);
    assert_eq!(of("distractor").len(), 3);
    assert!(of("distractor").iter().all(|one| !one.to_string().contains("0.101")), "{options:?}");
}

journey!(a_preview_writes_nothing);
async fn a_preview_writes_nothing() {
    let (company, maria) = concrete().await;
    company.manager("eleni").await;
    let before = (questions(&maria, "").await, maria.get(D400).await.expect(200));
    let mut looked_at = lambda("0.101");
    looked_at["preview"] = json!(true);
    let preview = maria.post(CHANGES, looked_at.clone()).await.expect(200);
    assert!(!preview["questions"].as_array().unwrap().is_empty(), "{preview}");
    assert_eq!(preview["drafts"], 3);
    assert_eq!(preview["not_cleared"][0]["manager"], "eleni");
    assert_eq!((questions(&maria, "").await, maria.get(D400).await.expect(200)), before);
    assert_eq!(maria.get(CHANGES).await.expect(200), json!([]));
    looked_at["preview"] = json!("yes");
    maria.post(CHANGES, looked_at).await.refused(422, "invalid");
}

journey!(a_change_to_come_is_pending_and_a_cancelled_one_leaves_no_trace);
async fn a_change_to_come_is_pending_and_a_cancelled_one_leaves_no_trace() {
    let (company, maria) = concrete().await;
    let admin = company.admin("admin").await;
    let before = maria.get(D400).await.expect(200);
    let mut later = lambda("0.101");
    later["effective_at"] = json!(company.world.clock.now().plus(10 * DAY));
    let change = maria.post(CHANGES, later.clone()).await.expect(201);
    assert_eq!((&change["suspended"], &change["took_effect"]), (&json!([]), &json!(false)));
    let line = maria.page("/lines/aac").await;
    assert!(line.text.contains("class=\"pending\"") && line.text.contains("0.101"), "{}", line.text);
    let shown = maria.page("/products/AB-400-300").await;
    assert!(shown.text.contains("What will change") && shown.text.contains("A new recipe."), "{}", shown.text);
    let then = format!("?at={}", company.world.clock.now().plus(11 * DAY));
    assert_eq!((value_at(&maria, "").await, value_at(&maria, &then).await), (json!("0.096"), json!("0.101")));

    let id = change["id"].as_str().unwrap();
    let path = format!("/changes/{id}/cancellation");
    assert_eq!(maria.submit("/products/AB-400-300", &path, &[]).await.location(), "/products/AB-400-300");
    maria.post(&format!("/api/v1{path}"), json!({})).await.refused(409, "wrong-state");
    assert_eq!(maria.get(CHANGES).await.expect(200), json!([]));
    assert_eq!((maria.get(D400).await.expect(200), value_at(&maria, &then).await), (before, json!("0.096")));
    assert!(!maria.page("/lines/aac").await.text.contains("class=\"pending\""));
    assert!(!maria.page("/products/AB-400-300").await.text.contains("A new recipe."));
    let log = admin.page(&format!("/log?object={id}")).await.text;
    assert!(log.contains("was recorded") && log.contains("was cancelled"), "{log}");

    maria.post(CHANGES, later).await.expect(201);
    company.pass(10 * DAY);
    assert_eq!(value_at(&maria, "").await, "0.101", "it holds though nobody wrote it down yet");
}

journey!(the_history_tells_who_when_why_and_what);
async fn the_history_tells_who_when_why_and_what() {
    let (company, maria) = concrete().await;
    company.pass(HOUR);
    maria.post(CHANGES, lambda("0.101")).await.expect(201);
    company.pass(HOUR);
    let gone = json!({"characteristic": "lambda_dry", "value": null, "severity": "notice"});
    maria.post(CHANGES, gone).await.expect(201);
    assert_eq!(value_at(&maria, "").await, Value::Null);
    assert_eq!(value_at(&maria, &format!("?at={}", company.world.clock.now().plus(-HOUR))).await, "0.101");
    let page = maria.page("/products/AB-400-300").await.text;
    let row = page.split_once("id=\"characteristic-lambda_dry\"").unwrap().1.split_once("</tr>").unwrap().0;
    let at = |text: &str| row.find(text).unwrap_or_else(|| panic!("{text}: {row}"));
    assert!(at("Read and confirm") < at("Short test") && at("Short test") < at("It came with"), "{row}");
    assert!(row.contains("A new recipe.") && row.contains("maria"), "{row}");
    let changes = maria.get(CHANGES).await.expect(200);
    assert_eq!((&changes[0]["before"], &changes[0]["value"]), (&json!("0.101"), &Value::Null));
}

journey!(what_a_change_cannot_be_is_named);
async fn what_a_change_cannot_be_is_named() {
    let (company, maria) = concrete().await;
    let now = company.world.clock.now();
    let check = async |more: Value, expected: &[(&str, &str)]| {
        let mut change = lambda("0.101");
        change.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let refused = maria.post(CHANGES, change).await.refused(422, "invalid");
        let problems = refused["problems"].as_array().unwrap().iter();
        let found: Vec<_> =
            problems.map(|one| (one["field"].as_str().unwrap(), one["slug"].as_str().unwrap())).collect();
        assert_eq!(found, expected, "{more}");
    };
    check(json!({"characteristic": "colour"}), &[("characteristic", "no-such-characteristic")]).await;
    check(json!({"value": "0,101"}), &[("value", "number-expected")]).await;
    check(json!({"value": true}), &[("value", "number-expected")]).await;
    check(json!({"value": [1]}), &[("value", "value-expected")]).await;
    check(json!({"unit": "kg"}), &[("unit", "other-unit")]).await;
    check(json!({"characteristic": "use", "value": {"el": "x"}}), &[("value", "own-language-missing")]).await;
    check(json!({"characteristic": "use", "value": " "}), &[("value", "missing")]).await;
    check(json!({"characteristic": "use", "value": {"number": "5"}}), &[("value", "text-expected")]).await;
    check(json!({"effective_at": now.plus(-1)}), &[("effective_at", "in-the-past")]).await;
    check(json!({"effective_at": now.plus(4_000 * DAY)}), &[("effective_at", "too-far")]).await;
    check(json!({"learn_days": 0, "note": "x".repeat(2_001)}), &[("learn_days", "out-of-range"), ("note", "too-long")])
        .await;
    check(json!({"questions": ["00000000-0000-7000-8000-000000000000"]}), &[("questions", "no-such-question")]).await;
    maria.post(CHANGES, lambda("0.096")).await.refused(409, "nothing-changed");
    maria.post(CHANGES, json!({"characteristic": "lambda_dry", "value": "0.1"})).await.refused(400, "unreadable");
    maria.post("/api/v1/products/none/changes", lambda("0.1")).await.refused(404, "no-such-thing");
    let converted = json!({"characteristic": "lambda_dry", "value": "101", "unit": "mW/(m·K)", "severity": "notice"});
    assert_eq!(maria.post(CHANGES, converted).await.expect(201)["value"], "0.101");
}

journey!(several_changes_are_recorded_all_or_none);
async fn several_changes_are_recorded_all_or_none() {
    let (_company, maria) = concrete().await;
    let typed = [
        ("reviewed", "yes"),
        ("severity", "notice"),
        ("keep/AB-400-300/lambda_dry", "yes"),
        ("cell/AB-400-300/lambda_dry", "0.101"),
        ("keep/AB-400-400/lambda_dry", "yes"),
        ("cell/AB-400-400/lambda_dry", "0.101 kg"),
        ("keep/AB-400-400/mass", ""),
        ("cell/AB-400-400/mass", "x"),
    ];
    let refused = maria.submit("/lines/aac/edit", "/lines/aac/changes", &typed).await;
    assert_eq!(refused.status, 422);
    for field in ["cell/AB-400-400/lambda_dry", "cell/AB-400-400/mass"] {
        assert!(refused.text.contains(&format!("#field-{field}")), "{field}: {}", refused.text);
    }
    let only_unit = [&typed[..6], &[]].concat();
    let refused = maria.submit("/lines/aac/edit", "/lines/aac/changes", &only_unit).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("kg does not convert into"), "{}", refused.text);
    assert_eq!(value_at(&maria, "").await, "0.096");
    let mut right = typed[..5].to_vec();
    right.push(("cell/AB-400-400/lambda_dry", "101 mW/(m·K)"));
    assert_eq!(maria.submit("/lines/aac/edit", "/lines/aac/changes", &right).await.location(), "/lines/aac");
    assert_eq!(value_at(&maria, "").await, "0.101");
}

journey!(a_trainer_sees_whom_a_change_touches_before_it_is_recorded);
async fn a_trainer_sees_whom_a_change_touches_before_it_is_recorded() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let (eleni, _) = (company.manager("eleni").await, company.manager("anna").await);
    assert_eq!(eleni.take("nails", 10).await["passed"], true);
    company.pass(HOUR);
    let mut typed = vec![("cell/nails-1/diameter", "3.1"), ("cell/nails-2/diameter", "")];
    let open = maria.submit("/lines/nails/edit", "/lines/nails/review", &typed).await.text;
    assert!(open.contains("One manager holds a certificate then. Choose what they must do"), "{open}");
    typed.extend([("severity", "delta"), ("learn_days", "7")]);
    let chosen = maria.submit("/lines/nails/edit", "/lines/nails/review", &typed).await.text;
    for text in
        ["They take a short test by", "<li>eleni</li>", "<li>anna – Has not taken the test.</li>", "has it no more"]
    {
        assert!(chosen.contains(text), "{text}: {chosen}");
    }
    assert_eq!(maria.get("/api/v1/products/nails-1/changes").await.expect(200), json!([]));
}

journey!(a_whole_table_is_recorded_at_once);
async fn a_whole_table_is_recorded_at_once() {
    let (_company, maria) = concrete().await;
    let table = maria.get("/api/v1/lines/aac").await.expect(200);
    let mut typed = vec![("reviewed".to_owned(), "yes".to_owned()), ("severity".to_owned(), "notice".to_owned())];
    for row in table["rows"].as_array().unwrap() {
        for (cell, column) in row["cells"].as_array().unwrap().iter().zip(table["characteristics"].as_array().unwrap())
        {
            if column["unit"].is_null() || cell["value"].is_null() {
                continue;
            }
            let place = format!("{}/{}", row["code"].as_str().unwrap(), column["code"].as_str().unwrap());
            let value = cell["value"].as_str().unwrap();
            let more = if value.contains('.') { format!("{value}1") } else { format!("{value}.1") };
            typed.extend([(format!("keep/{place}"), "yes".to_owned()), (format!("cell/{place}"), more)]);
        }
    }
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let review = maria.submit("/lines/aac/edit", "/lines/aac/review", &typed).await;
    assert!(review.text.contains(&format!("{} cells differ", typed.len() / 2 - 1)), "{}", review.text);
    assert_eq!(maria.submit("/lines/aac/edit", "/lines/aac/changes", &typed).await.location(), "/lines/aac");
    assert_eq!(value_at(&maria, "").await, "0.0961");
}

journey!(a_file_that_changes_a_value_says_what_it_asks_for);
async fn a_file_that_changes_a_value_says_what_it_asks_for() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    assert_eq!(eleni.take("nails", 10).await["passed"], true);
    company.pass(HOUR);
    let file = bank("nails").replace("diameter: 3.0", "diameter: 3.1");
    let refused = maria.upload("/api/v1/banks", &file).await.refused(422, "invalid");
    let problem = &refused["problems"][0];
    let told = (&problem["field"], &problem["slug"]);
    assert_eq!(told, (&json!("products[nails-1].characteristics.diameter"), &json!("needs-a-severity")));
    let standing = async || eleni.get("/api/v1/managers/eleni/standing?product=nails-1").await.expect(200);
    assert_eq!(maria.get("/api/v1/products/nails-1/changes").await.expect(200), json!([]));
    assert!(standing().await["pending_change"].is_null());
    maria.upload("/api/v1/banks?severity=delta", &file).await.expect(200);
    let changes = maria.get("/api/v1/products/nails-1/changes").await.expect(200);
    let told = (&changes[0]["before"], &changes[0]["value"], &changes[0]["took_effect"]);
    assert_eq!(told, (&json!("3.0"), &json!("3.1"), &json!(true)));
    assert_eq!(standing().await["pending_change"]["severity"], "delta");
    // The same file again, and one that says more of a product, change nothing that was learned.
    maria.upload("/api/v1/banks", &file).await.expect(200);
    assert_eq!(maria.get("/api/v1/products/nails-1/changes").await.expect(200).as_array().unwrap().len(), 1);
    maria.upload("/api/v1/banks?severity=great", &file).await.refused(400, "unreadable");
}

journey!(a_change_is_measured_by_what_holds_when_it_takes_effect);
async fn a_change_is_measured_by_what_holds_when_it_takes_effect() {
    let (company, maria) = concrete().await;
    let now = company.world.clock.now();
    let on_day = |value: &str, day: i64| {
        let mut change = lambda(value);
        change["effective_at"] = json!(now.plus(day * DAY));
        change
    };
    maria.post(CHANGES, on_day("0.096", 10)).await.refused(409, "nothing-changed");
    let first = maria.post(CHANGES, on_day("0.101", 10)).await.expect(201);
    maria.post(CHANGES, on_day("0.101", 20)).await.refused(409, "nothing-changed");
    let back = maria.post(CHANGES, on_day("0.096", 20)).await.expect(201);
    assert_eq!((&back["before"], &back["value"]), (&json!("0.101"), &json!("0.096")));
    let listed = maria.get(CHANGES).await.expect(200);
    assert_eq!((&listed[0]["before"], &listed[1]["before"]), (&json!("0.101"), &json!("0.096")));

    // Without the first one the second changes nothing: no question is wrong because of it.
    let id = first["id"].as_str().unwrap();
    maria.post(&format!("/api/v1/changes/{id}/cancellation"), json!({})).await.expect(200);
    let before = (questions(&maria, "state=active").await, questions(&maria, "state=draft").await);
    company.pass(21 * DAY);
    dokimasia::journeys::change_product::take_effect(&company.world).await.unwrap();
    assert_eq!((questions(&maria, "state=active").await, questions(&maria, "state=draft").await), before);
    assert_eq!(maria.get(CHANGES).await.expect(200)[0]["took_effect"], true);
}
