//! Practice: questions as tests ask them, the key at once, and nothing of it counts.

use serde_json::{Value, json};

use crate::{
    harness::{CANARY, Client, Company, bank, token},
    questions::nail_question,
};

const PRACTICE: &str = "/api/v1/study/practice";

async fn asked(manager: &Client, query: &str) -> Value {
    manager.get(&format!("{PRACTICE}{query}")).await.expect(200)
}

fn given(item: &Value, answer: Value) -> Value {
    json!({"question": item["question"], "version": item["version"], "seed": item["seed"], "answer": answer})
}

/// The name of the right option of a question of the bank, or of a wrong one.
fn option(item: &Value, right: bool) -> String {
    token(&item["sheet"], right)
}

journey!(a_practised_question_tells_its_key_only_afterwards);
async fn a_practised_question_tells_its_key_only_afterwards() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    for right in [true, false] {
        let reply = eleni.get(PRACTICE).await;
        assert!(!reply.text.contains(CANARY), "{}", reply.text);
        let item = reply.expect(200);
        let checked = eleni.post(PRACTICE, given(&item, json!({"choice": option(&item, right)}))).await.expect(200);
        assert_eq!(checked["percent"], if right { 100 } else { 0 }, "{checked:#}");
        assert_eq!(checked["content"]["explanation"], format!("{CANARY} explanation"));
        let again = eleni.post(PRACTICE, given(&item, json!({"choice": option(&item, right)}))).await.expect(200);
        assert_eq!(again, checked, "the same question under the same names");
        assert_ne!(
            asked(&eleni, &format!("?but={}", item["question"].as_str().unwrap())).await["question"],
            item["question"]
        );
    }
    let item = asked(&eleni, "?line=nails").await;
    let open = eleni.post(PRACTICE, given(&item, Value::Null)).await.expect(200);
    assert_eq!((&open["why"], &open["percent"]), (&json!("unanswered"), &json!(0)));
    eleni.post(PRACTICE, given(&item, json!({"choice": "x"}))).await.refused(422, "not-an-answer");
    let mut old = given(&item, Value::Null);
    old["version"] = json!(2);
    eleni.post(PRACTICE, old.clone()).await.refused(409, "stale-edit");
    old["seed"] = json!("zz");
    eleni.post(PRACTICE, old).await.refused(400, "unreadable");
    asked_nothing_else(&eleni, &maria).await;
}

/// Nothing of practice is kept: no attempt, no rating, no standing.
async fn asked_nothing_else(eleni: &Client, maria: &Client) {
    assert_eq!(eleni.get("/api/v1/study").await.expect(200)["today"]["reviews"], 0);
    let standing = eleni.get("/api/v1/managers/eleni/standing?product=nails-1").await.expect(200);
    assert_eq!(standing["reason"], "never_tested");
    maria.get(PRACTICE).await.refused(403, "not-yours");
}

journey!(practice_is_closed_while_the_test_runs_and_never_shows_what_is_for_tests_only);
async fn practice_is_closed_while_the_test_runs_and_never_shows_what_is_for_tests_only() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    company.trainer("petra").await;
    company.import(&bank("bolts").replace("    topic: use\n", "    topic: use\n    exam_only: true\n"), "petra").await;
    let eleni = company.manager("eleni").await;
    for _ in 0..20 {
        assert_eq!(asked(&eleni, "?line=bolts").await["topic"], "Size");
    }
    let item = asked(&eleni, "?line=nails").await;
    eleni.start("nails").await;
    eleni.get(&format!("{PRACTICE}?line=nails")).await.refused(423, "locked");
    eleni.post(PRACTICE, given(&item, Value::Null)).await.refused(423, "locked");
    let page = eleni.page("/study/practice?line=nails").await;
    assert!(page.status == 423 && !page.text.contains(CANARY), "{}", page.text);
    assert_eq!(asked(&eleni, "").await["line"], "bolts");
    maria.get("/api/v1/raised-questions").await.expect(200);
}

journey!(a_manager_disagrees_and_a_trainer_hears_of_it);
async fn a_manager_disagrees_and_a_trainer_hears_of_it() {
    let company = Company::new().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    company.nails().await;
    let question = maria.post("/api/v1/questions", nail_question(json!({}))).await.expect(201);
    nikos
        .post(&format!("/api/v1/questions/{}/approval", question["id"].as_str().unwrap()), json!({}))
        .await
        .expect(200);
    let eleni = company.manager("eleni").await;
    let page = eleni.page("/study/practice").await.text;
    let field = |page: &str, name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let (id, seed) = (field(&page, "question"), field(&page, "seed"));
    assert!(page.contains("How thick is this nail?") && !page.contains("Its shank"), "{page}");
    let fields = [("question", id.as_str()), ("version", "1"), ("seed", &seed)];
    let page = eleni.submit("/study/practice", "/study/practice", &fields).await.text;
    assert!(page.contains("You left it open.") && page.contains("Its shank is three millimetres thick."), "{page}");
    let key = field(&page, "key");
    let path = "/study/practice/disagreement";
    let word = |words: &'static str| [("question", id.clone()), ("key", key.clone()), ("words", words.to_owned())];
    let send = async |fields: [(&str, String); 3]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        eleni.submit("/study/practice", path, &fields).await
    };
    let empty = send(word(" ")).await;
    assert!(empty.status == 422 && empty.text.contains("error-words"), "{}", empty.text);
    assert_eq!(send(word("The new ones are 3.1.")).await.location(), "/raised/1");
    assert_eq!(send(word("The new ones are 3.1.")).await.location(), "/raised/1", "sent twice");
    let raised = maria.get("/api/v1/raised-questions").await.expect(200);
    assert_eq!(
        (&raised[0]["text"], &raised[0]["product"]),
        (&json!("“How thick is this nail?”\nThe new ones are 3.1."), &json!("NA-3070"))
    );
    assert_eq!(raised.as_array().unwrap().len(), 1);
}
