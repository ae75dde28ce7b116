//! Meetings: the gate before them, the waiver, and what is asked in them.

use dokimasia::base::time::{DAY, HOUR, Millis};
use serde_json::{Value, json};

use crate::harness::{Client, Company};

const MEETINGS: &str = "/api/v1/meetings";
const SHEET: &str = "/api/v1/lines/nails/sheet";

fn at(company: &Company, ahead: i64) -> String {
    company.world.clock.now().plus(ahead).to_string()
}

fn meeting(company: &Company, products: &[&str], ahead: i64) -> Value {
    json!({"client": "Alpha Ltd", "products": products, "at": at(company, ahead), "place": "Their office"})
}

fn path_of(meeting: &Value) -> String {
    format!("{MEETINGS}/{}", meeting.as_str().unwrap())
}

/// A manager who is cleared on nails, and a head.
async fn cleared(company: &Company) -> (Client, Client) {
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    eleni.take("nails", 10).await;
    (eleni, company.head("sofia").await)
}

/// A manager whom the gate stopped, where the meeting is, and a head.
async fn stopped(company: &Company, ahead: i64) -> (Client, String, Client) {
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let problem = eleni.post(MEETINGS, meeting(company, &["nails-1"], ahead)).await.refused(409, "not-cleared");
    (eleni, path_of(&problem["meeting"]), company.head("sofia").await)
}

/// What a move must bring along: meetings in which something was written down, and a sheet of a line's own.
pub async fn meet(company: &Company, head: &Client) {
    let chrysa = company.manager("chrysa").await;
    let stopped = chrysa.post(MEETINGS, meeting(company, &["nails-1"], HOUR)).await.refused(409, "not-cleared");
    let path = path_of(&stopped["meeting"]);
    head.post(&format!("{path}/waiver"), json!({"reason": "A trade fair."})).await.expect(201);
    chrysa.post(&format!("{path}/opening"), json!({})).await.expect(200);
    let sheet = chrysa.get(&format!("{path}/sheet")).await.expect(200);
    let notes = json!({"line": "nails", "notes": [{"question": sheet["questions"][0]["key"], "text": "Σπίτια."}]});
    chrysa.post(&format!("{path}/notes"), notes).await.expect(200);
    head.put(SHEET, json!({"questions": questions("sssmmmccyy")})).await.expect(200);
}

/// Questions of these levels: s, m, c and y for closing.
fn questions(levels: &str) -> Vec<Value> {
    let level = |letter| match letter {
        's' => "simple",
        'm' => "medium",
        'c' => "complex",
        _ => "closing",
    };
    let questions = levels.chars().enumerate().map(|(place, letter)| {
        json!({"level": level(letter), "text": {"en": format!("Ask {place} of {{product}}?"), "el": format!("Ερώτηση {place};")}})
    });
    questions.collect()
}

journey!(whoever_is_cleared_opens_a_meeting_and_gets_its_sheet);
async fn whoever_is_cleared_opens_a_meeting_and_gets_its_sheet() {
    let company = Company::new().await;
    let (eleni, sofia) = cleared(&company).await;
    let opened = eleni.post(MEETINGS, meeting(&company, &["nails-1", "nails-2", "nails-1"], HOUR)).await.expect(201);
    assert_eq!((&opened["state"], &opened["products"]), (&json!("planned"), &json!(["nails-1", "nails-2"])));
    assert_eq!(opened["gates"][1]["gate"], "open");
    let again = eleni.post(MEETINGS, meeting(&company, &["nails-1", "nails-2"], HOUR)).await.expect(201);
    assert_eq!(again["id"], opened["id"], "a button that is pressed twice");
    let path = path_of(&opened["id"]);
    let sheet = eleni.get(&format!("{path}/sheet")).await.expect(200);
    let asked = sheet["questions"].as_array().unwrap();
    assert_eq!((asked.len(), &asked[1]["text"]), (12, &json!("What will you use First, Second for?")));
    assert!(asked.iter().all(|one| one["lines"].as_u64().unwrap() >= 1));
    let greek = eleni.get(&format!("{path}/sheet?locale=el")).await.expect(200);
    assert!(greek["questions"][8]["text"].as_str().unwrap().contains("στην εταιρεία Alpha Ltd"), "{greek}");
    assert_eq!(sofia.get(MEETINGS).await.expect(200)[0]["manager"], "eleni");
    eleni.post(&format!("{path}/cancellation"), json!({})).await.expect(200);
    eleni.post(&format!("{path}/holding"), json!({})).await.refused(409, "wrong-state");
    eleni.get(&format!("{path}/sheet")).await.refused(409, "wrong-state");
    assert_eq!(eleni.get(MEETINGS).await.expect(200), json!([]));
}

