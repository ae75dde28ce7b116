//! Who may negotiate, and what heads decide.

use dokimasia::base::time::{DAY, HOUR};
use serde_json::{Value, json};

use crate::harness::{Client, Company, bank, token};

async fn standing(client: &Client, manager: &str) -> Value {
    client.get(&format!("/api/v1/managers/{manager}/standing?product=nails-1")).await.expect(200)
}

journey!(three_managers_of_whom_one_fails);
async fn three_managers_of_whom_one_fails() {
    let company = Company::new().await;
    company.certification("nails").await;
    let sofia = company.head("sofia").await;
    for (login, right) in [("anna", 5), ("eleni", 10), ("giorgos", 8)] {
        company.manager(login).await.take("nails", right).await;
    }
    let board = sofia.get("/api/v1/standing?product=nails-1").await.expect(200);
    let told: Vec<(&str, bool)> = board
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["manager"].as_str().unwrap(), row["may_negotiate"].as_bool().unwrap()))
        .collect();
    assert_eq!(told, [("anna", false), ("eleni", true), ("giorgos", true)]);
    let page = sofia.page("/board?show=no").await;
    assert!(page.text.contains(">anna") && !page.text.contains(">eleni"), "{}", page.text);
    let look_up = sofia.page("/look-up?q=eleni%20nails-1").await;
    assert!(look_up.text.contains("gate-answer yes") && look_up.text.contains("Holds a valid certificate."));
    assert!(sofia.page("/look-up?q=anna%20nails-1").await.text.contains("gate-answer no"));
    assert!(sofia.page("/look-up?q=nobody").await.text.contains("Nobody and nothing matches"));
}

journey!(a_login_may_be_written_in_escapes);
async fn a_login_may_be_written_in_escapes() {
    let company = Company::new().await;
    company.certification("nails").await;
    company.manager("eleni").await.take("nails", 10).await;
    let sofia = company.head("sofia").await;
    for written in ["eleni", "%65leni", "elen%69"] {
        let told = standing(&sofia, written).await;
        assert_eq!((&told["manager"], &told["may_negotiate"]), (&json!("eleni"), &json!(true)), "{written}");
    }
    for nobody in ["nobody", "%CE%B5%CE%BB%CE%AD%CE%BD%CE%B7", "eleni%2Fstanding"] {
        let told = standing(&sofia, nobody).await;
        assert_eq!((&told["reason"], &told["may_negotiate"]), (&json!("unknown"), &json!(false)), "{nobody}");
    }
    let anna = company.manager("anna").await;
    for (written, status) in [("anna", 200), ("%61nna", 200), ("eleni", 404), ("%65leni", 404)] {
        anna.get(&format!("/api/v1/managers/{written}/standing?product=nails-1")).await.expect(status);
    }
}

journey!(a_revoked_certificate_clears_no_more);
async fn a_revoked_certificate_clears_no_more() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (sofia, eleni) = (company.head("sofia").await, company.manager("eleni").await);
    let result = eleni.take("nails", 10).await;
    let path = format!("/api/v1/certificates/{}/revocation", result["certificate"]["id"].as_str().unwrap());
    eleni.post(&path, json!({"reason": "no"})).await.refused(403, "not-yours");
    sofia.post(&path, json!({"reason": " "})).await.refused(422, "invalid");
    let before = company.world.clock.now();
    company.pass(HOUR);
    sofia.post(&path, json!({"reason": "Somebody else sat the test."})).await.expect(201);
    sofia.post(&path, json!({"reason": "Again."})).await.refused(409, "wrong-state");
    let now = standing(&sofia, "eleni").await;
    assert_eq!((&now["may_negotiate"], &now["reason"]), (&json!(false), &json!("revoked")));
    let then = sofia.get(&format!("/api/v1/managers/eleni/standing?product=nails-1&at={before}")).await.expect(200);
    assert_eq!(then["may_negotiate"], true, "for a past moment it tells what was true then");
    let evidence = sofia.page("/standing/eleni/nails-1").await;
    assert!(evidence.text.contains("Somebody else sat the test."), "{}", evidence.text);
}

journey!(a_waiver_clears_for_its_hours);
async fn a_waiver_clears_for_its_hours() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (sofia, eleni) = (company.head("sofia").await, company.manager("eleni").await);
    let waiver = |hours| json!({"manager": "eleni", "product": "nails-1", "hours": hours, "reason": "Trade fair."});
    for hours in [0, 73] {
        sofia.post("/api/v1/waivers", waiver(hours)).await.refused(422, "invalid");
    }
    sofia.post("/api/v1/waivers", waiver(48)).await.expect(201);
    let cleared = standing(&eleni, "eleni").await;
    assert_eq!((&cleared["may_negotiate"], &cleared["basis"]), (&json!(true), &json!("waiver")));
    company.pass(2 * DAY);
    assert_eq!(standing(&eleni, "eleni").await["may_negotiate"], false);
    let fields = [("manager", "eleni"), ("product", "nails-1"), ("hours", "many"), ("reason", "Fair")];
    let wrong = sofia.submit("/standing/eleni/nails-1", "/waivers", &fields).await;
    assert!(wrong.status == 422 && wrong.text.contains("From 1 to 72."), "{}", wrong.text);
}

