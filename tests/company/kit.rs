//! The field kit: what it shows, what trainers put into it, and when it is closed.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{CANARY, Client, Company, MULTIPART, QUESTIONS, multipart, picture};

const KIT: &str = "/api/v1/products/nails-1/kit";
const PDF: &[u8] = b"%PDF-1.7\nanything\n%%EOF\n";

fn note(title: &str) -> Value {
    json!({"kind": "note", "title": title, "text": "**One** of each in the case.", "characteristics": ["diameter"]})
}

fn picture_of(title: &str) -> Value {
    json!({"kind": "picture", "title": title, "text": "A nail in a board."})
}

/// What is wrong with the field `file`.
#[track_caller]
fn wrong_file(reply: &crate::harness::Reply) -> String {
    let refused = reply.refused(422, "invalid");
    let problem = refused["problems"].as_array().unwrap().iter().find(|problem| problem["field"] == "file").unwrap();
    problem["slug"].as_str().unwrap().to_owned()
}

async fn kit_of(client: &Client) -> Value {
    client.get(KIT).await.expect(200)
}

async fn tag_of(client: &Client, product: &str) -> Value {
    let held = client.get("/api/v1/kit").await.expect(200);
    held["kits"].as_array().unwrap().iter().find(|kit| kit["product"] == product).unwrap().clone()
}

journey!(a_kit_shows_what_is_known_and_what_trainers_put_in);
async fn a_kit_shows_what_is_known_and_what_trainers_put_in() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let question = |id: &str, more: &str| {
        format!(
            "  - id: {id}\n    kind: true_false\n    key: true\n    topic: use\n    difficulty: easy\n    stem: Is {id} so?\n    answer: It is {id}.\n{more}"
        )
    };
    let about = question("second", "    product: nails-2\n") + &question("secret", "    exam_only: true\n");
    let file = crate::harness::bank("nails") + &about;
    company.trainer("olga").await;
    company.import(&file, "olga").await;
    maria.post(KIT, note("Samples")).await.expect(201);
    let kit = kit_of(&eleni).await;
    assert_eq!(kit["characteristics"][0]["value"], "3.0");
    assert_eq!(kit["siblings"].as_array().unwrap().len(), 2);
    let topics = kit["topics"].as_array().unwrap();
    let count = |topic: &Value| topic["questions"].as_array().unwrap().len();
    assert_eq!(topics.iter().map(count).sum::<usize>(), QUESTIONS, "neither what is for tests only, nor the sibling's");
    assert!(topics[0]["questions"][0]["answer"].as_str().unwrap().starts_with(CANARY));
    assert_eq!(kit["entries"][0]["title"], "Samples");
    let page = eleni.page("/kit/nails-1").await;
    assert!(page.status == 200 && page.text.contains("<strong>One</strong> of each in the case."), "{}", page.text);
    assert!(page.text.contains("Stay calm.") && !page.text.contains("entries/new"));
    assert!(eleni.page("/kit/nails-2").await.text.contains("It is second."));
    assert!(maria.page("/kit/nails-1").await.text.contains("entries/new?kind=picture"));
    let list = eleni.page("/kit").await;
    assert!(list.text.contains("href=\"/kit/nails-1\"") && list.text.contains("Line nails"), "{}", list.text);
}

