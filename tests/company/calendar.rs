//! A calendar program reads when certificates end.

use std::collections::BTreeMap;

use dokimasia::base::time::{DAY, MINUTE};
use serde_json::json;

use crate::harness::{Client, Company};

/// Makes a link and gives its path.
async fn link(client: &Client) -> String {
    let page = client.submit("/account", "/account/calendar", &[]).await;
    assert_eq!(page.status, 200);
    let (_, link) = page.text.split_once("/calendar/").unwrap_or_else(|| panic!("no link: {}", page.text));
    format!("/calendar/{}.ics", link.split_once(".ics").unwrap().0)
}

/// The events of a calendar, each by what it says, as a parser that is not ours reads them.
async fn events(company: &Company, path: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let file = company.visitor().page(path).await;
    assert_eq!((file.status, file.headers["content-type"].to_str().unwrap()), (200, "text/calendar; charset=utf-8"));
    assert!(file.text.lines().all(|line| line.len() <= 75), "lines are folded: {}", file.text);
    let mut parsed = ical::IcalParser::new(file.text.as_bytes());
    let calendar = parsed.next().unwrap().unwrap();
    let properties = |event: &ical::parser::ical::component::IcalEvent| {
        event
            .properties
            .iter()
            .map(|property| (property.name.clone(), property.value.clone().unwrap_or_default()))
            .collect()
    };
    calendar.events.iter().map(properties).map(|event: BTreeMap<_, _>| (event["SUMMARY"].clone(), event)).collect()
}

journey!(a_calendar_tells_when_ones_own_certificates_end);
async fn a_calendar_tells_when_ones_own_certificates_end() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (eleni, anna) = (company.manager("eleni").await, company.manager("anna").await);
    let hers = link(&eleni).await;
    assert!(events(&company, &hers).await.is_empty());
    let result = eleni.take("nails", 10).await;
    anna.take("nails", 10).await;
    let told = events(&company, &hers).await;
    assert_eq!(told.len(), 1, "{told:?}");
    let end = &told["Your certificate nails ends"];
    let expires = result["certificate"]["expires_at"].as_str().unwrap();
    assert_eq!(end["DTSTART"], expires.split_once('T').unwrap().0.replace('-', ""));
    assert!(end["DESCRIPTION"] == "First\\, Second" && end["UID"].contains("eleni"), "{end:?}");
    // Another link, and the one of before opens nothing; nor does one that was never made, or that was taken away.
    let other = link(&eleni).await;
    assert_eq!(company.visitor().page(&hers).await.status, 404);
    assert_eq!(events(&company, &other).await.len(), 1);
    eleni.submit("/account", "/account/calendar/removal", &[]).await.location();
    for path in [other.as_str(), "/calendar/nothing.ics", "/calendar/nothing"] {
        assert_eq!(company.visitor().page(path).await.status, 404);
    }
}

journey!(a_heads_calendar_tells_of_the_department);
async fn a_heads_calendar_tells_of_the_department() {
    let company = Company::new().await;
    let maria = company.certification("nails").await;
    let (sofia, admin) = (company.head("sofia").await, company.admin("admin").await);
    let (eleni, anna) = (company.manager("eleni").await, company.manager("anna").await);
    for (login, role, department) in
        [("eleni", "manager", "North"), ("anna", "manager", "South"), ("sofia", "head", "North")]
    {
        let path = format!("/people/{login}");
        let moved = [("name", login), ("role", role), ("department", department), ("locale", "en")];
        admin.submit(&path, &path, &moved).await.location();
    }
    for manager in [&eleni, &anna] {
        manager.take("nails", 10).await;
    }
    let change = json!({"characteristic": "diameter", "value": "3.1", "severity": "delta"});
    company.pass(MINUTE);
    maria.post("/api/v1/products/nails-1/changes", change).await.expect(201);
    company.pass(DAY);
    let told = events(&company, &link(&sofia).await).await;
    let said: Vec<&str> = told.keys().map(String::as_str).collect();
    assert_eq!(said, ["eleni must have learned what changed: nails-1", "eleni: certificate nails ends"]);
    assert_eq!(maria.submit("/account", "/account/calendar", &[]).await.status, 403, "a trainer has nothing that ends");
}
