//! Taking a test, from the start page to the certificate.

use dokimasia::base::time::{DAY, HOUR, MINUTE, SECOND};
use serde_json::{Value, json};

use crate::harness::{CANARY, Company, token};

journey!(a_manager_passes_and_may_negotiate);
async fn a_manager_passes_and_may_negotiate() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let before = eleni.get("/api/v1/managers/eleni/standing?product=nails-1").await.expect(200);
    assert_eq!((&before["may_negotiate"], &before["reason"]), (&json!(false), &json!("never_tested")));
    let result = eleni.take("nails", 8).await;
    assert_eq!((&result["passed"], &result["points"], &result["percent"]), (&json!(true), &json!(8), &json!(80)));
    let after = eleni.get("/api/v1/managers/eleni/standing?product=nails-2").await.expect(200);
    assert_eq!((&after["may_negotiate"], &after["basis"]), (&json!(true), &json!("certificate")));
    assert_eq!(after["until"], result["certificate"]["expires_at"]);
    let paper = eleni.page(&format!("/certificates/{}", result["certificate"]["id"].as_str().unwrap())).await;
    assert!(paper.status == 200 && paper.text.contains("Test on nails"), "{}", paper.text);
}

journey!(a_manager_fails_waits_and_has_three_attempts);
async fn a_manager_fails_waits_and_has_three_attempts() {
    let company = Company::new().await;
    company.certification("nails").await;
    let anna = company.manager("anna").await;
    let result = anna.take("nails", 7).await;
    assert_eq!((&result["passed"], &result["certificate"]), (&json!(false), &Value::Null));
    let start = "/api/v1/certifications/nails/attempts";
    anna.post(start, json!({})).await.refused(409, "waiting");
    let standing = anna.get("/api/v1/managers/anna/standing?product=nails-1").await.expect(200);
    assert_eq!((&standing["reason"], &standing["until"]), (&json!("waiting"), &result["next_attempt_at"]));
    company.pass(DAY);
    anna.take("nails", 0).await;
    company.pass(DAY);
    anna.post(start, json!({})).await.refused(409, "waiting");
    company.pass(2 * DAY);
    anna.take("nails", 0).await;
    company.pass(3 * DAY);
    anna.post(start, json!({})).await.refused(409, "no-attempts-left");
    company.pass(24 * DAY);
    anna.start("nails").await;
}

journey!(starting_again_gives_the_test_in_progress);
async fn starting_again_gives_the_test_in_progress() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let first = eleni.start("nails").await;
    let again = eleni.post("/api/v1/certifications/nails/attempts", json!({})).await.expect(200);
    assert_eq!(first["id"], again["id"]);
    assert_eq!(first["questions"], again["questions"]);
}

journey!(many_starts_at_once_make_one_attempt);
async fn many_starts_at_once_make_one_attempt() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let starts = (0..16).map(|_| eleni.post("/api/v1/certifications/nails/attempts", json!({})));
    let replies = futures_util::future::join_all(starts).await;
    let ids: std::collections::BTreeSet<String> = replies.iter().map(|reply| reply.json()["id"].to_string()).collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(replies.iter().filter(|reply| reply.status == 201).count(), 1);
}

journey!(answers_have_revisions);
async fn answers_have_revisions() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let attempt = eleni.start("nails").await;
    let path = format!("/api/v1/attempts/{}/answers/1", attempt["id"].as_str().unwrap());
    let (one, other) = (token(&attempt["questions"][0], true), token(&attempt["questions"][0], false));
    let saved = eleni.put(&path, json!({"answer": {"choice": one}, "revision": 0})).await.expect(200);
    assert_eq!(saved["revision"], 1);
    let stale =
        eleni.put(&path, json!({"answer": {"choice": other}, "revision": 0})).await.refused(409, "stale-answer");
    assert_eq!((&stale["revision"], &stale["answer"]), (&json!(1), &json!({"choice": one})));
    let cleared = eleni.put(&path, json!({"answer": null, "revision": 1})).await.expect(200);
    assert_eq!(cleared["revision"], 2);
    let shown = eleni.get(&format!("/api/v1/attempts/{}", attempt["id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&shown["questions"][0]["answer"], &shown["questions"][0]["revision"]), (&Value::Null, &json!(2)));
}

journey!(what_is_no_answer_is_refused);
async fn what_is_no_answer_is_refused() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let attempt = eleni.start("nails").await;
    let id = attempt["id"].as_str().unwrap();
    let right = token(&attempt["questions"][0], true);
    let elsewhere = token(&attempt["questions"][1], true);
    for hostile in [
        json!({"choice": "unknown"}),
        json!({"choice": elsewhere}),
        json!({"choices": [right]}),
        json!({"value": true}),
        json!({"value": "5"}),
        json!({"text": "five"}),
    ] {
        let body = json!({"answer": hostile, "revision": 0});
        eleni.put(&format!("/api/v1/attempts/{id}/answers/1"), body).await.refused(422, "not-an-answer");
    }
    for unreadable in [
        json!({"answer": {"choice": right, "more": 1}, "revision": 0}),
        json!({"answer": 7, "revision": 0}),
        json!({"revision": -1}),
    ] {
        eleni.put(&format!("/api/v1/attempts/{id}/answers/1"), unreadable).await.refused(400, "unreadable");
    }
    let body = json!({"answer": {"choice": right}, "revision": 0});
    eleni.put(&format!("/api/v1/attempts/{id}/answers/11"), body.clone()).await.refused(404, "no-such-thing");
    eleni.put(&format!("/api/v1/attempts/{id}/answers/-1"), body.clone()).await.refused(404, "no-such-thing");
    let shown = eleni.get(&format!("/api/v1/attempts/{id}")).await.expect(200);
    assert_eq!(shown["questions"], attempt["questions"], "nothing was saved");
    let giorgos = company.manager("giorgos").await;
    giorgos.put(&format!("/api/v1/attempts/{id}/answers/1"), body).await.refused(404, "no-such-thing");
    giorgos.get(&format!("/api/v1/attempts/{id}")).await.refused(404, "no-such-thing");
    giorgos.post(&format!("/api/v1/attempts/{id}/submission"), json!({})).await.refused(404, "no-such-thing");
}

journey!(a_large_body_is_not_read);
async fn a_large_body_is_not_read() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let attempt = eleni.start("nails").await;
    let body = json!({"answer": {"text": "x".repeat(1_000_000)}, "revision": 0});
    let path = format!("/api/v1/attempts/{}/answers/1", attempt["id"].as_str().unwrap());
    eleni.put(&path, body).await.refused(413, "too-large");
}