journey!(what_is_handed_in_is_made_harmless);
async fn what_is_handed_in_is_made_harmless() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let hand_in = async |name: &str, file: &[u8]| maria.hand_in(KIT, &picture_of("Nail"), name, file).await;
    let whole = picture(300, 200);
    for (name, file, expected) in [
        (
            "a.png",
            &b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"[..],
            "file-not-a-picture",
        ),
        ("a.png", b"<!DOCTYPE html><script>alert(1)</script>", "file-not-a-picture"),
        ("a.png", &whole[..whole.len() / 2], "file-damaged"),
        ("a.jpg", PDF, "file-not-a-picture"),
        ("a.png", b"", "file-not-a-picture"),
    ] {
        assert_eq!(wrong_file(&hand_in(name, file).await), expected, "{name}");
    }
    let mut bomb = picture(8, 8);
    bomb.splice(16..24, [0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    assert!(["file-damaged", "file-too-many-points"].contains(&wrong_file(&hand_in("a.png", &bomb).await).as_str()));
    let hidden = [whole.as_slice(), b"<script>alert('behind')</script>"].concat();
    let added = hand_in("../../etc/passwd.png", &hidden).await.expect(201);
    assert_eq!((&added["file"]["sides"], &added["file"]["name"]), (&json!([300, 200]), &json!("")));
    let path = format!("/files/{}", added["file"]["id"].as_str().unwrap());
    let sent = eleni.page(&path).await;
    let header =
        |name: &str| sent.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    assert_eq!((header("content-type"), header("x-content-type-options")), ("image/png".into(), "nosniff".into()));
    assert_eq!(header("content-security-policy"), "sandbox; default-src 'none'");
    assert_eq!(header("cache-control"), "private, no-cache");
    assert!(sent.status == 200 && !sent.text.contains("behind"));
    assert_eq!(eleni.page_again(&path, &header("etag")).await.status, 304);
    let entry = json!({"kind": "document", "title": "Sheet"});
    assert_eq!(wrong_file(&maria.hand_in(KIT, &entry, "a.pdf", &whole).await), "file-not-a-document");
    let added = maria.hand_in(KIT, &entry, "../Φύλλο.pdf", PDF).await.expect(201);
    let sent = eleni.page(&format!("/files/{}", added["file"]["id"].as_str().unwrap())).await;
    let disposition = sent.headers["content-disposition"].to_str().unwrap().to_owned();
    assert!(disposition.starts_with("attachment") && disposition.contains("%CE%A6"), "{disposition}");
    assert_eq!(sent.text.as_bytes(), PDF);
    assert_eq!(kit_of(&eleni).await["entries"].as_array().unwrap().len(), 2);
    assert_eq!(company.visitor().page(&path).await.status, 303, "first sign in");
}

journey!(words_and_file_are_refused_together);
async fn words_and_file_are_refused_together() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let fields = |refused: &Value| {
        let problems = refused["problems"].as_array().unwrap().iter();
        problems.map(|problem| format!("{} {}", problem["field"], problem["slug"]).replace('"', "")).collect::<Vec<_>>()
    };
    let nothing = json!({"kind": "picture", "title": " ", "characteristics": ["colour"]});
    let refused = maria.hand_in(KIT, &nothing, "a.png", b"nothing").await.refused(422, "invalid");
    let expected = [
        "title missing",
        "text alternative-missing",
        "characteristics no-such-characteristic",
        "file file-not-a-picture",
    ];
    assert_eq!(fields(&refused), expected);
    let refused = maria.post(KIT, picture_of("Nail")).await.refused(422, "invalid");
    assert_eq!(fields(&refused), ["file file-missing"]);
    assert_eq!(fields(&maria.post(KIT, json!({})).await.refused(422, "invalid")), ["kind missing"]);
    maria.post("/api/v1/products/nothing/kit", note("x")).await.refused(404, "no-such-thing");
    let large = vec![0; 21 * 1_024 * 1_024];
    let reply = maria.hand_in(KIT, &picture_of("Nail"), "a.png", &large).await;
    assert_eq!(reply.status, 413, "{}", reply.text);
}

