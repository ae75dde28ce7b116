//! Who did not pass contests it; a head who had no part in it decides, with a reason and in time.

use dokimasia::base::time::{DAY, HOUR};
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::{
    harness::{Client, Company},
    regrading::{self, asked, hand_in},
};

fn appeals_of(attempt: &Value) -> String {
    format!("/api/v1/attempts/{}/appeals", attempt["id"].as_str().unwrap())
}

fn words() -> Value {
    json!({"words": "Question 3 has two right answers."})
}

fn path_of(appeal: &Value) -> String {
    format!("/api/v1/appeals/{}", appeal["id"].as_str().unwrap())
}

/// A company, its head, and a manager whose failed test asks the question of [`regrading`].
async fn failed() -> (Company, Client, Client, Value, String) {
    let (company, ..) = regrading::company().await;
    let sofia = company.head("sofia").await;
    let (anna, attempt, login) = asked(&company, "anna").await;
    let failed = hand_in(&anna, &attempt, 7, "wrong 0 a").await;
    (company, sofia, anna, failed, login)
}

journey!(a_fail_is_contested_and_decided_with_a_reason);
async fn a_fail_is_contested_and_decided_with_a_reason() {
    let (company, sofia, anna, failed, _) = failed().await;
    let path = appeals_of(&failed);
    assert!(anna.get(&path).await.expect(200)["until"].is_string());
    anna.post(&path, json!({"words": " "})).await.refused(422, "invalid");
    let eleni = company.manager("eleni").await;
    eleni.post(&path, words()).await.refused(404, "no-such-thing");
    let appeal = anna.post(&path, words()).await.expect(201);
    assert_eq!((&appeal["verdict"], &appeal["overdue"]), (&Value::Null, &json!(false)));
    anna.post(&path, words()).await.refused(409, "already-contested");
    eleni.post(&format!("{}/withdrawal", path_of(&appeal)), json!({})).await.refused(404, "no-such-thing");
    anna.get("/api/v1/appeals").await.refused(403, "not-yours");

    let page = sofia.page("/board").await.text;
    assert!(page.contains("Appeals <span class=\"count\">1"), "{page}");
    company.pass(14 * DAY);
    let shown = sofia.get(&path_of(&appeal)).await.expect(200);
    assert!(shown["overdue"] == true && shown["may_decide"] == true, "{shown}");
    let questions = shown["evidence"]["questions"].as_array().unwrap();
    assert_eq!(questions.len(), 10);
    let wrong = questions.iter().find(|question| question["stem"] == "Question 0?").unwrap();
    assert_eq!((&wrong["why"], &wrong["author"]["login"]), (&json!("wrong"), &json!("maria-nails")));
    assert_eq!(wrong["approved_by"]["login"], "second-maria-nails");
    assert!(sofia.page("/appeals").await.text.contains("Overdue"));

    let decision = format!("{}/decision", path_of(&appeal));
    for (body, field) in [
        (json!({"verdict": "rejected", "reason": ""}), "reason"),
        (json!({"verdict": "upheld", "reason": "Yes."}), "remedy"),
        (json!({"verdict": "rejected", "remedy": {"remedy": "again"}, "reason": "No."}), "remedy"),
        (json!({"verdict": "withdrawn", "reason": "No."}), "verdict"),
        (
            json!({"verdict": "upheld", "remedy": {"remedy": "regrade", "positions": [11]}, "reason": "?"}),
            "remedy.positions",
        ),
        (json!({"verdict": "upheld", "remedy": {"remedy": "waiver", "hours": 73}, "reason": "?"}), "remedy.hours"),
    ] {
        let told = sofia.post(&decision, body).await.refused(422, "invalid");
        assert_eq!(told["problems"][0]["field"], field, "{told}");
    }
    let no = json!({"verdict": "rejected", "reason": "Only one of them is right: see page 4."});
    sofia.post(&decision, no.clone()).await.expect(200);
    sofia.post(&decision, no).await.refused(409, "wrong-state");
    let told = anna.get(&path).await.expect(200);
    assert_eq!(told["appeals"][0]["reason"], "Only one of them is right: see page 4.");
    assert_eq!((&told["until"], &told["appeals"][0]["verdict"]), (&Value::Null, &json!("rejected")));
    anna.post(&path, words()).await.refused(409, "wrong-state");
    let page = anna.page(&format!("/attempts/{}/appeal", failed["id"].as_str().unwrap())).await.text;
    assert!(page.contains("see page 4") && !page.contains("canary") && !page.contains("right 0"), "{page}");
}

