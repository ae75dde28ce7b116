//! What arrives: JSON, forms, paths and queries, each read into a type or refused with a word on what is wrong.

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    web::{self, Bytes, BytesMut},
};
use futures_util::StreamExt;
use schemars::JsonSchema;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use super::{
    openapi::{Operation, Reads},
    visit::{Via, Visit},
};
use crate::base::{
    error::{Error, Result},
    id::EventId,
    limits::{BANK_BYTES_MAX, BODY_BYTES_MAX},
    refusal::Refusal,
};

const KEY: &str = "Idempotency-Key";
const LAST_EVENT_ID: &str = "Last-Event-ID";

type Later<T> = Pin<Box<dyn Future<Output = Result<T>>>>;

/// A JSON body.
pub struct Body<T>(pub T);

/// A form that one of our own pages sent: it carries the form token. Repeated names make lists.
pub struct Fields<T>(pub T);

/// A form that carries nothing but its token.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Nothing {}

/// A file as the whole body.
pub struct File(pub Bytes);

/// The query of the address.
pub struct Query<T>(pub T);

/// The header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header, section 2.1): a string in quotes, which few send.
pub struct IdempotencyKey(pub Option<String>);

/// The header `Last-Event-ID` of a listener that comes back.
pub struct LastEventId(pub Option<EventId>);

/// The variable parts of the path; what cannot be one names nothing.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Later<Self> {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let bytes = collect(payload, BODY_BYTES_MAX).await?;
            // A body that says it is a form could have been sent by any page without asking.
            if !bytes.is_empty() && !request.content_type_is("application/json") {
                return Err(unreadable("the content type must be application/json"));
            }
            let body = if bytes.is_empty() { &b"{}"[..] } else { &bytes };
            json(body).map(Body)
        })
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Fields<T> {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Later<Self> {
        let (visit, payload) = (Visit::of(request), payload.take());
        Box::pin(async move {
            let visit = visit?;
            let bytes = collect(payload, BODY_BYTES_MAX).await?;
            let pairs: Vec<(String, String)> = serde_html_form::from_bytes(&bytes).map_err(unreadable)?;
            if pairs.iter().any(|(_, value)| value.contains('\0')) {
                return Err(unreadable(NUL));
            }
            let token = pairs.iter().find(|(name, _)| name == "_token").map(|(_, token)| token);
            if visit.via == Via::Cookie && token != Some(&visit.form_token()) {
                return Err(Refusal::ForeignRequest.into());
            }
            serde_html_form::from_bytes(&bytes).map(Fields).map_err(unreadable)
        })
    }
}

impl FromRequest for File {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Later<Self> {
        let payload = payload.take();
        Box::pin(async move { collect(payload, BANK_BYTES_MAX).await.map(File) })
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = request.query_string();
        let read = if query.contains("%00") {
            Err(unreadable(NUL))
        } else {
            serde_html_form::from_str(query).map_err(unreadable)
        };
        std::future::ready(read.map(Query))
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parts = web::Path::<T>::extract(request).into_inner();
        let parts = parts.ok().filter(|_| !request.uri().path().contains("%00"));
        std::future::ready(parts.map(|parts| Path(parts.into_inner())).ok_or(Refusal::NoSuchThing.into()))
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let text = request.headers().get(KEY).map(|key| key.to_str()).transpose();
        let unreadable = |_not_text| Refusal::Unreadable.with("what", "the header Idempotency-Key").into();
        let key = |text: Option<&str>| IdempotencyKey(text.map(|key| key.trim().trim_matches('"').to_owned()));
        std::future::ready(text.map(key).map_err(unreadable))
    }
}

impl Reads for IdempotencyKey {
    fn tell(operation: &mut Operation<'_>) {
        let about = "A name that the asker gives to what it sends: sent once more under it, it is not done twice.";
        operation.reads_header(KEY, about);
        operation.refuses(&[Refusal::Unreadable, Refusal::KeyUsed]);
    }
}

impl FromRequest for LastEventId {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let last = request.headers().get(LAST_EVENT_ID).and_then(|id| id.to_str().ok()?.parse().ok());
        std::future::ready(Ok(LastEventId(last)))
    }
}

impl Reads for LastEventId {
    fn tell(operation: &mut Operation<'_>) {
        operation.reads_header(
            LAST_EVENT_ID,
            "The `id` of the last event that the listener heard: what it missed since comes first.",
        );
    }
}

impl<T: JsonSchema> Reads for Body<T> {
    fn tell(operation: &mut Operation<'_>) {
        operation.reads_json::<T>();
    }
}

impl Reads for File {
    fn tell(operation: &mut Operation<'_>) {
        operation.reads_body("*/*", json!({}), true);
    }
}

impl<T: JsonSchema> Reads for Query<T> {
    fn tell(operation: &mut Operation<'_>) {
        operation.reads_query::<T>();
    }
}

impl<T: JsonSchema> Reads for Path<T> {
    fn tell(operation: &mut Operation<'_>) {
        operation.reads_path::<T>();
    }
}

/// What is said of U+0000: PostgreSQL keeps no text that holds it, so none is taken in.
pub(super) const NUL: &str = "no text may hold the character U+0000";

/// Reads JSON.
pub(super) fn json<T: DeserializeOwned>(text: &[u8]) -> Result<T> {
    if holds_nul(text) { Err(unreadable(NUL)) } else { serde_json::from_slice(text).map_err(unreadable) }
}

/// Whether JSON holds U+0000 in some text; it can only be written as an escape there.
fn holds_nul(json: &[u8]) -> bool {
    let mut escaped = false;
    json.iter().enumerate().any(|(at, byte)| {
        let begins = escaped && *byte == b'u';
        escaped = !escaped && *byte == b'\\';
        begins && json.get(at + 1..at + 5) == Some(b"0000")
    })
}

/// The body, unless it is larger than `max` bytes.
async fn collect(mut payload: Payload, max: usize) -> Result<Bytes> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(unreadable)?;
        if body.len() + chunk.len() > max {
            return Err(Refusal::TooLarge.with("max", max).into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// A body that cannot be read, and why.
pub(super) fn unreadable(what: impl ToString) -> Error {
    Refusal::Unreadable.with("what", what.to_string()).into()
}

trait ContentType {
    fn content_type_is(&self, wanted: &str) -> bool;
}

impl ContentType for HttpRequest {
    fn content_type_is(&self, wanted: &str) -> bool {
        actix_web::HttpMessage::content_type(self).eq_ignore_ascii_case(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::holds_nul;

    #[test]
    fn only_an_escape_of_nul_is_one() {
        for (json, holds) in [
            (r#"{"a": "\u0000"}"#, true),
            (r#"{"\u0000": 1}"#, true),
            (r#"{"a": "x\\\u0000"}"#, true),
            (r#"{"a": "\\u0000"}"#, false),
            (r#"{"a": "u0000 \u0001 \u00000"}"#, true),
            (r#"{"a": "\u0001\u000"}"#, false),
            ("", false),
        ] {
            assert_eq!(holds_nul(json.as_bytes()), holds, "{json}");
        }
    }
}