journey!(entries_are_changed_ordered_and_removed);
async fn entries_are_changed_ordered_and_removed() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let first = maria.post(KIT, note("First")).await.expect(201);
    let added = maria.hand_in(KIT, &picture_of("Second"), "a.png", &picture(20, 10)).await.expect(201);
    let (path, file) = (format!("{KIT}/{}", added["id"].as_str().unwrap()), added["file"]["id"].clone());
    let renamed = json!({"title": "Other", "text": "A nail.", "whole_line": true, "revision": 1});
    let changed = maria.put(&path, renamed.clone()).await.expect(200);
    assert_eq!((&changed["title"], &changed["file"]["id"], &changed["revision"]), (&json!("Other"), &file, &json!(2)));
    maria.put(&path, renamed).await.refused(409, "stale-edit");
    let new =
        multipart(&[("entry", &json!({"title": "New", "text": "New."}).to_string())], Some(("b.png", &picture(9, 9))));
    let changed = maria.send(Method::PUT, &path, MULTIPART, new).await.expect(200);
    assert_eq!(changed["file"]["sides"], json!([9, 9]));
    assert_eq!(eleni.page(&format!("/files/{}", file.as_str().unwrap())).await.status, 404, "no kit shows it any more");
    let titles = |kit: &Value| {
        kit["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["title"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(titles(&kit_of(&eleni).await), ["First", "New"]);
    let page = "/kit/nails-1";
    let place = format!("/kit/nails-1/entries/{}/place", added["id"].as_str().unwrap());
    maria.submit(page, &place, &[("to", "up")]).await.location();
    maria.submit(page, &place, &[("to", "up")]).await.location();
    assert_eq!(titles(&kit_of(&eleni).await), ["New", "First"]);
    let of_other = format!("/api/v1/products/nails-2/kit/{}", first["id"].as_str().unwrap());
    maria.call(Method::DELETE, &of_other, None).await.refused(404, "no-such-thing");
    let first = format!("{KIT}/{}", first["id"].as_str().unwrap());
    assert_eq!(maria.call(Method::DELETE, &first, None).await.status, 204);
    maria.put(&first, note("First")).await.refused(404, "no-such-thing");
    assert_eq!(titles(&kit_of(&eleni).await), ["New"]);
    let log = company.admin("admin").await.page("/log?object_kind=kit-entry").await;
    assert!(log.text.contains("Something was taken out of a field kit") && log.text.contains("First"), "{}", log.text);
}

journey!(a_kit_is_closed_while_a_test_on_its_product_runs);
async fn a_kit_is_closed_while_a_test_on_its_product_runs() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let blueprint = json!({
        "code": "first", "name": "First", "policy": {"minutes": 5},
        "blueprint": {"sections": [{"line": "nails", "products": ["nails-1"], "count": 10}]},
    });
    maria.post("/api/v1/certifications", blueprint).await.expect(201);
    maria.post("/api/v1/certifications/first/publication", json!({})).await.expect(201);
    let own = maria.hand_in(KIT, &picture_of("Own"), "a.png", &picture(9, 9)).await.expect(201);
    let shared = json!({"kind": "picture", "title": "Shared", "text": "Nails.", "whole_line": true});
    let shared = maria.hand_in(KIT, &shared, "a.png", &picture(8, 8)).await.expect(201);
    let second = "/api/v1/products/nails-2/kit";
    maria.post(second, note("Of the second")).await.expect(201);
    let files = [own, shared].map(|entry| format!("/files/{}", entry["file"]["id"].as_str().unwrap()));
    let before = tag_of(&eleni, "nails-2").await;
    let attempt = eleni.start("first").await;
    eleni.get(KIT).await.refused(423, "locked");
    let page = eleni.page("/kit/nails-1").await;
    assert!(page.status == 423 && !page.text.contains("Own"), "{}", page.text);
    for file in &files {
        assert_eq!(eleni.page(file).await.status, 423);
    }
    let sibling = eleni.get(second).await.expect(200);
    assert_eq!((&sibling["line_locked"], &sibling["topics"]), (&json!(true), &json!([])));
    assert_eq!(sibling["entries"].as_array().unwrap().len(), 1, "what the line shares is left out");
    let shown = eleni.page("/kit/nails-2").await.text;
    assert!(
        shown.contains("Of the second")
            && !shown.contains("Shared")
            && !shown.contains("3.0")
            && !shown.contains(CANARY)
    );
    let found = eleni.get("/api/v1/kit/search?q=nail").await.expect(200)["found"].clone();
    assert!(!found.to_string().contains("Own") && !found.to_string().contains("Shared"), "{found}");
    assert!(eleni.page("/kit").await.text.contains("Locked while your test runs"));
    let (closed, beside) = (tag_of(&eleni, "nails-1").await, tag_of(&eleni, "nails-2").await);
    assert_eq!((&closed["locked"], &beside["locked"]), (&json!(true), &json!(false)));
    assert_ne!(beside["tag"], before["tag"], "the sibling's page is another one meanwhile");
    let anna = company.manager("anna").await;
    assert_eq!(anna.page(&files[0]).await.status, 200);
    eleni.answer_and_submit(&attempt, 10).await;
    assert_eq!(eleni.page(&files[0]).await.status, 200);
    assert!(eleni.page("/kit/nails-1").await.text.contains("Own"));
}

