//! Study: cards come when they are due, ratings count once whatever the network did, and what is no longer right is learned anew.

use dokimasia::{
    base::time::{DAY, HOUR, MINUTE, Millis},
    journeys::study,
};
use serde_json::{Value, json};

use crate::{
    harness::{CANARY, Client, Company},
    questions::nail_question,
};

const STUDY: &str = "/api/v1/study";
const RATINGS: &str = "/api/v1/study/ratings";

/// The cards of a session.
pub async fn cards(manager: &Client, query: &str) -> Vec<Value> {
    let session = manager.get(&format!("{STUDY}/cards{query}")).await.expect(200);
    session["cards"].as_array().unwrap().clone()
}

/// A rating as a device sends it.
pub fn rating(card: &Value, key: &str, rating: &str) -> Value {
    json!({"rate": {"key": key, "question": card["question"], "version": card["version"], "rating": rating}})
}

fn at(mut entry: Value, moment: Millis) -> Value {
    entry["rate"]["at"] = moment.into();
    entry
}

/// Sends ratings; what became of each.
pub async fn rate(manager: &Client, entries: Vec<Value>) -> Vec<Value> {
    let told = manager.post(RATINGS, json!({"entries": entries})).await.expect(200);
    told["outcomes"].as_array().unwrap().clone()
}

async fn rate_one(manager: &Client, card: &Value, key: &str, how: &str) -> String {
    rate(manager, vec![rating(card, key, how)]).await[0]["outcome"].as_str().unwrap().to_owned()
}

fn outcomes(told: &[Value]) -> Vec<&str> {
    told.iter().map(|one| one["outcome"].as_str().unwrap()).collect()
}

async fn counts(manager: &Client) -> (i64, u64, u64) {
    let study = manager.get(STUDY).await.expect(200);
    (study["due"].as_i64().unwrap(), study["new"].as_u64().unwrap(), study["today"]["reviews"].as_u64().unwrap())
}

fn ids(cards: &[Value]) -> Vec<&str> {
    cards.iter().map(|card| card["question"].as_str().unwrap()).collect()
}

/// Cards, a rating that was taken back, and a version that corrects the writing.
pub async fn learn(company: &Company, maria: &Client) {
    let manager = company.manager("stella").await;
    let new = cards(&manager, "?line=nails").await;
    let rated =
        |key: &str| json!({"rate": {"key": key, "question": new[0]["question"], "version": 1, "rating": "good"}});
    rate(&manager, vec![rated("a"), rated("b"), json!({"undo": "b"})]).await;
    study::note_forecasts(&company.world).await.unwrap();
    let question = nail_question(json!({"line": "bolts", "product": "bolts-1", "topic": "size"}));
    let written = maria.post("/api/v1/questions", question.clone()).await.expect(201);
    let mut corrected = question;
    for (name, value) in [("version", json!(1)), ("correction", json!(true)), ("answer", json!("3 mm."))] {
        corrected[name] = value;
    }
    maria.put(&format!("/api/v1/questions/{}", written["id"].as_str().unwrap()), corrected).await.expect(200);
}

journey!(what_was_rated_comes_back_when_it_is_due);
async fn what_was_rated_comes_back_when_it_is_due() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    assert_eq!(counts(&eleni).await, (0, 20, 0));
    let new = cards(&eleni, "").await;
    assert_eq!(new.len(), 20, "new ones of a day");
    let card = &new[0];
    assert_eq!((&card["new"], &card["answer"]), (&json!(true), &json!(format!("{CANARY} answer"))));
    let intervals = json!({"again": {"minutes": 10}, "hard": {"days": 1}, "good": {"days": 2}, "easy": {"days": 8}});
    assert_eq!(card["intervals"], intervals);
    for (at, how) in ["again", "hard", "good", "easy"].into_iter().enumerate() {
        assert_eq!(rate_one(&eleni, &new[at], &format!("k{at}"), how).await, "counted");
    }
    assert_eq!(counts(&eleni).await, (0, 16, 4));
    for (wait, due) in [(10 * MINUTE, 1), (DAY, 2), (DAY, 3), (5 * DAY, 3), (DAY, 4)] {
        company.pass(wait);
        assert_eq!(counts(&eleni).await.0, due, "after {wait} ms");
    }
    // The one nearest to being forgotten comes first, and all come before what is new.
    let due = cards(&eleni, "?limit=6").await;
    assert_eq!(ids(&due[..1]), ids(&new[..1]));
    assert_eq!(
        due.iter().map(|card| card["new"] == true).collect::<Vec<_>>(),
        [false, false, false, false, true, true]
    );
    maria.get(STUDY).await.refused(403, "not-yours");
}

