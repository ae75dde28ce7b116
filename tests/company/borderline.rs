//! Near misses with their second forms, and retests that are decided together with the fails before them.

use std::collections::BTreeSet;

use dokimasia::base::time::{DAY, HOUR, MINUTE, Millis};
use serde_json::{Value, json};

use crate::harness::{Client, Company, token};

const START: &str = "/api/v1/certifications/nails/attempts";

/// One section of ten questions.
fn ten() -> Value {
    json!([{"line": "nails", "count": 10}])
}

/// Five questions of each topic; nine tenths of those on use are needed.
fn halves() -> Value {
    json!([
        {"line": "nails", "topics": ["size"], "count": 5},
        {"line": "nails", "topics": ["use"], "count": 5, "minimum": [9, 10]},
    ])
}

/// A company whose certification `nails` has these rules; and its trainer.
async fn company(sections: Value, policy: Value) -> (Company, Client) {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    publish(&maria, sections, policy).await;
    (company, maria)
}

async fn publish(maria: &Client, sections: Value, policy: Value) {
    let draft = json!({"code": "nails", "name": "Nails", "blueprint": {"sections": sections}, "policy": policy});
    let saved = maria.put("/api/v1/certifications/nails", draft).await.expect(200);
    for (name, value) in policy.as_object().unwrap() {
        assert_eq!(&saved["policy"][name], value, "the policy shows what it was given");
    }
    maria.post("/api/v1/certifications/nails/publication", json!({})).await.expect(201);
}

fn id(attempt: &Value) -> &str {
    attempt["id"].as_str().unwrap()
}

fn time(told: &Value) -> Millis {
    Millis::parse(told.as_str().unwrap()).unwrap()
}

fn stems(attempt: &Value) -> BTreeSet<String> {
    attempt["questions"].as_array().unwrap().iter().map(|question| question["stem"].to_string()).collect()
}

async fn standing(client: &Client, manager: &str) -> Value {
    client.get(&format!("/api/v1/managers/{manager}/standing?product=nails-1")).await.expect(200)
}

/// Answers so many questions on size and so many on use rightly, all others wrongly, and hands in.
async fn hand_in(client: &Client, attempt: &Value, size: usize, uses: usize) -> Value {
    let mut left = [size, uses];
    for question in attempt["questions"].as_array().unwrap() {
        let number: String = question["stem"].as_str().unwrap().chars().filter(char::is_ascii_digit).collect();
        let left = &mut left[number.parse::<usize>().unwrap() % 2];
        let answer = json!({"answer": {"choice": token(question, *left > 0)}, "revision": 0});
        *left = left.saturating_sub(1);
        client
            .put(&format!("/api/v1/attempts/{}/answers/{}", id(attempt), question["position"]), answer)
            .await
            .expect(200);
    }
    client.post(&format!("/api/v1/attempts/{}/submission", id(attempt)), json!({})).await.expect(200)
}

journey!(both_forms_pass_together_though_the_second_alone_would_fail);
async fn both_forms_pass_together_though_the_second_alone_would_fail() {
    let (company, _) = company(halves(), json!({"second_form": true})).await;
    let eleni = company.manager("eleni").await;
    let first = eleni.start("nails").await;
    assert_eq!((&first["second_of"], &first["second_form_until"]), (&Value::Null, &Value::Null));
    let missed = hand_in(&eleni, &first, 2, 5).await;
    assert_eq!((&missed["passed"], &missed["points"]), (&json!(false), &json!(7)));
    assert_eq!(time(&missed["second_form_until"]), company.world.clock.now().plus(DAY));
    assert!(missed.get("decided_with").is_none(), "{missed}");
    let offered = standing(&eleni, "eleni").await;
    assert_eq!((&offered["reason"], &offered["what_to_do"]), (&json!("failed"), &json!("take_second_form")));
    assert_eq!(offered["until"], missed["second_form_until"]);

    company.pass(HOUR);
    let second = eleni.start("nails").await;
    assert_eq!(second["second_of"], first["id"]);
    assert!(stems(&first).is_disjoint(&stems(&second)), "no question twice over both");
    assert_eq!(time(&second["deadline"]), company.world.clock.now().plus(30 * MINUTE), "as long as the first");
    assert_eq!(standing(&eleni, "eleni").await["reason"], "in_progress");
    assert_eq!(eleni.post(START, json!({})).await.expect(200)["id"], second["id"]);
    // 4 of 5 on use is below its nine tenths; 9 of 10 over both is not.
    let passed = hand_in(&eleni, &second, 5, 4).await;
    assert_eq!((&passed["passed"], &passed["points"]), (&json!(true), &json!(9)));
    assert_eq!(passed["sections"][1]["passed"], false, "alone it would fail");
    assert_eq!(passed["decided_with"], json!([{"attempt": first["id"], "points": 7, "possible": 10}]));
    assert_eq!((&passed["pooled_points"], &passed["pooled_possible"]), (&json!(16), &json!(20)));
    assert_eq!(passed["second_form_until"], Value::Null);
    assert_eq!(passed["certificate"]["percent"], 80, "the certificate tells what it rests on");
    assert_eq!(standing(&eleni, "eleni").await["basis"], "certificate");
    let before = eleni.get(&format!("/api/v1/attempts/{}", id(&first))).await.expect(200);
    assert_eq!(
        (&before["passed"], &before["second_form"]),
        (&json!(false), &second["id"]),
        "the first stays as it was"
    );
    assert_eq!((&before["second_form_until"], &before["next_attempt_at"]), (&Value::Null, &Value::Null));
}