journey!(a_change_shows_and_puts_in_doubt_what_speaks_of_it);
async fn a_change_shows_and_puts_in_doubt_what_speaks_of_it() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let added = maria.post(KIT, note("Samples")).await.expect(201);
    maria.post("/api/v1/products/nails-2/kit", note("Other")).await.expect(201);
    company.pass(60_000);
    let change = json!({"characteristic": "diameter", "value": "3.5", "severity": "notice"});
    let mut preview = change.clone();
    preview["preview"] = json!(true);
    let touched = maria.post("/api/v1/products/nails-1/changes", preview).await.expect(200)["kit"].clone();
    assert_eq!(touched, json!([{"id": added["id"], "title": "Samples"}]));
    maria.post("/api/v1/products/nails-1/changes", change).await.expect(201);
    let kit = kit_of(&eleni).await;
    let fact = &kit["characteristics"][0];
    assert_eq!((&fact["value"], &fact["changed"]["before"]), (&json!("3.5"), &json!("3.0")));
    assert_eq!(kit["entries"][0]["doubts"][0]["characteristic"], "diameter");
    let page = eleni.page("/kit/nails-1").await.text;
    assert!(page.contains("Changed on") && page.contains("May be out of date"), "{page}");
    assert!(maria.page("/kit").await.text.contains("One entry to check"));
    let confirmation = format!("/kit/nails-1/entries/{}/confirmation", added["id"].as_str().unwrap());
    assert!(maria.page("/kit/nails-1").await.text.contains("Check this"));
    maria.submit("/kit/nails-1", &confirmation, &[]).await.location();
    assert_eq!(kit_of(&eleni).await["entries"][0]["doubts"], json!([]));
    company.pass(31 * 24 * 3_600_000);
    assert_eq!(kit_of(&eleni).await["characteristics"][0]["changed"], Value::Null);
}

journey!(a_kit_is_kept_by_pages_too);
async fn a_kit_is_kept_by_pages_too() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let new = "/kit/nails-1/entries/new?kind=picture";
    let fields = [("kind", "picture"), ("title.en", "Nail <i>"), ("text.en", ""), ("whole_line", "yes")];
    let again = maria.hand_in_from(new, "/kit/nails-1/entries", &fields, Some(("a.png", b"<svg/>"))).await;
    assert_eq!(again.status, 422);
    for told in ["This is an SVG drawing", "Say what the picture shows", "Nail &lt;i&gt;", "value=\"yes\" checked"] {
        assert!(again.text.contains(told), "{told}: {}", again.text);
    }
    let file = picture(30, 20);
    let fields = [("kind", "picture"), ("title.en", "Nail"), ("text.en", "A nail."), ("characteristics", "diameter")];
    let added = maria.hand_in_from(new, "/kit/nails-1/entries", &fields, Some(("a.png", &file))).await;
    let entry = added.location().split_once("#e-").unwrap().1.to_owned();
    let edit = format!("/kit/nails-1/entries/{entry}");
    let editor = maria.page(&edit).await.text;
    assert!(editor.contains("value=\"diameter\" checked") && editor.contains("A nail."), "{editor}");
    let fields = [("revision", "1"), ("title.en", "Board"), ("text.en", "A board.")];
    maria.hand_in_from(&edit, &edit, &fields, None).await.location();
    let kit = kit_of(&maria).await;
    assert_eq!((&kit["entries"][0]["title"], &kit["entries"][0]["characteristics"]), (&json!("Board"), &json!([])));
    let stolen = multipart(&[("kind", "note"), ("title.en", "x")], Some(("a.png", &file)));
    assert_eq!(maria.send_from_page("/kit/nails-1/entries", MULTIPART, stolen).await.status, 403);
    let sofia = company.head("sofia").await;
    let script = "/lines/nails/script";
    assert!(sofia.page(script).await.text.contains("Stay calm."));
    let saved = sofia.submit(script, script, &[("revision", "0"), ("steps.en", "1. Breathe.\r\n2. Ask.")]).await;
    assert_eq!(saved.location(), "/kit");
    let page = sofia.page("/kit/nails-1").await.text;
    assert!(page.contains("<li>Breathe.</li><li>Ask.</li>") && !page.contains("Stay calm."), "{page}");
    let stale = sofia.submit(script, script, &[("revision", "0"), ("steps.en", "No.")]).await;
    assert_eq!(stale.status, 409);
}

