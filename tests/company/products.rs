//! Lines and products: added, named, edited in a table, pasted from a spreadsheet.

use dokimasia::{
    base::{lang::Locale, time::SECOND},
    domain::person::Role,
    journeys::manage_people::{self, PersonChange},
};
use serde_json::{Value, json};

use crate::harness::{Client, Company, Reply};

/// A company with the shipped line of aerated concrete, and its trainer.
async fn concrete() -> (Company, Client) {
    let company = Company::new().await;
    let maria = company.trainer("maria").await;
    company.import(include_str!("../../question_banks/aac.yaml"), "maria").await;
    (company, maria)
}

async fn value(reader: &Client, product: &str, characteristic: &str) -> Value {
    let product = reader.get(&format!("/api/v1/products/{product}")).await.expect(200);
    let mut all = product["characteristics"].as_array().unwrap().iter();
    all.find(|one| one["code"] == characteristic).map_or(Value::Null, |one| one["value"].clone())
}

/// What a form would send, with other values for some fields.
fn typed_in<'a>(page: &'a str, other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let field = |tag: &'a str| {
        let part = |name: &str| tag.split_once(&format!("{name}=\"")).map(|(_, rest)| rest.split('"').next().unwrap());
        Some((part(" name")?, part(" value").unwrap_or_default()))
    };
    let form = page.split_once("/lines/aac/review\"").unwrap().1.split_once("</form>").unwrap().0;
    let mut fields: Vec<_> = form.split("<input").skip(1).filter_map(field).collect();
    fields.retain(|(name, _)| *name != "_token" && other.iter().all(|(changed, _)| changed != name));
    fields.extend(other);
    fields
}