journey!(both_forms_fail_together_though_the_second_alone_would_pass);
async fn both_forms_fail_together_though_the_second_alone_would_pass() {
    let (company, _) = company(ten(), json!({"second_form": true})).await;
    let (anna, sofia) = (company.manager("anna").await, company.head("sofia").await);
    anna.take("nails", 7).await;
    company.pass(20 * HOUR);
    let moment = company.world.clock.now();
    let failed = anna.take("nails", 8).await;
    assert_eq!((&failed["passed"], &failed["certificate"]), (&json!(false), &Value::Null));
    assert_eq!((&failed["points"], &failed["pooled_points"]), (&json!(8), &json!(15)));
    assert_eq!(failed["second_form_until"], Value::Null, "once, though 15 of 20 is a near miss too");
    // One fail, whose wait counts from the second form.
    assert_eq!(time(&failed["next_attempt_at"]), moment.plus(DAY));
    let waiting = anna.post(START, json!({})).await.refused(409, "waiting");
    assert_eq!(waiting["until"], failed["next_attempt_at"]);
    assert_eq!(standing(&sofia, "anna").await["reason"], "waiting");
    let path = format!("/api/v1/managers/anna/standing?product=nails-1&at={}", moment.plus(-1));
    assert_eq!(sofia.get(&path).await.expect(200)["what_to_do"], "take_second_form", "what was true then");
    let evidence = sofia.page("/standing/anna/nails-1").await;
    assert!(evidence.text.contains("second form begun") && evidence.text.contains("75 %"), "{}", evidence.text);
    company.pass(DAY);
    let third = anna.start("nails").await;
    assert_eq!(third["second_of"], Value::Null);
    let brief = anna.page("/tests/nails").await;
    assert!(brief.text.contains("1 of 3 left"), "both forms were one attempt: {}", brief.text);
}

journey!(an_offer_that_is_not_taken_ends_with_the_wait);
async fn an_offer_that_is_not_taken_ends_with_the_wait() {
    let (company, _) = company(ten(), json!({"second_form": true})).await;
    let anna = company.manager("anna").await;
    let missed = anna.take("nails", 7).await;
    company.pass(DAY - 1);
    let path = format!("/api/v1/attempts/{}", id(&missed));
    assert_eq!(anna.get(&path).await.expect(200)["second_form_until"], missed["second_form_until"]);
    company.pass(1);
    assert_eq!(anna.get(&path).await.expect(200)["second_form_until"], Value::Null);
    assert_eq!(standing(&anna, "anna").await["what_to_do"], "take_test");
    let next = anna.start("nails").await;
    assert_eq!(next["second_of"], Value::Null, "an ordinary attempt");
    let passed = anna.answer_and_submit(&next, 8).await;
    assert_eq!((&passed["passed"], passed.get("decided_with")), (&json!(true), None), "decided alone");
}

journey!(only_a_near_miss_is_offered_one_and_only_where_it_is_set);
async fn only_a_near_miss_is_offered_one_and_only_where_it_is_set() {
    let (company, maria) = company(halves(), json!({"second_form": true})).await;
    for (login, size, uses) in [("anna", 1, 5), ("eleni", 5, 5), ("giorgos", 5, 4)] {
        let client = company.manager(login).await;
        let result = hand_in(&client, &client.start("nails").await, size, uses).await;
        assert_eq!(result["second_form_until"], Value::Null, "{login}: too far, passed, a section alone");
    }
    publish(&maria, ten(), json!({"second_form": false})).await;
    let petros = company.manager("petros").await;
    assert_eq!(petros.take("nails", 7).await["second_form_until"], Value::Null);
    petros.post(START, json!({})).await.refused(409, "waiting");
}