journey!(ratings_kept_on_a_phone_count_once_and_in_order);
async fn ratings_kept_on_a_phone_count_once_and_in_order() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (eleni, anna) = (company.manager("eleni").await, company.manager("anna").await);
    let new = cards(&eleni, "").await;
    let begun = company.world.clock.now();
    company.pass(3 * DAY);
    let now = company.world.clock.now();
    let kept = vec![
        at(rating(&new[0], "a", "again"), begun.plus(MINUTE)),
        at(rating(&new[0], "b", "good"), begun.plus(11 * MINUTE)),
        // Its clock is a year ahead.
        at(rating(&new[1], "c", "good"), now.plus(365 * DAY)),
        // Told as before the one before it.
        at(rating(&new[0], "d", "good"), begun),
        // Nobody knows when.
        rating(&new[2], "e", "easy"),
        // Older than any device keeps.
        at(rating(&new[3], "f", "good"), begun.plus(-400 * DAY)),
    ];
    let told = rate(&eleni, kept.clone()).await;
    assert_eq!(outcomes(&told), ["counted"; 6]);
    let moments: Vec<&str> = told.iter().map(|one| one["counted_at"].as_str().unwrap()).collect();
    let expected =
        [begun.plus(MINUTE), begun.plus(11 * MINUTE), now, begun.plus(11 * MINUTE), now, now.plus(-30 * DAY)];
    assert_eq!(moments, expected.map(|moment| moment.to_string()));
    // The same once more, and at the same moment from both.
    let again = futures_util::future::join(rate(&eleni, kept.clone()), rate(&eleni, kept)).await;
    assert_eq!((outcomes(&again.0), outcomes(&again.1)), (vec!["known"; 6], vec!["known"; 6]));
    let study = eleni.get(STUDY).await.expect(200);
    assert_eq!(study["today"]["reviews"], 2, "those of today: {study:#}");
    assert_eq!(rate_one(&anna, &new[0], "a", "good").await, "counted", "her own device");
    let key = "x".repeat(201);
    for (entry, place, slug) in [
        (rating(&new[0], "", "good"), "entries.1.rate.key", "not-a-key"),
        (rating(&new[0], &key, "good"), "entries.1.rate.key", "too-long"),
        (json!({"undo": "a b"}), "entries.1.undo", "not-a-key"),
    ] {
        let entries = json!({"entries": [rating(&new[5], "g", "good"), entry]});
        let problem = eleni.post(RATINGS, entries).await.refused(422, "invalid")["problems"][0].clone();
        assert_eq!((problem["field"].as_str(), problem["slug"].as_str()), (Some(place), Some(slug)));
    }
    assert_eq!(rate_one(&eleni, &new[5], "g", "good").await, "counted", "nothing of what was refused counts");
    let many: Vec<Value> = (0..201).map(|number| rating(&new[0], &format!("m{number}"), "good")).collect();
    eleni.post(RATINGS, json!({"entries": many})).await.refused(422, "invalid");
    eleni.post(RATINGS, json!({"entries": [{"rate": {"key": "h"}}]})).await.refused(400, "unreadable");
    let unknown = json!({"question": "00000000-0000-7000-8000-000000000000", "version": 1});
    assert_eq!(rate_one(&eleni, &unknown, "u", "good").await, "unknown");
}