journey!(the_gate_stops_and_a_waiver_opens);
async fn the_gate_stops_and_a_waiver_opens() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (eleni, sofia) = (company.manager("eleni").await, company.head("sofia").await);
    let asked = meeting(&company, &["nails-1"], 2 * HOUR);
    let problem = eleni.post(MEETINGS, asked.clone()).await.refused(409, "not-cleared");
    let why = &problem["products"][0];
    assert_eq!(
        (&why["product"], &why["reason"], &why["what_to_do"], &why["certification"]),
        (&json!("nails-1"), &json!("never_tested"), &json!("take_test"), &json!("nails"))
    );
    let path = path_of(&problem["meeting"]);
    eleni.post(&format!("{path}/opening"), json!({})).await.refused(409, "not-cleared");
    eleni.get(&format!("{path}/sheet")).await.refused(409, "not-cleared");
    eleni.post(&format!("{path}/waiver"), json!({"reason": "me"})).await.refused(403, "not-yours");
    assert_eq!(eleni.post(MEETINGS, asked).await.refused(409, "not-cleared")["meeting"], problem["meeting"]);
    assert!(sofia.page("/board").await.text.contains("eleni wants to meet Alpha Ltd"));
    sofia.post(&format!("{path}/waiver"), json!({"reason": " "})).await.refused(422, "invalid");
    let waived = sofia.post(&format!("{path}/waiver"), json!({"reason": "He knows them."})).await.expect(201);
    assert_eq!((&waived["state"], &waived["may_open"]), (&json!("stopped"), &json!(true)));
    assert_eq!(waived["gates"][0]["basis"], "waiver");
    let until = Millis::parse(waived["gates"][0]["until"].as_str().unwrap()).unwrap();
    assert_eq!(until, company.world.clock.now().plus(6 * HOUR), "it covers the whole meeting");
    sofia.post(&format!("{path}/waiver"), json!({"reason": "Again."})).await.refused(409, "wrong-state");
    assert!(!sofia.page("/board").await.text.contains("Alpha Ltd"), "nothing is asked of heads any more");
    assert!(eleni.page("/").await.text.contains("may be opened"));
    assert_eq!(eleni.post(&format!("{path}/opening"), json!({})).await.expect(200)["state"], "planned");
    eleni.get(&format!("{path}/sheet")).await.expect(200);
}

journey!(who_left_wants_no_meeting);
async fn who_left_wants_no_meeting() {
    let company = Company::new().await;
    let (_, path, sofia) = stopped(&company, HOUR).await;
    let admin = company.admin("admin").await;
    let fields = [("name", "Eleni"), ("role", "manager"), ("department", ""), ("locale", "en"), ("left", "yes")];
    admin.submit("/people/eleni", "/people/eleni", &fields).await.location();
    assert!(!sofia.page("/board").await.text.contains("Alpha Ltd"));
    sofia.post(&format!("{path}/waiver"), json!({"reason": "Gone."})).await.refused(422, "invalid");
}

