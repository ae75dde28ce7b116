//! Trainers write questions; a second person approves them.

use dokimasia::{
    base::id::QuestionId,
    domain::{
        event::{Event, EventKind},
        question::State,
    },
    journeys::write_questions,
    store::{catalogue, products, questions},
};
use serde_json::{Value, json};

use crate::harness::{Client, Company};

/// A question with one right option, with some fields replaced.
pub fn nail_question(more: Value) -> Value {
    let mut question = json!({
        "line": "nails", "product": "NA-3070", "topic": "dimensions", "difficulty": "easy",
        "tags": ["thickness"], "characteristics": ["diameter"], "kind": "single",
        "stem": {"en": "How thick is this nail?", "el": "Πόσο χοντρό είναι αυτό το καρφί;"},
        "options": [{"key": "3.0 mm"}, {"distractor": "2.5 mm"}, {"distractor": "4.0 mm"}],
        "answer": "Its shank is three millimetres thick.",
    });
    for (name, value) in more.as_object().unwrap() {
        question[name] = value.clone();
    }
    question
}

async fn written(author: &Client, more: Value) -> String {
    let question = author.post("/api/v1/questions", nail_question(more)).await.expect(201);
    format!("/api/v1/questions/{}", question["id"].as_str().unwrap())
}

/// Puts a question in doubt, as a change of its product does.
async fn suspend(company: &Company, path: &str) {
    let id: QuestionId = path.rsplit('/').next().unwrap().parse().unwrap();
    let suspend = move |tx: &mut dokimasia::store::Tx<'_>| {
        let line = products::line(tx.db, &"nails".parse().unwrap())?;
        questions::set_state(tx, line.id, id, State::Suspended)?;
        tx.done(Event::new(EventKind::QuestionSuspended, id), ())
    };
    company.world.store.write(None, suspend).await.unwrap();
}

async fn revision(company: &Company) -> i64 {
    company.world.store.read(catalogue::revision).await.unwrap()
}

journey!(a_question_lives_from_draft_to_retirement);
async fn a_question_lives_from_draft_to_retirement() {
    let company = Company::new().await;
    company.nails().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    let draft = maria.post("/api/v1/questions", nail_question(json!({}))).await.expect(201);
    assert_eq!((&draft["state"], &draft["code"]), (&json!("draft"), &json!("how-thick-is-this-nail")));
    let path = format!("/api/v1/questions/{}", draft["id"].as_str().unwrap());
    let approval = format!("{path}/approval");
    maria.post(&approval, json!({})).await.refused(403, "needs-second-person");
    let before = revision(&company).await;
    let active = nikos.post(&approval, json!({"version": 1})).await.expect(200);
    assert_eq!((&active["state"], &active["drawn"]), (&json!("active"), &json!(1)));
    assert!(revision(&company).await > before, "what may be drawn changed");
    nikos.post(&approval, json!({})).await.refused(409, "wrong-state");
    let change = nail_question(json!({"version": 1, "answer": "Three millimetres, without the coating."}));
    let revised = nikos.put(&path, change).await.expect(200);
    assert_eq!(revised["latest"]["number"], 2);
    assert_eq!((&revised["state"], &revised["drawn"]), (&json!("active"), &json!(1)), "the approved one stays drawn");
    nikos.post(&approval, json!({})).await.refused(403, "needs-second-person");
    maria.post(&approval, json!({"version": 1})).await.refused(409, "stale-edit");
    assert_eq!(maria.post(&approval, json!({"version": 2})).await.expect(200)["drawn"], 2);
    let shown = maria.get(&path).await.expect(200);
    assert_eq!(shown["versions"][0]["author"]["login"], "nikos");
    assert_eq!(shown["versions"][0]["approval"]["by"]["login"], "maria");
    assert_eq!(shown["versions"][0]["differences"][0]["field"], "answer");
    let retirement = format!("{path}/retirement");
    assert_eq!(maria.post(&retirement, json!({})).await.expect(200)["state"], "retired");
    maria.post(&retirement, json!({})).await.refused(409, "wrong-state");
    maria.put(&path, nail_question(json!({"version": 2}))).await.refused(409, "wrong-state");
}

journey!(a_change_based_on_an_old_version_is_refused_with_the_new_one);
async fn a_change_based_on_an_old_version_is_refused_with_the_new_one() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    let path = written(&maria, json!({})).await;
    maria.put(&path, nail_question(json!({"version": 1, "answer": "Three."}))).await.expect(200);
    let stale = maria.put(&path, nail_question(json!({"version": 1, "answer": "Four."}))).await;
    let stale = stale.refused(409, "stale-edit");
    assert_eq!(stale["version"], 2);
    assert_eq!(stale["current"]["latest"]["content"]["answer"], "Three.");
    let blind = maria.put(&path, nail_question(json!({}))).await.refused(422, "invalid");
    assert_eq!(blind["problems"][0]["field"], "version");
    let moved = maria.put(&path, nail_question(json!({"version": 2, "code": "other"}))).await.refused(422, "invalid");
    assert_eq!(moved["problems"][0]["slug"], "cannot-change");
}