journey!(a_rating_is_taken_back);
async fn a_rating_is_taken_back() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let new = cards(&eleni, "").await;
    let told = rate(&eleni, vec![rating(&new[0], "a", "easy"), json!({"undo": "a"})]).await;
    assert_eq!(outcomes(&told), ["counted", "undone"]);
    assert_eq!(counts(&eleni).await, (0, 20, 0), "as if it had not been");
    assert_eq!(cards(&eleni, "").await.len(), 20);
    // What is sent once more after it was taken back stays taken back.
    let told = rate(&eleni, vec![rating(&new[0], "a", "easy"), json!({"undo": "a"}), json!({"undo": "z"})]).await;
    assert_eq!(outcomes(&told), ["known", "undone", "unknown"]);
    rate(&eleni, vec![rating(&new[0], "b", "good")]).await;
    rate(&eleni, vec![rating(&new[0], "c", "again"), json!({"undo": "c"})]).await;
    company.pass(HOUR);
    assert_eq!(counts(&eleni).await.0, 0, "the rating before says when it is due");
    company.pass(2 * DAY);
    assert_eq!(counts(&eleni).await.0, 1);
    rate(&eleni, vec![rating(&new[0], "d", "good")]).await;
    assert_eq!(outcomes(&rate(&eleni, vec![json!({"undo": "b"})]).await), ["superseded"]);
}

/// A line with one question, approved; its path in the API.
async fn one_question(company: &Company, maria: &Client, nikos: &Client) -> String {
    company.nails().await;
    let question = maria.post("/api/v1/questions", nail_question(json!({}))).await.expect(201);
    let path = format!("/api/v1/questions/{}", question["id"].as_str().unwrap());
    nikos.post(&format!("{path}/approval"), json!({})).await.expect(200);
    path
}

journey!(what_an_answer_says_otherwise_is_learned_anew);
async fn what_an_answer_says_otherwise_is_learned_anew() {
    let company = Company::new().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    let path = one_question(&company, &maria, &nikos).await;
    let eleni = company.manager("eleni").await;
    let first = cards(&eleni, "").await;
    assert_eq!(rate_one(&eleni, &first[0], "a", "good").await, "counted");
    assert_eq!(counts(&eleni).await, (0, 0, 1));
    let revise = async |version: u32, answer: &str, correction: bool| {
        let change = nail_question(json!({"version": version, "answer": answer, "correction": correction}));
        let revised = maria.put(&path, change).await.expect(200);
        assert_eq!(revised["latest"]["corrects"], correction);
        nikos.post(&format!("{path}/approval"), json!({})).await.expect(200);
    };
    revise(1, "Its shank is three millimeters thick.", true).await;
    assert_eq!(counts(&eleni).await, (0, 0, 1), "a correction of the writing keeps the card");
    // A phone that was without a network rates what it showed.
    assert_eq!(rate_one(&eleni, &first[0], "b", "good").await, "counted");
    revise(2, "Three millimetres and a half.", false).await;
    assert_eq!(counts(&eleni).await.1, 1, "new again");
    assert_eq!(rate_one(&eleni, &first[0], "c", "good").await, "outdated");
    company.pass(30 * DAY);
    assert_eq!(counts(&eleni).await.0, 0, "what is new is not due");
    let again = cards(&eleni, "").await;
    assert_eq!((&again[0]["new"], &again[0]["version"]), (&json!(true), &json!(3)));
    assert_eq!(rate_one(&eleni, &again[0], "d", "easy").await, "counted");
    assert_eq!(counts(&eleni).await, (0, 0, 1));
    let change = json!({"characteristic": "diameter", "value": "3.1", "severity": "notice", "questions": [path.rsplit('/').next().unwrap()]});
    maria.post("/api/v1/products/NA-3070/changes", change).await.expect(201);
    company.pass(100 * DAY);
    assert_eq!((counts(&eleni).await.0, cards(&eleni, "").await.len()), (0, 0), "what is in doubt is not asked");
    assert_eq!(rate_one(&eleni, &again[0], "e", "easy").await, "outdated");
    nikos.post(&format!("{path}/confirmation"), json!({})).await.expect(200);
    let anew = cards(&eleni, "").await;
    assert_eq!(
        (counts(&eleni).await.0, anew.len(), &anew[0]["new"]),
        (0, 1, &json!(true)),
        "still right, and learned anew"
    );
    maria
        .put(&path, nail_question(json!({"version": 3, "answer": "Three millimetres and a half.", "exam_only": true})))
        .await
        .expect(200);
    assert_eq!((counts(&eleni).await.0, cards(&eleni, "").await.len()), (0, 0), "for tests only");
}