journey!(no_waiver_is_granted_for_nothing);
async fn no_waiver_is_granted_for_nothing() {
    let company = Company::new().await;
    let (_, path, sofia) = stopped(&company, 80 * HOUR).await;
    let waiver = format!("{path}/waiver");
    let early = sofia.post(&waiver, json!({"reason": "Early."})).await.refused(422, "invalid");
    assert_eq!(early["problems"][0]["slug"], "meeting-waiver-too-early");
    assert!(sofia.page("/board").await.text.contains("it can be granted from"));
    company.pass(8 * HOUR + 1);
    assert_eq!(sofia.post(&waiver, json!({"reason": "In time."})).await.expect(201)["gates"][0]["gate"], "open");
}

journey!(a_wish_that_is_over_is_asked_of_nobody);
async fn a_wish_that_is_over_is_asked_of_nobody() {
    let company = Company::new().await;
    let (eleni, path, sofia) = stopped(&company, HOUR).await;
    company.pass(5 * HOUR);
    assert!(!sofia.page("/board").await.text.contains("Alpha Ltd"));
    sofia.post(&format!("{path}/waiver"), json!({"reason": "Late."})).await.refused(409, "wrong-state");
    eleni.take("nails", 10).await;
    eleni.post(&format!("{path}/opening"), json!({})).await.refused(409, "wrong-state");
    assert_eq!(eleni.get(&format!("{MEETINGS}?show=past")).await.expect(200)[0]["state"], "stopped");
    let late = eleni.post(MEETINGS, meeting(&company, &["nails-1"], -5 * HOUR)).await.refused(422, "invalid");
    assert_eq!(late["problems"][0]["slug"], "meeting-is-over");
}

journey!(a_head_says_why_not_and_the_test_opens_it_still);
async fn a_head_says_why_not_and_the_test_opens_it_still() {
    let company = Company::new().await;
    let (eleni, path, sofia) = stopped(&company, 2 * DAY).await;
    sofia.post(&format!("{path}/refusal"), json!({"reason": "Take the test first."})).await.expect(200);
    assert!(!sofia.page("/board").await.text.contains("Alpha Ltd"));
    let page = format!("/meetings/{}", path.rsplit('/').next().unwrap());
    assert!(eleni.page(&page).await.text.contains("Take the test first."));
    eleni.take("nails", 10).await;
    assert_eq!(eleni.post(&format!("{path}/opening"), json!({})).await.expect(200)["state"], "planned");
}

journey!(a_standing_that_is_lost_closes_the_sheet_and_keeps_the_notes);
async fn a_standing_that_is_lost_closes_the_sheet_and_keeps_the_notes() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (eleni, sofia) = (company.manager("eleni").await, company.head("sofia").await);
    let certificate = eleni.take("nails", 10).await["certificate"]["id"].clone();
    let opened = eleni.post(MEETINGS, meeting(&company, &["nails-1"], HOUR)).await.expect(201);
    let path = path_of(&opened["id"]);
    let key = eleni.get(&format!("{path}/sheet")).await.expect(200)["questions"][0]["key"].clone();
    company.pass(1_000);
    let revocation = format!("/api/v1/certificates/{}/revocation", certificate.as_str().unwrap());
    sofia.post(&revocation, json!({"reason": "Somebody else sat the test."})).await.expect(201);
    let lost = eleni.get(&format!("{path}/sheet")).await.refused(409, "not-cleared");
    assert_eq!(lost["products"][0]["reason"], "revoked");
    let page = eleni.page(&format!("/meetings/{}/sheet", opened["id"].as_str().unwrap())).await;
    assert!(page.status == 409 && page.text.contains("The certificate was revoked."), "{}", page.text);
    assert!(sofia.page("/board").await.text.contains("eleni wants to meet Alpha Ltd"));
    let notes = json!({"line": "nails", "notes": [{"question": key, "text": "They build houses."}]});
    let noted = eleni.post(&format!("{path}/notes"), notes).await.expect(200);
    assert_eq!(noted["notes"][0]["text"], "They build houses.");
    assert_eq!(sofia.get(&path).await.expect(200)["notes"], noted["notes"]);
}

