//! A company in which everything happened that a table has rows for.

use dokimasia::{
    base::{lang::Locale, time::HOUR},
    domain::{code::Code, person::Role},
    journeys::{
        forget, let_go,
        manage_people::{self, PersonChange},
        set_up, throttle,
    },
    store::leaves,
};
use serde_json::{Value, json};

use crate::{
    harness::{Client, Company, bank, picture, token},
    meetings::meet,
    study::learn,
    webhooks::tell,
};

/// More than what a move reads at once.
pub const REVISIONS: u64 = 410;

/// The people of a company in which everything happened that a table has rows for.
pub struct Everybody {
    pub sofia: Client,
    pub maria: Client,
    /// Has a test that runs.
    pub giorgos: Client,
    pub running: Value,
}

/// A company in which everything happened that a table has rows for.
pub async fn company() -> (Company, Everybody) {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let rules = json!({
        "code": "nails", "name": "Καρφιά", "blueprint": {"sections": [{"line": "nails", "count": 10}]},
        "policy": {"minutes": 20, "second_form": true},
    });
    maria.put("/api/v1/certifications/nails", rules).await.expect(200);
    maria.post("/api/v1/certifications/nails/publication", json!({})).await.expect(201);
    let tested = bank("bolts").replace("    topic: size\n", "    topic: size\n    characteristics: [diameter]\n");
    maria.upload("/api/v1/banks", &tested).await.expect(200);
    let sofia = company.head("sofia").await;
    take_tests(&company, &sofia).await;
    doubt_a_key(&company, &sofia).await;
    raise_questions(&company, &maria).await;
    decide(&company, &sofia).await;
    meet(&company, &sofia).await;
    change(&company, &maria).await;
    fill_kit(&maria).await;
    show_a_nail(&maria).await;
    take_in(&maria).await;
    contest(&company, &maria).await;
    forget(&company).await;
    tell(&company).await;
    learn(&company, &maria).await;
    let giorgos = company.manager("giorgos").await;
    let running = giorgos.start("nails").await;
    write_much(&giorgos, &running).await;
    while company
        .world
        .store
        .write(None, |tx| {
            let joined = leaves::join(tx, true)?;
            tx.unrecorded(joined)
        })
        .await
        .unwrap()
        > 0
    {}
    (company, Everybody { sofia, maria, giorgos, running })
}

/// A pass, a near miss with its second form, a fail that was declared void and one that was not.
async fn take_tests(company: &Company, sofia: &Client) {
    let (eleni, anna, petros) =
        (company.manager("eleni").await, company.manager("anna").await, company.manager("petros").await);
    let passed = eleni.take("nails", 10).await;
    let path = format!("/api/v1/certificates/{}/revocation", passed["certificate"]["id"].as_str().unwrap());
    sofia.post(&path, json!({"reason": "Somebody else sat the test."})).await.expect(201);
    let missed = anna.take("nails", 7).await;
    company.pass(HOUR);
    let second = anna.start("nails").await;
    assert_eq!(second["second_of"], missed["id"]);
    anna.answer_and_submit(&second, 10).await;
    let void = petros.take("nails", 0).await;
    let path = format!("/api/v1/attempts/{}/voiding", void["id"].as_str().unwrap());
    sofia.post(&path, json!({"reason": "The fire alarm.\nTwice: \"ring, ring\" — 'ώ'."})).await.expect(201);
    petros.take("nails", 0).await;
}

/// An appeal that was upheld, and a key that was corrected because of it.
async fn doubt_a_key(company: &Company, sofia: &Client) {
    let dora = company.manager("dora").await;
    let failed = dora.take("nails", 0).await;
    let path = format!("/api/v1/attempts/{}/appeals", failed["id"].as_str().unwrap());
    let appeal = dora.post(&path, json!({"words": "Question 3 has two right answers."})).await.expect(201);
    let path = format!("/api/v1/appeals/{}/decision", appeal["id"].as_str().unwrap());
    let remedy = json!({"remedy": "regrade", "positions": [3]});
    let decision = json!({"verdict": "upheld", "remedy": remedy, "reason": "It may well have two."});
    let decided = sofia.post(&path, decision).await.expect(200);
    let (asked, ilektra, zoe) =
        (&decided["evidence"]["questions"][2], company.trainer("ilektra").await, company.trainer("zoe").await);
    let path = format!("/api/v1/questions/{}/regrades", asked["question"].as_str().unwrap());
    let new = json!({"version": asked["version"], "correction": {"remedy": "full_points"}, "reason": "It has two."});
    let proposed = ilektra.post(&path, new).await.expect(201);
    let path = format!("/api/v1/regrades/{}/approval", proposed["id"].as_str().unwrap());
    zoe.post(&path, json!({"fingerprint": proposed["changes"]["fingerprint"]})).await.expect(200);
}