journey!(nothing_of_a_product_is_studied_while_its_test_runs);
async fn nothing_of_a_product_is_studied_while_its_test_runs() {
    let company = Company::new().await;
    company.certification("nails").await;
    company.certification("bolts").await;
    let eleni = company.manager("eleni").await;
    let new = cards(&eleni, "?line=nails").await;
    assert_eq!(rate_one(&eleni, &new[0], "a", "again").await, "counted");
    company.pass(HOUR);
    let test = eleni.start("nails").await;
    eleni.get(&format!("{STUDY}/cards?line=nails")).await.refused(423, "locked");
    let session = eleni.get(&format!("{STUDY}/cards")).await.expect(200);
    assert_eq!(session["locked"], true);
    assert!(session["cards"].as_array().unwrap().iter().all(|card| card["line"] == "bolts"), "{session:#}");
    assert_eq!(counts(&eleni).await.0, 0);
    let page = eleni.page("/study/session?line=nails").await;
    assert!(page.status == 423 && !page.text.contains(CANARY), "{}", page.text);
    assert!(eleni.page("/study").await.text.contains("Partly locked"));
    // What was seen before the test began may still come in.
    assert_eq!(rate_one(&eleni, &new[1], "b", "good").await, "counted");
    eleni.answer_and_submit(&test, 10).await;
    assert_eq!(counts(&eleni).await.0, 1);
    eleni.get(&format!("{STUDY}/cards?line=nowhere")).await.refused(404, "no-such-thing");
}

journey!(what_the_next_test_asks_comes_first);
async fn what_the_next_test_asks_comes_first() {
    let company = Company::new().await;
    company.certification("bolts").await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    eleni.take("bolts", 10).await;
    let lines: Vec<Value> = cards(&eleni, "").await.into_iter().map(|card| card["line"].clone()).collect();
    assert_eq!(lines, vec![json!("nails"); 20]);
    // Weak on use, strong on size: what is new of use comes first from now on.
    let new = cards(&eleni, "").await;
    for (number, card) in new.iter().enumerate() {
        let how = if card["topic"] == "Use" { "again" } else { "good" };
        rate_one(&eleni, card, &format!("k{number}"), how).await;
    }
    company.pass(DAY);
    let topics: Vec<Value> = cards(&eleni, "?limit=30").await.into_iter().filter(|card| card["new"] == true).collect();
    assert!(topics.len() > 5 && topics.iter().all(|card| card["topic"] == "Use"), "{topics:#?}");
}

journey!(an_installation_chooses_how_it_studies);
async fn an_installation_chooses_how_it_studies() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (admin, eleni) = (company.admin("admin").await, company.manager("eleni").await);
    // Nobody new: a newcomer's plan may ask for more.
    company.pass(3 * DAY);
    let choose = async |retention: &str, new: &str| {
        admin.submit("/settings", "/settings", &[("retention", retention), ("new_per_day", new)]).await
    };
    assert_eq!(choose("80", "3").await.location(), "/settings");
    let new = cards(&eleni, "").await;
    assert_eq!((new.len(), &new[0]["intervals"]["good"]), (3, &json!({"days": 7})));
    rate_one(&eleni, &new[0], "a", "good").await;
    assert_eq!(counts(&eleni).await.1, 2);
    company.pass(DAY);
    assert_eq!(counts(&eleni).await.1, 3, "a new day");
    for (retention, new, place) in [("99", "3", "retention"), ("90", "999", "new_per_day"), ("much", "3", "retention")]
    {
        let page = choose(retention, new).await;
        assert!(page.status == 422 && page.text.contains(&format!("error-{place}")), "{}", page.text);
    }
    assert!(admin.page("/settings").await.text.contains("value=\"80\""));
    assert!(admin.page("/log").await.text.contains("retention"));
}

