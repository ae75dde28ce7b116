//! The document as a whole.

use std::{collections::BTreeMap, sync::LazyLock};

use actix_web::{FromRequest, Handler, http::StatusCode};
use serde_json::{Map, Value, json};

use super::{
    examples::add_examples,
    operation::{Answer, Answers, Operation, Reads},
    schemas::{Schemas, rename},
    words::Words,
};
use crate::{
    base::{digest, lang::Locale, refusal::Refusal},
    render::{self, Args},
    web::{
        problem::Problem,
        routes::{self, Door},
    },
};

/// The kind of a body that tells of an error.
const PROBLEM: &str = "application/problem+json";

/// What stands above all.
const ABOUT: &str = "\
Who may negotiate with a client on a product, and the tests, banks of questions, field kits and meetings around that. \
JSON in UTF-8; times are RFC 3339 in UTC; a list tells its next page in a header `Link` (RFC 8288). Errors are `application/problem+json` (RFC 9457) \
with a stable `type`, told in the language of `Accept-Language` (`en`, `el`) or of whoever is signed in. Unknown fields of a body are refused, unknown \
fields of an answer are to be passed over: answers may get more of them. People sign in by `POST /api/v1/sessions`; other software gets a token with \
scopes from an administrator. No operation changes anything unless it says so, and none answers yes in doubt.";

/// The document of the API.
pub struct Document {
    /// It as JSON.
    pub value: Value,
    /// It as text.
    pub text: String,
    /// Changes whenever the text does.
    pub tag: String,
}

/// The document, made when it is first asked for.
pub fn document() -> &'static Document {
    static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
        let mut teller = Teller::new();
        routes::tell_api(&mut teller);
        let value = teller.finish();
        let text = value.to_string();
        Document { tag: digest::of_bytes(text.as_bytes()), value, text }
    });
    &DOCUMENT
}

/// Collects what the doors tell.
pub struct Teller {
    schemas: Schemas,
    tags: Vec<(&'static str, &'static str)>,
    paths: Map<String, Value>,
    refusals: Map<String, Value>,
}

impl Teller {
    fn new() -> Teller {
        let mut schemas = Schemas::new();
        schemas.written::<Problem>();
        Teller { schemas, tags: Vec::new(), paths: Map::new(), refusals: Map::new() }
    }

    /// Takes down a door and its handler.
    pub fn tell<Args, F>(&mut self, door: &Door, words: &Words, _: F)
    where
        F: Handler<Args>,
        F::Output: Answers,
        Args: FromRequest + Reads,
    {
        let mut operation = Operation::new(door.path, &mut self.schemas);
        Args::tell(&mut operation);
        F::Output::tell(&mut operation);
        operation.refuses(words.refusals);
        let Operation { parameters, body, answers, refusals, .. } = operation;
        self.add(door, words, (parameters, body), (answers, refusals));
    }

    fn add(
        &mut self,
        door: &Door,
        words: &Words,
        (parameters, body): (Vec<Value>, Option<Value>),
        (answers, mut refusals): (BTreeMap<u16, Answer>, Vec<Refusal>),
    ) {
        if !self.tags.contains(&words.tag) {
            self.tags.push(words.tag);
        }
        refusals.extend(of_every(door));
        let mut told = json!({
            "operationId": id(door),
            "tags": [words.tag.0],
            "summary": words.summary(),
            "description": words.rest(),
            "security": security(door),
            "parameters": parameters,
            "responses": self.responses(door, answers, refusals),
        });
        if let (Some(members), Some(body)) = (told.as_object_mut(), body) {
            members.insert("requestBody".to_owned(), body);
        }
        let item = self.paths.entry(door.path).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(door.method.to_lowercase(), told);
        }
    }

    fn responses(&mut self, door: &Door, answers: BTreeMap<u16, Answer>, refusals: Vec<Refusal>) -> Value {
        let mut told = Map::new();
        for (status, Answer { kinds, mut headers }) in answers {
            if !door.scopes.is_empty() {
                headers.extend(["RateLimit", "RateLimit-Policy"].map(|name| (name.to_owned(), header(name))));
            }
            let mut answer = Map::from_iter([("description".to_owned(), reason(status).into())]);
            for (name, members) in [("content", kinds), ("headers", headers)] {
                if !members.is_empty() {
                    answer.insert(name.to_owned(), members.into());
                }
            }
            told.insert(status.to_string(), answer.into());
        }
        let mut by_status: BTreeMap<u16, Vec<Refusal>> = BTreeMap::new();
        for refusal in Refusal::ALL.iter().filter(|refusal| refusals.contains(refusal)) {
            by_status.entry(refusal.status()).or_default().push(*refusal);
        }
        for (status, refusals) in by_status {
            let refused = self.refused(status, &refusals);
            let open = told.get_mut(&status.to_string()).and_then(|answer| answer.get_mut("content")?.as_object_mut());
            match (open, self.refusals.get(&refused).and_then(|refused| refused.get("content")?.as_object())) {
                // The same status tells of something else too.
                (Some(kinds), Some(problem)) => kinds.extend(problem.clone()),
                _ => {
                    told.insert(status.to_string(), json!({ "$ref": format!("#/components/responses/{refused}") }));
                }
            }
        }
        told.insert("default".to_owned(), json!({ "$ref": "#/components/responses/our-fault" }));
        told.into()
    }

    /// The name of the response that tells of these refusals.
    fn refused(&mut self, status: u16, refusals: &[Refusal]) -> String {
        let slugs: Vec<&str> = refusals.iter().map(|refusal| refusal.slug()).collect();
        let name = slugs.join("_");
        let types: Vec<String> = slugs.iter().map(|slug| format!("/problems/{slug}")).collect();
        let said =
            |slug: &&str| format!("`{slug}`: {}", render::text(Locale::En, &format!("refusal-{slug}"), &Args::new()));
        let mut told = json!({
            "description": slugs.iter().map(said).collect::<Vec<_>>().join("\n\n"),
            "content": { PROBLEM: { "schema": {
                "allOf": [{ "$ref": "#/components/schemas/Problem" }],
                "properties": { "type": { "enum": types }, "status": { "const": status } },
            } } },
        });
        if let (429 | 503, Some(members)) = (status, told.as_object_mut()) {
            members.insert("headers".to_owned(), json!({ "Retry-After": header("Retry-After") }));
        }
        self.refusals.insert(name.clone(), told);
        name
    }

    fn finish(self) -> Value {
        let Teller { schemas, tags, mut paths, mut refusals } = self;
        let (schemas, renamed) = schemas.finish();
        let operations = paths.values_mut().filter_map(Value::as_object_mut).flat_map(Map::values_mut);
        for operation in operations.filter_map(Value::as_object_mut) {
            for read in ["parameters", "requestBody"] {
                operation.get_mut(read).into_iter().for_each(|read| rename(read, &renamed));
            }
        }
        refusals.insert("our-fault".to_owned(), our_fault());
        let tags: Vec<Value> = tags.iter().map(|(name, about)| json!({ "name": name, "description": about })).collect();
        let mut document = json!({
            "openapi": "3.1.1",
            "info": {
                "title": "Dokimasia",
                "version": env!("CARGO_PKG_VERSION"),
                "summary": "Who may negotiate on what, and why",
                "description": ABOUT,
                "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
            },
            "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
            "servers": [{ "url": "/", "description": "This installation" }],
            "tags": tags,
            "paths": paths,
            "components": {
                "schemas": schemas,
                "responses": refusals,
                "headers": headers(),
                "securitySchemes": schemes(),
            },
        });
        add_examples(&mut document);
        document
    }
}

