//! Pictures of questions: handed in, shown to whoever may see the question, carried by files in and out.

use std::io::{Cursor, Write};

use data_encoding::BASE64;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    harness::{Client, Company, QUESTIONS, Reply, bank, multipart, picture},
    questions::nail_question,
};

const ALT: &str = "A nail in a board.";

/// What is wrong, as `field slug`.
#[track_caller]
fn wrong(reply: &Reply) -> Vec<String> {
    let refused = reply.refused(422, "invalid");
    let problems = refused["problems"].as_array().unwrap().iter();
    problems.map(|problem| format!("{} {}", problem["field"], problem["slug"]).replace('"', "")).collect()
}

async fn shows(author: &Client, bytes: &[u8]) -> Value {
    let picture = author.add_picture(bytes).await.expect(201);
    json!({"file": picture["id"], "alt": ALT})
}

fn path_of(question: &Value) -> String {
    format!("/api/v1/questions/{}", question["id"].as_str().unwrap())
}

fn file_of(question: &Value) -> String {
    format!("/files/{}", question["latest"]["content"]["picture"]["file"].as_str().unwrap())
}

/// A bank in which each question shows a picture of its own, as wide as no other.
fn pictured_bank() -> String {
    let mut file = bank("nails");
    for number in 0..QUESTIONS {
        let shown = BASE64.encode(&picture(20 + u32::try_from(number).unwrap(), 10));
        let stem = format!("    stem: Question {number}?\n");
        let with = format!("{stem}    picture:\n      file: data:image/png;base64,{shown}\n      alt: {ALT}\n");
        file = file.replace(&stem, &with);
    }
    file
}

async fn hand(trainer: &Client, query: &str, file: &[u8]) -> Reply {
    let path = format!("/api/v1/banks?line=nails{query}");
    trainer.send(Method::POST, &path, "application/octet-stream", file.to_vec()).await
}

async fn found(trainer: &Client, stem: &str) -> Value {
    let list = trainer.get("/api/v1/questions?line=nails&limit=200").await.expect(200);
    let is_it = |one: &&Value| one["latest"]["content"]["stem"].as_str().is_some_and(|text| text.contains(stem));
    list.as_array().unwrap().iter().find(is_it).unwrap_or_else(|| panic!("{stem} in {list}")).clone()
}

journey!(a_picture_is_part_of_a_version);
async fn a_picture_is_part_of_a_version() {
    let company = Company::new().await;
    company.nails().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    let first = maria.add_picture(&picture(60, 40)).await.expect(201);
    assert_eq!((&first["sides"], &first["media_type"]), (&json!([60, 40]), &json!("image/png")));
    assert_eq!(nikos.add_picture(&picture(60, 40)).await.expect(201)["id"], first["id"], "the same is kept once");
    for (file, slug) in [
        (&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], "file-not-a-picture"),
        (&picture(60, 40)[..90], "file-damaged"),
    ] {
        assert_eq!(wrong(&maria.add_picture(file).await), [format!("file {slug}")]);
    }
    maria.send(Method::POST, "/api/v1/pictures", "text/plain", Vec::new()).await.refused(400, "unreadable");

    let with = |picture: Value| nail_question(json!({"picture": picture}));
    let write = async |picture: Value| maria.post("/api/v1/questions", with(picture)).await;
    assert_eq!(wrong(&write(json!({"file": first["id"]})).await), ["picture.alt alternative-missing"]);
    assert_eq!(
        wrong(&write(json!({"file": first["id"], "alt": {"el": "Καρφί"}})).await),
        ["picture.alt own-language-missing"]
    );
    let nobodys = json!({"file": "01890000-0000-7000-8000-000000000000", "alt": ALT});
    assert_eq!(wrong(&write(nobodys).await), ["picture.file no-such-picture"]);
    let draft = write(json!({"file": first["id"], "alt": ALT})).await.expect(201);
    let expected = json!({"file": first["id"], "sides": [60, 40], "alt": ALT});
    assert_eq!(draft["latest"]["content"]["picture"], expected);
    let path = path_of(&draft);
    nikos.post(&format!("{path}/approval"), json!({})).await.expect(200);

    let revise = async |version: u32, picture: Value| {
        let question = nail_question(json!({"picture": picture, "version": version}));
        maria.put(&path, question).await.expect(200)["latest"]["number"].clone()
    };
    assert_eq!(revise(1, json!({"file": first["id"], "alt": ALT})).await, 1, "nothing changed");
    assert_eq!(revise(1, shows(&maria, &picture(40, 60)).await).await, 2);
    assert_eq!(revise(2, Value::Null).await, 3);
    let versions = maria.get(&path).await.expect(200)["versions"].clone();
    let fields = |at: usize| {
        versions[at]["differences"].as_array().unwrap().iter().map(|one| one["field"].clone()).collect::<Vec<_>>()
    };
    assert_eq!((fields(1), fields(0)), (vec![json!("picture")], vec![json!("picture"), json!("alternative")]));
    let page = maria.page(&format!("/questions/{}", draft["id"].as_str().unwrap())).await;
    assert!(page.text.contains("alt=\"The new picture\""), "{}", page.text);
}

