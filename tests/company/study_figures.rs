//! Study in figures: what was recalled beside what was predicted at that moment, and how much is studied when and by whom.

use dokimasia::{base::time::DAY, domain::person::Role};
use serde_json::{Value, json};

use crate::{
    harness::{Client, Company},
    onboarding::of,
    study::{cards, rate, rating},
};

const FIGURES: &str = "/api/v1/study/figures";

/// Rates so many of the cards that are dealt, the first ones as forgotten, twelve seconds each.
async fn study(manager: &Client, day: &str, count: usize, forgotten: usize) {
    let dealt = cards(manager, "?limit=100").await;
    let ratings = dealt.iter().take(count).enumerate().map(|(number, card)| {
        let how = if number < forgotten { "again" } else { "good" };
        let mut entry = rating(card, &format!("{day}-{number}"), how);
        entry["rate"]["took"] = 12_000.into();
        entry
    });
    assert_eq!(rate(manager, ratings.collect()).await.len(), count);
}

journey!(what_was_recalled_stands_beside_what_was_predicted);
async fn what_was_recalled_stands_beside_what_was_predicted() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let (eleni, anna) =
        (of(&company, "eleni", Role::Manager, "North").await, of(&company, "anna", Role::Manager, "South").await);
    let sofia = of(&company, "sofia", Role::Head, "North").await;
    study(&eleni, "one", 20, 0).await;
    // On the same day: forgotten, and at once again.
    study(&anna, "one", 1, 1).await;
    let first = cards(&anna, "").await.remove(0);
    rate(&anna, vec![rating(&first, "x", "good"), json!({"undo": "x"})]).await;
    company.pass(2 * DAY);
    study(&eleni, "three", 20, 5).await;
    let told = maria.get(FIGURES).await.expect(200);
    // Twenty after two days, fifteen of them recalled; what was taken back counts nowhere.
    assert_eq!(
        (&told["reviews"], &told["retention"]["reviews"], &told["retention"]["recalled"]),
        (&json!(41), &json!(20), &json!(75)),
        "{told:#}"
    );
    let predicted = told["retention"]["predicted"].as_u64().unwrap();
    assert!((85..=95).contains(&predicted), "asked when nine of ten are recalled: {told:#}");
    assert_eq!(told["by_days"], json!([{"from": 2, "to": 3, "reviews": 20, "predicted": predicted, "recalled": 75}]));
    assert_eq!(told["by_chance"].as_array().unwrap().len(), 1);
    let days = told["days"].as_array().unwrap();
    assert_eq!(days.len(), 30);
    assert_eq!(days[27], json!({"days_ago": 2, "reviews": 21, "new": 21, "people": 2, "minutes": 5}));
    assert_eq!((&days[28]["reviews"], &days[29]["reviews"]), (&json!(0), &json!(20)));
    let people = |told: &Value| {
        let people = told["people"].as_array().unwrap().iter();
        people.map(|one| (one["login"].clone(), one["minutes"].clone(), one["days"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(people(&told), [(json!("eleni"), json!(8), json!(2)), (json!("anna"), json!(1), json!(1))]);
    // A head sees the own department, a manager herself.
    assert_eq!(people(&sofia.get(FIGURES).await.expect(200)).len(), 1);
    let own = anna.get(FIGURES).await.expect(200);
    assert_eq!(
        (people(&own), &own["retention"]["recalled"]),
        (vec![(json!("anna"), json!(1), json!(1))], &Value::Null)
    );
    assert_eq!(anna.get(&format!("{FIGURES}?days=2")).await.expect(200)["reviews"], 0, "today and yesterday");
    let refused = anna.get(&format!("{FIGURES}?days=4000")).await.refused(422, "invalid");
    assert_eq!(refused["problems"][0]["field"], "days");
    let page = maria.page("/study/figures").await.text;
    for says in ["2–3 days", "75 %", "20 · 1 person · 4 min", "eleni"] {
        assert!(page.contains(says), "{says}: {page}");
    }
    let page = anna.page("/study/figures").await.text;
    assert!(!page.contains("eleni") && page.contains("Nothing has come back"), "{page}");
    assert!(eleni.page("/study").await.text.contains("You recalled 75 %"));
    assert!(maria.page("/").await.text.contains("/study/figures"));
}