async fn raise_questions(company: &Company, maria: &Client) {
    let eleni = company.manager("katerina").await;
    let raise = |text: &str| json!({"product": "nails-1", "text": text, "urgent": true});
    let raised = eleni.post("/api/v1/raised-questions", raise("Do they float?")).await.expect(201);
    let path = format!("/api/v1/raised-questions/{}", raised["id"].as_str().unwrap());
    assert_eq!(maria.post(&format!("{path}/taking"), json!({})).await.status, 204);
    maria.post(&format!("{path}/answer"), json!({"text": "No, they sink."})).await.expect(200);
    let found = eleni.get("/api/v1/search?product=nails-1&q=Question%207").await.expect(200);
    let known = json!({"known": found["questions"][0]["question_id"]});
    let raised = eleni.post("/api/v1/raised-questions", raise("Rusting beside salty water?")).await.expect(201);
    let path = format!("/api/v1/raised-questions/{}/resolution", raised["id"].as_str().unwrap());
    eleni.post(&path, known).await.expect(200);
}

/// A change that names a question, that a manager read, and one of whose drafts was rejected, which was taken back.
async fn change(company: &Company, maria: &Client) {
    let ilias = company.manager("ilias").await;
    ilias.take("nails", 10).await;
    company.pass(HOUR);
    let questions = maria.get("/api/v1/questions?line=nails&limit=1").await.expect(200);
    let change = json!({
        "characteristic": "diameter", "value": "3.1", "severity": "notice", "questions": [questions[0]["id"]],
    });
    let change = maria.post("/api/v1/products/nails-1/changes", change).await.expect(201);
    ilias.post(&format!("/api/v1/changes/{}/reading", change["id"].as_str().unwrap()), json!({})).await.expect(200);
    let path = format!("/api/v1/questions/{}/rejection", change["drafts"][0].as_str().unwrap());
    maria.post(&path, json!({"reason": "Nobody asks that."})).await.expect(200);
    let back = [("decision", "reject"), ("question", change["drafts"][0].as_str().unwrap())];
    maria.submit("/review", "/review/reversal", &back).await.location();
}

/// A file of another program that was taken in, and one that was undone.
async fn take_in(maria: &Client) {
    maria.upload("/api/v1/banks?line=nails&name=τράπεζα.gift", "Which coat is it?{=zinc ~paint}").await.expect(200);
    let batch = maria.upload("/api/v1/banks?line=bolts", "Which thread?{=coarse ~fine}").await.expect(200);
    let path = format!("/api/v1/batches/{}/undoing", batch["batch"].as_str().unwrap());
    assert_eq!(maria.post(&path, json!({})).await.status, 204);
}

/// A question with a picture.
async fn show_a_nail(maria: &Client) {
    let picture = maria.add_picture(&picture(30, 20)).await.expect(201);
    let question = json!({
        "line": "nails", "topic": "use", "difficulty": "easy", "kind": "true_false", "key": true, "stem": "Is this a nail?",
        "answer": "It is.", "picture": {"file": picture["id"], "alt": {"en": "A nail on a table.", "el": "Ένα καρφί."}},
    });
    maria.post("/api/v1/questions", question).await.expect(201);
}