journey!(the_editor_takes_a_picture_along);
async fn the_editor_takes_a_picture_along() {
    let company = Company::new().await;
    company.nails().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    let page = "/questions/new?line=nails&kind=true_false";
    let fields = |more: &[(&'static str, String)]| -> Vec<(&'static str, String)> {
        let usual = [
            ("line", "nails"),
            ("kind", "true_false"),
            ("topic", "dimensions"),
            ("difficulty", "easy"),
            ("points", "1"),
            ("stem.en", "Is it a nail?"),
            ("key", "true"),
            ("answer.en", "It is."),
        ];
        usual.map(|(name, value)| (name, value.to_owned())).into_iter().chain(more.iter().cloned()).collect()
    };
    let send = async |path: &str, more: &[(&'static str, String)], file: Option<&[u8]>| {
        let all = fields(more);
        let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (*name, value.as_str())).collect();
        maria.hand_in_from(page, path, &all, file.map(|bytes| ("a.png", bytes))).await
    };
    // What it shows is missing: the page comes again, and the picture is there already.
    let again = send("/questions", &[], Some(&picture(60, 40))).await;
    assert!(again.status == 422 && again.text.contains("Say what the picture shows"), "{}", again.text);
    let id = again.text.split_once("name=\"picture\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let svg = send("/questions", &[("picture", id.clone())], Some(b"<svg/>")).await;
    assert!(svg.status == 422 && svg.text.contains("id=\"error-file\"") && svg.text.contains(&id), "{}", svg.text);
    let preview = send("/questions/preview", &[("picture", id.clone()), ("alt.en", ALT.to_owned())], None).await;
    assert!(
        preview.text.contains(&format!("src=\"/files/{id}\" width=\"60\" height=\"40\" alt=\"{ALT}\"")),
        "{}",
        preview.text
    );
    let saved = send("/questions", &[("picture", id.clone()), ("alt.en", ALT.to_owned())], None).await;
    let shown = saved.location();
    assert!(maria.page(shown).await.text.contains(&id));
    let edit = maria.page(&format!("{}/edit", shown.split('?').next().unwrap())).await;
    assert!(edit.text.contains(ALT) && edit.text.contains("name=\"without_picture\""), "{}", edit.text);
    let gone = [
        ("picture", id.clone()),
        ("alt.en", ALT.to_owned()),
        ("version", "1".to_owned()),
        ("without_picture", "yes".to_owned()),
    ];
    send(shown.split('?').next().unwrap(), &gone, None).await.location();
    let question = found(&nikos, "Is it a nail").await;
    assert_eq!((&question["latest"]["number"], &question["latest"]["content"]["picture"]), (&json!(2), &Value::Null));
}

journey!(a_picture_is_shown_to_who_may_see_its_question);
async fn a_picture_is_shown_to_who_may_see_its_question() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    company.trainer("olga").await;
    company.import(&pictured_bank(), "olga").await;
    let (eleni, sofia) = (company.manager("eleni").await, company.head("sofia").await);
    let mut all = Vec::new();
    for question in maria.get("/api/v1/questions?line=nails&limit=200").await.expect(200).as_array().unwrap() {
        all.push(file_of(question));
    }
    assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), QUESTIONS);
    for somebody in [&eleni, &sofia, &maria] {
        assert_eq!(somebody.page(&all[0]).await.status, 200);
    }
    let sent = eleni.page(&all[0]).await;
    let header = |name: &str| sent.headers[name].to_str().unwrap().to_owned();
    assert_eq!((header("cache-control"), header("content-type")), ("private, no-cache".into(), "image/png".into()));
    assert_eq!(eleni.page_again(&all[0], &header("etag")).await.status, 304);
    assert_eq!(company.visitor().page(&all[0]).await.status, 303);
    let kit = eleni.get("/api/v1/kit").await.expect(200);
    assert!(
        kit["kits"][0]["pictures"].as_array().unwrap().contains(&json!(all[0])),
        "it is kept for study without a network"
    );

    let attempt = eleni.start("nails").await;
    let asked: Vec<String> = attempt["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["picture"]["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!((asked.len(), &attempt["questions"][0]["picture"]["alt"]), (10, &json!(ALT)));
    for path in &all {
        let expected = if asked.contains(path) { 200 } else { 423 };
        assert_eq!(eleni.page(path).await.status, expected, "{path}");
    }
    let page = eleni.page(&format!("/attempts/{}/questions/1", attempt["id"].as_str().unwrap())).await;
    assert!(
        page.text.contains(&format!("<img src=\"{}\" width=\"", asked[0])) && page.text.contains(ALT),
        "{}",
        page.text
    );
    assert_eq!(company.manager("petros").await.page(&all[0]).await.status, 200, "nobody else's test locks it");
    eleni.answer_and_submit(&attempt, 10).await;
    assert_eq!(eleni.page(all.iter().find(|path| !asked.contains(path)).unwrap()).await.status, 200);
    let result = eleni.page(&format!("/attempts/{}/result", attempt["id"].as_str().unwrap())).await;
    assert!(result.text.contains(&asked[0]), "the review shows it: {}", result.text);

    let secret = shows(&maria, &picture(9, 9)).await;
    let path = format!("/files/{}", secret["file"].as_str().unwrap());
    assert_eq!((maria.page(&path).await.status, eleni.page(&path).await.status), (200, 404), "of no question yet");
    let question = json!({"line": "nails", "product": Value::Null, "topic": "use", "characteristics": [], "exam_only": true, "picture": secret});
    let question = maria.post("/api/v1/questions", nail_question(question)).await.expect(201);
    let olga = company.trainer("stavros").await;
    olga.post(&format!("{}/approval", path_of(&question)), json!({})).await.expect(200);
    assert_eq!((olga.page(&path).await.status, eleni.page(&path).await.status), (200, 404), "for tests only");
}

