//! Somebody at the door: by the API with a token, by the pages with cookies.

use std::collections::BTreeMap;

use reqwest::{
    Method,
    header::{HeaderMap, LOCATION},
    redirect::Policy,
};
use serde_json::{Value, json};

use super::contract;

/// Somebody who asks. API calls carry the token; pages carry it as the browser's cookie.
pub struct Client {
    http: reqwest::Client,
    /// The server.
    pub url: String,
    /// The session's token.
    pub token: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
}

impl Client {
    pub fn new(url: &str, token: Option<String>) -> Client {
        let http = reqwest::Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap();
        Client { http, url: url.to_owned(), token }
    }

    /// `GET` of the API.
    pub async fn get(&self, path: &str) -> Reply {
        self.call(Method::GET, path, None).await
    }

    /// `POST` of JSON to the API.
    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.call(Method::POST, path, Some(body)).await
    }

    /// `PUT` of JSON to the API.
    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.call(Method::PUT, path, Some(body)).await
    }

    /// `PUT` of JSON to a server that may die: none when it gave no answer.
    pub async fn try_put(&self, path: &str, body: Value) -> Option<Reply> {
        let request = self.http.put(format!("{}{path}", self.url)).bearer_auth(self.token.as_ref().unwrap());
        let response = request.json(&body).send().await.ok()?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Some(Reply { status, headers, text: response.text().await.ok()? })
    }

    /// `POST` of a file to the API.
    pub async fn upload(&self, path: &str, file: &str) -> Reply {
        let request = self.http.post(format!("{}{path}", self.url)).body(file.to_owned());
        let reply = Reply::of(request.bearer_auth(self.token.as_ref().unwrap())).await;
        contract::check("POST", path, &reply);
        reply
    }

    /// A body of some kind to the API.
    pub async fn send(&self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Reply {
        let url = format!("{}{path}", self.url);
        let request = self.http.request(method.clone(), url).header("content-type", kind).body(body);
        let reply = Reply::of(request.bearer_auth(self.token.as_ref().unwrap())).await;
        contract::check(method.as_str(), path, &reply);
        reply
    }

    /// A body of some kind from one of our pages; it must carry the form token itself.
    pub async fn send_from_page(&self, path: &str, kind: &str, body: Vec<u8>) -> Reply {
        let request = self.http.post(format!("{}{path}", self.url)).header("content-type", kind).body(body);
        Reply::of(self.as_browser(request)).await
    }

    /// A page or a file that the browser has already, under that tag.
    pub async fn page_again(&self, path: &str, tag: &str) -> Reply {
        let request = self.http.get(format!("{}{path}", self.url)).header("if-none-match", tag);
        Reply::of(self.as_browser(request)).await
    }

    /// An API client that this administrator makes: a year long, and as told.
    pub async fn api_client(&self, name: &str, told: Value) -> Client {
        let mut new = json!({"name": name, "days": 365});
        new.as_object_mut().unwrap().extend(told.as_object().unwrap().clone());
        let made = self.post("/api/v1/clients", new).await.expect(201);
        Client::new(&self.url, made["token"].as_str().map(str::to_owned))
    }

    /// Any call of the API.
    pub async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.url));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let reply = Reply::of(request).await;
        contract::check(method.as_str(), path, &reply);
        reply
    }

    /// Any call of the API, with headers and a body of any kind.
    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &BTreeMap<String, String>,
        body: Option<(String, String)>,
    ) -> Reply {
        let mut request = self.http.request(method, format!("{}{path}", self.url));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(name, value);
        }
        if let Some((kind, body)) = body {
            request = request.header("content-type", kind).body(body);
        }
        Reply::of(request).await
    }

    /// A page, as a browser asks for it.
    pub async fn page(&self, path: &str) -> Reply {
        Reply::of(self.as_browser(self.http.get(format!("{}{path}", self.url)))).await
    }

    /// Sends a form as a browser does from `page`, whose form token it takes along.
    pub async fn submit(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.page(page).await.form_token();
        let mut fields = fields.to_vec();
        fields.push(("_token", &token));
        Reply::of(self.as_browser(self.http.post(format!("{}{path}", self.url)).form(&fields))).await
    }

    fn as_browser(&self, request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        match &self.token {
            Some(token) => request.header("cookie", format!("session={token}")),
            None => request,
        }
    }
}

impl Reply {
    pub async fn of(request: reqwest::RequestBuilder) -> Reply {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        // A stream of events has no end to wait for.
        let endless = headers.get("content-type").is_some_and(|kind| kind == "text/event-stream");
        let text = if endless { String::new() } else { response.text().await.unwrap() };
        Reply { status, headers, text }
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Asserts the status and gives the body as JSON.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json()
    }

    /// Asserts a refusal by status and slug and gives its problem document.
    #[track_caller]
    pub fn refused(&self, status: u16, slug: &str) -> Value {
        let problem = self.expect(status);
        assert_eq!(problem["type"], format!("/problems/{slug}"), "{problem}");
        problem
    }

    /// Where it sends the browser.
    #[track_caller]
    pub fn location(&self) -> &str {
        self.headers
            .get(LOCATION)
            .unwrap_or_else(|| panic!("no redirect: {} {}", self.status, self.text))
            .to_str()
            .unwrap()
    }

    /// The form token of a page.
    #[track_caller]
    pub fn form_token(&self) -> String {
        let (_, rest) =
            self.text.split_once("name=\"_token\" value=\"").unwrap_or_else(|| panic!("no form: {}", self.text));
        rest.split('"').next().unwrap().to_owned()
    }
}
