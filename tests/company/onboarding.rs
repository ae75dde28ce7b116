//! A newcomer's three days: everything that the tests ask is dealt in time, and heads see how far newcomers are and how long it takes.

use dokimasia::{
    base::{lang::Locale, time::DAY},
    domain::person::{Person, Role},
    journeys::manage_people::{self, NewPerson},
};
use serde_json::{Value, json};

use crate::{
    harness::{Client, Company},
    study::{cards, rate, rating},
};

const STUDY: &str = "/api/v1/study";
const NEWCOMERS: &str = "/api/v1/study/newcomers";

async fn plan(manager: &Client) -> Value {
    manager.get(STUDY).await.expect(200)["plan"].clone()
}

/// Somebody of a department, not signed in.
pub async fn added(company: &Company, login: &str, role: Role, department: &str) -> Person {
    let new = NewPerson {
        login: login.parse().unwrap(),
        name: login.to_owned(),
        role,
        department: department.to_owned(),
        locale: Locale::En,
        password: None,
    };
    manage_people::add(&company.world, None, new).await.unwrap()
}

/// Somebody of a department, signed in.
pub async fn of(company: &Company, login: &str, role: Role, department: &str) -> Client {
    let person = added(company, login, role, department).await;
    company.signed_in(person).await
}

/// Rates everything that a session deals as well known; how many were new, and of which lines.
async fn study(manager: &Client, day: &str) -> (usize, Vec<String>) {
    let dealt = cards(manager, "?limit=100").await;
    let ratings = dealt.iter().enumerate().map(|(number, card)| rating(card, &format!("{day}-{number}"), "good"));
    rate(manager, ratings.collect()).await;
    let new = dealt.iter().filter(|card| card["new"] == true);
    let mut lines: Vec<String> = new.clone().map(|card| card["line"].as_str().unwrap().to_owned()).collect();
    lines.dedup();
    (new.count(), lines)
}

async fn choose_new_per_day(company: &Company, new: &str) {
    let admin = company.admin(&format!("admin-{new}")).await;
    admin.submit("/settings", "/settings", &[("retention", "90"), ("new_per_day", new)]).await.location();
}

journey!(a_newcomer_sees_everything_within_three_days);
async fn a_newcomer_sees_everything_within_three_days() {
    let company = Company::new().await;
    for line in ["bolts", "nails"] {
        company.certification(line).await;
    }
    choose_new_per_day(&company, "3").await;
    let eleni = company.manager("eleni").await;
    let line = |line: &str, seen: u32, new: u32| json!({"line": line, "all": 60, "seen": seen, "new": new});
    let told = |(day, new, due, minutes): (u32, u32, u32, u32), seen: u32, lines: [Value; 2]| json!({"day": day, "days": 3, "new": new, "due": due, "minutes": minutes, "all": 120, "seen": seen, "beyond": 0, "lines": lines});
    // A card takes twelve seconds while nothing is known of a person, and what is new is seen twice.
    assert_eq!(plan(&eleni).await, told((1, 40, 0, 16), 0, [line("bolts", 0, 40), line("nails", 0, 0)]));
    assert_eq!(eleni.get(STUDY).await.expect(200)["new"], 40, "more than everybody sees");
    for (path, says) in [("/", "Day 1 of 3"), ("/study", "40 new cards, nothing to repeat, about 16 minutes")] {
        let page = eleni.page(path).await.text;
        assert!(page.contains("Your first three days") && page.contains(says), "{page}");
    }
    assert_eq!(study(&eleni, "one").await, (40, vec!["bolts".to_owned()]));
    assert_eq!(plan(&eleni).await, told((1, 0, 0, 0), 40, [line("bolts", 40, 0), line("nails", 0, 0)]));
    assert!(eleni.page("/study").await.text.contains("part is done"));
    company.pass(DAY);
    assert_eq!(plan(&eleni).await, told((2, 40, 0, 16), 40, [line("bolts", 40, 20), line("nails", 0, 20)]));
    assert_eq!(study(&eleni, "two").await, (40, vec!["bolts".to_owned(), "nails".to_owned()]));
    company.pass(DAY);
    // What was seen on the first day comes back beside the rest.
    assert_eq!(plan(&eleni).await, told((3, 40, 40, 24), 80, [line("bolts", 60, 0), line("nails", 20, 40)]));
    assert_eq!(study(&eleni, "three").await, (40, vec!["nails".to_owned()]));
    assert_eq!(plan(&eleni).await["seen"], 120);
    company.pass(DAY);
    assert_eq!(plan(&eleni).await, Value::Null, "the days are over");
    assert!(!eleni.page("/").await.text.contains("Your first three days"));
}

