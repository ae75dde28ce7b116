//! A key was wrong: whom a correction changes, who may agree to it, and what was true before.

use dokimasia::base::time::{DAY, HOUR};
use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use crate::harness::{Client, Company, bank, token};

/// The question whose key turns out to be wrong, as candidates see it.
const STEM: &str = "Question 0?";

/// A company whose test on nails asks one of two questions beside nine others: `maria-nails` writes, `second-maria-nails` approves.
pub async fn company() -> (Company, Client, Client) {
    let company = Company::new().await;
    let maria = company.trainer("maria-nails").await;
    let file = (0..2).fold(bank("nails"), |file, number| {
        let stem = format!("    stem: Question {number}?\n");
        file.replace(&stem, &format!("    tags: [hot]\n{stem}"))
    });
    company.import(&file, "maria-nails").await;
    let draft = json!({
        "code": "nails", "name": "Test on nails", "policy": {"minutes": 20},
        "blueprint": {"sections": [{"line": "nails", "tags": ["hot"], "count": 1}, {"line": "nails", "count": 9}]},
    });
    maria.post("/api/v1/certifications", draft).await.expect(201);
    maria.post("/api/v1/certifications/nails/publication", json!({})).await.expect(201);
    let petros = company.trainer("petros").await;
    (company, maria, petros)
}

/// A manager whose running test asks the question, as `name` followed by a number.
pub async fn asked(company: &Company, name: &str) -> (Client, Value, String) {
    for number in 0..40 {
        let login = format!("{name}{number}");
        let manager = company.manager(&login).await;
        let attempt = manager.start("nails").await;
        if attempt["questions"].as_array().unwrap().iter().any(|question| question["stem"] == STEM) {
            return (manager, attempt, login);
        }
    }
    panic!("chance is not that bad");
}

/// Answers `right` of the other questions rightly, and the one with the option that begins so; gives the result.
pub async fn hand_in(manager: &Client, attempt: &Value, right: usize, chosen: &str) -> Value {
    answer(manager, attempt, right, chosen).await;
    manager
        .post(&format!("/api/v1/attempts/{}/submission", attempt["id"].as_str().unwrap()), json!({}))
        .await
        .expect(200)
}

async fn answer(manager: &Client, attempt: &Value, right: usize, chosen: &str) {
    let mut others = 0;
    for question in attempt["questions"].as_array().unwrap() {
        let choice = if question["stem"] == STEM {
            let of = |option: &&Value| option["text"].as_str().unwrap().starts_with(chosen);
            question["options"].as_array().unwrap().iter().find(of).unwrap()["token"].as_str().unwrap().to_owned()
        } else {
            others += 1;
            token(question, others <= right)
        };
        let path = format!("/api/v1/attempts/{}/answers/{}", attempt["id"].as_str().unwrap(), question["position"]);
        manager.put(&path, json!({"answer": {"choice": choice}, "revision": 0})).await.expect(200);
    }
}

/// The id of the question.
pub async fn question(trainer: &Client) -> String {
    let listed = trainer.get("/api/v1/questions?line=nails&limit=200").await.expect(200);
    let found = listed.as_array().unwrap().iter().find(|question| question["code"] == "q0");
    found.unwrap()["id"].as_str().unwrap().to_owned()
}

/// Proposes that the first wrong option is the right one; gives the path of the proposal and itself.
pub async fn propose(trainer: &Client) -> (String, Value) {
    let path = format!("/api/v1/questions/{}/regrades", question(trainer).await);
    let new = json!({"version": 1, "correction": {"remedy": "options", "right": [2]}, "reason": "The table was old."});
    let proposed = trainer.post(&path, new).await.expect(201);
    (format!("/api/v1/regrades/{}", proposed["id"].as_str().unwrap()), proposed)
}

pub fn seen(proposed: &Value) -> Value {
    json!({ "fingerprint": proposed["changes"]["fingerprint"] })
}

async fn standing(client: &Client, login: &str, at: Option<&Value>) -> Value {
    let at = at.map_or(String::new(), |at| format!("&at={}", at.as_str().unwrap()));
    client.get(&format!("/api/v1/managers/{login}/standing?product=nails-1{at}")).await.expect(200)
}