journey!(a_second_form_spends_no_attempt_and_is_taken_by_the_rules_of_the_first);
async fn a_second_form_spends_no_attempt_and_is_taken_by_the_rules_of_the_first() {
    let (company, maria) = company(ten(), json!({"second_form": true, "attempts_max": 1, "minutes": 10})).await;
    let anna = company.manager("anna").await;
    anna.take("nails", 7).await;
    publish(&maria, json!([{"line": "nails", "count": 4}]), json!({"attempts_max": 1})).await;
    let second = anna.start("nails").await;
    assert_eq!(second["questions"].as_array().unwrap().len(), 10);
    assert_eq!(time(&second["deadline"]), company.world.clock.now().plus(10 * MINUTE));
    // Nobody hands it in: it ends by its deadline with what was saved, and is decided together all the same.
    company.pass(HOUR);
    assert_eq!(dokimasia::journeys::take_test::sweep(&company.world).await.unwrap(), 1);
    let ended = anna.get(&format!("/api/v1/attempts/{}", id(&second))).await.expect(200);
    assert_eq!((&ended["passed"], &ended["pooled_points"]), (&json!(false), &json!(7)));
    anna.post(START, json!({})).await.refused(409, "no-attempts-left");
    company.pass(30 * DAY);
    assert_eq!(anna.start("nails").await["questions"].as_array().unwrap().len(), 4);
}

journey!(a_bank_short_of_a_second_form_is_told_and_nothing_is_written);
async fn a_bank_short_of_a_second_form_is_told_and_nothing_is_written() {
    let (company, maria) = company(json!([{"line": "nails", "count": 30}]), json!({"second_form": true})).await;
    let anna = company.manager("anna").await;
    let first = anna.start("nails").await;
    let missed = anna.answer_and_submit(&first, 23).await;
    let unseen = (0..60).find(|number| !stems(&first).contains(&format!("\"Question {number}?\""))).unwrap();
    let listed = maria.get(&format!("/api/v1/questions?line=nails&text=Question%20{unseen}?")).await.expect(200);
    let question = listed.as_array().unwrap().iter().find(|one| one["code"] == format!("q{unseen}")).unwrap();
    maria.post(&format!("/api/v1/questions/{}/retirement", id(question)), json!({})).await.expect(200);
    for _ in 0..2 {
        let refused = anna.post(START, json!({})).await.refused(409, "short-of-questions");
        assert_eq!((&refused["section"], &refused["wanted"], &refused["there"]), (&json!(1), &json!(30), &json!(29)));
    }
    let path = format!("/api/v1/attempts/{}", id(&first));
    assert_eq!(anna.get(&path).await.expect(200), missed, "the offer stands as before");
    assert_eq!(standing(&anna, "anna").await["what_to_do"], "take_second_form");
}

journey!(many_starts_at_once_make_one_second_form);
async fn many_starts_at_once_make_one_second_form() {
    let (company, _) = company(ten(), json!({"second_form": true})).await;
    let eleni = company.manager("eleni").await;
    let first = eleni.take("nails", 7).await;
    let replies = futures_util::future::join_all((0..16).map(|_| eleni.post(START, json!({})))).await;
    let ids: BTreeSet<String> = replies.iter().map(|reply| reply.json()["id"].to_string()).collect();
    assert_eq!((ids.len(), replies.iter().filter(|reply| reply.status == 201).count()), (1, 1));
    assert!(replies.iter().all(|reply| reply.json()["second_of"] == first["id"]));
}