#[track_caller]
fn says(page: &Reply, texts: &[&str]) {
    assert_eq!(page.status, 200, "{}", page.text);
    for text in texts {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
}

journey!(a_line_is_built_from_nothing);
async fn a_line_is_built_from_nothing() {
    let company = Company::new().await;
    let (maria, admin) = (company.trainer("maria").await, company.admin("admin").await);
    let line = [("code", "bricks"), ("name.en", "Bricks"), ("name.el", "Τούβλα")];
    assert_eq!(maria.submit("/lines/new", "/lines", &line).await.location(), "/lines/bricks/names");
    let again = maria.submit("/lines/new", "/lines", &line).await;
    assert_eq!(again.status, 422);
    assert!(again.text.contains("This is taken already.") && again.text.contains("value=\"Τούβλα\""), "{}", again.text);
    let weight = [("code", "weight"), ("name.en", "Weight"), ("unit", "kg")];
    let (page, path) = ("/lines/bricks/characteristics/new", "/lines/bricks/characteristics");
    maria.submit(page, path, &weight).await.location();
    for (code, name) in [("use", "Use"), ("holes", "Holes")] {
        maria.submit(page, path, &[("code", code), ("name.en", name)]).await.location();
    }
    let unknown = maria.submit(page, path, &[("code", "x"), ("name.en", "X"), ("unit", "furlongs per pint")]).await;
    assert_eq!(unknown.status, 422);
    let nameless = maria.submit(page, path, &[("code", "x"), ("name.el", "Χ")]).await;
    assert!(nameless.text.contains("href=\"#field-name.en\""), "{}", nameless.text);

    let product = [
        ("code", "BR-1"),
        ("name.en", "Brick 1"),
        ("value/weight", "2.50 kg"),
        ("value/use", "walls"),
        ("value/holes", "yes"),
    ];
    let (page, path) = ("/lines/bricks/products/new", "/lines/bricks/products");
    assert_eq!(maria.submit(page, path, &product).await.location(), "/products/BR-1");
    let wrong = [("code", "BR-2"), ("name.en", "Brick 2"), ("value/weight", "heavy")];
    let wrong = maria.submit(page, path, &wrong).await;
    assert!(wrong.text.contains("href=\"#field-value/weight\"") && wrong.text.contains("heavy"), "{}", wrong.text);
    assert_eq!(value(&maria, "BR-1", "weight").await, "2.50");
    assert_eq!(value(&maria, "BR-1", "holes").await, true);
    says(&maria.page("/lines/bricks").await, &["Brick 1", "2.50", "walls", "yes"]);
    says(&maria.page("/products/BR-1").await, &["No certification in force covers this product", "It came with"]);

    let unit = [("name.en", "Weight, dry"), ("unit", "g")];
    let in_use =
        maria.submit("/lines/bricks/characteristics/weight", "/lines/bricks/characteristics/weight", &unit).await;
    assert!(in_use.text.contains("rest on this unit already"), "{}", in_use.text);
    let named = [("name.en", "Weight, dry"), ("name.el", "Βάρος, ξηρό"), ("unit", "kg")];
    maria
        .submit("/lines/bricks/characteristics/weight", "/lines/bricks/characteristics/weight", &named)
        .await
        .location();
    says(&maria.page("/lines/bricks").await, &["Weight, dry"]);
    maria.submit("/lines/bricks/names", "/lines/bricks", &[("name.en", "Clay bricks")]).await.location();
    maria.submit("/products/BR-1/names", "/products/BR-1", &[("name.en", "Brick One")]).await.location();
    says(&maria.page("/products/BR-1").await, &["Clay bricks", "Brick One"]);
    let log = admin.page("/log").await;
    says(&log, &["A product joined its line", "A characteristic was added", "A product line was added"]);
}

journey!(a_new_product_brings_drafts_and_waits_for_a_certification);
async fn a_new_product_brings_drafts_and_waits_for_a_certification() {
    let (company, maria) = concrete().await;
    let product = json!({
        "code": "AB-450-300", "line": "aac", "name": {"en": "Aithra D450, 300 mm", "el": "Aithra D450, 300 mm"},
        "characteristics": [{"code": "lambda_dry", "value": "0.108"}, {"code": "thickness", "value": "30", "unit": "cm"}],
    });
    let added = maria.post("/api/v1/products", product.clone()).await.expect(201);
    assert_eq!(value(&maria, "AB-450-300", "thickness").await, "300");
    let drafts = added["drafts"].as_array().unwrap();
    assert!(drafts.len() >= 4, "{added}");
    let draft = maria.get(&format!("/api/v1/questions/{}", drafts[0].as_str().unwrap())).await.expect(200);
    assert_eq!((&draft["state"], &draft["product"]), (&json!("draft"), &json!("AB-450-300")));
    maria.post("/api/v1/products", product).await.refused(409, "already-taken");
    let uncovered = dokimasia::journeys::manage_products::uncovered(&company.world).await.unwrap();
    assert!(uncovered.iter().any(|one| one.code.as_str() == "AB-450-300"));
    let renamed = json!({"name": "Aithra D450"});
    let renamed = maria.call(reqwest::Method::PATCH, "/api/v1/products/AB-450-300", Some(renamed)).await.expect(200);
    assert_eq!(renamed["name"], "Aithra D450");

    let wrong = json!({
        "code": "AB-1", "line": "aac", "name": {"el": "Χ"},
        "characteristics": [{"code": "lambda_dry", "value": "x"}, {"code": "colour", "value": "red"}, {"code": "use", "value": 5}],
    });
    let problems = maria.post("/api/v1/products", wrong).await.refused(422, "invalid")["problems"].clone();
    let fields: Vec<&str> = problems.as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["name", "characteristics.0.value", "characteristics.1.code", "characteristics.2.value"]);
    let nowhere = json!({"code": "AB-1", "line": "nothing", "name": "X"});
    assert_eq!(maria.post("/api/v1/products", nowhere).await.refused(422, "invalid")["problems"][0]["field"], "line");
}

