//! In the meeting: a question is asked once, somebody looks and answers, and the answer is heard.

use dokimasia::{base::time::DAY, base::time::MINUTE, journeys::follow};
use serde_json::{Value, json};

use crate::{
    harness::{Client, Company, Reply},
    live::Ear,
};

const RAISED: &str = "/api/v1/raised-questions";

struct Desk {
    company: Company,
    maria: Client,
    nikos: Client,
    eleni: Client,
    anna: Client,
}

async fn desk() -> Desk {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let (nikos, eleni, anna) =
        (company.trainer("nikos").await, company.manager("eleni").await, company.manager("anna").await);
    Desk { company, maria, nikos, eleni, anna }
}

impl Desk {
    async fn hear(&self) {
        follow::look(&self.company.world).await.unwrap();
    }
}

/// Raises an urgent question; gives its path in the API.
async fn raise(manager: &Client, text: &str) -> String {
    let asked = json!({"product": "nails-1", "text": text, "urgent": true});
    let raised = manager.post(RAISED, asked).await.expect(201);
    format!("{RAISED}/{}", raised["id"].as_str().unwrap())
}

async fn told(client: &Client, path: &str) -> Value {
    client.get(path).await.expect(200)
}

async fn reply(trainer: &Client, path: &str, text: &str) -> Value {
    trainer.post(&format!("{path}/answer"), json!({"text": text})).await.expect(200)
}

async fn resolve(trainer: &Client, path: &str, what: Value) -> Reply {
    trainer.post(&format!("{path}/resolution"), what).await
}

async fn known(client: &Client, words: &str) -> String {
    let search = format!("/api/v1/search?product=nails-1&q={}", words.replace(' ', "%20"));
    client.get(&search).await.expect(200)["questions"][0]["question_id"].as_str().unwrap().to_owned()
}

journey!(what_is_sent_twice_is_asked_once);
async fn what_is_sent_twice_is_asked_once() {
    let Desk { company: _company, eleni, anna, .. } = desk().await;
    let send = async |client: &Client, key: &str, text: &str| {
        let asked = json!({"product": "nails-1", "text": text});
        let request = reqwest::Client::new().post(format!("{}{RAISED}", client.url)).json(&asked);
        let request = request.header("idempotency-key", key);
        Reply::of(request.bearer_auth(client.token.as_ref().unwrap())).await
    };
    let first = send(&eleni, "\"a-1\"", "Do they float?").await.expect(201);
    let again = send(&eleni, "a-1", " Do they float? ").await.expect(201);
    assert_eq!((&again["id"], &again["number"]), (&first["id"], &json!(1)));
    assert_eq!(send(&eleni, "a-1", "Do they sink?").await.refused(422, "key-used")["number"], 1);
    assert_eq!(send(&anna, "a-1", "Do they sink?").await.expect(201)["number"], 2, "her own device");
    assert_eq!(send(&eleni, "a 1", "Do they sink?").await.refused(422, "invalid")["problems"][0]["field"], "key");
    // Two of them at the same moment, as when somebody taps twice.
    let both = futures_util::future::join(send(&eleni, "b", "Is it black?"), send(&eleni, "b", "Is it black?")).await;
    assert_eq!(both.0.expect(201)["number"], both.1.expect(201)["number"]);
    let fields = [("product", "nails-1"), ("text", "Is it green?"), ("key", "c")];
    let first = eleni.submit("/raised/new", "/raised", &fields).await.location().to_owned();
    assert_eq!(eleni.submit("/raised/new", "/raised", &fields).await.location(), first);
}

