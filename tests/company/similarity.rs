//! What is known is found in a client's words, however they are typed and in whatever language.

use serde_json::{Value, json};

use crate::harness::{Client, Company};

/// Two products of a line, one of another; a question for tests only, and one that waits for a second person.
const BANK: &str = "format: dokimasia-bank/1
language: en
line: {code: fixings, name: {en: Fixings, el: Στερεώσεις}}
topics:
  - {code: use, name: {en: Use, el: Χρήση}}
characteristics:
  - {code: box, name: {en: Pieces in a box, el: Τεμάχια ανά κουτί}}
products:
  - {code: wood-screw, name: {en: Wood screw, el: Ξυλόβιδα}, characteristics: {box: 200}}
  - {code: wall-plug, name: Wall plug, characteristics: {box: 50}}
questions:
  - id: rust
    product: wood-screw
    kind: true_false
    topic: use
    difficulty: easy
    stem: {en: How many hours of salt spray does the coating withstand?, el: Πόσες ώρες αλατονέφωσης αντέχει η επικάλυψη;, ru: Сколько часов соляного тумана выдерживает покрытие?}
    key: true
    answer: {en: Five hundred hours., el: Πεντακόσιες ώρες.}
  - id: box
    product: wood-screw
    kind: true_false
    topic: use
    difficulty: easy
    stem: {en: How many screws are in one box?, el: Πόσες βίδες περιέχει ένα κουτί;, ru: Сколько саморезов в одной упаковке?}
    key: true
    answer: {en: Two hundred., el: Διακόσιες.}
  - id: plug
    product: wall-plug
    kind: true_false
    topic: use
    difficulty: easy
    stem: {en: What load does the plug hold in concrete?, el: Τι φορτίο αντέχει το βύσμα στο σκυρόδεμα;, ru: Какую нагрузку держит дюбель в бетоне?}
    key: true
    answer: {en: Forty kilograms., el: Σαράντα κιλά.}
  - id: paper
    kind: true_false
    topic: use
    difficulty: easy
    stem: {en: Do the fixings carry the CE mark?, el: Έχουν οι στερεώσεις σήμανση CE;, ru: Есть ли у крепежа маркировка CE?}
    key: true
    answer: {en: All of them do., el: Όλες.}
  - id: secret
    product: wood-screw
    kind: true_false
    topic: use
    difficulty: easy
    stem: {en: Does the coating contain chromium?, el: Περιέχει χρώμιο η επικάλυψη;, ru: Содержит ли покрытие хром?}
    key: true
    answer: It does not.
    exam_only: true
";

async fn company() -> (Company, Client) {
    let company = Company::new().await;
    let maria = company.trainer("maria").await;
    company.import(BANK, "maria").await;
    (company, maria)
}

async fn found(client: &Client, product: &str, text: &str) -> Vec<Value> {
    let query = encoded(&[("product", product), ("q", text)]);
    client.get(&format!("/api/v1/search?{query}")).await.expect(200)["questions"].as_array().unwrap().clone()
}

fn encoded(pairs: &[(&str, &str)]) -> String {
    reqwest::Url::parse_with_params("http://it", pairs).unwrap().query().unwrap().to_owned()
}

fn stems(found: &[Value]) -> Vec<&str> {
    found.iter().map(|one| one["stem"].as_str().unwrap()).collect()
}

const RUST: &str = "How many hours of salt spray does the coating withstand?";
const BOX: &str = "How many screws are in one box?";
const PAPER: &str = "Do the fixings carry the CE mark?";

journey!(a_question_is_found_however_it_is_asked);
async fn a_question_is_found_however_it_is_asked() {
    let (company, _) = company().await;
    let eleni = company.manager("eleni").await;
    for (text, stem) in [
        ("poses vides exei to kouti", BOX),
        ("ποσες ΒΥΔΕΣ εχει το κουτι", BOX),
        ("how many scrwes in a bxo", BOX),
        ("штук в коробке саморезов", BOX),
        ("при морском тумане сколько часов", RUST),
        ("hello, the client asks when it will rust in the salt chamber", RUST),
        ("έχετε χαρτιά CE;", PAPER),
    ] {
        let hits = found(&eleni, "wood-screw", text).await;
        assert_eq!(stems(&hits).first(), Some(&stem), "{text}: {hits:?}");
    }
    let hits = found(&eleni, "wood-screw", "poses vides exei to kouti").await;
    assert_eq!((&hits[0]["answer"], &hits[0]["about"]), (&json!("Two hundred."), &json!("Wood screw")));
    assert_eq!(found(&eleni, "wood-screw", "hello").await, Vec::<Value>::new());
    let of_tests_only = found(&eleni, "", "Does the coating contain chromium?").await;
    assert!(!of_tests_only.iter().any(|one| one["stem"].as_str().unwrap().contains("chromium")), "{of_tests_only:?}");
}