journey!(a_cell_is_edited_looked_at_and_recorded);
async fn a_cell_is_edited_looked_at_and_recorded() {
    let (company, maria) = concrete().await;
    let edit = maria.page("/lines/aac/edit").await;
    says(&edit, &["name=\"cell/AB-400-300/lambda_dry\"", "value=\"0.096\""]);
    let fields = typed_in(&edit.text, &[("cell/AB-400-300/lambda_dry", "0.101"), ("cell/AB-600-200/mass", "x")]);
    let review = maria.submit("/lines/aac/edit", "/lines/aac/review", &fields).await;
    says(&review, &["2 cells differ", "0.101", "Expected a number.", "Nobody holds a certificate then."]);
    assert_eq!(value(&maria, "AB-400-300", "lambda_dry").await, "0.096", "looking changes nothing");
    company.pass(SECOND);

    let (seen_at, cell) = (("seen_at", fields.iter().find(|field| field.0 == "seen_at").unwrap().1), "0.101");
    let kept =
        [seen_at, ("reviewed", "yes"), ("keep/AB-400-300/lambda_dry", "yes"), ("cell/AB-400-300/lambda_dry", cell)];
    let without = maria.submit("/lines/aac/edit", "/lines/aac/changes", &kept).await;
    assert_eq!(without.status, 422);
    assert!(without.text.contains("href=\"#field-severity/AB-400-300/lambda_dry\""), "{}", without.text);
    let mut chosen = kept.to_vec();
    chosen.extend([("severity", "delta"), ("when", "later"), ("date", "2026-13-01"), ("time", "08:00")]);
    let bad_date = maria.submit("/lines/aac/edit", "/lines/aac/changes", &chosen).await;
    assert!(bad_date.text.contains("href=\"#field-date\""), "{}", bad_date.text);
    chosen.retain(|(name, _)| *name != "when");
    chosen.extend([("note", "A new recipe."), ("learn_days", "7")]);
    let done = maria.submit("/lines/aac/edit", "/lines/aac/changes", &chosen).await;
    assert_eq!(done.location(), "/products/AB-400-300");
    assert_eq!(value(&maria, "AB-400-300", "lambda_dry").await, "0.101");
    says(&maria.page("/products/AB-400-300").await, &["A new recipe.", "0.096", "Short test"]);

    let stale = maria
        .submit(
            "/lines/aac/edit",
            "/lines/aac/changes",
            &[
                seen_at,
                ("reviewed", "yes"),
                ("keep/AB-400-300/lambda_dry", "yes"),
                ("cell/AB-400-300/lambda_dry", "0.099"),
                ("severity", "notice"),
            ],
        )
        .await;
    assert!(stale.text.contains("Somebody changed this value after you saw it."), "{}", stale.text);
    let unchanged = maria.submit("/lines/aac/edit", "/lines/aac/review", &typed_in(&edit.text, &[])).await;
    says(&unchanged, &["Nothing to record"]);
}

journey!(a_pasted_table_becomes_changes_to_look_at);
async fn a_pasted_table_becomes_changes_to_look_at() {
    let (company, maria) = concrete().await;
    let table = "Προϊόν;Θερμική αγωγιμότητα, ξηρό;mass;Χρώμα;Χρήση\n\
                 ab-400-300;0,101;19,5 kg;λευκό;φέρων τοίχος\n\
                 Aithra D500, 300 mm;0,12;;;\n\
                 AB-999;1;2;;\n";
    let path = "/lines/aac/review";
    let english = maria.submit("/lines/aac/paste", path, &[("table", table)]).await;
    says(&english, &["Column 4, “Χρώμα”", "Row 4, “AB-999”", "Expected a number."]);
    let (name, department) = ("maria".to_owned(), String::new());
    let greek = PersonChange { name, role: Role::Trainer, department, locale: Locale::El, active: true };
    manage_people::change(&company.world, None, "maria".parse().unwrap(), greek).await.unwrap();
    let review = maria.submit("/lines/aac/paste", path, &[("table", table)]).await;
    says(&review, &["Στήλη 4, «Χρώμα»", "Γραμμή 4, «AB-999»", "0,101", "19,5"]);
    assert!(!review.text.contains("cell/AB-500-300"), "what is the same is no change");
    assert!(review.text.contains("name=\"cell/AB-400-300/use/en\""), "the other language is asked for");
    assert_eq!(value(&maria, "AB-400-300", "mass").await, "18.8");
    let words = [
        ("reviewed", "yes"),
        ("keep/AB-400-300/use", "yes"),
        ("cell/AB-400-300/use/el", "φέρων τοίχος"),
        ("severity", "notice"),
    ];
    let half = maria.submit("/lines/aac/paste", "/lines/aac/changes", &words).await;
    assert!(half.text.contains("#field-cell/AB-400-300/use"), "{}", half.text);
    let mut both = words.to_vec();
    both.push(("cell/AB-400-300/use/en", "bearing wall"));
    maria.submit("/lines/aac/paste", "/lines/aac/changes", &both).await.location();
    assert_eq!(value(&maria, "AB-400-300", "use").await, json!({"en": "bearing wall", "el": "φέρων τοίχος"}));
}