journey!(a_clearance_that_ends_before_the_meeting_is_a_warning);
async fn a_clearance_that_ends_before_the_meeting_is_a_warning() {
    let company = Company::new().await;
    let (eleni, _) = cleared(&company).await;
    company.pass(340 * DAY);
    let opened = eleni.post(MEETINGS, meeting(&company, &["nails-1"], 30 * DAY)).await.expect(201);
    assert_eq!((&opened["state"], &opened["gates"][0]["gate"]), (&json!("planned"), &json!("lapses")));
    let page = format!("/meetings/{}", opened["id"].as_str().unwrap());
    assert!(eleni.page(&page).await.text.contains("Your clearance ends before the meeting"));
    company.pass(30 * DAY);
    eleni.get(&format!("{}/sheet", path_of(&opened["id"]))).await.refused(409, "not-cleared");
}

journey!(a_meeting_belongs_to_its_manager_and_is_seen_by_heads);
async fn a_meeting_belongs_to_its_manager_and_is_seen_by_heads() {
    let company = Company::new().await;
    let (eleni, path, sofia) = stopped(&company, HOUR).await;
    let (anna, maria) = (company.manager("anna").await, company.trainer("maria").await);
    for (method, rest) in [("GET", ""), ("GET", "/sheet"), ("POST", "/opening"), ("POST", "/cancellation")] {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let body = (method == reqwest::Method::POST).then(|| json!({}));
        anna.call(method, &format!("{path}{rest}"), body).await.refused(404, "no-such-thing");
    }
    maria.get(&path).await.refused(403, "not-yours");
    sofia.post(&format!("{path}/cancellation"), json!({})).await.refused(403, "not-yours");
    assert_eq!(sofia.get(&format!("{MEETINGS}?manager=anna")).await.expect(200), json!([]));
    assert_eq!(sofia.get(&format!("{MEETINGS}?manager=eleni")).await.expect(200)[0]["client"], "Alpha Ltd");
    sofia.get(&format!("{MEETINGS}?manager=nobody")).await.refused(404, "no-such-thing");
    assert_eq!(anna.get(&format!("{MEETINGS}?manager=eleni")).await.expect(200), json!([]));
    eleni.post(&format!("{path}/cancellation"), json!({})).await.expect(200);
}

journey!(what_is_not_cleared_may_be_left_out);
async fn what_is_not_cleared_may_be_left_out() {
    let company = Company::new().await;
    company.certification("bolts").await;
    let (eleni, _) = cleared(&company).await;
    let asked = meeting(&company, &["bolts-1", "nails-1"], HOUR);
    let problem = eleni.post(MEETINGS, asked).await.refused(409, "not-cleared");
    let named: Vec<&Value> = problem["products"].as_array().unwrap().iter().map(|one| &one["product"]).collect();
    assert_eq!(named, ["bolts-1"]);
    let path = path_of(&problem["meeting"]);
    let opened = eleni.post(&format!("{path}/opening"), json!({"only_cleared": true})).await.expect(200);
    assert_eq!((&opened["state"], &opened["products"]), (&json!("planned"), &json!(["nails-1"])));
    eleni.get(&format!("{path}/sheet?line=bolts")).await.refused(404, "no-such-thing");
}

journey!(pages_of_meetings_follow_each_other);
async fn pages_of_meetings_follow_each_other() {
    let company = Company::new().await;
    let (eleni, _) = cleared(&company).await;
    for hours in [3, 1, 2] {
        eleni.post(MEETINGS, meeting(&company, &["nails-1"], hours * HOUR)).await.expect(201);
    }
    let (mut next, mut seen) = (Some(format!("{MEETINGS}?limit=1")), Vec::new());
    while let Some(path) = next {
        let reply = eleni.get(&path).await;
        seen.extend(reply.expect(200).as_array().unwrap().iter().map(|one| one["at"].clone()));
        let link = reply.headers.get("link").map(|link| link.to_str().unwrap().to_owned());
        next = link.map(|link| link.split(['<', '>']).nth(1).unwrap().to_owned());
    }
    assert_eq!(seen, [HOUR, 2 * HOUR, 3 * HOUR].map(|ahead| json!(at(&company, ahead))));
}