journey!(a_tag_changes_when_its_page_would);
async fn a_tag_changes_when_its_page_would() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let mut tags = vec![tag_of(&eleni, "nails-1").await["tag"].clone()];
    assert_eq!(tag_of(&eleni, "nails-1").await["tag"], tags[0]);
    let mut is_new = async |what: &str| {
        let tag = tag_of(&eleni, "nails-1").await["tag"].clone();
        assert!(!tags.contains(&tag), "{what}");
        tags.push(tag);
    };
    let added = maria.post(KIT, note("Samples")).await.expect(201);
    is_new("an entry").await;
    let path = format!("{KIT}/{}", added["id"].as_str().unwrap());
    maria.put(&path, note("Samples again")).await.expect(200);
    is_new("its change").await;
    maria.call(Method::DELETE, &path, None).await;
    is_new("its removal").await;
    maria.put("/api/v1/lines/nails/script", json!({"steps": "Smile."})).await.expect(200);
    is_new("the script").await;
    let change = json!({"characteristic": "diameter", "value": "3.5", "severity": "notice"});
    maria.post("/api/v1/products/nails-1/changes", change).await.expect(201);
    is_new("a value").await;
    company.pass(31 * 24 * 3_600_000);
    is_new("what changed is no longer recent").await;
    let pictures = maria.hand_in(KIT, &picture_of("Nail"), "a.png", &picture(9, 9)).await.expect(201);
    let kit = tag_of(&eleni, "nails-1").await;
    assert_eq!(kit["pictures"], json!([format!("/files/{}", pictures["file"]["id"].as_str().unwrap())]));
    assert_eq!((&kit["page"], &kit["size"]), (&json!("/kit/nails-1"), &pictures["file"]["size"]));
}

journey!(a_search_finds_words_however_they_are_written);
async fn a_search_finds_words_however_they_are_written() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let entry = json!({
        "kind": "note", "title": {"en": "Samples", "el": "Δείγματα καρφιών"}, "whole_line": true,
        "text": {"en": "Bring a hammer.", "el": "Πάρτε και ένα σφυρί."},
    });
    maria.post(KIT, entry).await.expect(201);
    let found = async |text: &str| {
        let query = serde_html_form::to_string([("q", text)]).unwrap();
        let found = eleni.get(&format!("/api/v1/kit/search?{query}")).await.expect(200)["found"].clone();
        let places = found.as_array().unwrap().iter();
        places.map(|found| format!("{} {}", found["product"], found["title"]).replace('"', "")).collect::<Vec<_>>()
    };
    for text in ["ΔΕΙΓΜΑΤΑ σφυρι", "hammer samples", "σφυρί"] {
        assert_eq!(found(text).await, ["nails-1 Samples"], "{text}");
    }
    assert_eq!(found("nails-2").await, ["nails-2 Second"]);
    assert_eq!(found("Question 17?").await, ["nails-1 Question 17?"]);
    assert_eq!(found("  ").await, [""; 0]);
    assert_eq!(found("nobody knows").await, [""; 0]);
    let page = eleni.page("/kit?q=hammer").await.text;
    assert!(page.contains("One place for “hammer”") && page.contains("/kit/nails-1#e-"), "{page}");
}

journey!(the_worker_is_served_from_the_root);
async fn the_worker_is_served_from_the_root() {
    let company = Company::new().await;
    let worker = company.visitor().page("/sw.js").await;
    assert_eq!((worker.status, worker.headers["content-type"].to_str().unwrap()), (200, "text/javascript"));
    assert!(worker.headers.get("set-cookie").is_none());
    let manifest = company.visitor().page("/assets/dokimasia.webmanifest").await;
    assert!(manifest.headers["content-type"].to_str().unwrap().contains("json"), "{:?}", manifest.headers);
    assert!(manifest.json()["icons"].as_array().unwrap().len() > 1);
}