journey!(a_granted_attempt_may_be_started_at_once);
async fn a_granted_attempt_may_be_started_at_once() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (sofia, anna) = (company.head("sofia").await, company.manager("anna").await);
    anna.take("nails", 0).await;
    anna.post("/api/v1/certifications/nails/attempts", json!({})).await.refused(409, "waiting");
    let fields =
        [("manager", "anna"), ("product", "nails-1"), ("certification", "nails"), ("reason", "The line broke.")];
    assert_eq!(sofia.submit("/standing/anna/nails-1", "/grants", &fields).await.location(), "/standing/anna/nails-1");
    anna.start("nails").await;
}

journey!(a_void_attempt_counts_for_nothing);
async fn a_void_attempt_counts_for_nothing() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (sofia, anna) = (company.head("sofia").await, company.manager("anna").await);
    let failed = anna.take("nails", 0).await;
    let voiding = |attempt: &Value| format!("/attempts/{}/voiding", attempt["id"].as_str().unwrap());
    let api = format!("/api/v1{}", voiding(&failed));
    anna.post(&api, json!({"reason": "No."})).await.refused(403, "not-yours");
    sofia.post(&api, json!({"reason": ""})).await.refused(422, "invalid");
    sofia.post(&api, json!({"reason": "The fire alarm."})).await.expect(201);
    sofia.post(&api, json!({"reason": "Again."})).await.refused(409, "attempt-closed");
    let told = anna.page(&format!("/attempts/{}/result", failed["id"].as_str().unwrap())).await;
    assert!(told.status == 409 && told.text.contains("The fire alarm."), "{}", told.text);
    assert_eq!(standing(&sofia, "anna").await["reason"], "never_tested");

    let running = anna.start("nails").await;
    let path = "/standing/anna/nails-1";
    let evidence = sofia.page(path).await;
    assert!(evidence.text.contains("test declared void") && evidence.text.contains("The fire alarm."));
    assert_eq!(
        sofia.submit(path, &voiding(&running), &[("reason", "Wrong room."), ("next", path)]).await.location(),
        path
    );
    let first = &running["questions"][0];
    let answer = json!({"answer": {"choice": token(first, true)}, "revision": 0});
    let save = format!("/api/v1/attempts/{}/answers/1", running["id"].as_str().unwrap());
    anna.put(&save, answer).await.refused(409, "attempt-closed");

    let passed = anna.take("nails", 10).await;
    sofia.post(&format!("/api/v1{}", voiding(&passed)), json!({"reason": "No."})).await.refused(409, "wrong-state");
    assert_eq!(standing(&sofia, "anna").await["may_negotiate"], true);
}

journey!(who_left_may_not_and_who_is_unknown_may_not);
async fn who_left_may_not_and_who_is_unknown_may_not() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (sofia, admin, eleni) =
        (company.head("sofia").await, company.admin("admin").await, company.manager("eleni").await);
    eleni.take("nails", 10).await;
    let fields = [("name", "Eleni"), ("role", "manager"), ("department", ""), ("locale", "en"), ("left", "yes")];
    admin.submit("/people/eleni", "/people/eleni", &fields).await.location();
    assert_eq!(standing(&sofia, "eleni").await["reason"], "inactive");
    assert_eq!(standing(&sofia, "nobody").await["reason"], "unknown");
    sofia.get("/api/v1/managers/eleni/standing?product=nothing").await.refused(404, "no-such-thing");
    sofia.get("/api/v1/managers/eleni/standing").await.refused(422, "invalid");
    sofia.get("/api/v1/managers/eleni/standing?product=nails-1&at=yesterday").await.refused(422, "invalid");
}

journey!(nobody_sees_the_standing_of_another_manager);
async fn nobody_sees_the_standing_of_another_manager() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (eleni, _) = (company.manager("eleni").await, company.manager("anna").await);
    eleni.get("/api/v1/managers/anna/standing?product=nails-1").await.refused(404, "no-such-thing");
}

journey!(a_certificate_expires_and_is_renewed_from_its_end);
async fn a_certificate_expires_and_is_renewed_from_its_end() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let first = eleni.take("nails", 10).await;
    company.pass(340 * DAY);
    assert_eq!(standing(&eleni, "eleni").await["what_to_do"], "renew");
    let second = eleni.take("nails", 10).await;
    let until = |result: &Value| {
        dokimasia::base::time::Millis::parse(result["certificate"]["expires_at"].as_str().unwrap()).unwrap()
    };
    assert_eq!(until(&second), until(&first).plus(365 * DAY));
}

journey!(a_head_opens_and_closes_a_product_that_nothing_certifies);
async fn a_head_opens_and_closes_a_product_that_nothing_certifies() {
    let company = Company::new().await;
    let (maria, sofia) = (company.trainer("maria").await, company.head("sofia").await);
    let eleni = company.manager("eleni").await;
    maria.upload("/api/v1/banks", &bank("nails")).await.expect(200);
    assert_eq!(standing(&eleni, "eleni").await["reason"], "no_certification");
    let path = "/standing/eleni/nails-1";
    let fields = [("manager", "eleni"), ("product", "nails-1"), ("reason", "The bank is still being written.")];
    assert_eq!(sofia.submit(path, "/openings", &fields).await.location(), path);
    assert_eq!(sofia.submit(path, "/openings", &fields).await.status, 409);
    let open = standing(&eleni, "eleni").await;
    assert_eq!((&open["may_negotiate"], &open["basis"]), (&json!(true), &json!("opening")));
    sofia.submit(path, "/openings/nails-1/closure", &[("manager", "eleni")]).await.location();
    assert_eq!(standing(&eleni, "eleni").await["may_negotiate"], false);
}
