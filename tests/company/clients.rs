//! Other software that asks: let in by administrators, narrowed, counted, ended.

use dokimasia::{
    base::time::{DAY, HOUR},
    domain::person::Role,
    journeys::manage_people::{self, NewPerson},
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Client, Company, bank};

fn standing_of(manager: &str, product: &str) -> String {
    format!("/api/v1/managers/{manager}/standing?product={product}")
}

/// Somebody of a department.
async fn person(company: &Company, login: &str, department: &str) {
    let new = NewPerson {
        login: login.parse().unwrap(),
        name: login.to_owned(),
        role: Role::Manager,
        department: department.to_owned(),
        locale: dokimasia::base::lang::Locale::En,
        password: None,
    };
    manage_people::add(&company.world, None, new).await.unwrap();
}

/// A company with two lines and a manager of each of two departments.
async fn two_of_each() -> (Company, Client) {
    let company = Company::new().await;
    company.certification("nails").await;
    company.certification("bolts").await;
    person(&company, "eleni", "North").await;
    person(&company, "petros", "South").await;
    let admin = company.admin("admin").await;
    (company, admin)
}

journey!(a_client_asks_and_only_the_digest_of_its_token_is_kept);
async fn a_client_asks_and_only_the_digest_of_its_token_is_kept() {
    let company = Company::new().await;
    company.certification("nails").await;
    company.manager("eleni").await.take("nails", 10).await;
    let admin = company.admin("admin").await;
    let made = admin.post("/api/v1/clients", json!({"name": "CRM", "scopes": ["standing:read"], "days": 30})).await;
    let made = made.expect(201);
    let token = made["token"].as_str().unwrap();
    assert!(token.starts_with("dok_") && token.len() == 47, "{token}");
    let crm = Client::new(&company.url, Some(token.to_owned()));
    assert_eq!(crm.get(&standing_of("eleni", "nails-1")).await.expect(200)["may_negotiate"], true);
    assert_eq!(crm.get("/api/v1/standing").await.expect(200).as_array().unwrap().len(), 2);
    let shown = admin.get(&format!("/api/v1/clients/{}", made["id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&shown["state"], &shown["token"]), (&json!("holds"), &Value::Null));
    assert_eq!(shown["used_at"], company.world.clock.now().to_string());
    for page in ["/clients", "/log", &format!("/clients/{}", made["id"].as_str().unwrap())] {
        assert!(!admin.page(page).await.text.contains(token), "{page}");
    }
    assert!(admin.page("/log?object_kind=client").await.text.contains("Other software was let in"));
}

journey!(a_client_ends_by_time_or_by_hand_and_goes_on_by_renewal);
async fn a_client_ends_by_time_or_by_hand_and_goes_on_by_renewal() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    let crm = admin.api_client("CRM", json!({"scopes": ["standing:read"], "days": 30})).await;
    let id = admin.get("/api/v1/clients").await.expect(200)[0]["id"].as_str().unwrap().to_owned();
    let [renewal, revocation] = ["renewal", "revocation"].map(|act| format!("/api/v1/clients/{id}/{act}"));
    company.pass(30 * DAY);
    crm.get("/api/v1/standing").await.refused(401, "token-unknown");
    assert_eq!(admin.get("/api/v1/clients").await.expect(200)[0]["state"], "expired");
    admin.post(&renewal, json!({"days": 0})).await.refused(422, "invalid");
    admin.post(&renewal, json!({"days": 731})).await.refused(422, "invalid");
    admin.post(&renewal, json!({"days": 5})).await.expect(200);
    crm.get("/api/v1/standing").await.expect(200);
    let renewed = admin.post(&renewal, json!({"days": 5, "new_token": true})).await.expect(200);
    crm.get("/api/v1/standing").await.refused(401, "token-unknown");
    let crm = Client::new(&company.url, renewed["token"].as_str().map(str::to_owned));
    crm.get("/api/v1/standing").await.expect(200);
    admin.post(&revocation, json!({})).await.expect(200);
    crm.get("/api/v1/standing").await.refused(401, "token-unknown");
    admin.post(&revocation, json!({})).await.refused(409, "wrong-state");
    admin.post(&renewal, json!({"days": 5})).await.refused(409, "wrong-state");
    let log = admin.page("/log?object_kind=client").await.text;
    for happened in ["was renewed", "with a new token", "was shut out"] {
        assert!(log.contains(happened), "{happened}: {log}");
    }
}

journey!(what_a_client_cannot_be_is_named_by_field);
async fn what_a_client_cannot_be_is_named_by_field() {
    let company = Company::new().await;
    company.certification("nails").await;
    let admin = company.admin("admin").await;
    let good = json!({"name": "CRM", "scopes": ["standing:read"], "days": 30});
    for (field, value, slug) in [
        ("name", json!(" "), "missing"),
        ("name", json!("x".repeat(201)), "too-long"),
        ("scopes", json!([]), "missing"),
        ("scopes", json!(["bank:write"]), "not-a-trainer"),
        ("lines", json!(["screws"]), "no-such-word"),
        ("departments", json!([" "]), "missing"),
        ("author", json!("admin"), "not-a-trainer"),
        ("rate", json!(0), "out-of-range"),
        ("days", json!(731), "out-of-range"),
    ] {
        let mut new = good.clone();
        new[field] = value;
        let problem = admin.post("/api/v1/clients", new).await.refused(422, "invalid");
        assert_eq!(problem["problems"][0]["slug"], slug, "{field}: {problem}");
    }
    admin
        .post("/api/v1/clients", json!({"name": "CRM", "scopes": ["everything"], "days": 1}))
        .await
        .refused(400, "unreadable");
    admin.post("/api/v1/clients", good.clone()).await.expect(201);
    admin.post("/api/v1/clients", good).await.refused(409, "already-taken");
}

journey!(what_is_out_of_a_clients_sight_is_not_there);
async fn what_is_out_of_a_clients_sight_is_not_there() {
    let (company, admin) = two_of_each().await;
    let told = json!({"scopes": ["standing:read"], "lines": ["nails"], "departments": ["North"]});
    let crm = admin.api_client("CRM", told).await;
    assert_eq!(crm.get(&standing_of("eleni", "nails-1")).await.expect(200)["reason"], "never_tested");
    for (manager, product) in [("eleni", "bolts-1"), ("petros", "nails-1"), ("nobody", "nails-1"), ("eleni", "screws")]
    {
        crm.get(&standing_of(manager, product)).await.refused(404, "no-such-thing");
    }
    let board = crm.get("/api/v1/standing").await.expect(200);
    let seen: Vec<_> =
        board.as_array().unwrap().iter().map(|row| (row["manager"].clone(), row["product"].clone())).collect();
    assert_eq!(seen, [(json!("eleni"), json!("nails-1")), (json!("eleni"), json!("nails-2"))]);
    crm.get("/api/v1/standing?line=bolts").await.refused(404, "no-such-thing");
    let pairs = json!({"pairs": [
        {"manager": "eleni", "product": "nails-1"}, {"manager": "petros", "product": "nails-1"},
        {"manager": "eleni", "product": "bolts-1"}, {"manager": "nobody", "product": "nails-1"},
    ]});
    let told = crm.post("/api/v1/standing/query", pairs.clone()).await.expect(200);
    assert_eq!(told["standings"][0]["reason"], "never_tested");
    for place in 1..4 {
        let answer = &told["standings"][place];
        assert_eq!(
            (&answer["may_negotiate"], &answer["problem"]),
            (&json!(false), &json!("no-such-thing")),
            "{answer}"
        );
    }
    // A person who moves to another department moves out of sight at once.
    let change = json!({"users": [{"login": "eleni", "department": "South"}]});
    admin.post("/api/v1/users", change).await.expect(200);
    crm.get(&standing_of("eleni", "nails-1")).await.refused(404, "no-such-thing");
    let wide = admin.api_client("Other", json!({"scopes": ["standing:read"]})).await;
    let told = wide.post("/api/v1/standing/query", pairs).await.expect(200);
    let reasons: Vec<_> = (0..4).map(|place| told["standings"][place]["reason"].clone()).collect();
    assert_eq!(reasons, ["never_tested", "never_tested", "never_tested", "unknown"]);
    drop(company);
}

journey!(many_pairs_are_answered_as_each_alone);
async fn many_pairs_are_answered_as_each_alone() {
    let (company, admin) = two_of_each().await;
    let sofia = company.head("sofia").await;
    let before = company.world.clock.now();
    company.pass(HOUR);
    company.manager("anna").await.take("nails", 10).await;
    let crm = admin.api_client("CRM", json!({"scopes": ["standing:read"]})).await;
    let managers = ["anna", "eleni", "petros", "nobody", "not a login"];
    let products = ["nails-1", "nails-2", "bolts-1", "bolts-2"];
    let pairs: Vec<Value> =
        (0..1_000).map(|number| json!({"manager": managers[number % 5], "product": products[number % 4]})).collect();
    for at in [None, Some(before)] {
        let mut query = json!({"pairs": pairs});
        let mut suffix = String::new();
        if let Some(at) = at {
            query["at"] = json!(at);
            suffix = format!("&at={at}");
        }
        let told = crm.post("/api/v1/standing/query", query.clone()).await.expect(200);
        assert_eq!(told["standings"].as_array().unwrap().len(), 1_000);
        for (place, pair) in pairs.iter().enumerate().take(20).filter(|(place, _)| place % 5 < 4) {
            let path = standing_of(pair["manager"].as_str().unwrap(), pair["product"].as_str().unwrap());
            assert_eq!(told["standings"][place], crm.get(&format!("{path}{suffix}")).await.expect(200), "{pair}");
        }
        assert_eq!(sofia.post("/api/v1/standing/query", query).await.expect(200), told);
    }
    let many: Vec<&Value> = pairs.iter().chain(&pairs[..1]).collect();
    crm.post("/api/v1/standing/query", json!({"pairs": many})).await.refused(422, "invalid");
    assert_eq!(crm.post("/api/v1/standing/query", json!({"pairs": []})).await.expect(200)["standings"], json!([]));
}

journey!(an_answer_may_be_kept_no_longer_than_it_is_true);
async fn an_answer_may_be_kept_no_longer_than_it_is_true() {
    let company = Company::new().await;
    company.certification("nails").await;
    let sofia = company.head("sofia").await;
    company.manager("eleni").await;
    let waiver = json!({"manager": "eleni", "product": "nails-1", "hours": 1, "reason": "Trade fair."});
    sofia.post("/api/v1/waivers", waiver).await.expect(201);
    let path = standing_of("eleni", "nails-1");
    let told = async |tag: Option<&str>| {
        let http = reqwest::Client::new();
        let request = http.get(format!("{}{path}", company.url)).bearer_auth(sofia.token.as_ref().unwrap());
        let reply = match tag {
            Some(tag) => request.header("if-none-match", tag),
            None => request,
        };
        let reply = reply.send().await.unwrap();
        let header = |name: &str| reply.headers()[name].to_str().unwrap().to_owned();
        (reply.status().as_u16(), header("etag"), header("cache-control"))
    };
    let (status, tag, kept) = told(None).await;
    assert_eq!((status, kept.as_str()), (200, "private, max-age=5"));
    company.pass(HOUR - 3_500);
    let (status, same, kept) = told(Some(&tag)).await;
    assert_eq!((status, &same, kept.as_str()), (304, &tag, "private, max-age=3"));
    company.pass(3_000);
    assert_eq!(told(Some(&tag)).await, (304, tag.clone(), "private, max-age=0".to_owned()));
    company.pass(500);
    let (status, other, _) = told(Some(&tag)).await;
    assert!(status == 200 && other != tag, "what was true is over");
    let board = sofia.get("/api/v1/standing").await;
    assert!(board.headers.contains_key("etag") && board.headers["cache-control"] == "private, max-age=5");
}

journey!(who_asks_too_often_is_told_when_to_ask_again);
async fn who_asks_too_often_is_told_when_to_ask_again() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    let crm = admin.api_client("CRM", json!({"scopes": ["standing:read"], "rate": 1})).await;
    for left in (0..10).rev() {
        let reply = crm.get("/api/v1/standing").await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        assert_eq!(reply.headers["ratelimit-policy"], "\"default\";q=10;w=10");
        assert_eq!(reply.headers["ratelimit"], format!("\"default\";r={left};t={}", 10 - left));
    }
    let refused = crm.get("/api/v1/standing").await;
    assert_eq!(refused.refused(429, "asked-too-often")["seconds"], 1);
    assert_eq!(
        (&refused.headers["retry-after"], &refused.headers["ratelimit"]),
        (&"1".parse().unwrap(), &"\"default\";r=0;t=1".parse().unwrap())
    );
    let other = admin.api_client("Other", json!({"scopes": ["standing:read"], "rate": 1})).await;
    other.get("/api/v1/standing").await.expect(200);
    company.pass(1_000);
    crm.get("/api/v1/standing").await.expect(200);
    crm.get("/api/v1/me").await.refused(429, "asked-too-often");
    assert!(!admin.get("/api/v1/me").await.headers.contains_key("ratelimit"), "people are not counted");
}

journey!(a_client_writes_banks_in_the_name_of_a_trainer);
async fn a_client_writes_banks_in_the_name_of_a_trainer() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (admin, maria) = (company.admin("admin").await, company.trainer("maria").await);
    let told = json!({"scopes": ["bank:read", "bank:write"], "lines": ["nails", "nails"], "author": "maria"});
    let pim = admin.api_client("PIM", told).await;
    let file = pim.get("/api/v1/banks/nails").await;
    assert!(file.status == 200 && file.text.contains("Question 7?"), "{}", file.text);
    assert_eq!(pim.get("/api/v1/products").await.expect(200).as_array().unwrap().len(), 2);
    pim.upload("/api/v1/banks", &bank("bolts")).await.refused(404, "no-such-thing");
    pim.upload("/api/v1/banks?dry_run=true", &bank("bolts")).await.refused(404, "no-such-thing");
    maria.upload("/api/v1/banks", &bank("bolts")).await.expect(200);
    pim.get("/api/v1/banks/bolts").await.refused(404, "no-such-thing");
    pim.get("/api/v1/products/bolts-1").await.refused(404, "no-such-thing");
    assert_eq!(pim.get("/api/v1/products").await.expect(200).as_array().unwrap().len(), 2);
    let changed = bank("nails").replace("Question 7?", "Question seven?");
    pim.upload("/api/v1/banks", &changed).await.expect(200);
    let waiting = maria.get("/api/v1/questions?line=nails&waiting=yes").await.expect(200);
    assert_eq!(waiting.as_array().unwrap().len(), 1, "what a program brings waits for a second person: {waiting:#}");
    let log = admin.page("/log?object_kind=line").await.text;
    assert!(log.contains("maria</a> by PIM"), "{log}");
    let left = json!({"users": [{"login": "maria", "active": false}]});
    admin.post("/api/v1/users", left).await.expect(200);
    pim.upload("/api/v1/banks", &bank("nails")).await.refused(403, "not-yours");
}