journey!(a_void_and_a_decision_that_counts_the_void_form_do_not_both_stand);
async fn a_void_and_a_decision_that_counts_the_void_form_do_not_both_stand() {
    let (company, _) = company(ten(), json!({"second_form": true})).await;
    let sofia = company.head("sofia").await;
    for round in 0..6 {
        let eleni = company.manager(&format!("eleni-{round}")).await;
        let first = eleni.take("nails", 7).await;
        let second = eleni.start("nails").await;
        for (number, question) in second["questions"].as_array().unwrap().iter().enumerate() {
            let answer = json!({"answer": {"choice": token(question, number < 9)}, "revision": 0});
            eleni.put(&format!("/api/v1/attempts/{}/answers/{}", id(&second), number + 1), answer).await.expect(200);
        }
        let voiding = format!("/api/v1/attempts/{}/voiding", id(&first));
        let submission = format!("/api/v1/attempts/{}/submission", id(&second));
        let (voided, decided) = futures_util::future::join(
            sofia.post(&voiding, json!({"reason": "The fire alarm."})),
            eleni.post(&submission, json!({})),
        )
        .await;
        let counted = decided.expect(200).get("decided_with").is_some();
        assert_eq!(voided.status, if counted { 409 } else { 201 }, "{}", voided.text);
    }
}

journey!(a_void_form_counts_no_more_but_not_what_a_certificate_rests_on);
async fn a_void_form_counts_no_more_but_not_what_a_certificate_rests_on() {
    let (company, _) = company(ten(), json!({"second_form": true, "pooled": true})).await;
    let (sofia, anna) = (company.head("sofia").await, company.manager("anna").await);
    let void = async |attempt: &Value| {
        let path = format!("/api/v1/attempts/{}/voiding", id(attempt));
        sofia.post(&path, json!({"reason": "The fire alarm."})).await
    };
    let first = anna.take("nails", 7).await;
    company.pass(HOUR);
    let second = anna.take("nails", 5).await;
    void(&second).await.expect(201);
    anna.post(START, json!({})).await.refused(409, "waiting");
    let path = format!("/api/v1/attempts/{}", id(&first));
    assert_eq!(anna.get(&path).await.expect(200)["second_form_until"], Value::Null, "once, though it is void");
    company.pass(DAY);
    let third = anna.take("nails", 9).await;
    assert_eq!((&third["passed"], &third["pooled_points"]), (&json!(true), &json!(16)), "without the void one");
    void(&first).await.refused(409, "wrong-state");
    void(&third).await.refused(409, "wrong-state");
    assert!(!sofia.page("/standing/anna/nails-1").await.text.contains("/voiding"));

    let eleni = company.manager("eleni").await;
    let first = eleni.take("nails", 7).await;
    let second = eleni.start("nails").await;
    void(&first).await.expect(201);
    let alone = eleni.answer_and_submit(&second, 8).await;
    assert_eq!((&alone["passed"], alone.get("decided_with")), (&json!(true), None), "its near miss is void");
}

journey!(a_pooled_retest_fails_though_it_passes_alone);
async fn a_pooled_retest_fails_though_it_passes_alone() {
    let (company, _) = company(ten(), json!({"pooled": true, "attempts_max": 4})).await;
    let anna = company.manager("anna").await;
    let first = anna.take("nails", 5).await;
    assert_eq!((first.get("decided_with"), &first["second_form_until"]), (None, &Value::Null));
    company.pass(DAY);
    let second = anna.take("nails", 10).await;
    assert_eq!((&second["passed"], &second["points"], &second["percent"]), (&json!(false), &json!(10), &json!(100)));
    assert_eq!((&second["pooled_points"], &second["pooled_possible"]), (&json!(15), &json!(20)));
    company.pass(3 * DAY);
    let third = anna.take("nails", 9).await;
    assert_eq!((&third["passed"], &third["pooled_points"]), (&json!(true), &json!(24)));
    let parts: Vec<&Value> = third["decided_with"].as_array().unwrap().iter().map(|part| &part["attempt"]).collect();
    assert_eq!(parts, [&first["id"], &second["id"]], "the oldest first");
    // What lies before a pass counts no more.
    company.pass(4 * DAY);
    let fourth = anna.take("nails", 7).await;
    assert_eq!((&fourth["passed"], fourth.get("decided_with")), (&json!(false), None));
}

journey!(a_pooled_retest_passes_though_it_fails_alone);
async fn a_pooled_retest_passes_though_it_fails_alone() {
    let (company, _) = company(halves(), json!({"pooled": true})).await;
    let eleni = company.manager("eleni").await;
    let first = hand_in(&eleni, &eleni.start("nails").await, 1, 5).await;
    assert_eq!(first["passed"], false);
    company.pass(31 * DAY);
    let alone = hand_in(&eleni, &eleni.start("nails").await, 2, 5).await;
    assert_eq!((&alone["passed"], alone.get("decided_with")), (&json!(false), None), "the period is over");
    company.pass(3 * DAY);
    let passed = hand_in(&eleni, &eleni.start("nails").await, 5, 4).await;
    assert_eq!((&passed["passed"], &passed["sections"][1]["passed"]), (&json!(true), &json!(false)));
    assert_eq!((&passed["pooled_points"], &passed["pooled_possible"]), (&json!(16), &json!(20)));
}