journey!(another_placing_needs_no_version_and_no_change_writes_none);
async fn another_placing_needs_no_version_and_no_change_writes_none() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    let path = written(&maria, json!({})).await;
    let placed =
        maria.put(&path, nail_question(json!({"version": 1, "topic": "strength", "tags": []}))).await.expect(200);
    assert_eq!((&placed["latest"]["number"], &placed["topic"]), (&json!(1), &json!("strength")));
    let same = nail_question(
        json!({"version": 1, "topic": "strength", "tags": [], "answer": {"en": "Its shank is three millimetres thick."}}),
    );
    assert_eq!(maria.put(&path, same).await.expect(200)["latest"]["number"], 1);
}

journey!(a_question_in_doubt_is_confirmed_or_replaced);
async fn a_question_in_doubt_is_confirmed_or_replaced() {
    let company = Company::new().await;
    company.nails().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    let path = written(&maria, json!({})).await;
    let confirmation = format!("{path}/confirmation");
    maria.post(&confirmation, json!({})).await.refused(409, "wrong-state");
    nikos.post(&format!("{path}/approval"), json!({})).await.expect(200);
    suspend(&company, &path).await;
    assert_eq!(maria.post(&confirmation, json!({})).await.expect(200)["state"], "active");
    suspend(&company, &path).await;
    maria.put(&path, nail_question(json!({"version": 1, "answer": "Now 3.1 mm."}))).await.expect(200);
    let approved = nikos.post(&format!("{path}/approval"), json!({})).await.expect(200);
    assert_eq!((&approved["state"], &approved["drawn"]), (&json!("active"), &json!(2)));
}

journey!(where_there_is_one_trainer_they_may_approve_their_own);
async fn where_there_is_one_trainer_they_may_approve_their_own() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    let admin = company.person("admin", dokimasia::domain::person::Role::Admin, None).await;
    let path = format!("{}/approval", written(&maria, json!({})).await);
    maria.post(&path, json!({})).await.refused(403, "needs-second-person");
    write_questions::allow_single_trainer(&company.world, &admin, true).await.unwrap();
    maria.post(&path, json!({})).await.expect(200);
}

journey!(codes_are_made_of_stems_and_never_twice);
async fn codes_are_made_of_stems_and_never_twice() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    for code in ["how-thick-is-this-nail", "how-thick-is-this-nail-2", "how-thick-is-this-nail-3"] {
        assert_eq!(maria.post("/api/v1/questions", nail_question(json!({}))).await.expect(201)["code"], code);
    }
    let told = nail_question(json!({"code": "na-3070"}));
    assert_eq!(maria.post("/api/v1/questions", told.clone()).await.expect(201)["code"], "na-3070");
    maria.post("/api/v1/questions", told).await.refused(409, "already-taken");
}

journey!(search_finds_what_is_written_otherwise);
async fn search_finds_what_is_written_otherwise() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    written(&maria, json!({})).await;
    let screw = json!({"stem": "How long is the screw?", "product": null, "difficulty": "hard", "topic": "strength"});
    written(&maria, screw).await;
    for (query, count) in [
        ("", 2),
        ("text=%CE%9A%CE%91%CE%A1%CE%A6%CE%99", 1),
        ("text=MILLIMETRES+thick", 2),
        ("text=100%25", 0),
        ("product=NA-3070", 1),
        ("difficulty=hard&topic=strength", 1),
        ("state=active", 0),
        ("state=draft&waiting=yes&line=nails", 2),
        ("line=screws", 0),
    ] {
        let found = maria.get(&format!("/api/v1/questions?{query}")).await.expect(200);
        assert_eq!(found.as_array().unwrap().len(), count, "{query}");
    }
    maria.get("/api/v1/questions?state=asleep").await.refused(422, "invalid");
}

journey!(long_lists_come_in_pages);
async fn long_lists_come_in_pages() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    for _ in 0..3 {
        written(&maria, json!({})).await;
    }
    let first = maria.get("/api/v1/questions?limit=2&state=draft").await;
    let link = first.headers["link"].to_str().unwrap();
    let next = link.trim_start_matches('<').split('>').next().unwrap();
    assert!(next.contains("state=draft"), "{next}");
    let second = maria.get(next).await;
    assert!(second.headers.get("link").is_none());
    let ids = |page: Value| page.as_array().unwrap().iter().map(|row| row["id"].to_string()).collect::<Vec<_>>();
    let all = [ids(first.json()), ids(second.json())].concat();
    assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
}

