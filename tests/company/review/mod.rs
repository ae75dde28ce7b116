//! The queue of what waits for trainers: what stands in it.

mod decisions;

use std::fmt::Write as _;

use dokimasia::{
    domain::person::{Person, Role},
    journeys::change_product::{self, NewChange},
};
use serde_json::{Value, json};

use self::decisions::decide;
use crate::harness::{Client, Company};

/// A line of five bolts with two characteristics; two questions are about the diameter of the first.
fn bank() -> String {
    let mut file = "format: dokimasia-bank/1\nlanguage: en\nline: {code: bolts, name: {en: Bolts, el: Μπουλόνια}}\ntopics:\n  - {code: size, name: {en: Size, el: Μέγεθος}}\ncharacteristics:\n  - {code: diameter, name: {en: Diameter, el: Διάμετρος}, unit: mm}\n  - {code: length, name: {en: Length, el: Μήκος}, unit: mm}\nproducts:\n".to_owned();
    for (number, diameter, length) in [(1, "3.0", 20), (2, "4.0", 30), (3, "5.0", 45), (4, "6.0", 60), (5, "8.0", 90)] {
        writeln!(
            file,
            "  - {{code: B-{number}, name: {{en: Bolt {number}, el: Μπουλόνι {number}}}, characteristics: {{diameter: {diameter}, length: {length}}}}}"
        )
        .unwrap();
    }
    file.push_str("questions:\n");
    for (id, stem) in [("thick", "How thick is it?"), ("hole", "Which hole does it need?")] {
        writeln!(
            file,
            "  - id: {id}\n    kind: single\n    topic: size\n    difficulty: easy\n    product: B-1\n    characteristics: [diameter]\n    stem: {stem}\n    options:\n      - key: three\n      - distractor: four\n      - distractor: five\n    answer: Three millimetres."
        )
        .unwrap();
    }
    file
}

/// Two trainers at the queue, and a third who records changes.
struct Desk {
    company: Company,
    maria: Client,
    nikos: Client,
    petros: Person,
}

async fn desk() -> Desk {
    let company = Company::new().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    company.import(&bank(), "maria").await;
    let petros = company.person("petros", Role::Trainer, None).await;
    Desk { company, maria, nikos, petros }
}

impl Desk {
    /// Records a change of a diameter that holds at once; gives its id.
    async fn change(&self, product: &str, diameter: &str, severity: &str) -> String {
        let new =
            json!({"characteristic": "diameter", "value": diameter, "severity": severity, "note": "new supplier"});
        let new: NewChange = serde_json::from_value(new).unwrap();
        let recorded = change_product::record(&self.company.world, &self.petros, product.parse().unwrap(), new).await;
        recorded.unwrap().change.id.to_string()
    }

    async fn review(&self, query: &str) -> Value {
        self.nikos.get(&format!("/api/v1/review?{query}")).await.expect(200)
    }

    async fn state(&self, id: &str) -> String {
        let question = self.nikos.get(&format!("/api/v1/questions/{id}")).await.expect(200);
        question["state"].as_str().unwrap().to_owned()
    }
}

/// A draft on the length of a bolt, by whoever writes it; its id.
async fn draft(author: &Client, stem: &str) -> String {
    let question = json!({
        "line": "bolts", "product": "B-2", "topic": "size", "difficulty": "easy", "kind": "true_false", "key": true,
        "characteristics": ["length"], "stem": stem, "answer": "Yes.",
    });
    author.post("/api/v1/questions", question).await.expect(201)["id"].as_str().unwrap().to_owned()
}