journey!(with_both_settings_a_near_miss_is_one_by_the_pooled_score);
async fn with_both_settings_a_near_miss_is_one_by_the_pooled_score() {
    let (company, _) = company(ten(), json!({"pooled": true, "second_form": true})).await;
    let anna = company.manager("anna").await;
    anna.take("nails", 5).await;
    company.pass(DAY);
    // 15 of 20 misses by 1, its error is 1.99; alone it would have passed.
    let missed = anna.take("nails", 10).await;
    assert_eq!(time(&missed["second_form_until"]), company.world.clock.now().plus(3 * DAY));
    let second = anna.take("nails", 9).await;
    assert_eq!((&second["passed"], &second["pooled_points"]), (&json!(true), &json!(24)));
    assert_eq!(second["decided_with"].as_array().unwrap().len(), 2);
    let page = anna.page(&format!("/attempts/{}/result", id(&second))).await;
    for words in ["Decided together with your earlier attempts", "First form", "Earlier attempt", "24 of 30"] {
        assert!(page.text.contains(words), "{words} {}", page.text);
    }
}

journey!(the_pages_lead_to_the_second_form_and_tell_both_scores);
async fn the_pages_lead_to_the_second_form_and_tell_both_scores() {
    let (company, _) = company(ten(), json!({"second_form": true, "pooled": true})).await;
    let eleni = company.manager("eleni").await;
    let brief = eleni.page("/tests/nails").await;
    assert!(
        brief.text.contains("If you miss it narrowly") && brief.text.contains("If you try again"),
        "{}",
        brief.text
    );
    let first = eleni.take("nails", 7).await;
    let result = format!("/attempts/{}/result", id(&first));
    for path in [result.as_str(), "/tests/nails", "/"] {
        let page = eleni.page(path).await;
        assert!(page.text.contains("Take the second form now") && page.text.contains("until"), "{path} {}", page.text);
    }
    let second = eleni.submit(&result, "/tests/nails/attempts", &[]).await.location().to_owned();
    let running = eleni.get(&format!("/api/v1{second}")).await.expect(200);
    eleni.answer_and_submit(&running, 10).await;
    let decided = eleni.page(&format!("{second}/result")).await;
    for words in ["Decided on both forms together", "7 of 10", "10 of 10", "17 of 20", "85 %", "Passed"] {
        assert!(decided.text.contains(words), "{words} {}", decided.text);
    }
    let before = eleni.page(&result).await;
    assert!(before.text.contains("You took a second form") && !before.text.contains("Take the second form now"));
}

journey!(a_trainer_sets_both_by_the_page);
async fn a_trainer_sets_both_by_the_page() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let fields = |wait: &'static str, act: &'static str| {
        vec![
            ("code", "nails"),
            ("name_en", "Nails"),
            ("cut", "80"),
            ("minutes", "30"),
            ("first_wait_hours", wait),
            ("later_wait_hours", "72"),
            ("attempts_max", "3"),
            ("period_days", "30"),
            ("validity_days", "365"),
            ("renewal_days", "30"),
            ("grace_seconds", "30"),
            ("second_form", "yes"),
            ("pooled", "yes"),
            ("sections.0.line", "nails"),
            ("sections.0.count", "20"),
            ("act", act),
        ]
    };
    let path = "/certifications/nails";
    let checked = maria.submit(path, path, &fields("24", "check")).await;
    assert!(checked.text.contains("All attempts count together"), "{}", checked.text);
    let wrong = maria.submit(path, path, &fields("0", "save")).await;
    assert!(wrong.status == 422 && wrong.text.contains("set both waits to at least 1 hour"), "{}", wrong.text);
    assert_eq!(maria.submit(path, path, &fields("24", "save")).await.location(), path);
    let saved = maria.get("/api/v1/certifications/nails").await.expect(200);
    assert_eq!((&saved["policy"]["second_form"], &saved["policy"]["pooled"]), (&json!(true), &json!(true)));
    assert_eq!((&saved["honesty"]["second_form"], &saved["honesty"]["pooled"]), (&json!(true), &json!(true)));
    assert!(
        maria.page(path).await.text.contains("name=\"pooled\" value=\"yes\" aria-describedby=\"hint-pooled\" checked")
    );
}