journey!(what_is_left_after_the_days_goes_on_as_for_everybody);
async fn what_is_left_after_the_days_goes_on_as_for_everybody() {
    let company = Company::new().await;
    company.certification("nails").await;
    choose_new_per_day(&company, "3").await;
    let eleni = company.manager("eleni").await;
    assert_eq!(study(&eleni, "one").await.0, 20);
    company.pass(2 * DAY);
    assert_eq!(plan(&eleni).await["new"], 40, "a day was missed");
    company.pass(DAY);
    assert_eq!(study(&eleni, "four").await.0, 3);
    // Whoever was something else before begins anew as a manager.
    let maria = company.person("maria", Role::Trainer, None).await;
    company.signed_in(maria.clone()).await;
    company.pass(30 * DAY);
    let admin = company.admin("admin").await;
    let form = [("name", "Maria"), ("role", "manager"), ("department", ""), ("locale", "en")];
    admin.submit("/people/maria", "/people/maria", &form).await.location();
    let maria = company.signed_in(maria).await;
    assert_eq!(plan(&maria).await["day"], 1);
    maria.take("nails", 10).await;
    assert_eq!(plan(&maria).await, Value::Null, "certified in everything");
    let anna = company.manager("anna").await;
    choose_new_per_day(&company, "0").await;
    assert_eq!(
        (plan(&anna).await, cards(&anna, "").await.len()),
        (Value::Null, 0),
        "an installation without new cards"
    );
}

journey!(heads_see_how_far_newcomers_are_and_how_long_it_takes);
async fn heads_see_how_far_newcomers_are_and_how_long_it_takes() {
    let company = Company::new().await;
    let trainer = company.certification("nails").await;
    let (eleni, anna) =
        (of(&company, "eleni", Role::Manager, "North").await, of(&company, "anna", Role::Manager, "South").await);
    added(&company, "petros", Role::Manager, "North").await;
    let north = of(&company, "sofia", Role::Head, "North").await;
    study(&anna, "one").await;
    company.pass(DAY);
    eleni.take("nails", 10).await;
    company.pass(DAY);
    let told = trainer.get(NEWCOMERS).await.expect(200);
    let speed = |people: u32, certified: u32, days: Value| json!({"people": people, "with_first": certified, "days_to_first": days, "with_all": certified, "days_to_all": days});
    assert_eq!(told["speed"], speed(2, 1, json!(2)), "{told:#}");
    let departments: Vec<&Value> = told["departments"].as_array().unwrap().iter().collect();
    let names: Vec<&Value> = departments.iter().map(|of| &of["department"]).collect();
    assert_eq!(names, ["North", "South"]);
    let people = |of: &Value| {
        let people = of["people"].as_array().unwrap().iter();
        people.map(|one| (one["login"].clone(), one["day"].clone(), one["seen"].clone())).collect::<Vec<_>>()
    };
    let expected = [(json!("petros"), Value::Null, json!(0)), (json!("eleni"), json!(3), json!(0))];
    assert_eq!(people(departments[0]), expected, "{told:#}");
    assert_eq!(people(departments[1]), [(json!("anna"), json!(3), json!(20))]);
    assert_eq!(departments[1]["speed"], speed(1, 0, Value::Null));
    let test = &departments[1]["people"][0]["tests"][0];
    assert_eq!(
        (&test["certification"], &test["certified_at"], &test["ready"]),
        (&json!("nails"), &Value::Null, &json!(false))
    );
    assert!(test["passes"].is_u64(), "{test}");
    // A head sees the own department.
    let own = north.get(NEWCOMERS).await.expect(200);
    assert_eq!(own["speed"], speed(1, 1, json!(2)));
    let page = north.page("/study/newcomers").await.text;
    for says in ["All certificates on day 2", "Has not signed in yet", "Department: North"] {
        assert!(page.contains(says), "{says}: {page}");
    }
    assert!(!page.contains("anna") && north.page("/board").await.text.contains("/study/newcomers"), "{page}");
    eleni.get(NEWCOMERS).await.refused(403, "not-yours");
    let refused = trainer.get(&format!("{NEWCOMERS}?days=0")).await.refused(422, "invalid");
    assert_eq!(refused["problems"][0]["field"], "days");
    company.pass(100 * DAY);
    let later = trainer.get(NEWCOMERS).await.expect(200);
    assert_eq!((&later["speed"]["people"], people(&later["departments"][0]).len()), (&json!(0), 1), "{later:#}");
    assert_eq!(trainer.get(&format!("{NEWCOMERS}?days=365")).await.expect(200)["speed"], speed(2, 1, json!(2)));
}