journey!(the_deadline_has_thirty_seconds_of_grace_and_then_counts_what_was_saved);
async fn the_deadline_has_thirty_seconds_of_grace_and_then_counts_what_was_saved() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let attempt = eleni.start("nails").await;
    let id = attempt["id"].as_str().unwrap();
    company.pass(20 * MINUTE + 30 * SECOND);
    for question in attempt["questions"].as_array().unwrap() {
        let answer = json!({"answer": {"choice": token(question, true)}, "revision": 0});
        eleni.put(&format!("/api/v1/attempts/{id}/answers/{}", question["position"]), answer).await.expect(200);
    }
    company.pass(1);
    let late = json!({"answer": null, "revision": 1});
    eleni.put(&format!("/api/v1/attempts/{id}/answers/1"), late).await.refused(410, "too-late");
    let result = eleni.post(&format!("/api/v1/attempts/{id}/submission"), json!({})).await.expect(200);
    assert_eq!((&result["passed"], &result["submitted_at"]), (&json!(true), &attempt["deadline"]));
}

journey!(an_abandoned_test_is_ended_by_whoever_looks_first);
async fn an_abandoned_test_is_ended_by_whoever_looks_first() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let attempt = eleni.start("nails").await;
    company.pass(HOUR);
    let standing = eleni.get("/api/v1/managers/eleni/standing?product=nails-1").await.expect(200);
    assert_eq!(standing["reason"], "waiting");
    assert_eq!(dokimasia::journeys::take_test::sweep(&company.world).await.unwrap(), 1);
    assert_eq!(dokimasia::journeys::take_test::sweep(&company.world).await.unwrap(), 0);
    let shown = eleni.get(&format!("/api/v1/attempts/{}", attempt["id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&shown["passed"], &shown["submitted_at"]), (&json!(false), &attempt["deadline"]));
}

journey!(handing_in_twice_is_the_same_as_once);
async fn handing_in_twice_is_the_same_as_once() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let attempt = eleni.start("nails").await;
    let first = eleni.answer_and_submit(&attempt, 10).await;
    let path = format!("/api/v1/attempts/{}/submission", attempt["id"].as_str().unwrap());
    let again = futures_util::future::join_all((0..8).map(|_| eleni.post(&path, json!({})))).await;
    for reply in again {
        assert_eq!(reply.expect(200), first);
    }
    let path = format!("/api/v1/attempts/{}/answers/1", attempt["id"].as_str().unwrap());
    eleni.put(&path, json!({"answer": null, "revision": 1})).await.refused(409, "attempt-closed");
}

journey!(a_second_attempt_asks_what_was_not_seen);
async fn a_second_attempt_asks_what_was_not_seen() {
    let company = Company::new().await;
    company.certification("nails").await;
    let anna = company.manager("anna").await;
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..3 {
        let attempt = anna.start("nails").await;
        for question in attempt["questions"].as_array().unwrap() {
            assert!(seen.insert(question["stem"].to_string()), "{}", question["stem"]);
        }
        anna.answer_and_submit(&attempt, 0).await;
        company.pass(4 * DAY);
    }
}

journey!(nothing_tells_the_key_before_handing_in);
async fn nothing_tells_the_key_before_handing_in() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let attempt = eleni.start("nails").await;
    let id = attempt["id"].as_str().unwrap();
    let mut pages = vec![format!("/api/v1/attempts/{id}"), "/api/v1/products".into(), "/api/v1/me".into()];
    pages.extend((1..=10).map(|number| format!("/attempts/{id}/questions/{number}")));
    pages.extend(["/".into(), "/tests/nails".into(), format!("/attempts/{id}/submission")]);
    for path in pages {
        let reply = if path.starts_with("/api") { eleni.get(&path).await } else { eleni.page(&path).await };
        assert_eq!(reply.status, 200, "{path}");
        let all = format!("{:?}{}", reply.headers, reply.text);
        assert!(!all.contains(CANARY), "{path}");
        for word in ["\"key\"", "is_key", "distractor", "explanation", "difficulty"] {
            assert!(!reply.text.contains(word), "{word} in {path}");
        }
    }
    let right = token(&attempt["questions"][0], true);
    let wrong = token(&attempt["questions"][1], false);
    let one = eleni
        .put(&format!("/api/v1/attempts/{id}/answers/1"), json!({"answer": {"choice": right}, "revision": 0}))
        .await;
    let other = eleni
        .put(&format!("/api/v1/attempts/{id}/answers/2"), json!({"answer": {"choice": wrong}, "revision": 0}))
        .await;
    assert_eq!(one.text, other.text, "a save says nothing of right or wrong");
}

