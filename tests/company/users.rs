//! People as a list: what a personnel system sends.

use serde_json::{Value, json};

use crate::harness::{Client, Company};

fn outcomes(report: &Value) -> Vec<&str> {
    report["rows"].as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap()).collect()
}

/// The slug of the first problem of each row.
fn slugs(report: &Value) -> Vec<&str> {
    let rows = report["rows"].as_array().unwrap().iter();
    rows.map(|row| row["problems"][0]["slug"].as_str().unwrap_or("")).collect()
}

async fn take_over(client: &Client, users: Value) -> Value {
    client.post("/api/v1/users", json!({"users": users})).await.expect(200)
}

journey!(a_list_is_taken_over_row_by_row);
async fn a_list_is_taken_over_row_by_row() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    let eleni = company.manager("eleni").await;
    let list = json!([
        {"login": "anna", "name": "Anna Petrou", "role": "manager", "department": "South", "locale": "el"},
        {"login": "eleni", "name": "Eleni Georgiou", "department": "North"},
        {"login": "eleni", "name": "Twice"},
        {"login": "no role", "name": "X", "role": "manager"},
        {"login": "norole", "name": "X"},
        {"login": "noname", "role": "manager"},
        {"login": "odd", "name": "X", "role": "boss"},
        {"login": "more", "name": "X", "role": "manager", "salary": 3},
        {"login": "admin", "role": "manager"},
        "nobody",
    ]);
    let dry = admin.post("/api/v1/users", json!({"users": list, "dry_run": true})).await.expect(200);
    assert_eq!(admin.get("/api/v1/users").await.expect(200).as_array().unwrap().len(), 2, "nothing was done");
    let report = take_over(&admin, list.clone()).await;
    assert_eq!(report, dry);
    let expected =
        ["added", "changed", "refused", "refused", "refused", "refused", "refused", "refused", "refused", "refused"];
    assert_eq!(outcomes(&report), expected, "{report:#}");
    let why = [
        "",
        "",
        "twice-in-list",
        "unreadable-row",
        "missing",
        "missing",
        "unreadable-row",
        "unreadable-row",
        "last-administrator",
        "unreadable-row",
    ];
    assert_eq!(slugs(&report), why, "{report:#}");
    assert_eq!((&report["added"], &report["changed"], &report["refused"]), (&json!(1), &json!(1), &json!(8)));
    assert!(report["rows"][6]["problems"][0]["text"].as_str().unwrap().contains("boss"), "{report:#}");
    let again = take_over(&admin, json!([list[0], list[1]])).await;
    assert_eq!(outcomes(&again), ["same", "same"]);
    eleni.get("/api/v1/me").await.expect(200);
    let left = take_over(&admin, json!([{"login": "eleni", "active": false}])).await;
    assert_eq!(outcomes(&left), ["changed"]);
    eleni.get("/api/v1/me").await.refused(401, "sign-in-first");
    let log = admin.page("/log?object_kind=person").await.text;
    assert!(log.contains("A person was added") && log.contains("role, department or language changed"), "{log}");
    let many: Vec<Value> = (0..1_001).map(|number| json!({"login": format!("m{number}")})).collect();
    admin.post("/api/v1/users", json!({"users": many})).await.refused(422, "invalid");
}

journey!(a_personnel_system_keeps_its_departments_and_no_administrators);
async fn a_personnel_system_keeps_its_departments_and_no_administrators() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    let hr = admin.api_client("HR", json!({"scopes": ["people:write", "people:read"], "departments": ["North"]})).await;
    let row = |login: &str, role: &str, department: &str| json!({"login": login, "name": login, "role": role, "department": department});
    let list = json!([
        row("eleni", "manager", "North"), row("petros", "manager", "South"), row("boss", "admin", "North"), {"login": "admin", "name": "X"},
    ]);
    let report = take_over(&hr, list).await;
    assert_eq!(outcomes(&report), ["added", "refused", "refused", "refused"]);
    assert_eq!(slugs(&report), ["", "out-of-sight", "admins-by-admins", "admins-by-admins"]);
    take_over(&admin, json!([row("petros", "manager", "South")])).await;
    let report =
        take_over(&hr, json!([{"login": "petros", "department": "North"}, {"login": "eleni", "department": "South"}]))
            .await;
    assert_eq!(slugs(&report), ["out-of-sight", "out-of-sight"], "neither out of another's hands nor into them");
    let seen = hr.get("/api/v1/users").await.expect(200);
    assert_eq!(seen.as_array().unwrap().len(), 1, "{seen:#}");
    assert_eq!((&seen[0]["login"], &seen[0]["department"]), (&json!("eleni"), &json!("North")));
    let log = admin.page("/log?object_kind=person").await.text;
    assert!(log.contains("by HR"), "{log}");
    let reader = admin.api_client("Reader", json!({"scopes": ["people:read"]})).await;
    reader.post("/api/v1/users", json!({"users": []})).await.refused(403, "scope-missing");
}

journey!(the_list_of_people_comes_in_pages);
async fn the_list_of_people_comes_in_pages() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    let rows: Vec<Value> = (10..35)
        .map(|number| json!({"login": format!("m{number}"), "name": "M", "role": "manager", "active": number % 2 == 0}))
        .collect();
    take_over(&admin, json!(rows)).await;
    let mut path = "/api/v1/users?role=manager&active=true&limit=5".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = admin.get(&path).await;
        seen.extend(
            page.expect(200).as_array().unwrap().iter().map(|person| person["login"].as_str().unwrap().to_owned()),
        );
        let Some(link) = page.headers.get("link") else { break };
        let link = link.to_str().unwrap();
        path = link.trim_start_matches('<').split('>').next().unwrap().to_owned();
    }
    let expected: Vec<String> = (10..35).step_by(2).map(|number| format!("m{number}")).collect();
    assert_eq!(seen, expected);
}