journey!(readers_see_what_their_tests_do_not_lock);
async fn readers_see_what_their_tests_do_not_lock() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (eleni, sofia) = (company.manager("eleni").await, company.head("sofia").await);
    says(&sofia.page("/lines/nails").await, &["Diameter", "3.0"]);
    let page = eleni.page("/products/nails-1").await;
    says(&page, &["First", "3.0"]);
    assert!(!page.text.contains("/review") && !page.text.contains("/questions?"), "{}", page.text);
    eleni.start("nails").await;
    says(&eleni.page("/lines/nails").await, &["Locked while your test on it runs."]);
    assert_eq!(eleni.page("/products/nails-1").await.status, 423);
    eleni.get("/api/v1/products/nails-1/changes").await.refused(423, "locked");
    assert_eq!(eleni.get("/api/v1/lines/nails").await.expect(200)["rows"][0]["cells"], json!([]));
}

/// A line with a column of yes and no, made by the API.
async fn bricks() -> (Company, Client) {
    let company = Company::new().await;
    let maria = company.trainer("maria").await;
    maria.post("/api/v1/lines", json!({"code": "bricks", "name": "Bricks", "language": "en"})).await.expect(201);
    let holes = json!({"code": "holes", "name": {"en": "Holes", "el": "Τρύπες"}});
    maria.post("/api/v1/lines/bricks/characteristics", holes).await.expect(201);
    for (code, holes) in [("BR-1", true), ("BR-2", false)] {
        let values = json!([{"code": "holes", "value": holes}]);
        let product = json!({"code": code, "line": "bricks", "name": code, "characteristics": values});
        maria.post("/api/v1/products", product).await.expect(201);
    }
    (company, maria)
}

journey!(a_line_and_its_columns_are_written_by_the_api);
async fn a_line_and_its_columns_are_written_by_the_api() {
    let (_company, maria) = bricks().await;
    maria
        .post("/api/v1/lines", json!({"code": "bricks", "name": "B", "language": "en"}))
        .await
        .refused(409, "already-taken");
    let named = json!({"name": "Clay bricks", "note": "Fired."});
    assert_eq!(maria.put("/api/v1/lines/bricks", named).await.expect(200)["note"], "Fired.");
    let weight = json!({"code": "weight", "name": "Weight", "unit": "kg"});
    let path = "/api/v1/lines/bricks/characteristics";
    assert_eq!(maria.post(path, weight.clone()).await.expect(201)["unit"], "kg");
    maria.post(path, weight).await.refused(409, "already-taken");
    let in_grams = json!({"name": "Weight, dry", "unit": "g"});
    assert_eq!(maria.put(&format!("{path}/weight"), in_grams).await.expect(200)["unit"], "g");
    let with_unit = json!({"name": "Holes", "unit": "mm"});
    let refused = maria.put(&format!("{path}/holes"), with_unit).await.refused(422, "invalid");
    assert_eq!(refused["problems"][0]["slug"], "unit-in-use");
    maria.put(&format!("{path}/colour"), json!({"name": "X"})).await.refused(404, "no-such-thing");
    let table = maria.get("/api/v1/lines/bricks").await.expect(200);
    assert_eq!((&table["line"]["name"], &table["characteristics"][1]["unit"]), (&json!("Clay bricks"), &json!("g")));
    let twice = json!([{"code": "holes", "value": true}, {"code": "holes", "value": false}]);
    let twice = json!({"code": "BR-3", "line": "bricks", "name": "3", "characteristics": twice});
    let refused = maria.post("/api/v1/products", twice).await.refused(422, "invalid");
    assert_eq!(refused["problems"][0]["field"], "characteristics.1.code");
}