journey!(while_a_test_runs_the_sheet_is_locked);
async fn while_a_test_runs_the_sheet_is_locked() {
    let company = Company::new().await;
    let (eleni, _) = cleared(&company).await;
    let opened = eleni.post(MEETINGS, meeting(&company, &["nails-1"], HOUR)).await.expect(201);
    let sheet = format!("{}/sheet", path_of(&opened["id"]));
    let attempt = eleni.start("nails").await;
    eleni.get(&sheet).await.refused(423, "locked");
    eleni.answer_and_submit(&attempt, 10).await;
    eleni.get(&sheet).await.expect(200);
}

journey!(heads_and_trainers_write_the_sheet_of_a_line);
async fn heads_and_trainers_write_the_sheet_of_a_line() {
    let company = Company::new().await;
    let (eleni, sofia) = cleared(&company).await;
    let maria = company.trainer("maria").await;
    let opened = eleni.post(MEETINGS, meeting(&company, &["nails-1"], HOUR)).await.expect(201);
    let path = path_of(&opened["id"]);
    let asked = eleni.get(&format!("{path}/sheet")).await.expect(200);
    let notes = json!({"line": "nails", "notes": [{"question": asked["questions"][0]["key"], "text": "Houses."}]});
    eleni.post(&format!("{path}/notes"), notes).await.expect(200);

    eleni.get(SHEET).await.refused(403, "not-yours");
    let first = maria.get(SHEET).await.expect(200);
    assert_eq!((&first["default"], &first["version"]), (&json!(true), &json!(0)));
    let wrong = json!({"questions": questions("smsmmccyyy")});
    let refused = maria.put(SHEET, wrong).await.refused(422, "invalid");
    assert_eq!(
        (&refused["problems"][0]["field"], &refused["problems"][0]["slug"]),
        (&json!("questions.2.level"), &json!("sheet-order"))
    );
    let changed = json!({"questions": questions("sssmmmccyy"), "version": 0});
    assert_eq!(sofia.put(SHEET, changed.clone()).await.expect(200)["written_by"], "sofia");
    maria.put(SHEET, changed).await.refused(409, "stale-edit");
    let sheet = eleni.get(&format!("{path}/sheet")).await.expect(200);
    assert_eq!(
        (&sheet["questions"][0]["text"], &sheet["questions"][0]["lines"]),
        (&json!("Ask 0 of First?"), &json!(2))
    );
    assert_eq!(sheet["others"][0]["text"], "Houses.", "what was written outlives the question");
    assert_eq!(maria.put(SHEET, json!({"default": true})).await.expect(200)["default"], true);
    let sheet = eleni.get(&format!("{path}/sheet")).await.expect(200);
    assert_eq!((&sheet["questions"][0]["note"], &sheet["others"]), (&json!("Houses."), &json!([])));
}