journey!(administrators_make_clients_on_pages);
async fn administrators_make_clients_on_pages() {
    let (company, admin) = two_of_each().await;
    let fields = [
        ("name", "CRM"),
        ("scopes", "standing:read"),
        ("scopes", "people:read"),
        ("lines", "nails"),
        ("departments", "North"),
        ("author", ""),
        ("days", "30"),
        ("rate", "20"),
    ];
    let wrong = admin
        .submit("/clients/new", "/clients", &[("name", ""), ("scopes", "people:read"), ("days", "x"), ("rate", "5")])
        .await;
    assert!(wrong.status == 422 && wrong.text.contains("Expected a whole number, such as 1."), "{}", wrong.text);
    assert!(wrong.text.contains("value=\"people:read\" checked"), "what was typed stays: {}", wrong.text);
    let made = admin.submit("/clients/new", "/clients", &fields).await;
    let (_, rest) = made.text.split_once("value=\"dok_").unwrap_or_else(|| panic!("{} {}", made.status, made.text));
    let token = format!("dok_{}", rest.split('"').next().unwrap());
    assert_eq!(made.headers["cache-control"], "no-store");
    let crm = Client::new(&company.url, Some(token.clone()));
    crm.get(&standing_of("eleni", "nails-1")).await.expect(200);
    let list = admin.page("/clients").await.text;
    assert!(list.contains(">CRM</a>") && list.contains("Ask who may negotiate") && !list.contains(&token), "{list}");
    let id = admin.get("/api/v1/clients").await.expect(200)[0]["id"].as_str().unwrap().to_owned();
    let page = format!("/clients/{id}");
    let wrong = admin.submit(&page, &format!("{page}/renewal"), &[("days", "900")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("From 1 to 730."), "{}", wrong.text);
    assert_eq!(admin.submit(&page, &format!("{page}/renewal"), &[("days", "90")]).await.location(), page);
    let renewed = admin.submit(&page, &format!("{page}/renewal"), &[("days", "90"), ("new_token", "yes")]).await;
    assert!(renewed.text.contains("dok_") && !renewed.text.contains(&token));
    crm.get(&standing_of("eleni", "nails-1")).await.refused(401, "token-unknown");
    assert_eq!(admin.submit(&page, &format!("{page}/revocation"), &[]).await.location(), page);
    let shown = admin.page(&page).await.text;
    assert!(shown.contains("shut out") && !shown.contains("/renewal"), "{shown}");
    assert_eq!(crm.call(Method::GET, "/clients", None).await.status, 401);
}
