//! Every door of the route table: whom it lets in, and that it opens only from our own pages.

use std::fmt::Write as _;

use dokimasia::{
    domain::{client::Scope, person::Role},
    web::routes::{self, Door},
};
use reqwest::{Client as Http, Method, RequestBuilder, redirect::Policy};
use serde_json::json;
use tempfile::TempDir;

use crate::{
    audit,
    harness::{Client, Company},
};

fn doors() -> impl Iterator<Item = &'static Door> {
    routes::PAGES.iter().chain(routes::API)
}

/// The path with every variable part naming nothing that exists.
fn path_of(door: &Door) -> String {
    let nothing = "00000000-0000-7000-8000-000000000000";
    let parts = door.path.split('/').map(|part| match part {
        "{position}" | "{number}" => "1",
        part if part.starts_with('{') => nothing,
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn company_of_all_roles() -> (Company, Vec<(Role, Client)>, TempDir) {
    // Some doors sign what they answer: there are keys.
    let (company, keys) = audit::company();
    let mut people = Vec::new();
    for role in Role::ALL {
        people.push((*role, company.member(role.as_str(), *role).await));
    }
    (company, people, keys)
}

journey!(every_door_lets_in_whom_it_names_and_nobody_else);
async fn every_door_lets_in_whom_it_names_and_nobody_else() {
    let (company, people, _keys) = company_of_all_roles().await;
    let visitor = company.visitor();
    for door in doors() {
        let (method, path) = (Method::from_bytes(door.method.as_bytes()).unwrap(), path_of(door));
        let nobody = visitor.call(method.clone(), &path, None).await.status;
        let turned_away = nobody == 401 || nobody == 303 && door.method == "GET";
        assert!(door.visitors || turned_away, "{} {} as nobody: {nobody}", door.method, door.path);
        for (role, client) in &people {
            // Signing out is a change like any other, but it would end the walk.
            if door.path == "/sign-out" {
                continue;
            }
            let status = client.call(method.clone(), &path, None).await.status;
            let admitted = door.admits.contains(role);
            assert_eq!(status != 403, admitted, "{} {} as {role}: {status}", door.method, door.path);
            assert!(status != 401 && status < 500, "{} {} as {role}: {status}", door.method, door.path);
        }
    }
}

journey!(a_client_passes_the_doors_of_its_scope_and_no_other);
async fn a_client_passes_the_doors_of_its_scope_and_no_other() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    company.trainer("maria").await;
    for scope in Scope::ALL {
        let client = admin.api_client(scope.as_str(), json!({"scopes": [scope], "author": "maria"})).await;
        for door in doors() {
            let (method, path) = (Method::from_bytes(door.method.as_bytes()).unwrap(), path_of(door));
            let reply = client.call(method, &path, None).await;
            if door.scopes.contains(scope) {
                assert!(![401, 403].contains(&reply.status) && reply.status < 500, "{scope}: {door:?}: {}", reply.text);
            } else if door.visitors {
                assert!(reply.status < 500, "{scope}: {door:?}: {}", reply.text);
            } else {
                assert_eq!(reply.status, 403, "{scope}: {door:?}: {}", reply.text);
            }
        }
    }
}

journey!(the_token_of_a_client_works_as_no_cookie_and_once_ended_nowhere);
async fn the_token_of_a_client_works_as_no_cookie_and_once_ended_nowhere() {
    let company = Company::new().await;
    let admin = company.admin("admin").await;
    let client = admin.api_client("CRM", json!({"scopes": ["standing:read"]})).await;
    client.page("/api/v1/standing").await.refused(401, "sign-in-first");
    client.get("/api/v1/standing").await.expect(200);
    let id = admin.get("/api/v1/clients").await.expect(200)[0]["id"].as_str().unwrap().to_owned();
    admin.post(&format!("/api/v1/clients/{id}/revocation"), json!({})).await.expect(200);
    for door in doors().filter(|door| !door.visitors && door.path.starts_with("/api/")) {
        let method = Method::from_bytes(door.method.as_bytes()).unwrap();
        client.call(method, &path_of(door), None).await.refused(401, "token-unknown");
    }
}

journey!(no_door_opens_from_another_site);
async fn no_door_opens_from_another_site() {
    let (company, people, _keys) = company_of_all_roles().await;
    let http = Http::builder().redirect(Policy::none()).build().unwrap();
    for door in doors().filter(|door| door.method != "GET") {
        let admitted = people.iter().find(|(role, _)| door.admits.contains(role)).unwrap();
        let method = Method::from_bytes(door.method.as_bytes()).unwrap();
        for (origin, header) in FOREIGN.iter().enumerate() {
            for body in 0..3 {
                let mut request = http
                    .request(method.clone(), format!("{}{}", company.url, path_of(door)))
                    .header("cookie", format!("session={}", admitted.1.token.as_ref().unwrap()));
                if let Some((name, value)) = header {
                    request = request.header(*name, *value);
                }
                let status = with_body(request, body).send().await.unwrap().status().as_u16();
                assert_eq!(status, 403, "{} {} origin {origin} body {body}", door.method, door.path);
            }
        }
    }
}

/// What the browser says of where a request comes from; nothing at all: then the token decides, and there is none.
const FOREIGN: &[Option<(&str, &str)>] = &[
    Some(("sec-fetch-site", "cross-site")),
    Some(("sec-fetch-site", "same-site")),
    Some(("origin", "null")),
    Some(("origin", "https://evil.example")),
    None,
];

fn with_body(request: RequestBuilder, body: usize) -> RequestBuilder {
    match body {
        0 => request.form(&[("name", "x")]),
        1 => request.json(&serde_json::json!({})),
        _ => request.header("content-type", "multipart/form-data; boundary=x").body("--x--\r\n"),
    }
}

journey!(whoever_names_another_host_does_not_write_our_links);
async fn whoever_names_another_host_does_not_write_our_links() {
    let company = Company::new().await;
    company.certification("nails").await;
    let (admin, eleni) = (company.admin("admin").await, company.manager("eleni").await);
    let forms = [("/account", "/account/calendar", &eleni), ("/people/eleni", "/people/eleni/password-link", &admin)];
    let forge = |request: RequestBuilder, client: &Client| {
        let request = request.header("cookie", format!("session={}", client.token.as_ref().unwrap()));
        request.header("host", "evil.example").header("x-forwarded-host", "evil.example")
    };
    let http = Http::builder().redirect(Policy::none()).build().unwrap();
    let mut answers = Vec::new();
    for (page, path, client) in forms {
        let token = client.page(page).await.form_token();
        let request = http.post(format!("{}{path}", company.url)).form(&[("_token", token)]);
        answers.push((path, forge(request, client).send().await.unwrap()));
    }
    for path in ["/kit/nails-1", "/docs/api/the-gate", "/"] {
        answers.push((path, forge(http.get(format!("{}{path}", company.url)), &eleni).send().await.unwrap()));
    }
    for (path, answer) in answers {
        assert_eq!(answer.status(), 200, "{path}");
        let headers = format!("{:?}", answer.headers());
        assert!(!headers.contains("evil.example") && !answer.text().await.unwrap().contains("evil.example"), "{path}");
    }
}

/// The table cannot check itself: whoever widens a door must also widen it in `doors.txt`, where a reviewer sees it.
#[test]
fn the_doors_are_as_agreed() {
    let mut now = String::new();
    for door in doors() {
        let who: Vec<_> = door.admits.iter().map(|role| role.as_str()).collect();
        let scopes: Vec<_> = door.scopes.iter().map(|scope| format!(" {scope}")).collect();
        let visitors = if door.visitors { " and visitors" } else { "" };
        writeln!(now, "{:4} {:50} {}{}{visitors}", door.method, door.path, who.join(" "), scopes.concat()).unwrap();
    }
    let agreed = include_str!("doors.txt");
    assert!(now == agreed, "tests/company/doors.txt must say (after review):\n{now}");
}