/// What any operation of such a door may refuse.
fn of_every(door: &Door) -> Vec<Refusal> {
    let mut refusals = vec![Refusal::TooSlow, Refusal::AskedTooOften, Refusal::Busy, Refusal::DatabaseAway];
    if !door.visitors {
        refusals.extend([Refusal::SignInFirst, Refusal::TokenUnknown, Refusal::NotYours, Refusal::ScopeMissing]);
    }
    if door.method != "GET" {
        refusals.push(Refusal::ForeignRequest);
    }
    refusals
}

/// The name of an operation: its method and what its path speaks of.
fn id(door: &Door) -> String {
    let parts = door.path.trim_start_matches(routes::API_SCOPE).split('/').filter(|part| !part.is_empty());
    let words = parts.map(|part| part.trim_matches(['{', '}']).replace('-', "_"));
    let words: Vec<String> = std::iter::once(door.method.to_lowercase()).chain(words).collect();
    words.join("_")
}

/// Who may: the roles of people, the scopes of other software.
fn security(door: &Door) -> Value {
    if door.visitors {
        return json!([]);
    }
    let roles: Vec<&str> = door.admits.iter().map(|role| role.as_str()).collect();
    let scopes = door.scopes.iter().map(|scope| scope.as_str());
    let all: Vec<&str> = roles.iter().copied().chain(scopes).collect();
    json!([{ "token": all }, { "browser": roles }])
}

fn schemes() -> Value {
    json!({
        "token": {
            "type": "http", "scheme": "bearer",
            "description": "The token of a sign-in (`POST /api/v1/sessions`), or that of an API client, which begins with `dok_`. An operation names the roles of people and the scopes of clients of which one is needed.",
        },
        "browser": {
            "type": "apiKey", "in": "cookie", "name": "session",
            "description": "What a browser got by the form of the page `/sign-in`, named `__Host-session` where the server is reached by HTTPS. A change must come from one of the server's own pages, whose form token is sent in `X-Form-Token`.",
        },
    })
}

fn header(name: &str) -> Value {
    json!({ "$ref": format!("#/components/headers/{name}") })
}

fn headers() -> Value {
    let told = |about: &str| json!({ "description": about, "schema": { "type": "string" } });
    json!({
        "ETag": told("What the answer was, for `If-None-Match`."),
        "Cache-Control": told("For how many seconds the answer may be kept; never longer than it is true by itself."),
        "Link": told("The way to the next page, `<…>; rel=\"next\"`, where there is one (RFC 8288)."),
        "RateLimit": told("To API clients: how much is left to ask, `\"default\";r=LEFT;t=SECONDS` (draft-ietf-httpapi-ratelimit-headers)."),
        "RateLimit-Policy": told("To API clients: how much may be asked, `\"default\";q=MOST;w=SECONDS`."),
        "Retry-After": told("After how many seconds to ask again."),
        "Content-Disposition": told("The name of the file."),
    })
}

fn our_fault() -> Value {
    json!({
        "description": format!("`our-fault`: {}", render::text(Locale::En, "refusal-our-fault", &Args::new())),
        "content": { PROBLEM: { "schema": { "$ref": "#/components/schemas/Problem" } } },
    })
}

fn reason(status: u16) -> &'static str {
    StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or("Answer")
}
