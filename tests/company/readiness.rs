//! Readiness: what a test would come to by what somebody remembers, noted when it begins and held against what came.

use dokimasia::{
    base::time::{DAY, HOUR},
    journeys::study,
};
use serde_json::{Value, json};

use crate::{
    harness::{Client, Company},
    study::{cards, rate, rating},
};

async fn readiness(manager: &Client) -> Value {
    manager.get("/api/v1/study/readiness").await.expect(200)["tests"][0].clone()
}

/// Rates every card that is new or due today as well known.
async fn learn_all(manager: &Client, day: &str) {
    let all = cards(manager, "?limit=100").await;
    let ratings = all.iter().enumerate().map(|(number, card)| rating(card, &format!("{day}-{number}"), "easy"));
    rate(manager, ratings.collect()).await;
}

journey!(who_studies_becomes_ready_and_sees_how_far_it_is);
async fn who_studies_becomes_ready_and_sees_how_far_it_is() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (admin, eleni) = (company.admin("admin").await, company.manager("eleni").await);
    admin.submit("/settings", "/settings", &[("retention", "90"), ("new_per_day", "100")]).await.location();
    let before = readiness(&eleni).await;
    // Who knows nothing guesses one of four; a good day helps more than a bad one hurts.
    assert_eq!(
        (&before["right"], &before["ready"], &before["seen"]),
        (&json!(26), &json!(false), &json!(0)),
        "{before:#}"
    );
    let far = before["to_study"]["minutes"].as_u64().unwrap();
    assert!(far > 5 && before["to_study"]["cards"].as_u64().unwrap() > 20, "{before:#}");
    assert!(eleni.page("/study").await.text.contains("Not known yet"));
    learn_all(&eleni, "one").await;
    let after = readiness(&eleni).await;
    assert_eq!((&after["ready"], &after["to_study"]), (&json!(true), &Value::Null), "{after:#}");
    assert!(after["low"].as_u64() <= after["right"].as_u64() && after["right"].as_u64() <= after["high"].as_u64());
    assert_eq!(after["topics"].as_array().unwrap().len(), 2);
    let page = eleni.page("/tests/nails").await.text;
    assert!(page.contains("Ready for the test?") && page.contains("Expect"), "{page}");
    // What is left alone fades.
    company.pass(200 * DAY);
    let faded = readiness(&eleni).await;
    assert!(faded["right"].as_u64() < after["right"].as_u64(), "{faded:#}");
    eleni.take("nails", 10).await;
    assert_eq!(readiness(&eleni).await, Value::Null, "nothing to get ready for");
}

journey!(a_forecast_is_noted_when_a_test_begins_and_held_against_what_came);
async fn a_forecast_is_noted_when_a_test_begins_and_held_against_what_came() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let (eleni, anna) = (company.manager("eleni").await, company.manager("anna").await);
    let none = maria.get("/api/v1/study/calibration").await.expect(200);
    assert_eq!(none["tests"], 0);
    let test = eleni.start("nails").await;
    assert_eq!(study::note_forecasts(&company.world).await.unwrap(), 1);
    assert_eq!(study::note_forecasts(&company.world).await.unwrap(), 0, "once");
    eleni.answer_and_submit(&test, 10).await;
    // Handed in before anybody looked: what she studied before is all that counts.
    anna.take("nails", 2).await;
    assert_eq!(study::note_forecasts(&company.world).await.unwrap(), 1);
    let held = maria.get("/api/v1/study/calibration").await.expect(200);
    assert_eq!((&held["tests"], &held["right"], &held["scored"]), (&json!(2), &json!(26), &json!(60)), "{held:#}");
    let alike = json!([{"from": 0, "to": 25, "tests": 2, "told": held["by_chance"][0]["told"], "passed": 50}]);
    assert_eq!(held["by_chance"], alike);
    assert!(maria.page("/study/hardest").await.text.contains("Do the forecasts hold?"));
    eleni.get("/api/v1/study/calibration").await.refused(403, "not-yours");
    company.pass(HOUR);
}