journey!(the_manager_sees_who_looks_and_who_writes);
async fn the_manager_sees_who_looks_and_who_writes() {
    let desk = desk().await;
    let path = raise(&desk.eleni, "Do they float?").await;
    desk.hear().await;
    let (mut own, mut others) = (Ear::of(&desk.eleni, None).await, Ear::of(&desk.anna, None).await);
    desk.eleni.post(&format!("{path}/sighting"), json!({})).await.refused(403, "not-yours");
    for _ in 0..2 {
        assert_eq!(desk.maria.post(&format!("{path}/sighting"), json!({})).await.status, 204);
    }
    assert_eq!(told(&desk.eleni, &path).await["seen"]["by"], "maria-nails");
    for _ in 0..2 {
        assert_eq!(desk.nikos.post(&format!("{path}/taking"), json!({})).await.status, 204);
    }
    assert_eq!(told(&desk.eleni, &path).await["answering"]["by"], "nikos");
    assert_eq!(told(&desk.eleni, &path).await["seen"]["by"], "maria-nails", "who saw it first");
    let page = desk.maria.page("/raised/1").await.text;
    assert!(page.contains("nikos is writing an answer just now"), "{page}");
    assert!(!desk.nikos.page("/raised/1").await.text.contains("just now"));
    desk.company.pass(2 * MINUTE);
    assert_eq!(told(&desk.eleni, &path).await["answering"], Value::Null, "he went away");
    reply(&desk.maria, &path, "No, they sink.").await;
    let page = desk.eleni.page("/raised/1").await.text;
    assert!(page.contains("No, they sink.") && page.contains("Answered by maria-nails"), "{page}");
    desk.hear().await;
    for kind in ["question.seen", "question.taken", "question.answered"] {
        assert_eq!(own.next().await["type"], kind);
    }
    let path = raise(&desk.anna, "Do they sink?").await;
    reply(&desk.maria, &path, "Yes.").await;
    desk.hear().await;
    // What is not hers was not told.
    assert_eq!(others.next().await["object"], path.rsplit('/').next().unwrap());
}

journey!(two_trainers_never_answer_the_same_unknowingly);
async fn two_trainers_never_answer_the_same_unknowingly() {
    let desk = desk().await;
    let path = raise(&desk.eleni, "Do they float?").await;
    let answer = |text: &str, replies: usize| json!({"text": text, "replies": replies});
    desk.maria.post(&format!("{path}/answer"), answer("No, they sink.", 0)).await.expect(200);
    let late = desk.nikos.post(&format!("{path}/answer"), answer("No.", 0)).await;
    assert_eq!(late.refused(409, "answered-meanwhile")["text"], "No, they sink.");
    let fields = [("text", "They do not."), ("replies", "0")];
    let page = desk.nikos.submit("/raised/1", "/raised/1/answer", &fields).await;
    assert_eq!(page.status, 422);
    for part in ["They do not.", "maria-nails answered while you wrote", "name=\"replies\" value=\"1\""] {
        assert!(page.text.contains(part), "{part}: {}", page.text);
    }
    desk.nikos.post(&format!("{path}/answer"), answer("They sink, whatever the water.", 1)).await.expect(200);
    assert_eq!(told(&desk.eleni, &path).await["reply"]["by"], "nikos");
}