journey!(what_follows_where_it_is_upheld_is_done_at_once);
async fn what_follows_where_it_is_upheld_is_done_at_once() {
    let (company, sofia, anna, failed, login) = failed().await;
    anna.post("/api/v1/certifications/nails/attempts", json!({})).await.refused(409, "waiting");
    let appeal = anna.post(&appeals_of(&failed), words()).await.expect(201);
    let decision = |remedy: Value| json!({"verdict": "upheld", "remedy": remedy, "reason": "It is so."});
    let again = decision(json!({"remedy": "again"}));
    sofia.post(&format!("{}/decision", path_of(&appeal)), again).await.expect(200);
    anna.get(&format!("/api/v1/attempts/{}", failed["id"].as_str().unwrap())).await.refused(409, "attempt-void");
    let second = anna.take("nails", 0).await;
    let appeal = anna.post(&appeals_of(&second), words()).await.expect(201);
    let waiver = decision(json!({"remedy": "waiver", "hours": 4}));
    sofia.post(&format!("{}/decision", path_of(&appeal)), waiver).await.expect(200);
    let standing = format!("/api/v1/managers/{login}/standing?product=nails-2");
    assert_eq!(anna.get(&standing).await.expect(200)["basis"], "waiver");
    company.pass(4 * HOUR);
    assert_eq!(anna.get(&standing).await.expect(200)["may_negotiate"], false);
}