journey!(what_is_wrong_is_named);
async fn what_is_wrong_is_named() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    let without_options = |kind: Value, more: Value| {
        let mut question = nail_question(kind);
        question.as_object_mut().unwrap().remove("options");
        more.as_object().unwrap().iter().for_each(|(name, value)| question[name] = value.clone());
        question
    };
    let number = |more| without_options(json!({"kind": "number", "key": "3.0", "unit": "mm"}), more);
    let text = |more| without_options(json!({"kind": "text", "accepted": ["zinc"]}), more);
    let options = |options: Value| nail_question(json!({ "options": options }));
    let many: Vec<Value> = (0..11).map(|at| json!({"distractor": at.to_string()})).collect();
    for (input, field, slug) in [
        (json!({"kind": "single"}), "line", "missing"),
        (nail_question(json!({"line": "screws"})), "line", "no-such-line"),
        (nail_question(json!({"topic": "taste"})), "topic", "topic-unknown"),
        (nail_question(json!({"product": "NA-1"})), "product", "product-unknown"),
        (
            nail_question(json!({"characteristics": ["diameter", "taste"]})),
            "characteristics.1",
            "characteristic-unknown",
        ),
        (nail_question(json!({"tags": [""]})), "tags.0", "text-blank"),
        (nail_question(json!({"colour": 1})), "colour", "no-such-field"),
        (nail_question(json!({"kind": "essay"})), "kind", "no-such-word"),
        (nail_question(json!({"stem": " "})), "stem", "text-blank"),
        (nail_question(json!({"stem": {"el": "Πόσο;"}})), "stem", "own-language-missing"),
        (nail_question(json!({"stem": {"en": "", "el": "x"}})), "stem", "text-blank"),
        (nail_question(json!({"answer": "x".repeat(8_001)})), "answer", "text-too-long"),
        (nail_question(json!({"points": 0})), "points", "out-of-range"),
        (nail_question(json!({"points": 101})), "points", "out-of-range"),
        (options(json!([{"key": "a"}])), "options", "option-count"),
        (options(json!(many)), "options", "option-count"),
        (options(json!([{"distractor": "a"}, {"distractor": "b"}])), "options", "one-key"),
        (options(json!([{"key": "a"}, {"key": "b"}])), "options", "one-key"),
        (options(json!([{"key": "a"}, {"distractor": "A"}])), "options.1.text", "options-alike"),
        (options(json!([{"key": "a"}, {"distractor": ""}])), "options.1.text", "text-blank"),
        (options(json!([{"key": "a"}, "b"])), "options.1", "object-expected"),
        (number(json!({"key": "3,0"})), "key", "not-a-decimal"),
        (number(json!({"key": null})), "key", "missing"),
        (number(json!({"tolerance": -1})), "tolerance", "not-a-tolerance"),
        (number(json!({"unit": null, "unit_required": true})), "unit", "unit-missing"),
        (number(json!({"unit_penalty": "1.5"})), "unit_penalty", "not-a-share"),
        (text(json!({"accepted": []})), "accepted", "accepted-missing"),
        (text(json!({"accepted": ["zinc", " "]})), "accepted.1", "text-blank"),
        (text(json!({"reject": ["ZINC"]})), "accepted.0", "accepted-and-rejected"),
        (text(json!({"accepted": vec!["x"; 51]})), "accepted", "too-many"),
    ] {
        let refused = maria.post("/api/v1/questions", input).await.refused(422, "invalid");
        let problems = refused["problems"].as_array().unwrap();
        let named = problems.iter().find(|problem| problem["field"] == field && problem["slug"] == slug);
        let named = named.unwrap_or_else(|| panic!("{field} {slug}: {refused}"));
        assert!(!named["text"].as_str().unwrap().starts_with("problem-"), "{slug} has no text");
    }
    assert_eq!(maria.get("/api/v1/questions").await.expect(200), json!([]));
}

journey!(a_question_of_a_raised_one_that_is_not_there_is_not_written);
async fn a_question_of_a_raised_one_that_is_not_there_is_not_written() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    maria.post("/api/v1/questions", nail_question(json!({"raised": 7}))).await.refused(404, "no-such-thing");
    assert_eq!(maria.get("/api/v1/questions").await.expect(200), json!([]));
}

journey!(managers_write_no_questions);
async fn managers_write_no_questions() {
    let company = Company::new().await;
    company.nails().await;
    let (maria, eleni) = (company.trainer("maria").await, company.manager("eleni").await);
    let path = written(&maria, json!({})).await;
    eleni.get(&path).await.refused(403, "not-yours");
    eleni.post("/api/v1/questions", nail_question(json!({}))).await.refused(403, "not-yours");
    eleni.post(&format!("{path}/approval"), json!({})).await.refused(403, "not-yours");
    assert_eq!(eleni.page("/questions").await.status, 403);
    company.head("katerina").await.get(&path).await.refused(403, "not-yours");
}