journey!(a_corrected_key_flips_results_both_ways);
async fn a_corrected_key_flips_results_both_ways() {
    let (company, maria, petros) = company().await;
    let sofia = company.head("sofia").await;
    let (eleni, attempt, eleni_is) = asked(&company, "eleni").await;
    let passed = hand_in(&eleni, &attempt, 7, "right").await;
    assert_eq!((&passed["passed"], &passed["points"]), (&json!(true), &json!(8)));
    let (anna, attempt, anna_is) = asked(&company, "anna").await;
    let failed = hand_in(&anna, &attempt, 7, "wrong 0 a").await;
    assert_eq!((&failed["passed"], &failed["points"]), (&json!(false), &json!(7)));
    let (giorgos, running, _) = asked(&company, "giorgos").await;
    answer(&giorgos, &running, 7, "wrong 0 a").await;
    company.pass(HOUR / 4);
    let before = standing(&sofia, &eleni_is, None).await["as_of"].clone();
    company.pass(1_000);

    let (path, proposed) = propose(&maria).await;
    let changes = &proposed["changes"];
    let told = ["gained", "lost", "issued", "revoked", "cleared", "barred", "changed", "running"];
    let told: Vec<u64> = told.iter().map(|name| changes[name].as_u64().unwrap()).collect();
    assert_eq!(told, [1, 1, 1, 1, 1, 1, 2, 1], "{changes}");
    assert_eq!(changes["people"].as_array().unwrap().len(), 2);
    assert!(proposed["still_drawn"] == true && proposed["may_approve"] == false);
    maria.post(&format!("{path}/approval"), seen(&proposed)).await.refused(403, "needs-second-person");
    let stale = json!({"fingerprint": "of another day"});
    petros.post(&format!("{path}/approval"), stale).await.refused(409, "preview-stale");
    assert_eq!(standing(&sofia, &eleni_is, None).await["may_negotiate"], true, "nothing changed yet");
    let approved = petros.post(&format!("{path}/approval"), seen(&proposed)).await.expect(200);
    assert_eq!(approved["verdict"], "approved");
    assert_eq!(approved["changes"]["people"], changes["people"], "it did what it had said");
    assert_eq!(approved["still_drawn"], false, "a question whose key was wrong is drawn no more");
    petros.post(&format!("{path}/approval"), seen(&proposed)).await.refused(409, "wrong-state");

    let now = standing(&sofia, &eleni_is, None).await;
    assert_eq!((&now["may_negotiate"], &now["reason"]), (&json!(false), &json!("revoked")));
    assert_eq!(standing(&sofia, &anna_is, None).await["may_negotiate"], true);
    assert_eq!(standing(&sofia, &eleni_is, Some(&before)).await["may_negotiate"], true, "what was true then stays so");
    assert_eq!(standing(&sofia, &anna_is, Some(&before)).await["may_negotiate"], false);
    told_to_the_people(&anna, &failed, &eleni, &passed).await;

    let submission = format!("/api/v1/attempts/{}/submission", running["id"].as_str().unwrap());
    let result = giorgos.post(&submission, json!({})).await.expect(200);
    assert_eq!((&result["passed"], &result["points"]), (&json!(true), &json!(8)), "it ended after the correction");
}