journey!(study_practice_and_the_queue_show_the_picture);
async fn study_practice_and_the_queue_show_the_picture() {
    let company = Company::new().await;
    company.nails().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    let question = nail_question(json!({"picture": shows(&maria, &picture(60, 40)).await}));
    let question = maria.post("/api/v1/questions", question).await.expect(201);
    let shown = format!("<img src=\"{}\" width=\"60\" height=\"40\"", file_of(&question));
    let queue = nikos.page("/review").await;
    assert!(queue.text.contains(&shown), "{}", queue.text);
    nikos.post(&format!("{}/approval", path_of(&question)), json!({})).await.expect(200);
    let eleni = company.manager("eleni").await;
    for path in ["/study/session?line=nails", "/study/practice?line=nails", "/kit/NA-3070"] {
        let page = eleni.page(path).await;
        assert!(page.text.contains(&shown), "{path}: {}", page.text);
    }
}

journey!(a_bank_file_carries_its_pictures);
async fn a_bank_file_carries_its_pictures() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let file = pictured_bank();
    let looked = maria.upload("/api/v1/banks?dry_run=true", &file).await.expect(200);
    assert_eq!(looked["changes"]["questions"]["changed"].as_array().unwrap().len(), QUESTIONS, "{looked}");
    company.trainer("olga").await;
    company.import(&file, "olga").await;
    let again = maria.upload("/api/v1/banks?dry_run=true", &file).await.expect(200);
    assert_eq!(again["changes"]["questions"]["equal"], QUESTIONS, "{again}");
    let written = maria.get("/api/v1/banks/nails").await;
    assert!(written.status == 200 && written.text.contains("file: \"data:image/png;base64,"), "{}", written.text);
    let again = maria.upload("/api/v1/banks?dry_run=true", &written.text).await.expect(200);
    assert_eq!(again["changes"]["questions"]["equal"], QUESTIONS, "{again}");
    let elsewhere = Company::new().await;
    let nikos = elsewhere.trainer("nikos").await;
    nikos.upload("/api/v1/banks", &written.text).await.expect(200);
    assert_eq!(found(&nikos, "Question 7?").await["latest"]["content"]["picture"]["sides"], json!([27, 10]));

    let broken = picture(60, 40);
    let shown =
        |bytes: &[u8]| format!("    picture: {{file: \"data:image/png;base64,{}\", alt: x}}\n", BASE64.encode(bytes));
    for (with, slug) in [
        (shown(b"<svg/>"), "file-not-a-picture"),
        (shown(&broken[..200]), "file-damaged"),
        ("    picture: {file: nail.png, alt: x}\n".to_owned(), "picture-not-inlined"),
        ("    picture: {alt: x}\n".to_owned(), "field-missing"),
    ] {
        let file = bank("nails").replace("    stem: Question 3?\n", &format!("    stem: Question 3?\n{with}"));
        let refused = maria.upload("/api/v1/banks?dry_run=true", &file).await;
        assert!(
            refused.text.contains(slug) && refused.text.contains("questions[q3].picture"),
            "{slug}: {}",
            refused.text
        );
    }
}

