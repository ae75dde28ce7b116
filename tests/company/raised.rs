//! What clients ask and managers bring back.

use serde_json::{Value, json};

use crate::harness::Company;

fn question(product: &str, text: &str, urgent: bool) -> Value {
    json!({"product": product, "text": text, "urgent": urgent})
}

const RAISED: &str = "/api/v1/raised-questions";

journey!(a_question_is_raised_answered_and_declined);
async fn a_question_is_raised_answered_and_declined() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let (eleni, anna) = (company.manager("eleni").await, company.manager("anna").await);
    let raised = eleni.post(RAISED, question("nails-1", "Do they float?", true)).await.expect(201);
    assert_eq!((&raised["number"], &raised["state"]), (&json!(1), &json!("open")));
    let path = format!("{RAISED}/{}", raised["id"].as_str().unwrap());
    anna.get(&path).await.refused(404, "no-such-thing");
    eleni.post(&format!("{path}/answer"), json!({"text": "No."})).await.refused(403, "not-yours");
    maria.post(&format!("{path}/answer"), json!({"text": "  "})).await.refused(422, "invalid");
    maria.post(&format!("{path}/answer"), json!({"text": "No, they sink."})).await.expect(200);
    let answered = eleni.get(&path).await.expect(200);
    assert_eq!((&answered["state"], &answered["reply"]["text"]), (&json!("answered"), &json!("No, they sink.")));
    eleni.post(&format!("{path}/resolution"), json!({"declined": "no"})).await.refused(403, "not-yours");
    let declined = maria.post(&format!("{path}/resolution"), json!({"declined": "A joke."})).await.expect(200);
    assert_eq!((&declined["state"], &declined["declined_because"]), (&json!("declined"), &json!("A joke.")));
    maria.post(&format!("{path}/answer"), json!({"text": "Yes."})).await.refused(409, "wrong-state");
}

journey!(the_queue_has_urgent_ones_first_then_the_oldest);
async fn the_queue_has_urgent_ones_first_then_the_oldest() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    for (text, urgent) in [("first", false), ("second", true), ("third", false), ("fourth", true)] {
        eleni.post(RAISED, question("nails-1", text, urgent)).await.expect(201);
        company.pass(1_000);
    }
    let queue = maria.get(&format!("{RAISED}?state=open")).await.expect(200);
    let order: Vec<&str> = queue.as_array().unwrap().iter().map(|row| row["text"].as_str().unwrap()).collect();
    assert_eq!(order, ["second", "fourth", "first", "third"]);
    let mut pages = vec![format!("{RAISED}?limit=1")];
    let mut by_page = Vec::new();
    while let Some(path) = pages.pop() {
        let reply = maria.get(&path).await;
        by_page
            .extend(reply.expect(200).as_array().unwrap().iter().map(|row| row["text"].as_str().unwrap().to_owned()));
        let link = reply.headers.get("link").map(|link| link.to_str().unwrap().to_owned());
        pages.extend(link.map(|link| link.split(['<', '>']).nth(1).unwrap().to_owned()));
    }
    assert_eq!(by_page, order);
    maria.get(&format!("{RAISED}?after=99")).await.refused(404, "no-such-thing");
    let own = eleni.get(RAISED).await.expect(200);
    assert_eq!(own[0]["text"], "fourth", "a manager sees the newest first");
}

journey!(numbers_are_given_once);
async fn numbers_are_given_once() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let raises = (0..20).map(|number| eleni.post(RAISED, question("nails-1", &format!("Question {number}"), false)));
    let bodies: Vec<_> = raises.collect();
    let replies = futures_util::future::join_all(bodies).await;
    let mut numbers: Vec<i64> = replies.iter().map(|reply| reply.expect(201)["number"].as_i64().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
}

journey!(a_known_question_learns_the_clients_words);
async fn a_known_question_learns_the_clients_words() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let search = |q: &str| format!("/api/v1/search?product=nails-1&q={}", q.replace(' ', "%20"));
    assert_eq!(eleni.get(&search("rusting beside salty water")).await.expect(200)["questions"], json!([]));
    let known = eleni.get(&search("Question 7")).await.expect(200)["questions"][0]["question_id"].clone();
    let raised = eleni.post(RAISED, question("nails-1", "Rusting beside salty water?", false)).await.expect(201);
    let path = format!("{RAISED}/{}/resolution", raised["id"].as_str().unwrap());
    assert_eq!(eleni.post(&path, json!({"known": known})).await.expect(200)["state"], "known");
    let found = eleni.get(&search("rusting beside salty water")).await.expect(200);
    assert_eq!(found["questions"][0]["question_id"], known);
}

journey!(what_is_known_is_what_was_approved);
async fn what_is_known_is_what_was_approved() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let search = "/api/v1/search?product=nails-1&q=Question%207";
    let known = eleni.get(search).await.expect(200)["questions"][0].clone();
    let path = format!("/api/v1/questions/{}", known["question_id"].as_str().unwrap());
    let edited = json!({
        "line": "nails", "topic": "use", "difficulty": "easy", "kind": "true_false",
        "stem": "Question 7?", "key": true, "answer": "Nobody approved this.", "version": 1,
    });
    maria.put(&path, edited).await.expect(200);
    assert_eq!(eleni.get(search).await.expect(200)["questions"][0], known);
}