journey!(a_pasted_yes_or_no_is_chosen_on_the_page_of_changes);
async fn a_pasted_yes_or_no_is_chosen_on_the_page_of_changes() {
    let (_company, maria) = bricks().await;
    let table = [("table", "\tHoles\nBR-1\tno\nBR-2\tΝαι\n")];
    let review = maria.submit("/lines/bricks/paste", "/lines/bricks/review", &table).await;
    says(&review, &["2 cells differ"]);
    for (product, chosen) in [("BR-1", "false"), ("BR-2", "true")] {
        let name = format!("name=\"cell/{product}/holes\"");
        let field = review.text.split_once(&name).unwrap().1.split_once("</select>").unwrap().0;
        assert!(field.contains(&format!("value=\"{chosen}\" selected")), "{product}: {field}");
    }
}

journey!(what_all_changes_share_is_no_choice_of_each);
async fn what_all_changes_share_is_no_choice_of_each() {
    let (_company, maria) = concrete().await;
    let typed = [("cell/AB-400-300/lambda_dry", "0.101"), ("severity", "delta")];
    let review = maria.submit("/lines/aac/edit", "/lines/aac/review", &typed).await;
    let field = review.text.split_once("name=\"severity/AB-400-300/lambda_dry\"").unwrap().1;
    let field = field.split_once("</select>").unwrap().0;
    assert!(!field.contains("selected"), "else another choice for all would not reach it: {field}");
}

journey!(another_language_keeps_what_was_typed_on_the_page_of_changes);
async fn another_language_keeps_what_was_typed_on_the_page_of_changes() {
    let (company, maria) = concrete().await;
    let typed = [
        ("lang", "en"),
        ("cell/AB-400-300/lambda_dry", "0.101"),
        ("cell/AB-400-300/mass", "19.25 kg"),
        ("cell/AB-600-200/mass", "heavy"),
        ("note", "A new recipe."),
        ("severity", "full"),
    ];
    let review = maria.submit("/lines/aac/edit", "/lines/aac/review", &typed).await;
    let again = "/preferences?again=/lines/aac/review";
    says(&review, &["id=\"typed\"", &format!("form=\"typed\" formaction=\"{again}\" formnovalidate")]);
    let switched = maria.submit("/lines/aac/edit", again, &[&typed[..], &[("locale", "el")]].concat()).await;
    assert_eq!((switched.status, switched.location()), (307, "/lines/aac/review"));
    // The browser sends the same again, now that the pages speak the other language.
    let (name, department) = ("maria".to_owned(), String::new());
    let greek = PersonChange { name, role: Role::Trainer, department, locale: Locale::El, active: true };
    manage_people::change(&company.world, None, "maria".parse().unwrap(), greek).await.unwrap();
    let review = maria.submit("/lines/aac/edit", "/lines/aac/review", &typed).await;
    says(&review, &["lang=\"el\"", "value=\"0,101\"", "value=\"19,25 kg\"", "value=\"heavy\"", "A new recipe."]);
    assert!(review.text.contains("name=\"lang\" value=\"el\""), "{}", review.text);
    let elsewhere = maria.submit("/lines/aac/edit", "/preferences?again=//example.com", &[("locale", "en")]).await;
    assert_eq!(elsewhere.location(), "/");
}
