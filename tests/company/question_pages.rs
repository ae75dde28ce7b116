//! The pages on which trainers write questions.

use serde_json::json;

use crate::{
    harness::{Client, Company},
    questions::nail_question,
};

type Fields<'a> = Vec<(&'a str, &'a str)>;

fn fields<'a>(more: &[(&'a str, &'a str)]) -> Fields<'a> {
    let mut fields = vec![
        ("line", "nails"),
        ("kind", "single"),
        ("product", "NA-3070"),
        ("topic", "dimensions"),
        ("difficulty", "easy"),
        ("points", "1"),
        ("characteristics", "diameter"),
        ("tags", "thickness, shank"),
        ("stem.en", "How thick is this nail?"),
        ("stem.el", "Πόσο χοντρό είναι αυτό το καρφί;"),
        ("option", "2.5 mm"),
        ("option.el", ""),
        ("option", "3.0 mm"),
        ("option.el", "3,0 mm"),
        ("option", ""),
        ("option.el", ""),
        ("key", "1"),
        ("answer.en", "Its shank is three millimetres thick."),
    ];
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    fields
}

async fn save(author: &Client, more: &[(&str, &str)]) -> String {
    author.submit("/questions/new?line=nails&kind=single", "/questions", &fields(more)).await.location().to_owned()
}

async fn company() -> (Company, Client, Client) {
    let company = Company::new().await;
    company.nails().await;
    let (maria, nikos) = (company.trainer("maria").await, company.trainer("nikos").await);
    (company, maria, nikos)
}

journey!(a_question_is_written_approved_changed_and_retired_by_pages);
async fn a_question_is_written_approved_changed_and_retired_by_pages() {
    let (_company, maria, nikos) = company().await;
    let path = save(&maria, &[]).await;
    let api = format!("/api/v1{path}");
    let draft = maria.get(&api).await.expect(200);
    assert_eq!(
        draft["latest"]["content"]["options"],
        json!([
            {"distractor": "2.5 mm"}, {"key": {"el": "3,0 mm", "en": "3.0 mm"}},
        ])
    );
    assert_eq!((&draft["tags"], &draft["state"]), (&json!(["thickness", "shank"]), &json!("draft")));
    let own = maria.page(&path).await;
    assert!(own.text.contains("by somebody other than its author"), "{}", own.text);
    assert!(!own.text.contains("/approval"));
    let approval = format!("{path}/approval");
    assert_eq!(maria.submit(&path, &approval, &[("version", "1")]).await.status, 403);
    assert_eq!(nikos.submit(&path, &approval, &[("version", "1")]).await.location(), path);
    let edit = format!("{path}/edit");
    let changed = [("version", "1"), ("answer.en", "Its shank is 3.0 millimetres thick.")];
    assert_eq!(nikos.submit(&edit, &path, &fields(&changed)).await.location(), path);
    let shown = maria.page(&path).await;
    assert!(shown.text.contains("<del>three</del>") && shown.text.contains("<ins>3.0</ins>"), "{}", shown.text);
    assert!(shown.text.contains("Until then version 1 stays in tests."), "{}", shown.text);
    assert_eq!(maria.submit(&path, &format!("{path}/retirement"), &[]).await.location(), path);
    assert_eq!(maria.get(&api).await.expect(200)["state"], "retired");
    assert_eq!(maria.page(&edit).await.status, 409);
}

journey!(wrong_fields_come_back_as_they_were_typed);
async fn wrong_fields_come_back_as_they_were_typed() {
    let (_company, maria, _) = company().await;
    let typed = fields(&[("stem.en", ""), ("stem.el", "Πόσο;"), ("key", "7"), ("tags", "a, b"), ("answer.en", "")]);
    let again = maria.submit("/questions/new?line=nails&kind=single", "/questions", &typed).await;
    assert_eq!(again.status, 422);
    for kept in [
        "Πόσο;</textarea>",
        "value=\"2.5 mm\"",
        "value=\"3,0 mm\"",
        "value=\"a, b\"",
        "exactly one must be.",
        "href=\"#field-stem.en\"",
        "href=\"#field-answer.en\"",
    ] {
        assert!(again.text.contains(kept), "{kept}: {}", again.text);
    }
    assert_eq!(maria.get("/api/v1/questions").await.expect(200), json!([]));
}

journey!(a_stale_edit_keeps_what_was_typed_and_lets_decide);
async fn a_stale_edit_keeps_what_was_typed_and_lets_decide() {
    let (_company, maria, nikos) = company().await;
    let path = save(&maria, &[]).await;
    let edit = format!("{path}/edit");
    nikos.submit(&edit, &path, &fields(&[("version", "1"), ("answer.en", "Three.")])).await.location();
    let mine = fields(&[("version", "1"), ("answer.en", "Mine.")]);
    let stale = maria.submit(&edit, &path, &mine).await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.text.contains("Mine.</textarea>") && stale.text.contains("name=\"version\" value=\"2\""),
        "{}",
        stale.text
    );
    let decided = fields(&[("version", "2"), ("answer.en", "Mine.")]);
    assert_eq!(maria.submit(&edit, &path, &decided).await.location(), path);
}