journey!(wrong_input_is_named);
async fn wrong_input_is_named() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let unknown = eleni.post(RAISED, question("nothing", "Is it?", false)).await.refused(422, "invalid");
    assert_eq!(unknown["problems"][0]["field"], "product");
    let blank = eleni.post(RAISED, question("nails-1", " ", false)).await.refused(422, "invalid");
    assert_eq!(blank["problems"][0]["field"], "text");
    eleni.post(RAISED, question("nails-1", &"x".repeat(8_001), false)).await.refused(422, "invalid");
}

journey!(answers_are_locked_while_a_test_on_the_product_runs);
async fn answers_are_locked_while_a_test_on_the_product_runs() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let raised = eleni.post(RAISED, question("nails-1", "Question 7 again?", false)).await.expect(201);
    assert!(!raised["suggestions"].as_array().unwrap().is_empty());
    let path = format!("{RAISED}/{}", raised["id"].as_str().unwrap());
    maria.post(&format!("{path}/answer"), json!({"text": "Seven."})).await.expect(200);
    let attempt = eleni.start("nails").await;
    let locked = eleni.get(&path).await.expect(200);
    assert_eq!((&locked["locked"], &locked["reply"], &locked["suggestions"]), (&json!(true), &Value::Null, &json!([])));
    eleni.get("/api/v1/search?product=nails-1&q=Question%207").await.refused(423, "locked");
    assert!(!eleni.page("/raised").await.text.contains("Seven."));
    eleni.get("/api/v1/products/nails-1").await.refused(423, "locked");
    let table = eleni.get("/api/v1/products").await.expect(200)[0].clone();
    assert_eq!((&table["locked"], &table["characteristics"]), (&json!(true), &json!([])));
    // In the grace after the deadline an answer is still taken: what is known stays locked.
    company.pass(20 * 60_000 + 10_000);
    eleni.get("/api/v1/search?product=nails-1&q=Question%207").await.refused(423, "locked");
    eleni.answer_and_submit(&attempt, 0).await;
    let diameter = eleni.get("/api/v1/products/nails-1").await.expect(200)["characteristics"][0].clone();
    let expected = json!({"code": "diameter", "name": "Diameter", "value": "3.0", "unit": "mm"});
    assert_eq!(diameter, expected);
    assert_eq!(eleni.get(&path).await.expect(200)["reply"]["text"], "Seven.");
}

journey!(a_question_is_raised_and_answered_by_pages);
async fn a_question_is_raised_and_answered_by_pages() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let fields = [("product", "nails-2"), ("text", "<b>Bold</b>?"), ("urgent", "1")];
    assert_eq!(eleni.submit("/raised/new", "/raised", &fields).await.location(), "/raised/1");
    let queue = maria.page("/raised").await;
    assert!(queue.text.contains("In the meeting now") && queue.text.contains("&lt;b&gt;Bold"), "{}", queue.text);
    let blank = maria.submit("/raised/1", "/raised/1/answer", &[("text", "")]).await;
    assert!(blank.status == 422 && blank.text.contains("Fill this in."), "{}", blank.text);
    maria.submit("/raised/1", "/raised/1/answer", &[("text", "As bold as you like.")]).await.location();
    assert!(eleni.page("/raised/1").await.text.contains("As bold as you like."));
    assert!(
        eleni.page("/raised/new").await.text.contains("<option value=\"nails-2\" selected>"),
        "the last product is preset"
    );
}

journey!(a_raised_question_becomes_a_draft_that_is_drawn_once_approved);
async fn a_raised_question_becomes_a_draft_that_is_drawn_once_approved() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let (nikos, eleni) = (company.trainer("nikos").await, company.manager("eleni").await);
    let raised = eleni.post(RAISED, question("nails-1", "Do they float?", false)).await.expect(201);
    let path = format!("{RAISED}/{}", raised["id"].as_str().unwrap());
    maria.post(&format!("{path}/answer"), json!({"text": "No, they sink."})).await.expect(200);
    let editor = maria.page("/questions/new?raised=1&kind=true_false").await;
    assert!(editor.text.contains("Do they float?") && editor.text.contains("No, they sink."), "{}", editor.text);
    let draft = json!({
        "line": "nails", "product": "nails-1", "topic": "use", "difficulty": "easy", "kind": "true_false",
        "stem": "They float.", "key": false, "answer": "No, they sink.",
    });
    let added = maria.post(&format!("{path}/resolution"), json!({"added": draft})).await.expect(200);
    assert_eq!(added["state"], "added");
    let written = added["question"].as_str().unwrap();
    maria.post(&format!("/api/v1/questions/{written}/approval"), json!({})).await.refused(403, "needs-second-person");
    nikos.post(&format!("/api/v1/questions/{written}/approval"), json!({})).await.expect(200);
    let blueprint = json!({
        "code": "floating", "name": "Floating", "policy": {"minutes": 5},
        "blueprint": {"sections": [{"line": "nails", "products": ["nails-1"], "count": 61}]},
    });
    maria.post("/api/v1/certifications", blueprint).await.expect(201);
    let seen = maria.get("/api/v1/certifications/floating").await.expect(200);
    assert_eq!(seen["feasibility"][0]["drawable"], 61, "sixty of the bank and the new one: {seen}");
}
