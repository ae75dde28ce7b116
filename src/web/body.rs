//! What arrives: JSON, forms, paths and queries, each read into a type or refused with a word on what is wrong.

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    web::{self, Bytes, BytesMut},
};
use futures_util::StreamExt;
use serde::{Deserialize, de::DeserializeOwned};

use super::visit::{Via, Visit};
use crate::base::{
    error::{Error, Result},
    limits::{BANK_BYTES_MAX, BODY_BYTES_MAX},
    refusal::Refusal,
};

type Later<T> = Pin<Box<dyn Future<Output = Result<T>>>>;

/// A JSON body.
pub struct Body<T>(pub T);

/// A form that one of our own pages sent: it carries the form token. Repeated names make lists.
pub struct Fields<T>(pub T);

/// A form that carries nothing but its token.
#[derive(Debug, Deserialize)]
pub struct Nothing {}

/// A file as the whole body.
pub struct File(pub Bytes);

/// The query of the address.
pub struct Query<T>(pub T);

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
            serde_json::from_slice(body).map(Body).map_err(unreadable)
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
        std::future::ready(serde_html_form::from_str(request.query_string()).map(Query).map_err(unreadable))
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parts = web::Path::<T>::extract(request).into_inner();
        std::future::ready(parts.map(|parts| Path(parts.into_inner())).map_err(|_not_one| Refusal::NoSuchThing.into()))
    }
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