fn ids(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

journey!(a_change_brings_questions_in_doubt_and_drafts_that_tell_how_they_were_made);
async fn a_change_brings_questions_in_doubt_and_drafts_that_tell_how_they_were_made() {
    let desk = desk().await;
    desk.change("B-1", "3.5", "notice").await;
    let review = desk.review("").await;
    assert_eq!(review["counts"]["doubt"], 2);
    let cause = &review["doubt"][0]["causes"][0];
    assert_eq!((&cause["before"], &cause["value"]), (&json!("3.0"), &json!("3.5")));
    assert_eq!((&cause["product"], &cause["recorded_by"]), (&json!("B-1"), &json!("petros")));
    let made: Vec<&Value> = review["drafts"].as_array().unwrap().iter().map(|one| &one["origin"]["made_of"]).collect();
    assert!(made.contains(&&json!("siblings")), "{made:?}");
    assert!(review["drafts"].as_array().unwrap().iter().all(|one| one["may_approve"] == true));
    let page = desk.nikos.page("/review").await;
    let waits = review["counts"]["doubt"].as_u64().unwrap() + review["counts"]["drafts"].as_u64().unwrap();
    for told in [
        "Bolt 1",
        "3.0&nbsp;mm",
        "<strong>3.5&nbsp;mm</strong>",
        "Recorded by petros",
        "new supplier",
        "How this draft was made",
        "Three millimetres.",
        &format!("{waits}<span class=\"hidden-visually\"> questions wait</span>"),
    ] {
        assert!(page.text.contains(told), "{told}: {}", page.text);
    }
}

journey!(what_changed_since_is_told_too);
async fn what_changed_since_is_told_too() {
    let desk = desk().await;
    desk.change("B-1", "3.5", "notice").await;
    desk.company.pass(1_000);
    desk.change("B-1", "3.6", "notice").await;
    let doubt = &desk.review("what=doubt").await["doubt"];
    let values: Vec<&Value> = doubt[0]["causes"].as_array().unwrap().iter().map(|cause| &cause["value"]).collect();
    assert_eq!(values, [&json!("3.5"), &json!("3.6")]);
}

journey!(the_queue_is_narrowed_by_the_address_and_comes_in_pages);
async fn the_queue_is_narrowed_by_the_address_and_comes_in_pages() {
    let desk = desk().await;
    let change = desk.change("B-1", "3.5", "notice").await;
    let made = desk.review("what=drafts").await["counts"]["drafts"].as_u64().unwrap();
    let first = draft(&desk.maria, "Is it the first?").await;
    for number in 0..25 {
        draft(&desk.maria, &format!("Is it number {number}?")).await;
    }
    let of_change = desk.review(&format!("change={change}")).await;
    assert_eq!(
        of_change["counts"],
        json!({"doubt": 2, "drafts": made, "untested": 1, "characteristics": 1, "uncovered": 1, "short": 0})
    );
    let all = desk.review("").await;
    assert_eq!((all["counts"]["drafts"].as_u64(), all["drafts"].as_array().unwrap().len()), (Some(made + 26), 5));
    let page = desk.nikos.get("/api/v1/review?what=drafts&line=bolts").await;
    let link = page.headers["link"].to_str().unwrap().to_owned();
    let listed = page.expect(200);
    assert_eq!(
        (listed["drafts"].as_array().unwrap().len(), &listed["doubt"], &listed["pages"]),
        (20, &json!([]), &json!(2))
    );
    assert_eq!(ids(&listed["drafts"])[usize::try_from(made).unwrap()], first, "the oldest stand first");
    assert!(link.contains("what=drafts&line=bolts&page=2"), "{link}");
    let last = desk.review("what=drafts&page=9").await;
    assert_eq!((&last["page"], last["drafts"].as_array().unwrap().len() as u64), (&json!(2), made + 6));
    assert_eq!(desk.review("line=nuts").await["counts"]["doubt"], 0);
    desk.nikos.get("/api/v1/review?what=everything").await.refused(422, "invalid");
    let nothing = "00000000-0000-7000-8000-000000000000";
    desk.nikos.get(&format!("/api/v1/review?change={nothing}")).await.refused(404, "no-such-thing");
    assert!(desk.nikos.page("/review?what=drafts&page=2").await.text.contains("Page 2 of 2"));
}

journey!(what_nobody_asks_is_written_or_made_of_the_table_once);
async fn what_nobody_asks_is_written_or_made_of_the_table_once() {
    let desk = desk().await;
    let review = desk.review("what=untested").await;
    assert_eq!((&review["counts"]["untested"], &review["counts"]["characteristics"]), (&json!(9), &json!(10)));
    let gap = review["untested"]
        .as_array()
        .unwrap()
        .iter()
        .find(|gap| gap["product"] == "B-2" && gap["characteristic"] == "length");
    assert_eq!(gap.unwrap()["may_draft"], true);
    let page = desk.nikos.page("/review?what=untested").await.text;
    assert!(page.contains("9 of 10 untested") && page.contains("Make drafts"), "{page}");
    let blank = "/questions/new?line=bolts&product=B-2&characteristics=length&back=%2Freview&kind=number";
    let blank = desk.nikos.page(blank).await.text;
    assert!(
        blank.contains("value=\"B-2\" lang=\"en\" selected")
            && blank.contains("name=\"characteristics\" value=\"length\" checked")
    );
    let cell = [("product", "B-2"), ("characteristic", "length"), ("back", "/review?what=untested")];
    let made = desk.nikos.submit("/review?what=untested", "/review/drafts", &cell).await;
    assert_eq!(made.location(), "/review?what=untested");
    let drafts = desk.review("what=drafts").await["counts"]["drafts"].as_u64().unwrap();
    assert!(drafts > 0);
    let review = desk.review("what=untested").await;
    let gap = review["untested"]
        .as_array()
        .unwrap()
        .iter()
        .find(|gap| gap["product"] == "B-2" && gap["characteristic"] == "length");
    assert_eq!(gap.unwrap()["may_draft"], false, "nothing new can be asked");
    desk.nikos.submit("/review?what=untested", "/review/drafts", &cell).await.location();
    assert_eq!(desk.review("what=drafts").await["counts"]["drafts"].as_u64(), Some(drafts), "never twice");
    let unknown = [("product", "B-2"), ("characteristic", "taste"), ("back", "/review")];
    assert_eq!(desk.nikos.submit("/review?what=untested", "/review/drafts", &unknown).await.status, 404);
    let id = ids(&desk.review("what=drafts").await["drafts"])[0].clone();
    desk.maria.post(&format!("/api/v1/questions/{id}/approval"), json!({})).await.expect(200);
    assert_eq!(desk.review("").await["counts"]["untested"], 8);
}

journey!(a_rejected_draft_is_not_made_again);
async fn a_rejected_draft_is_not_made_again() {
    let desk = desk().await;
    let cell = [("product", "B-2"), ("characteristic", "length"), ("back", "/review?what=untested")];
    desk.nikos.submit("/review?what=untested", "/review/drafts", &cell).await.location();
    let made = ids(&desk.review("what=drafts").await["drafts"]);
    let made: Vec<&str> = made.iter().map(String::as_str).collect();
    decide(&desk.maria, "reject", &made, &[("reason", "nobody asks that")]).await.location();
    desk.nikos.submit("/review?what=untested", "/review/drafts", &cell).await.location();
    assert_eq!(desk.review("what=drafts").await["counts"]["drafts"], 0);
}

journey!(a_change_makes_no_draft_that_the_bank_holds);
async fn a_change_makes_no_draft_that_the_bank_holds() {
    let desk = desk().await;
    let of_change = async |change: String| desk.review(&format!("what=drafts&change={change}")).await["drafts"].clone();
    let made = ids(&of_change(desk.change("B-1", "3.5", "notice").await).await);
    let made: Vec<&str> = made.iter().map(String::as_str).collect();
    assert!(!made.is_empty());
    decide(&desk.nikos, "approve", &made, &[("sure", "yes")]).await.location();
    desk.company.pass(1_000);
    let other = desk.change("B-1", "3.6", "notice").await;
    assert_eq!(of_change(other).await.as_array().unwrap().len(), made.len(), "the value is another");
    desk.company.pass(1_000);
    // What was asked of 3.5 is in doubt and says what holds now.
    let back = json!({"characteristic": "diameter", "value": "3.5", "severity": "notice", "preview": true});
    assert_eq!(desk.nikos.post("/api/v1/products/B-1/changes", back).await.expect(200)["drafts"], 0);
    let back = desk.change("B-1", "3.5", "notice").await;
    assert_eq!(of_change(back).await, json!([]));
}

journey!(products_stand_there_until_something_certifies_them);
async fn products_stand_there_until_something_certifies_them() {
    let desk = desk().await;
    assert_eq!(desk.review("what=uncovered").await["counts"]["uncovered"], 5);
    assert!(desk.nikos.page("/review?what=uncovered").await.text.contains("5 products that nothing certifies"));
    desk.company.certification("nails").await;
    assert_eq!(desk.review("").await["counts"]["uncovered"], 5, "bolts are still not certified");
    assert_eq!(desk.review("line=nails").await["counts"]["uncovered"], 0);
}

journey!(a_test_on_a_change_that_cannot_be_drawn_says_what_is_missing);
async fn a_test_on_a_change_that_cannot_be_drawn_says_what_is_missing() {
    let desk = desk().await;
    desk.company.certification("nails").await;
    let eleni = desk.company.manager("eleni").await;
    assert_eq!(eleni.take("nails", 10).await["passed"], true);
    desk.company.pass(1_000);
    desk.change("nails-1", "3.5", "notice").await;
    assert_eq!(desk.review("").await["counts"]["short"], 0, "a notice is only read");
    desk.change("nails-1", "3.6", "delta").await;
    let short = desk.review("what=short").await["short"].clone();
    assert_eq!((&short[0]["there"], &short[0]["missing"], &short[0]["managers"]), (&json!(0), &json!(3), &json!(1)));
    let page = desk.nikos.page("/review?what=short").await.text;
    assert!(page.contains("Approve 3 more questions") && page.contains("1 manager waits"), "{page}");
    assert!(desk.nikos.page("/").await.text.contains("Test on a change cannot be drawn"));
}

journey!(an_empty_queue_says_what_it_is_for);
async fn an_empty_queue_says_what_it_is_for() {
    let company = Company::new().await;
    let maria = company.trainer("maria").await;
    let page = maria.page("/review").await.text;
    assert!(page.contains("Review: no question waits") && page.contains("Here you decide on questions"), "{page}");
    for (what, heading) in [
        ("doubt", "No question is in doubt"),
        ("drafts", "Nothing waits for approval"),
        ("untested", "Everything is tested"),
        ("uncovered", "Every product is certified"),
        ("short", "Every test on a change can be drawn"),
    ] {
        assert!(maria.page(&format!("/review?what={what}")).await.text.contains(heading), "{what}");
    }
    let home = maria.page("/").await.text;
    assert!(home.contains("href=\"/review?what=doubt\"") && home.contains("href=\"/review?what=untested\""), "{home}");
    assert_eq!(company.manager("eleni").await.page("/review").await.status, 403);
}
