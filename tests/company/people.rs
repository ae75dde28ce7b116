//! Administrators keep people; people keep their passwords.

use dokimasia::{
    base::time::{HOUR, MINUTE},
    domain::person::Role,
    journeys::set_up,
};
use serde_json::json;

use crate::harness::Company;

const PASSWORD: &str = "dokimasia-demo";

fn form<'a>(role: &'a str, extra: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("name", "Eleni"), ("role", role), ("department", "North"), ("locale", "el")];
    fields.extend(extra);
    fields
}

journey!(the_first_link_makes_the_administrator_once);
async fn the_first_link_makes_the_administrator_once() {
    let company = Company::new().await;
    let token = set_up::first_link(&company.world).await.unwrap().unwrap();
    let path = format!("/set-up/{token}");
    let visitor = company.visitor();
    let fields = [("name", "Admin"), ("login", "admin"), ("password", "too short")];
    let short = visitor.submit(&path, &path, &fields).await;
    assert_eq!(short.status, 422);
    assert!(short.text.contains("At least 12 characters") && short.text.contains("value=\"admin\""), "{}", short.text);
    let fields = [("name", "Admin"), ("login", "admin"), ("password", PASSWORD)];
    assert_eq!(visitor.submit(&path, &path, &fields).await.location(), "/");
    assert_eq!(visitor.page("/people").await.status, 200);
    assert_eq!(company.visitor().page(&path).await.status, 410);
    assert!(set_up::first_link(&company.world).await.unwrap().is_none());
}

journey!(an_administrator_adds_a_person_who_chooses_a_password);
async fn an_administrator_adds_a_person_who_chooses_a_password() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    let added = admin.submit("/people/new", "/people", &form("manager", &[("login", "eleni")])).await;
    assert_eq!(added.location(), "/people/eleni");
    let again = admin.submit("/people/new", "/people", &form("manager", &[("login", "eleni")])).await;
    assert_eq!(again.status, 422);
    assert!(again.text.contains("This is taken already."), "{}", again.text);
    let shown = admin.submit("/people/eleni", "/people/eleni/password-link", &[]).await;
    let (_, link) = shown.text.split_once("/set-up/").unwrap();
    let path = format!("/set-up/{}", link.split('"').next().unwrap());
    let eleni = company.visitor();
    assert_eq!(eleni.submit(&path, &path, &[("password", PASSWORD)]).await.location(), "/");
    assert!(eleni.page("/account").await.text.contains("Eleni"));
    assert_eq!(company.visitor().page(&path).await.status, 410);
    let session = json!({"login": "eleni", "password": PASSWORD});
    company.visitor().post("/api/v1/sessions", session).await.expect(201);
}

journey!(a_link_ends_after_half_an_hour);
async fn a_link_ends_after_half_an_hour() {
    let company = Company::new().await;
    company.person("eleni", Role::Manager, None).await;
    let token = set_up::password_link(&company.world, None, "eleni".parse().unwrap()).await.unwrap();
    company.pass(30 * MINUTE - 1);
    assert_eq!(company.visitor().page(&format!("/set-up/{token}")).await.status, 200);
    company.pass(1);
    assert_eq!(company.visitor().page(&format!("/set-up/{token}")).await.status, 410);
}

journey!(another_role_or_leaving_signs_out_everywhere);
async fn another_role_or_leaving_signs_out_everywhere() {
    let company = Company::new().await;
    let (admin, eleni) = (company.admin("admin").await, company.manager("eleni").await);
    let saved = admin.submit("/people/eleni", "/people/eleni", &form("trainer", &[])).await;
    assert_eq!(saved.location(), "/people/eleni");
    eleni.get("/api/v1/me").await.refused(401, "sign-in-first");
    let giorgos = company.manager("giorgos").await;
    admin.submit("/people/giorgos", "/people/giorgos", &form("manager", &[("left", "yes")])).await.location();
    giorgos.get("/api/v1/me").await.refused(401, "sign-in-first");
}

journey!(the_last_administrator_stays);
async fn the_last_administrator_stays() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    assert_eq!(admin.submit("/people/admin", "/people/admin", &form("manager", &[])).await.status, 409);
    assert_eq!(admin.submit("/people/admin", "/people/admin", &form("admin", &[("left", "yes")])).await.status, 409);
    company.admin("second").await;
    admin.submit("/people/admin", "/people/admin", &form("manager", &[])).await.location();
}

journey!(a_new_password_ends_every_other_sign_in);
async fn a_new_password_ends_every_other_sign_in() {
    let company = Company::new().await;
    company.person("eleni", Role::Manager, Some(PASSWORD)).await;
    let (phone, desk) = (company.visitor(), company.visitor());
    for browser in [&phone, &desk] {
        browser.submit("/sign-in", "/sign-in", &[("login", "eleni"), ("password", PASSWORD)]).await.location();
    }
    let wrong = [("old", "not the old one"), ("new", "a much better one")];
    assert_eq!(desk.submit("/account", "/account/password", &wrong).await.status, 422);
    let right = [("old", PASSWORD), ("new", "a much better one")];
    assert_eq!(desk.submit("/account", "/account/password", &right).await.location(), "/account");
    assert_eq!(desk.page("/account").await.status, 200);
    assert_eq!(phone.page("/account").await.location(), "/sign-in?next=%2Faccount");
}

journey!(the_log_tells_who_changed_what);
async fn the_log_tells_who_changed_what() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    admin.submit("/people/new", "/people", &form("manager", &[("login", "eleni")])).await.location();
    company.pass(HOUR / 2);
    let log = admin.page("/log?object_kind=person").await;
    assert_eq!(log.status, 200);
    assert!(log.text.contains("A person was added") && log.text.contains("&quot;eleni&quot;"), "{}", log.text);
}

journey!(an_administrator_lets_one_trainer_work_alone);
async fn an_administrator_lets_one_trainer_work_alone() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let admin = company.admin("admin").await;
    let draft = json!({
        "line": "nails", "topic": "use", "difficulty": "easy", "kind": "true_false",
        "stem": "They float.", "key": false, "answer": "No, they sink.",
    });
    let written = maria.post("/api/v1/questions", draft).await.expect(201);
    let path = format!("/api/v1/questions/{}/approval", written["id"].as_str().unwrap());
    maria.post(&path, json!({})).await.refused(403, "needs-second-person");
    let saved = admin.submit("/settings", "/settings", &[("single_trainer", "yes")]).await;
    assert_eq!(saved.location(), "/settings");
    maria.post(&path, json!({})).await.expect(200);
}

journey!(who_gets_another_role_during_a_test_has_that_test_void);
async fn who_gets_another_role_during_a_test_has_that_test_void() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (admin, sofia) = (company.admin("admin").await, company.head("sofia").await);
    let eleni = company.manager("eleni").await;
    eleni.start("nails").await;
    let path = "/people/eleni";
    admin.submit(path, path, &form("trainer", &[])).await.location();
    eleni.get("/api/v1/me").await.refused(401, "sign-in-first");
    admin.submit(path, path, &form("manager", &[])).await.location();
    let evidence = sofia.page("/standing/eleni/nails-1").await;
    assert!(evidence.text.contains("role changed while it ran"), "{}", evidence.text);
    let standing = sofia.get("/api/v1/managers/eleni/standing?product=nails-1").await.expect(200);
    assert_eq!(standing["reason"], "never_tested");
}