journey!(who_passed_sees_what_was_right_and_who_failed_never_does);
async fn who_passed_sees_what_was_right_and_who_failed_never_does() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let (eleni, anna) = (company.manager("eleni").await, company.manager("anna").await);
    let passed = eleni.take("nails", 9).await;
    let shown = |result: &Value| format!("/api/v1/attempts/{}", result["id"].as_str().unwrap());
    let with_keys = eleni.get(&shown(&passed)).await.expect(200);
    let last = &with_keys["questions"][9];
    let chosen = last["options"].as_array().unwrap().iter().find(|option| option["chosen"] == true).unwrap();
    assert_eq!((&last["right"], &last["points"], &chosen["key"]), (&json!(false), &json!(0), &json!(false)));
    let path = format!("/attempts/{}/result", passed["id"].as_str().unwrap());
    assert!(eleni.page(&path).await.text.contains(CANARY));
    let failed = anna.take("nails", 7).await;
    assert_eq!(anna.get(&shown(&failed)).await.expect(200)["questions"], Value::Null);
    let page = anna.page(&format!("/attempts/{}/result", failed["id"].as_str().unwrap())).await;
    assert!(page.text.contains("Not passed") && !page.text.contains(CANARY));

    // Another test on the same products locks what is known of them.
    eleni.start("nails").await;
    assert!(!eleni.page(&path).await.text.contains(CANARY));
    let draft = maria.get("/api/v1/certifications/nails").await.expect(200);
    let changed = json!({
        "code": "nails", "name": "Test on nails", "blueprint": draft["blueprint"], "revision": draft["revision"],
        "policy": {"minutes": 20, "reveal_passed": false},
    });
    maria.put("/api/v1/certifications/nails", changed).await.expect(200);
    maria.post("/api/v1/certifications/nails/publication", json!({})).await.expect(201);
    let giorgos = company.manager("giorgos").await;
    let unseen = giorgos.take("nails", 10).await;
    assert_eq!(giorgos.get(&shown(&unseen)).await.expect(200)["questions"], Value::Null);
}

journey!(a_test_is_taken_by_plain_forms);
async fn a_test_is_taken_by_plain_forms() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let started = eleni.submit("/tests/nails", "/tests/nails/attempts", &[]).await;
    let attempt = started.location().to_owned();
    assert_eq!(eleni.page(&attempt).await.location(), format!("{attempt}/questions/1"));
    for number in 1..=10 {
        let path = format!("{attempt}/questions/{number}");
        let page = eleni.page(&path).await;
        let (before, _) = page.text.split_once(&"<span>right".to_owned()).unwrap();
        let choice = before.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        let next = eleni.submit(&path, &path, &[("revision", "0"), ("choice", &choice), ("go", "next")]).await;
        let expected =
            if number == 10 { format!("{attempt}/submission") } else { format!("{attempt}/questions/{}", number + 1) };
        assert_eq!(next.location(), expected);
    }
    let path = format!("{attempt}/questions/3");
    let chosen =
        eleni.page(&path).await.text.split_once("\" checked").unwrap().0.rsplit('"').next().unwrap().to_owned();
    let flagged = [("revision", "1"), ("choice", chosen.as_str()), ("flag", "on")];
    assert_eq!(eleni.submit(&path, &path, &flagged).await.location(), path);
    let stale = eleni.submit(&path, &path, &[("revision", "0"), ("go", "clear")]).await;
    assert!(stale.status == 409 && stale.text.contains("A newer answer is saved already"), "{}", stale.text);
    let review = eleni.page(&format!("{attempt}/submission")).await;
    assert!(review.text.contains("You flagged these"), "{}", review.text);
    let submission = format!("{attempt}/submission");
    assert_eq!(eleni.submit(&submission, &submission, &[]).await.location(), format!("{attempt}/result"));
    let result = eleni.page(&format!("{attempt}/result")).await;
    assert!(result.text.contains("Passed"), "{}", result.text);
    assert_eq!(eleni.page(&path).await.location(), format!("{attempt}/result"));
}