fn moodle(name: &str, image: &str, more: &str) -> String {
    format!(
        "<question type=\"truefalse\"><name><text>{name}</text></name><questiontext format=\"html\"><text><![CDATA[<p>{name} so? {image}</p>]]></text>{more}</questiontext>\
         <answer fraction=\"100\"><text>true</text></answer><answer fraction=\"0\"><text>false</text></answer></question>"
    )
}

journey!(other_programs_pictures_come_along);
async fn other_programs_pictures_come_along() {
    let company = Company::new().await;
    company.nails().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    let file = |bytes: &[u8]| {
        format!("<file name=\"a nail.png\" path=\"/\" encoding=\"base64\">{}</file>", BASE64.encode(bytes))
    };
    let quiz = |damaged: &str| {
        format!(
            "<quiz>{}{}{}{}{}{damaged}</quiz>",
            moodle(
                "Told",
                &format!("<img src=\"@@PLUGINFILE@@/a%20nail.png\" alt=\"{ALT}\">"),
                &file(&picture(60, 40))
            ),
            moodle("Bare", "<img src=\"@@PLUGINFILE@@/a%20nail.png\" alt=\"a.png\">", &file(&picture(30, 30))),
            moodle(
                "Inlined",
                &format!("<img src=\"data:image/png;base64,{}\" alt=\"Two nails.\">", BASE64.encode(&picture(31, 30))),
                ""
            ),
            moodle("Away", "<img src=\"https://example.org/a.png\">", ""),
            moodle("Drawn", "<img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"A drawing.\">", ""),
        )
    };
    let whole = picture(90, 90);
    let damaged = moodle("Cut", "<img src=\"@@PLUGINFILE@@/a%20nail.png\" alt=\"A nail.\">", &file(&whole[..200]));
    let refused = hand(&maria, "", quiz(&damaged).as_bytes()).await;
    assert_eq!(wrong(&refused), ["file import-picture-damaged"]);
    let looked = hand(&maria, "&dry_run=true", quiz("").as_bytes()).await.expect(200);
    let said: Vec<String> = looked["rows"].as_array().unwrap().iter().map(|row| row["remarks"].to_string()).collect();
    for (place, words) in [(0, "[]"), (1, "without words"), (2, "[]"), (3, "left out"), (4, "no JPEG, PNG or WebP")] {
        assert!(said[place].contains(words), "{place}: {said:?}");
    }
    hand(&maria, "", quiz("").as_bytes()).await.expect(200);
    let (told, bare) = (found(&maria, "Told so").await, found(&maria, "Bare so").await);
    let shown = &told["latest"]["content"]["picture"];
    assert_eq!((&shown["sides"], &shown["alt"]), (&json!([60, 40]), &json!(ALT)));
    assert_eq!(told["latest"]["content"]["stem"], "Told so?", "no words stand for what is shown");
    nikos.post(&format!("{}/approval", path_of(&told)), json!({})).await.expect(200);
    let approval = format!("{}/approval", path_of(&bare));
    assert_eq!(wrong(&nikos.post(&approval, json!({})).await), ["picture.alt picture-without-words"]);
    let page = nikos.page(&format!("/questions/{}", bare["id"].as_str().unwrap())).await;
    assert!(page.text.contains("came without words") && !page.text.contains("value=\"approve\""), "{}", page.text);
    assert!(nikos.page("/review").await.text.contains("came without words"));
    let again = hand(&maria, "&dry_run=true", quiz("").as_bytes()).await.expect(200);
    assert_eq!(again["counts"]["known"], 5, "{again}");
    let file = bare["latest"]["content"]["picture"]["file"].clone();
    let worded = json!({
        "version": 1, "topic": bare["topic"], "difficulty": "medium", "kind": "true_false", "key": true, "stem": "Bare so?",
        "answer": "True.", "picture": {"file": file, "alt": "A bare nail."},
    });
    maria.put(&path_of(&bare), worded).await.expect(200);
    nikos.post(&approval, json!({})).await.expect(200);
}