journey!(what_asks_the_same_is_answered_with_it);
async fn what_asks_the_same_is_answered_with_it() {
    let desk = desk().await;
    let (first, second) = (raise(&desk.eleni, "Do they float?").await, raise(&desk.anna, "Floating in water?").await);
    let third = raise(&desk.anna, "Would it swim?").await;
    resolve(&desk.eleni, &second, json!({"same": 1})).await.refused(403, "not-yours");
    for wrong in [2, 99] {
        let refused = resolve(&desk.maria, &second, json!({"same": wrong})).await.refused(422, "invalid");
        assert_eq!(refused["problems"][0]["slug"], "no-such-raised");
    }
    resolve(&desk.maria, &second, json!({"same": 1})).await.expect(200);
    // The chain ends at the first: what asks the same as one that asks the same.
    resolve(&desk.maria, &third, json!({"same": 2})).await.expect(200);
    let queue = desk.maria.get(&format!("{RAISED}?state=open")).await.expect(200);
    assert_eq!(queue.as_array().unwrap().len(), 1, "{queue}");
    reply(&desk.maria, &second, "No, they sink.").await;
    for (client, path) in [(&desk.eleni, &first), (&desk.anna, &second), (&desk.anna, &third)] {
        let told = told(client, path).await;
        assert_eq!((&told["state"], &told["reply"]["text"]), (&json!("answered"), &json!("No, they sink.")));
    }
    // A third client asks it when it was answered, and is not in the bank yet.
    let search = "/api/v1/search?product=nails-1&q=would%20they%20swim%20in%20water";
    let found = desk.eleni.get(search).await.expect(200)["questions"][0].clone();
    assert_eq!((&found["raised"], &found["answer"]), (&json!(1), &json!("No, they sink.")));
    let found = json!({"product": "nails-1", "text": "Can I float it?", "same": 1});
    let fourth = desk.eleni.post(RAISED, found).await.expect(201);
    assert_eq!((&fourth["state"], &fourth["reply"]["text"]), (&json!("answered"), &json!("No, they sink.")));
    let draft = json!({
        "line": "nails", "product": "nails-1", "topic": "use", "difficulty": "easy", "kind": "true_false",
        "stem": "They float.", "key": false, "answer": "No, they sink.",
    });
    let added = resolve(&desk.maria, &first, json!({"added": draft})).await.expect(200);
    for path in [&second, &third] {
        let told = told(&desk.anna, path).await;
        assert_eq!((&told["state"], &told["question"]), (&json!("known"), &added["question"]));
    }
    let question = added["question"].as_str().unwrap();
    desk.nikos.post(&format!("/api/v1/questions/{question}/approval"), json!({})).await.expect(200);
    assert_eq!(known(&desk.eleni, "would it swim").await, question);
    assert_eq!(told(&desk.anna, &third).await["known"]["answer"], "No, they sink.");
}

journey!(a_known_answer_is_taken_with_one_tap);
async fn a_known_answer_is_taken_with_one_tap() {
    let desk = desk().await;
    let question = known(&desk.eleni, "Question 7").await;
    let fields = [("product", "nails-1"), ("text", "Rusting beside salty water?"), ("known", &question)];
    assert_eq!(desk.eleni.submit("/raised/new", "/raised", &fields).await.location(), "/raised/1");
    let page = desk.eleni.page("/raised/1").await.text;
    assert!(page.contains("canary-7391 answer") && page.contains("Found in the bank"), "{page}");
    assert_eq!(known(&desk.anna, "rusting by salty water").await, question);
    assert!(!desk.maria.page("/raised").await.text.contains("Rusting"), "nobody has to answer it");
    // Somebody finds that these words ask something else.
    let page = desk.maria.page(&format!("/questions/{question}")).await.text;
    let (_, alias) = page.split_once("name=\"alias\" value=\"").unwrap();
    let alias = [("alias", alias.split('"').next().unwrap())];
    let forget = format!("/questions/{question}/forgotten");
    desk.maria.submit(&format!("/questions/{question}"), &forget, &alias).await.location();
    let search = "/api/v1/search?product=nails-1&q=rusting%20by%20salty%20water";
    assert_eq!(desk.anna.get(search).await.expect(200)["questions"], json!([]));
    assert_eq!(desk.maria.submit(&format!("/questions/{question}"), &forget, &alias).await.status, 404);
}

journey!(what_may_not_be_told_is_no_known_answer);
async fn what_may_not_be_told_is_no_known_answer() {
    let desk = desk().await;
    let path = raise(&desk.eleni, "Do they float?").await;
    let secret = json!({
        "line": "nails", "topic": "use", "difficulty": "easy", "kind": "true_false", "stem": "For tests only?",
        "key": true, "answer": "canary", "exam_only": true,
    });
    let secret = desk.maria.post("/api/v1/questions", secret).await.expect(201)["id"].as_str().unwrap().to_owned();
    desk.nikos.post(&format!("/api/v1/questions/{secret}/approval"), json!({})).await.expect(200);
    let retired = known(&desk.eleni, "Question 7").await;
    desk.maria.post(&format!("/api/v1/questions/{retired}/retirement"), json!({})).await.expect(200);
    for question in [secret.as_str(), retired.as_str(), "0190b5a8-0000-7000-8000-000000000000"] {
        for client in [&desk.eleni, &desk.maria] {
            let refused = resolve(client, &path, json!({"known": question})).await.refused(422, "invalid");
            assert_eq!(refused["problems"][0]["slug"], "not-known");
        }
        let asked = json!({"product": "nails-1", "text": "Do they float?", "known": question});
        desk.eleni.post(RAISED, asked).await.refused(422, "invalid");
    }
    assert_eq!(desk.maria.get(RAISED).await.expect(200).as_array().unwrap().len(), 1, "nothing is half done");
}