/// Each sees the result as it is and as it was; the key of a test that is not passed is not among it.
async fn told_to_the_people(anna: &Client, failed: &Value, eleni: &Client, passed: &Value) {
    let result = anna.get(&format!("/api/v1/attempts/{}", failed["id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&result["passed"], &result["points"]), (&json!(true), &json!(8)));
    assert_eq!((&result["superseded"][0]["passed"], &result["superseded"][0]["points"]), (&json!(false), &json!(7)));
    let certificate = anna.page(&format!("/certificates/{}", result["certificate"]["id"].as_str().unwrap())).await;
    assert_eq!(certificate.status, 200);
    let corrected = result["questions"].as_array().unwrap().iter().find(|question| question["stem"] == STEM).unwrap();
    assert_eq!(corrected["corrected"], json!({"remedy": "options", "right": [2]}));
    let keys: Vec<&Value> = corrected["options"].as_array().unwrap().iter().filter(|one| one["key"] == true).collect();
    assert_eq!((keys.len(), keys[0]["text"].as_str()), (1, Some("wrong 0 a")));
    assert!(anna.page("/").await.text.contains("You passed Test on nails after all"));

    let result = eleni.page(&format!("/attempts/{}/result", passed["id"].as_str().unwrap())).await;
    assert!(result.text.contains("This result was found anew") && !result.text.contains("canary"), "{}", result.text);
    assert!(eleni.page("/").await.text.contains("Test on nails is not passed"));
}

journey!(a_certificate_that_is_found_late_ends_as_if_it_had_been_there);
async fn a_certificate_that_is_found_late_ends_as_if_it_had_been_there() {
    let (company, maria, petros) = company().await;
    let (eleni, attempt, _) = asked(&company, "eleni").await;
    let in_time = hand_in(&eleni, &attempt, 7, "right").await;
    let (anna, attempt, anna_is) = asked(&company, "anna").await;
    let failed = hand_in(&anna, &attempt, 7, "wrong 0 a").await;
    company.pass(20 * DAY);
    // What the person passed later stands by itself.
    let later = anna.take("nails", 10).await;
    assert_eq!(later["passed"], true);
    let (path, proposed) = propose(&maria).await;
    petros.post(&format!("{path}/approval"), seen(&proposed)).await.expect(200);
    let result = anna.get(&format!("/api/v1/attempts/{}", failed["id"].as_str().unwrap())).await.expect(200);
    let [found, expected] =
        [&result, &in_time].map(|one| one["certificate"]["expires_at"].as_str().unwrap().to_owned());
    assert_eq!(found.get(..10), expected.get(..10), "{result}");
    assert_ne!(result["certificate"]["issued_at"], in_time["certificate"]["issued_at"]);
    let held = company.head("sofia").await;
    let held = standing(&held, &anna_is, None).await;
    assert_eq!(held["until"], later["certificate"]["expires_at"], "{held}");
    // By then even a year is over: passed, but there is nothing left to hold.
    let (path, proposed) = again_wrong(&maria).await;
    petros.post(&format!("{path}/approval"), seen(&proposed)).await.expect(200);
    company.pass(370 * DAY);
    let (path, proposed) = propose(&maria).await;
    assert_eq!((&proposed["changes"]["gained"], &proposed["changes"]["issued"]), (&json!(1), &json!(0)));
    petros.post(&format!("{path}/approval"), seen(&proposed)).await.expect(200);
}

/// Proposes that the key had been right from the beginning.
async fn again_wrong(trainer: &Client) -> (String, Value) {
    let path = format!("/api/v1/questions/{}/regrades", question(trainer).await);
    let new = json!({"version": 1, "correction": {"remedy": "options", "right": [1]}, "reason": "It was right."});
    let proposed = trainer.post(&path, new).await.expect(201);
    (format!("/api/v1/regrades/{}", proposed["id"].as_str().unwrap()), proposed)
}

journey!(what_changes_nothing_leaves_everything_as_it_was);
async fn what_changes_nothing_leaves_everything_as_it_was() {
    let (company, maria, petros) = company().await;
    let (eleni, attempt, _) = asked(&company, "eleni").await;
    let passed = hand_in(&eleni, &attempt, 7, "right").await;
    let (path, proposed) = again_wrong(&maria).await;
    assert_eq!(proposed["changes"]["changed"], 0);
    petros.post(&format!("{path}/approval"), seen(&proposed)).await.expect(200);
    let result = eleni.get(&format!("/api/v1/attempts/{}", passed["id"].as_str().unwrap())).await.expect(200);
    assert!(result["superseded"].is_null(), "{result}");
    // Twice is as once.
    for expected in [1, 0] {
        let (path, proposed) = propose(&maria).await;
        assert_eq!(proposed["changes"]["changed"], expected);
        petros.post(&format!("{path}/approval"), seen(&proposed)).await.expect(200);
    }
    let result = eleni.get(&format!("/api/v1/attempts/{}", passed["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(result["superseded"].as_array().unwrap().len(), 1, "{result}");
}

journey!(everybody_gets_the_points_or_the_question_does_not_count);
async fn everybody_gets_the_points_or_the_question_does_not_count() {
    let (company, maria, petros) = company().await;
    let (anna, attempt, _) = asked(&company, "anna").await;
    let failed = hand_in(&anna, &attempt, 7, "wrong 0 b").await;
    let path = format!("/api/v1/questions/{}/regrades", question(&maria).await);
    for (remedy, points, possible, passed) in [("not_counted", 7, 9, false), ("full_points", 8, 10, true)] {
        let new = json!({"version": 1, "correction": {"remedy": remedy}, "reason": "Nobody could know."});
        let proposed = maria.post(&path, new).await.expect(201);
        let approval = format!("/api/v1/regrades/{}/approval", proposed["id"].as_str().unwrap());
        petros.post(&approval, seen(&proposed)).await.expect(200);
        let result = anna.get(&format!("/api/v1/attempts/{}", failed["id"].as_str().unwrap())).await.expect(200);
        let told = [&result["points"], &result["possible"], &result["passed"]];
        assert_eq!(told, [&json!(points), &json!(possible), &json!(passed)], "{remedy}");
    }
}

journey!(what_is_no_correction_is_refused);
async fn what_is_no_correction_is_refused() {
    let (company, maria, petros) = company().await;
    let path = format!("/api/v1/questions/{}/regrades", question(&maria).await);
    for (version, correction, field) in [
        (9, json!({"remedy": "full_points"}), "version"),
        (1, json!({"remedy": "options", "right": []}), "correction.right"),
        (1, json!({"remedy": "options", "right": [5]}), "correction.right"),
        (1, json!({"remedy": "options", "right": [0]}), "correction.right"),
        (1, json!({"remedy": "truth", "value": true}), "correction.remedy"),
    ] {
        let new = json!({"version": version, "correction": correction, "reason": "Why not."});
        let told = maria.post(&path, new).await.refused(422, "invalid");
        assert_eq!(told["problems"][0]["field"], field, "{told}");
    }
    let no_reason = json!({"version": 1, "correction": {"remedy": "full_points"}, "reason": " "});
    maria.post(&path, no_reason).await.refused(422, "invalid");
    let manager = company.manager("eleni").await;
    manager.post(&path, json!({"version": 1, "correction": {"remedy": "full_points"}})).await.refused(403, "not-yours");
    let (one, proposed) = propose(&maria).await;
    let new = json!({"version": 1, "correction": {"remedy": "full_points"}, "reason": "Two at once."});
    petros.post(&path, new).await.refused(409, "wrong-state");
    petros.post(&format!("{one}/withdrawal"), json!({})).await.refused(403, "not-yours");
    maria.post(&format!("{one}/refusal"), json!({"reason": "Mine."})).await.refused(403, "needs-second-person");
    petros.post(&format!("{one}/refusal"), json!({"reason": ""})).await.refused(422, "invalid");
    petros.post(&format!("{one}/refusal"), json!({"reason": "The table is new."})).await.expect(200);
    petros.post(&format!("{one}/approval"), seen(&proposed)).await.refused(409, "wrong-state");
    let (two, _) = propose(&maria).await;
    let told = maria.post(&format!("{two}/withdrawal"), json!({})).await.expect(200);
    assert_eq!(told["verdict"], "withdrawn");
}

journey!(nobody_approves_what_changes_their_own_result_even_where_one_trainer_is_enough);
async fn nobody_approves_what_changes_their_own_result_even_where_one_trainer_is_enough() {
    let (company, maria, _) = company().await;
    let admin = company.admin("admin").await;
    let (anna, attempt, anna_is) = asked(&company, "anna").await;
    hand_in(&anna, &attempt, 7, "wrong 0 a").await;
    let fields = [("name", anna_is.as_str()), ("role", "trainer"), ("department", ""), ("locale", "en")];
    let page = format!("/people/{anna_is}");
    admin.submit(&page, &page, &fields).await.location();
    let anna = company.signed_in(person(&company, &anna_is).await).await;
    let (path, proposed) = propose(&maria).await;
    anna.post(&format!("{path}/approval"), seen(&proposed)).await.refused(403, "needs-second-person");
    maria.post(&format!("{path}/approval"), seen(&proposed)).await.refused(403, "needs-second-person");
    let one_trainer = [("single_trainer", "yes"), ("retention", "90"), ("new_per_day", "20")];
    admin.submit("/settings", "/settings", &one_trainer).await.location();
    anna.post(&format!("{path}/approval"), seen(&proposed)).await.refused(403, "needs-second-person");
    maria.post(&format!("{path}/approval"), seen(&proposed)).await.expect(200);
}

/// The person of that login as they are now.
pub async fn person(company: &Company, login: &str) -> dokimasia::domain::person::Person {
    let login = login.parse().unwrap();
    let found = company.world.store.read(move |db| dokimasia::store::people::find_by_login(db, &login)).await;
    found.unwrap().unwrap()
}

journey!(of_two_who_approve_at_once_one_does);
async fn of_two_who_approve_at_once_one_does() {
    let (company, maria, petros) = company().await;
    let (anna, attempt, _) = asked(&company, "anna").await;
    let failed = hand_in(&anna, &attempt, 7, "wrong 0 a").await;
    let third = company.trainer("nikos").await;
    let (path, proposed) = propose(&maria).await;
    let approval = format!("{path}/approval");
    let both = [&petros, &third, &petros, &third].map(|trainer| trainer.post(&approval, seen(&proposed)));
    let replies = join_all(both).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 200).count(), 1, "{replies:?}");
    let result = anna.get(&format!("/api/v1/attempts/{}", failed["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(result["superseded"].as_array().unwrap().len(), 1);
}

journey!(a_test_that_ends_while_a_key_is_corrected_is_graded_by_it);
async fn a_test_that_ends_while_a_key_is_corrected_is_graded_by_it() {
    let (company, maria, petros) = company().await;
    let mut running = Vec::new();
    for name in ["a", "b", "c", "d"] {
        let (manager, attempt, _) = asked(&company, name).await;
        answer(&manager, &attempt, 7, "wrong 0 a").await;
        running.push((manager, attempt));
    }
    let (path, proposed) = propose(&maria).await;
    let approval = format!("{path}/approval");
    let ends = join_all(running.iter().map(async |(manager, attempt)| {
        let path = format!("/api/v1/attempts/{}/submission", attempt["id"].as_str().unwrap());
        manager.post(&path, json!({})).await
    }));
    let (replies, approved) = join(ends, petros.post(&approval, seen(&proposed))).await;
    assert!(replies.iter().all(|reply| reply.status == 200), "{replies:?}");
    // Where a test ended just before, the changes are others than were seen: they are looked at again.
    if approved.status != 200 {
        approved.refused(409, "preview-stale");
        let proposed = petros.get(&path).await.expect(200);
        petros.post(&approval, seen(&proposed)).await.expect(200);
    }
    for (manager, attempt) in &running {
        let result = manager.get(&format!("/api/v1/attempts/{}", attempt["id"].as_str().unwrap())).await.expect(200);
        assert_eq!((&result["passed"], &result["points"]), (&json!(true), &json!(8)), "{result}");
    }
}

journey!(the_pages_go_from_the_question_to_the_decision);
async fn the_pages_go_from_the_question_to_the_decision() {
    let (company, maria, petros) = company().await;
    let (anna, attempt, _) = asked(&company, "anna").await;
    hand_in(&anna, &attempt, 7, "wrong 0 a").await;
    let id = question(&maria).await;
    let form = format!("/questions/{id}/regrading?version=1");
    assert!(maria.page(&format!("/questions/{id}")).await.text.contains(&form));
    let post = format!("/questions/{id}/regrading");
    let mut fields = vec![("version", "1"), ("remedy", "key"), ("options", "2"), ("reason", ""), ("act", "preview")];
    let shown = maria.submit(&form, &post, &fields).await;
    assert!(shown.status == 200 && shown.text.contains("Certificate issued"), "{}", shown.text);
    fields[4].1 = "propose";
    let refused = maria.submit(&form, &post, &fields).await;
    assert!(refused.status == 422 && refused.text.contains("Fill this in."), "{}", refused.text);
    fields[3].1 = "The table was old.";
    let proposed = maria.submit(&form, &post, &fields).await.location().to_owned();
    assert!(petros.page("/regrades").await.text.contains(&proposed));
    assert!(petros.page("/").await.text.contains("One correction waits for a second trainer."));
    let approval = format!("{proposed}/approval");
    let stale = petros.submit(&proposed, &approval, &[("fingerprint", "old")]).await;
    assert!(stale.status == 422 && stale.text.contains("Something happened in the meantime."), "{}", stale.text);
    let page = petros.page(&proposed).await.text;
    let (_, rest) = page.split_once("name=\"fingerprint\" value=\"").unwrap();
    let (fingerprint, _) = rest.split_once('"').unwrap();
    assert_eq!(petros.submit(&proposed, &approval, &[("fingerprint", fingerprint)]).await.location(), proposed);
    assert!(petros.page(&proposed).await.text.contains("Approved by petros"));
    assert!(anna.page("/").await.text.contains("You passed Test on nails after all"));
}