journey!(a_package_brings_its_pictures);
async fn a_package_brings_its_pictures() {
    let company = Company::new().await;
    company.nails().await;
    let maria = company.trainer("maria").await;
    let item = |id: &str, source: &str| {
        format!(
            "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"{id}\" title=\"{id}\"><responseDeclaration identifier=\"R\" cardinality=\"single\" baseType=\"identifier\">\
         <correctResponse><value>a</value></correctResponse></responseDeclaration><itemBody><p>What is {id}?</p><p><img src=\"{source}\" alt=\"{ALT}\"/></p>\
         <choiceInteraction responseIdentifier=\"R\" maxChoices=\"1\"><simpleChoice identifier=\"a\">steel</simpleChoice><simpleChoice identifier=\"b\">tin</simpleChoice></choiceInteraction></itemBody></assessmentItem>"
        )
    };
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("items/one.xml", item("one", "../media/nail%201.png").into_bytes()),
        ("items/two.xml", item("two", "../../../../etc/passwd").into_bytes()),
        ("media/nail 1.png", picture(50, 20)),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    let package = zip.finish().unwrap().into_inner();
    let taken = hand(&maria, "", &package).await.expect(200);
    assert_eq!((&taken["counts"]["accepted"], &taken["counts"]["changed"]), (&json!(1), &json!(1)), "{taken}");
    assert_eq!(found(&maria, "What is one?").await["latest"]["content"]["picture"]["sides"], json!([50, 20]));
    assert_eq!(found(&maria, "What is two?").await["latest"]["content"]["picture"], Value::Null);
}

journey!(only_authors_hand_pictures_in);
async fn only_authors_hand_pictures_in() {
    let company = Company::new().await;
    for somebody in [company.manager("eleni").await, company.head("sofia").await] {
        somebody.add_picture(&picture(8, 8)).await.refused(403, "not-yours");
    }
    let nothing = multipart(&[("entry", "{}")], None);
    let maria = company.trainer("maria").await;
    maria.send(Method::POST, "/api/v1/pictures", crate::harness::MULTIPART, nothing).await.refused(400, "unreadable");
}