journey!(a_meeting_goes_by_pages_alone);
async fn a_meeting_goes_by_pages_alone() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (eleni, sofia) = (company.manager("eleni").await, company.head("sofia").await);
    let blank = eleni.page("/meetings/new").await.text;
    let preset = |name: &str| {
        let (_, rest) = blank.split_once(&format!("name=\"{name}\" type=\"{name}\" value=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let (date, time) = (preset("date"), preset("time"));
    let fields = [("client", "Alpha & Sons"), ("products", "nails-2"), ("date", &date), ("time", &time)];
    let without = eleni.submit("/meetings/new", "/meetings", &fields[2..]).await;
    assert!(without.status == 422 && without.text.contains("Choose at least one product."), "{}", without.text);
    let undated =
        eleni.submit("/meetings/new", "/meetings", &[fields[0], fields[1], ("date", "soon"), fields[3]]).await;
    assert!(undated.status == 422 && undated.text.contains("Alpha &amp; Sons"), "{}", undated.text);
    let asked = eleni.submit("/meetings/new", "/meetings", &fields).await;
    let page = asked.location();
    let stop = eleni.page(page).await.text;
    assert!(stop.contains("Has not taken the test.") && stop.contains("href=\"/tests/nails\""), "{stop}");
    assert_eq!(eleni.submit(page, &format!("{page}/opening"), &[]).await.status, 409);
    let reason = [("reason", "Meeting with Alpha & Sons"), ("next", "/board")];
    assert_eq!(sofia.submit("/board", &format!("{page}/waiver"), &reason).await.location(), "/board");
    assert!(eleni.page(page).await.text.contains("You may hold this meeting"));
    assert_eq!(eleni.submit(page, &format!("{page}/opening"), &[]).await.location(), page);
    let sheet = eleni.page(&format!("{page}/sheet?locale=el")).await.text;
    assert!(sheet.contains("Εκπρόσωπος") && sheet.contains("εταιρεία Alpha &amp; Sons"), "{sheet}");
    let key = "What does your company do, and for whom?";
    let notes = [("line", "nails"), ("locale", "el"), ("question/1", key), ("note/1", "Σπίτια")];
    let saved = eleni.submit(&format!("{page}/sheet"), &format!("{page}/sheet"), &notes).await;
    assert_eq!(saved.location(), format!("{page}/sheet?line=nails&locale=el"));
    assert!(sofia.page(page).await.text.contains("Σπίτια"));
    assert_eq!(eleni.submit(page, &format!("{page}/holding"), &[]).await.location(), page);
    assert!(eleni.page(&format!("{page}/sheet")).await.text.contains("Σπίτια"), "what is still to be noted can be");
    assert!(eleni.page("/meetings/new").await.text.contains("value=\"nails-2\" checked"), "the last product is preset");
}

journey!(a_sheet_is_written_by_pages);
async fn a_sheet_is_written_by_pages() {
    let company = Company::new().await;
    company.certification("nails").await;
    let sofia = company.head("sofia").await;
    let page = "/lines/nails/sheet";
    let mut fields = Vec::new();
    for (place, one) in questions("sssmmmccyy").into_iter().enumerate() {
        fields.push((format!("level.{place}"), one["level"].as_str().unwrap().to_owned()));
        fields.push((format!("text.{place}.en"), one["text"]["en"].as_str().unwrap().to_owned()));
    }
    let sent = |fields: &[(String, String)]| fields.to_vec();
    let submit = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        sofia.submit(page, page, &fields).await
    };
    let mut wrong = sent(&fields);
    wrong[1].1 = "word ".repeat(60);
    wrong[4].1 = "closing".to_owned();
    let refused = submit(wrong).await;
    assert!(refused.text.contains("id=\"error-text.0.en\"") && refused.text.contains("characters of it fit"));
    assert!(refused.status == 422 && refused.text.contains("id=\"error-level.3\""), "{}", refused.text);
    let moved = submit([sent(&fields), vec![("up".to_owned(), "1".to_owned())]].concat()).await;
    let places = ["Ask 1 of", "Ask 0 of"].map(|text| moved.text.find(text).unwrap());
    assert!(moved.status == 200 && places[0] < places[1], "{}", moved.text);
    assert_eq!(submit(sent(&fields)).await.location(), page);
    assert!(sofia.page(page).await.text.contains("Changed by sofia"));
    assert_eq!(sofia.submit(page, &format!("{page}/reset"), &[("version", "1")]).await.location(), page);
    assert!(sofia.page(page).await.text.contains("These are the questions that every line begins with."));
}