/// Notes, more documents than are moved at once, a picture whose bytes are no text, and words for when one does not know.
async fn fill_kit(maria: &Client) {
    let kit = "/api/v1/products/nails-1/kit";
    let note = json!({"kind": "note", "title": "Samples", "text": "One of each.", "characteristics": ["diameter"]});
    maria.post(kit, note).await.expect(201);
    for number in 0..5 {
        let entry = json!({"kind": "document", "title": format!("Sheet {number}"), "whole_line": number % 2 == 0});
        let pdf = format!("%PDF-1.7\n{number}\n%%EOF\n").into_bytes();
        maria.hand_in(kit, &entry, "Φύλλο.pdf", &pdf).await.expect(201);
    }
    let entry = json!({"kind": "picture", "title": "A nail", "text": "A nail on a table."});
    maria.hand_in(kit, &entry, "nail.png", &picture(40, 30)).await.expect(201);
    maria.put("/api/v1/lines/nails/script", json!({"steps": "Smile.\nWrite it down."})).await.expect(200);
}

/// What heads and administrators decide, a wrong guess at a password and a link to choose another.
async fn decide(company: &Company, sofia: &Client) {
    let path = "/standing/petros/nails-1";
    let reason = ("reason", "A trade fair.");
    let fields = [("manager", "petros"), ("product", "nails-1"), ("certification", "nails"), reason];
    sofia.submit(path, "/grants", &fields).await.location();
    let waiver = json!({"manager": "petros", "product": "nails-2", "hours": 48, "reason": "A trade fair."});
    sofia.post("/api/v1/waivers", waiver).await.expect(201);
    let fields = [("manager", "petros"), ("product", "bolts-1"), reason];
    sofia.submit("/standing/petros/bolts-1", "/openings", &fields).await.location();
    let admin = company.admin("admin").await;
    admin.submit("/settings", "/settings", &[("single_trainer", "yes")]).await.location();
    admin.api_client("CRM", json!({"scopes": ["standing:read"], "departments": ["Βορράς"]})).await;
    assert_eq!(sofia.submit("/account", "/account/calendar", &[]).await.status, 200);
    let _wrong = throttle::begin(&company.world, "petros", "home").await.unwrap();
    set_up::password_link(&company.world, None, "petros".parse().unwrap()).await.unwrap();
    company.person("nikos", Role::Trainer, Some("dokimasia-demo")).await;
}

/// Somebody who left and was erased, and a night in which what was kept long enough went.
async fn forget(company: &Company) {
    company.person("leaver", Role::Manager, None).await;
    let left = PersonChange {
        name: "Leaver".to_owned(),
        role: Role::Manager,
        department: String::new(),
        locale: Locale::En,
        active: false,
    };
    let leaver: Code = "leaver".parse().unwrap();
    manage_people::change(&company.world, None, leaver.clone(), left).await.unwrap();
    let admin = manage_people::find(&company.world, "admin".parse().unwrap()).await.unwrap();
    forget::ask(&company.world, &admin, leaver.clone()).await.unwrap();
    forget::erase(&company.world, &admin, leaver).await.unwrap();
    let_go::look(&company.world).await.unwrap();
}

/// A contest that somebody joined and answered.
async fn contest(company: &Company, maria: &Client) {
    let terms = [("line", "nails"), ("questions", "1"), ("seconds", "60")];
    let path = maria.submit("/contests", "/contests", &terms).await.location().to_owned();
    let player = company.manager("kostas").await;
    player.submit(&path, &format!("{path}/players"), &[]).await.location();
    let seen = [("position", "0"), ("phase", "waiting")];
    maria.submit(&path, &format!("{path}/moves"), &seen).await.location();
    let page = player.page(&path).await.text;
    let (_, rest) = page.split_once("name=\"choice\" value=\"").unwrap();
    let choice = [("choice", rest.split_once('"').unwrap().0)];
    player.submit(&path, &format!("{path}/answers/1"), &choice).await.location();
}

/// More rows than are moved at once, and a flag.
async fn write_much(giorgos: &Client, running: &Value) {
    let id = running["id"].as_str().unwrap();
    for revision in 0..REVISIONS {
        let answer = json!({"answer": {"choice": token(&running["questions"][0], true)}, "revision": revision});
        giorgos.put(&format!("/api/v1/attempts/{id}/answers/1"), answer).await.expect(200);
    }
    let path = format!("/attempts/{id}/questions/1");
    let choice = token(&running["questions"][0], true);
    let revision = REVISIONS.to_string();
    let fields = [("revision", revision.as_str()), ("choice", &choice), ("flag", "on")];
    giorgos.submit(&path, &path, &fields).await.location();
}