journey!(one_product_is_searched_with_its_line_or_everything_is);
async fn one_product_is_searched_with_its_line_or_everything_is() {
    let (company, _) = company().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let plug = "What load does the plug hold in concrete?";
    assert!(!stems(&found(&eleni, "wood-screw", plug).await).contains(&plug));
    assert_eq!(stems(&found(&eleni, "wall-plug", "CE mark?").await), [PAPER]);
    let all = found(&eleni, "", plug).await;
    assert_eq!(
        (&all[0]["stem"], &all[0]["product"], &all[0]["line"]),
        (&json!(plug), &json!("wall-plug"), &json!("fixings"))
    );
    let of_line = &found(&eleni, "", "CE mark").await[0];
    assert_eq!((&of_line["product"], &of_line["about"]), (&Value::Null, &json!("Fixings")));
    eleni.get("/api/v1/search?q=nails&product=nothing").await.refused(404, "no-such-thing");
    let no_code = eleni.get("/api/v1/search?q=nails&product=%3F").await.refused(422, "invalid");
    assert_eq!(no_code["problems"][0]["field"], "product");
    // While a test runs, whatever it may ask is left out of the rest.
    assert!(stems(&found(&eleni, "", "Question 7").await).contains(&"Question 7?"));
    let attempt = eleni.start("nails").await;
    eleni.get("/api/v1/search?q=nails&product=nails-1").await.refused(423, "locked");
    assert!(!stems(&found(&eleni, "", "Question 7").await).contains(&"Question 7?"));
    assert_eq!(stems(&found(&eleni, "", "CE mark").await), [PAPER]);
    eleni.answer_and_submit(&attempt, 0).await;
    assert!(stems(&found(&eleni, "", "Question 7").await).contains(&"Question 7?"));
}

journey!(what_a_client_said_is_learned);
async fn what_a_client_said_is_learned() {
    let (company, maria) = company().await;
    let (eleni, anna) = (company.manager("eleni").await, company.manager("anna").await);
    let asked = "Do they look like Swiss cheese next summer?";
    assert!(!stems(&found(&eleni, "wood-screw", "swiss cheese").await).contains(&RUST));
    let new = json!({"product": "wood-screw", "text": asked});
    let raised = eleni.post("/api/v1/raised-questions", new).await.expect(201);
    let rust = found(&eleni, "wood-screw", RUST).await[0]["question_id"].clone();
    let path = format!("/api/v1/raised-questions/{}/resolution", raised["id"].as_str().unwrap());
    maria.post(&path, json!({"known": rust})).await.expect(200);
    assert_eq!(found(&anna, "wood-screw", "swiss cheese").await[0]["question_id"], rust);
    assert_eq!(found(&anna, "", "siwss cheeze").await[0]["question_id"], rust);
    // What is retired is found no more, whatever was learned.
    maria.post(&format!("/api/v1/questions/{}/retirement", rust.as_str().unwrap()), json!({})).await.expect(200);
    assert!(!stems(&found(&anna, "", "swiss cheese").await).contains(&RUST));
}

journey!(what_one_server_learned_the_other_finds, postgres);
async fn what_one_server_learned_the_other_finds() {
    let (company, maria) = company().await;
    let other = company.beside();
    let (eleni, anna) = (company.manager("eleni").await, other.welcome(&company.manager("anna").await));
    assert!(!stems(&found(&anna, "wood-screw", "swiss cheese").await).contains(&RUST));
    let new = json!({"product": "wood-screw", "text": "Do they look like Swiss cheese next summer?"});
    let raised = eleni.post("/api/v1/raised-questions", new).await.expect(201);
    let rust = found(&eleni, "wood-screw", RUST).await[0]["question_id"].clone();
    let path = format!("/api/v1/raised-questions/{}/resolution", raised["id"].as_str().unwrap());
    maria.post(&path, json!({"known": rust})).await.expect(200);
    assert_eq!(found(&anna, "wood-screw", "swiss cheese").await[0]["question_id"], rust);
}