journey!(every_kind_survives_the_editor_unchanged);
async fn every_kind_survives_the_editor_unchanged() {
    let (_company, maria, _) = company().await;
    let both = json!({"en": "zinc", "el": "ψευδάργυρος"});
    for kind in [
        json!({"kind": "single"}),
        json!({"kind": "multiple", "scoring": "all_or_nothing", "options": [{"key": "a"}, {"key": both}, {"distractor": "c"}]}),
        json!({"kind": "multiple", "scoring": "weighted", "options": [{"key": "a", "weight": "1"}, {"distractor": "b", "weight": -0.5}, {"distractor": "c"}]}),
        json!({"kind": "true_false", "options": null, "key": true, "points": 3}),
        json!({"kind": "number", "options": null, "key": "3.0", "unit": "mm", "tolerance": "2.5 %", "unit_required": true, "unit_penalty": "0.5"}),
        json!({"kind": "number", "options": null, "key": "-7", "tolerance": {"geometric": "0.1"}}),
        json!({"kind": "text", "options": null, "accepted": {"en": ["zinc", "Zn"], "el": ["ψευδάργυρος"]}, "reject": ["tin"], "typos": false, "as_code": true}),
    ] {
        let mut input = nail_question(kind);
        input["stem"]["ru"] = json!("Какой толщины этот гвоздь?");
        input["explanation"] = json!("It says so:\n\n- here\n  - and \"there\"");
        if input["options"].is_null() {
            input.as_object_mut().unwrap().remove("options");
        }
        let id = maria.post("/api/v1/questions", input.clone()).await.expect(201)["id"].as_str().unwrap().to_owned();
        let path = format!("/questions/{id}");
        let edit = maria.page(&format!("{path}/edit")).await;
        assert_eq!(edit.status, 200, "{}", edit.text);
        let typed = typed_in(&edit.text);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(maria.submit(&format!("{path}/edit"), &path, &typed).await.location(), path, "{input}");
        let shown = maria.get(&format!("/api/v1{path}")).await.expect(200);
        assert_eq!(shown["latest"]["number"], 1, "{input}: {}", shown["versions"][0]["differences"]);
        assert_eq!(maria.page(&path).await.status, 200);
    }
}

journey!(the_preview_shows_what_is_typed_and_stores_nothing);
async fn the_preview_shows_what_is_typed_and_stores_nothing() {
    let (_company, maria, _) = company().await;
    let new = "/questions/new?line=nails&kind=single";
    let unfinished = fields(&[("answer.en", ""), ("stem.en", "How **thick**?"), ("key", "")]);
    let shown = maria.submit(new, "/questions/preview", &unfinished).await;
    assert_eq!(shown.status, 200);
    assert!(shown.text.contains("How <strong>thick</strong>?") && shown.text.contains("2.5 mm"), "{}", shown.text);
    assert_eq!(shown.headers["x-frame-options"], "SAMEORIGIN");
    assert_eq!(maria.get("/api/v1/questions").await.expect(200), json!([]));
}

journey!(markup_in_a_question_is_shown_as_text);
async fn markup_in_a_question_is_shown_as_text() {
    let (_company, maria, _) = company().await;
    let evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>";
    let all = [
        ("stem.en", evil),
        ("stem.el", evil),
        ("option", evil),
        ("answer.en", evil),
        ("tags", evil),
        ("explanation.en", evil),
    ];
    let mut typed = fields(&all);
    typed.push(("option", "harmless"));
    let saved = maria.submit("/questions/new?line=nails&kind=single", "/questions", &typed).await;
    let path = saved.location();
    let preview = maria.submit(path, "/questions/preview", &typed).await;
    for page in
        [maria.page(path).await, maria.page(&format!("{path}/edit")).await, maria.page("/questions").await, preview]
    {
        assert_eq!(page.status, 200);
        for hostile in ["<script>alert", "<img", "<b>"] {
            assert!(!page.text.contains(hostile), "{hostile}: {}", page.text);
        }
        assert!(page.text.contains("&lt;script&gt;alert(1)"), "{}", page.text);
    }
}

journey!(the_list_filters_by_its_address);
async fn the_list_filters_by_its_address() {
    let (_company, maria, _) = company().await;
    assert!(maria.page("/questions").await.text.contains("No questions yet"));
    save(&maria, &[]).await;
    for (query, found) in [
        ("", true),
        ("?text=%CE%9A%CE%91%CE%A1%CE%A6%CE%99", true),
        ("?topic=strength", false),
        ("?waiting=yes&state=draft", true),
    ] {
        let list = maria.page(&format!("/questions{query}")).await;
        assert_eq!(list.text.contains("How thick is this nail?"), found, "{query}: {}", list.text);
    }
    assert!(maria.page("/questions/new").await.text.contains("One right answer"));
    assert_eq!(maria.page("/questions/new?line=screws&kind=single").await.status, 404);
}

/// What a browser would send of a form as the page holds it.
fn typed_in(html: &str) -> Vec<(String, String)> {
    let form = html.split_once("data-preview>").unwrap().1.split_once("</form>").unwrap().0;
    // What is inside a template is not part of the form.
    let form: String =
        form.split("<template>").map(|part| part.split_once("</template>").map_or(part, |(_, rest)| rest)).collect();
    let mut typed = Vec::new();
    for tag in form.split('<').skip(1) {
        let (head, rest) = tag.split_once('>').unwrap();
        let attribute = |name: &str| {
            head.split_once(&format!(" {name}=\"")).map(|(_, rest)| unescaped(rest.split('"').next().unwrap()))
        };
        let ticked =
            head.contains(" checked") || !head.contains("type=\"radio\"") && !head.contains("type=\"checkbox\"");
        match head.split(' ').next().unwrap() {
            "select" => typed.push((attribute("name").unwrap(), String::new())),
            "option" if head.contains(" selected") => typed.last_mut().unwrap().1 = attribute("value").unwrap(),
            "input" if ticked && attribute("name").unwrap() != "_token" => {
                typed.push((attribute("name").unwrap(), attribute("value").unwrap_or_default()));
            }
            "textarea" => typed.push((attribute("name").unwrap(), unescaped(rest))),
            _ => {}
        }
    }
    typed
}

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#x3D;", "=")
        .replace("&amp;", "&")
}
