//! Signing in, being known, signing out.

use dokimasia::{
    base::{
        refusal::Refusal,
        settings::Settings,
        time::{HOUR, MINUTE},
    },
    domain::person::Role,
    journeys::throttle,
};
use serde_json::json;

use crate::harness::{Client, Company};

const PASSWORD: &str = "dokimasia-demo";

journey!(a_program_signs_in_and_is_known);
async fn a_program_signs_in_and_is_known() {
    let company = Company::new().await;
    company.person("eleni", Role::Manager, Some(PASSWORD)).await;
    let visitor = company.visitor();
    let session = visitor.post("/api/v1/sessions", json!({"login": "eleni", "password": PASSWORD})).await.expect(201);
    assert_eq!(session["user"]["role"], "manager");
    let eleni = Client::new(&company.url, Some(session["token"].as_str().unwrap().to_owned()));
    assert_eq!(eleni.get("/api/v1/me").await.expect(200)["login"], "eleni");
}

journey!(unknown_names_and_wrong_passwords_get_the_same_answer);
async fn unknown_names_and_wrong_passwords_get_the_same_answer() {
    let company = Company::new().await;
    company.person("eleni", Role::Manager, Some(PASSWORD)).await;
    let visitor = company.visitor();
    let unknown = visitor.post("/api/v1/sessions", json!({"login": "nobody", "password": PASSWORD})).await;
    let wrong = visitor.post("/api/v1/sessions", json!({"login": "eleni", "password": "not it at all"})).await;
    unknown.refused(401, "wrong-password");
    assert_eq!((unknown.status, unknown.text), (wrong.status, wrong.text));
}

journey!(the_sixth_wrong_guess_is_not_heard);
async fn the_sixth_wrong_guess_is_not_heard() {
    let company = Company::new().await;
    company.person("eleni", Role::Manager, Some(PASSWORD)).await;
    let visitor = company.visitor();
    for _ in 0..5 {
        visitor
            .post("/api/v1/sessions", json!({"login": "eleni", "password": "not it at all"}))
            .await
            .refused(401, "wrong-password");
    }
    let right = json!({"login": "eleni", "password": PASSWORD});
    visitor.post("/api/v1/sessions", right.clone()).await.refused(429, "too-many");
    company.pass(HOUR);
    visitor.post("/api/v1/sessions", right).await.expect(201);
}

journey!(a_person_signs_in_by_the_page_and_out_again);
async fn a_person_signs_in_by_the_page_and_out_again() {
    let company = Company::new().await;
    company.person("eleni", Role::Manager, Some(PASSWORD)).await;
    let browser = company.visitor();
    assert_eq!(browser.page("/").await.location(), "/sign-in");
    let fields = [("login", "eleni"), ("password", PASSWORD), ("next", "//evil.example")];
    assert_eq!(browser.submit("/sign-in", "/sign-in", &fields).await.location(), "/");
    assert_eq!(browser.page("/").await.status, 200);
    assert_eq!(browser.submit("/", "/sign-out", &[]).await.location(), "/sign-in");
    assert_eq!(browser.page("/").await.location(), "/sign-in");
}

journey!(an_idle_session_ends);
async fn an_idle_session_ends() {
    let company = Company::with(Settings::default());
    let eleni = company.manager("eleni").await;
    for _ in 0..3 {
        company.pass(HOUR - 1);
        eleni.get("/api/v1/me").await.expect(200);
    }
    company.pass(HOUR);
    eleni.get("/api/v1/me").await.refused(401, "sign-in-first");
}

journey!(guesses_at_once_and_with_other_letters_count_together);
async fn guesses_at_once_and_with_other_letters_count_together() {
    let company = Company::new().await;
    company.person("eleni", Role::Manager, Some(PASSWORD)).await;
    let visitor = company.visitor();
    let guesses = (0..12).map(|number| {
        let login = ["eleni", "Eleni", " eleni", "ELENI\t"][number % 4];
        visitor.post("/api/v1/sessions", json!({"login": login, "password": "not it at all"}))
    });
    let replies = futures_util::future::join_all(guesses).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 401).count(), 5);
    assert_eq!(replies.iter().filter(|reply| reply.status == 429).count(), 7);
}

journey!(right_guesses_close_nothing);
async fn right_guesses_close_nothing() {
    let company = Company::new().await;
    company.person("eleni", Role::Manager, Some(PASSWORD)).await;
    for _ in 0..100 {
        throttle::was_right(&company.world, throttle::begin(&company.world, "anna", "office").await.unwrap())
            .await
            .unwrap();
    }
    let visitor = company.visitor();
    for _ in 0..2 {
        for password in ["no", "nor that", "nor this", "and not it", PASSWORD] {
            let reply = visitor.post("/api/v1/sessions", json!({"login": "eleni", "password": password})).await;
            assert_eq!(reply.status, if password == PASSWORD { 201 } else { 401 }, "{}", reply.text);
        }
    }
}

journey!(an_office_bears_more_than_an_account);
async fn an_office_bears_more_than_an_account() {
    let company = Company::new().await;
    for number in 0..150 {
        let _wrong = throttle::begin(&company.world, &number.to_string(), "office").await.unwrap();
    }
    let refused = throttle::begin(&company.world, "anna", "office").await.err().unwrap();
    assert_eq!(refused.refusal(), Some(Refusal::TooMany));
    let _elsewhere = throttle::begin(&company.world, "anna", "home").await.unwrap();
    company.pass(5 * MINUTE);
    let _later = throttle::begin(&company.world, "anna", "office").await.unwrap();
    let over = 150 + ["home"].len();
    assert_eq!(throttle::sweep(&company.world).await.unwrap(), over);
}