journey!(an_appeal_may_lead_to_a_corrected_key);
async fn an_appeal_may_lead_to_a_corrected_key() {
    let (company, sofia, anna, failed, _) = failed().await;
    let maria = company.signed_in(regrading::person(&company, "maria-nails").await).await;
    let petros = company.signed_in(regrading::person(&company, "petros").await).await;
    let appeal = anna.post(&appeals_of(&failed), words()).await.expect(201);
    let shown = sofia.get(&path_of(&appeal)).await.expect(200);
    let questions = shown["evidence"]["questions"].as_array().unwrap();
    let position = questions.iter().find(|one| one["stem"] == "Question 0?").unwrap()["position"].clone();
    let remedy = json!({"remedy": "regrade", "positions": [position]});
    let upheld = json!({"verdict": "upheld", "remedy": remedy, "reason": "The table changed."});
    sofia.post(&format!("{}/decision", path_of(&appeal)), upheld).await.expect(200);
    assert!(maria.page("/regrades").await.text.contains("Asked for by an appeal"));
    let (path, proposed) = regrading::propose(&maria).await;
    assert!(!maria.page("/regrades").await.text.contains("Asked for by an appeal"), "it was asked and answered");
    petros.post(&format!("{path}/approval"), regrading::seen(&proposed)).await.expect(200);
    let result = anna.get(&format!("/api/v1/attempts/{}", failed["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(result["passed"], true);
}

journey!(an_appeal_comes_in_time_and_may_be_taken_back);
async fn an_appeal_comes_in_time_and_may_be_taken_back() {
    let (company, sofia, anna, failed, login) = failed().await;
    let admin = company.admin("admin").await;
    let wrong = [("filing_days", "0"), ("decision_days", "14"), ("retention", "90"), ("new_per_day", "20")];
    assert_eq!(admin.submit("/settings", "/settings", &wrong).await.status, 422);
    let fields = [("filing_days", "10"), ("decision_days", "3"), ("retention", "90"), ("new_per_day", "20")];
    admin.submit("/settings", "/settings", &fields).await.location();
    let first = anna.post(&appeals_of(&failed), words()).await.expect(201);
    let told = anna.post(&format!("{}/withdrawal", path_of(&first)), json!({})).await.expect(200);
    assert_eq!(told["verdict"], "withdrawn");
    let no = json!({"verdict": "rejected", "reason": "Too late."});
    sofia.post(&format!("{}/decision", path_of(&first)), no).await.refused(409, "wrong-state");
    company.pass(10 * DAY - 1_000_000);
    let second = anna.post(&appeals_of(&failed), words()).await.expect(201);
    company.pass(3 * DAY);
    assert_eq!(sofia.get(&path_of(&second)).await.expect(200)["overdue"], true);
    anna.post(&format!("{}/withdrawal", path_of(&second)), json!({})).await.expect(200);
    anna.post(&appeals_of(&failed), words()).await.refused(409, "too-late-to-contest");
    // Who wrote or approved a question of the test does not decide, whatever they are now.
    let later = anna.take("nails", 0).await;
    let third = anna.post(&appeals_of(&later), words()).await.expect(201);
    let fields = [("name", "maria"), ("role", "head"), ("department", ""), ("locale", "en")];
    admin.submit("/people/maria-nails", "/people/maria-nails", &fields).await.location();
    let maria = company.signed_in(regrading::person(&company, "maria-nails").await).await;
    assert_eq!(maria.get(&path_of(&third)).await.expect(200)["may_decide"], false);
    let no = json!({"verdict": "rejected", "reason": "I wrote it."});
    maria.post(&format!("{}/decision", path_of(&third)), no).await.refused(403, "needs-second-person");
    assert!(anna.page("/").await.text.contains("Your appeal waits for a decision"), "{login}");
}

journey!(of_appeals_and_decisions_at_once_one_counts);
async fn of_appeals_and_decisions_at_once_one_counts() {
    let (company, sofia, anna, failed, _) = failed().await;
    let path = appeals_of(&failed);
    let filed = join_all((0..6).map(|_| anna.post(&path, words()))).await;
    assert_eq!(filed.iter().filter(|reply| reply.status == 201).count(), 1, "{filed:?}");
    let appeal = filed.iter().find(|reply| reply.status == 201).unwrap().json();
    let nikos = company.head("nikos").await;
    let decision = format!("{}/decision", path_of(&appeal));
    let again = json!({"verdict": "upheld", "remedy": {"remedy": "again"}, "reason": "It is so."});
    let no = json!({"verdict": "rejected", "reason": "It is not."});
    let both = [(&sofia, again), (&nikos, no)].map(|(head, body)| head.post(&decision, body));
    let replies = join_all(both).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 1, "{replies:?}");
    let passed = company.manager("eleni").await.take("nails", 10).await;
    let eleni = company.signed_in(regrading::person(&company, "eleni").await).await;
    eleni.post(&appeals_of(&passed), words()).await.refused(409, "wrong-state");
}

journey!(the_pages_go_from_the_result_to_the_decision);
async fn the_pages_go_from_the_result_to_the_decision() {
    let (_company, sofia, anna, failed, _) = failed().await;
    let id = failed["id"].as_str().unwrap();
    let page = format!("/attempts/{id}/appeal");
    assert!(anna.page(&format!("/attempts/{id}/result")).await.text.contains(&page));
    let wrong = anna.submit(&page, &page, &[("words", "")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("Fill this in."), "{}", wrong.text);
    assert_eq!(anna.submit(&page, &page, &[("words", "Two are right.")]).await.location(), page);
    assert!(anna.page(&page).await.text.contains("Waits for a decision"));
    let list = sofia.page("/appeals").await.text;
    let (_, rest) = list.split_once("href=\"/appeals/").unwrap();
    let path = format!("/appeals/{}", rest.split_once('"').unwrap().0);
    let shown = sofia.page(&path).await.text;
    assert!(shown.contains("Two are right.") && shown.contains("Why it earned that"), "{shown}");
    let decision = format!("{path}/decision");
    let nothing = sofia.submit(&path, &decision, &[("decision", ""), ("reason", "No.")]).await;
    assert_eq!(nothing.status, 422);
    let fields = [("decision", "rejected"), ("reason", "Only one is.")];
    assert_eq!(sofia.submit(&path, &decision, &fields).await.location(), "/appeals");
    assert!(anna.page(&page).await.text.contains("Only one is."));
}