journey!(a_session_is_plain_forms_where_there_is_no_script);
async fn a_session_is_plain_forms_where_there_is_no_script() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    assert!(eleni.page("/").await.text.contains("href=\"/study\""));
    assert!(eleni.page("/study").await.text.contains("/study/session?line=nails"));
    let path = "/study/session?line=nails";
    let page = eleni.page(path).await.text;
    let (card, _) = page.split_once("<template data-study-cards>").unwrap();
    assert!(card.contains("Question ") && card.contains("2 days"), "{page}");
    let field = |name: &str| {
        let (_, rest) = card.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let (key, question, version, until) = (field("key"), field("question"), field("version"), field("until"));
    let fields = [
        ("key", key.as_str()),
        ("question", &question),
        ("version", &version),
        ("line", "nails"),
        ("until", &until),
        ("rating", "good"),
    ];
    let on = eleni.submit(path, "/study/ratings", &fields).await;
    assert_eq!(on.location(), format!("{path}&until={until}"));
    // The browser's way back and once more.
    eleni.submit(path, "/study/ratings", &fields).await.location();
    assert_eq!(counts(&eleni).await.2, 1);
    let page = eleni.page(on.location()).await.text;
    assert!(page.contains("Undo") && page.contains(&key), "{page}");
    let back = eleni.submit(path, "/study/undo", &[("key", &key), ("line", "nails"), ("until", &until)]).await;
    assert_eq!(back.location(), on.location());
    assert_eq!(counts(&eleni).await.2, 0);
    company.pass(6 * MINUTE);
    let page = eleni.page(on.location()).await.text;
    assert!(page.contains("Five minutes are over.") && !page.contains(CANARY), "{page}");
}

journey!(what_nobody_remembers_is_shown_to_whoever_writes_it);
async fn what_nobody_remembers_is_shown_to_whoever_writes_it() {
    let company = Company::new().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    let path = one_question(&company, &maria, &nikos).await;
    let mut managers = Vec::new();
    for login in ["eleni", "anna", "petros"] {
        managers.push(company.manager(login).await);
    }
    for manager in &managers {
        let card = cards(manager, "").await.remove(0);
        for number in 0..5 {
            rate_one(manager, &card, &format!("k{number}"), "again").await;
        }
        company.pass(HOUR);
        assert_eq!(cards(manager, "").await[0]["stuck"], true);
        assert!(manager.page("/study").await.text.contains("Answers you often forget"));
    }
    let told = maria.get(&format!("{STUDY}/hardest")).await.expect(200)["questions"].clone();
    let tally = json!({"people": 3, "stuck": 3, "asked": 12, "forgotten": 12});
    assert_eq!((&told[0]["tally"], &told[0]["nobody_remembers"]), (&tally, &json!(true)));
    assert!(maria.page("/").await.text.contains("Nobody remembers one answer"));
    let page = maria.page("/study/hardest").await.text;
    assert!(page.contains(&format!("{}/edit", path.trim_start_matches("/api/v1"))), "{page}");
    managers[0].get(&format!("{STUDY}/hardest")).await.refused(403, "not-yours");
    // In other words it is another answer, and nobody has forgotten that yet.
    let change = nail_question(json!({"version": 1, "answer": "As thick as a match: three millimetres."}));
    nikos.put(&path, change).await.expect(200);
    maria.post(&format!("{path}/approval"), json!({})).await.expect(200);
    assert_eq!(maria.get(&format!("{STUDY}/hardest")).await.expect(200)["questions"], json!([]));
}