journey!(figures_tell_how_fast_and_what_was_failed);
async fn figures_tell_how_fast_and_what_was_failed() {
    let desk = desk().await;
    let attempt = desk.eleni.start("nails").await;
    let wrong = attempt["questions"][5]["stem"].as_str().unwrap().to_owned();
    desk.eleni.answer_and_submit(&attempt, 5).await;
    let (quick, slow) = (raise(&desk.eleni, "Do they float?").await, raise(&desk.eleni, "Do they shine?").await);
    desk.company.pass(30_000);
    reply(&desk.maria, &quick, "No.").await;
    desk.company.pass(60_000);
    reply(&desk.maria, &slow, "Yes.").await;
    let again = raise(&desk.anna, "Shiny?").await;
    raise(&desk.anna, "Is it black?").await;
    resolve(&desk.maria, &again, json!({"same": 4})).await.expect(200);
    let bank = desk.maria.get("/api/v1/questions?line=nails&limit=200").await.expect(200);
    let question =
        bank.as_array().unwrap().iter().find(|one| one["latest"]["content"]["stem"] == wrong).unwrap()["id"].clone();
    let asked = json!({"product": "nails-1", "text": "He asked me this!", "known": question});
    desk.eleni.post(RAISED, asked).await.expect(201);
    let path = format!("{RAISED}/figures");
    desk.eleni.get(&path).await.refused(403, "not-yours");
    let figures = desk.maria.get(&path).await.expect(200);
    for (name, value) in [
        ("asked", json!(5)),
        ("waiting", json!(2)),
        ("median_ms", json!(30_000)),
        ("p90_ms", json!(90_000)),
        ("urgent", json!(4)),
        ("urgent_in_time", json!(1)),
        ("known", json!(1)),
        ("known_percent", json!(20)),
        ("repeats", json!(1)),
        ("drawn", json!(0)),
    ] {
        assert_eq!(figures[name], value, "{name}: {figures}");
    }
    let missed = &figures["missed"][0];
    assert_eq!((&missed["number"], &missed["manager"]), (&json!(5), &json!("eleni")), "{figures}");
    assert_eq!(figures["missed"].as_array().unwrap().len(), 1);
    let page = desk.maria.page("/raised/figures?days=7").await.text;
    assert!(page.contains("He asked me this!") && page.contains("30 s"), "{page}");
    assert_eq!(desk.maria.get(&format!("{path}?product=nails-2")).await.expect(200)["asked"], 0);
    desk.maria.get(&format!("{path}?days=0")).await.refused(422, "invalid");
    desk.company.pass(31 * DAY);
    assert_eq!(desk.maria.get(&path).await.expect(200)["asked"], 0);
}

journey!(an_urgent_question_is_on_every_page_of_a_trainer);
async fn an_urgent_question_is_on_every_page_of_a_trainer() {
    let desk = desk().await;
    raise(&desk.eleni, "Do they float?").await;
    let page = desk.maria.page("/products").await.text;
    assert!(page.contains("Do they float?") && page.contains("<span class=\"count\">1"), "{page}");
    assert!(!desk.eleni.page("/products").await.text.contains("Do they float?"));
    let sofia = desk.company.head("sofia").await;
    let page = sofia.page("/raised").await.text;
    assert!(page.contains("Do they float?") && !page.contains("/raised/1/answer"), "a head reads: {page}");
    reply(&desk.maria, &raise(&desk.eleni, "Is it black?").await, "Yes.").await;
    assert!(!desk.maria.page("/products").await.text.contains("Is it black?"));
}
