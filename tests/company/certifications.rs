//! Certifications are written, checked and published; banks go in and out.

use dokimasia::journeys::import_bank::{self, Importer};
use serde_json::json;

use crate::harness::{Company, bank};

journey!(what_the_bank_cannot_feed_is_not_published);
async fn what_the_bank_cannot_feed_is_not_published() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let draft = |count: u32| json!({"code": "large", "name": "Large", "blueprint": {"sections": [{"line": "nails", "count": count}]}});
    let created = maria.post("/api/v1/certifications", draft(31)).await.expect(201);
    assert_eq!((&created["feasibility"][0]["verdict"], &created["publishable"]), (&json!("too_few"), &json!(false)));
    let refused = maria.post("/api/v1/certifications/large/publication", json!({})).await.refused(422, "invalid");
    assert_eq!(refused["problems"][0]["field"], "sections.0");
    let mut edit = draft(30);
    edit["revision"] = json!(1);
    maria.put("/api/v1/certifications/large", edit.clone()).await.expect(200);
    maria.put("/api/v1/certifications/large", edit).await.refused(409, "stale-edit");
    maria.post("/api/v1/certifications/large/publication", json!({})).await.expect(201);
    maria.post("/api/v1/certifications", draft(30)).await.refused(409, "already-taken");
}

journey!(a_blueprint_names_only_what_there_is);
async fn a_blueprint_names_only_what_there_is() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    for (section, field) in [
        (json!({"line": "nothing", "count": 5}), "sections.0.line"),
        (json!({"line": "nails", "topics": ["nothing"], "count": 5}), "sections.0.topics"),
        (json!({"line": "nails", "products": ["nothing"], "count": 5}), "sections.0.products"),
        (json!({"line": "nails", "count": 0}), "sections.0.count"),
    ] {
        let draft = json!({"code": "x", "name": "X", "blueprint": {"sections": [section]}});
        let refused = maria.post("/api/v1/certifications", draft).await.refused(422, "invalid");
        assert_eq!(refused["problems"][0]["field"], field);
    }
    company.manager("eleni").await.post("/api/v1/certifications", json!({})).await.refused(403, "not-yours");
}

journey!(a_trainer_writes_and_publishes_by_pages);
async fn a_trainer_writes_and_publishes_by_pages() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let fields = |act: &'static str, count: &'static str| {
        vec![
            ("code", "page"),
            ("name_en", "By page"),
            ("name_el", "Με σελίδα"),
            ("cut", "77,5"),
            ("minutes", "30"),
            ("first_wait_hours", "24"),
            ("later_wait_hours", "72"),
            ("attempts_max", "3"),
            ("period_days", "30"),
            ("validity_days", "365"),
            ("renewal_days", "30"),
            ("grace_seconds", "45"),
            ("sections.0.line", "nails"),
            ("sections.0.count", count),
            ("sections.0.topics", "size"),
            ("sections.1.line", ""),
            ("act", act),
        ]
    };
    let checked = maria.submit("/certifications/new", "/certifications", &fields("check", "20")).await;
    assert!(checked.status == 200 && checked.text.contains("30 questions for 20: too few"), "{}", checked.text);
    let wrong = maria.submit("/certifications/new", "/certifications", &fields("save", "many")).await;
    assert!(wrong.status == 422 && wrong.text.contains("From 1 to 200."), "{}", wrong.text);
    let saved = maria.submit("/certifications/new", "/certifications", &fields("save", "6")).await;
    assert_eq!(saved.location(), "/certifications/page");
    let saved = maria.get("/api/v1/certifications/page").await.expect(200);
    assert_eq!((&saved["policy"]["grace_seconds"], &saved["policy"]["reveal_passed"]), (&json!(45), &json!(false)));
    assert_eq!(saved["blueprint"]["sections"][0]["tags"], json!([]));
    let path = "/certifications/page/publication";
    assert_eq!(maria.submit("/certifications/page", path, &[]).await.location(), "/certifications/page");
    let brief = company.manager("eleni").await.page("/tests/page").await;
    assert!(brief.text.contains("77.5 %") && brief.text.contains("5 of 6"), "{}", brief.text);
}

journey!(the_same_file_twice_changes_nothing_and_what_goes_out_comes_in);
async fn the_same_file_twice_changes_nothing_and_what_goes_out_comes_in() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let again = maria.get("/api/v1/banks/nails").await;
    assert_eq!(again.status, 200);
    let author = import_bank::trainer(&company.world, "maria-nails".parse().unwrap()).await.unwrap();
    for file in [bank("nails"), again.text] {
        let report =
            import_bank::import(&company.world, file.as_bytes(), Importer { author, approver: None, severity: None })
                .await
                .unwrap();
        assert!(report.diff.unwrap().is_empty());
    }
}

journey!(a_broken_file_changes_nothing_and_is_told_by_line);
async fn a_broken_file_changes_nothing_and_is_told_by_line() {
    let company = Company::new().await;
    let maria = company.trainer("maria").await;
    let broken = bank("nails").replace("difficulty: easy", "difficulty: simple");
    let reply = maria.upload("/api/v1/banks", &broken).await;
    let problems = reply.expect(422)["problems"].clone();
    assert_eq!(problems.as_array().unwrap().len(), 20);
    assert_eq!(problems[0]["field"], "questions[q0].difficulty");
    let first = broken.lines().position(|line| line.contains("simple")).unwrap() + 1;
    assert_eq!(problems[0]["line"], first);
    assert_eq!(maria.get("/api/v1/products").await.expect(200), json!([]));
    let dry = maria.upload("/api/v1/banks?dry_run=true", &bank("nails")).await.expect(200);
    assert_eq!(dry["changes"]["questions"]["added"].as_array().unwrap().len(), 60);
    assert_eq!(maria.get("/api/v1/products").await.expect(200), json!([]));
}

journey!(a_changed_question_waits_for_approval_while_the_old_one_is_drawn);
async fn a_changed_question_waits_for_approval_while_the_old_one_is_drawn() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let changed = bank("nails").replace("stem: Question 7?", "stem: Question seven?");
    maria.upload("/api/v1/banks", &changed).await.expect(200);
    let listed = maria.get("/api/v1/questions?line=nails&text=seven").await.expect(200);
    assert_eq!(listed.as_array().unwrap().len(), 1, "{listed}");
    assert_eq!((&listed[0]["drawn"], &listed[0]["latest"]["number"]), (&json!(1), &json!(2)));
    let eleni = company.manager("eleni").await;
    eleni.start("nails").await;
}
