//! Answers that may be kept for a moment, and asked for again by what they were.

use std::{
    hash::{DefaultHasher, Hasher as _},
    marker::PhantomData,
};

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::header::{CACHE_CONTROL, ETAG, EntityTag, Header as _, IF_NONE_MATCH, IfNoneMatch, VARY},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::openapi::{Answers, Operation};
use crate::base::{
    error::{Error, Result},
    time::{Millis, SECOND},
};

/// An answer may be kept so long at most, in milliseconds.
const KEPT_MAX: i64 = 5 * SECOND;

/// An answer of one moment: 200, or 304 where the asker has it already.
pub(super) struct Fresh<T> {
    /// What is answered, as JSON.
    text: String,
    tag: EntityTag,
    /// For how long it may be kept, in milliseconds.
    kept: i64,
    is: PhantomData<T>,
}

impl<T: Serialize> Fresh<T> {
    /// An answer whose last member, of that name, tells the moment: two answers that differ in that alone say the same.
    pub(super) fn of(answer: &T, moment: &str) -> Result<Fresh<T>> {
        let text = json(answer)?;
        let same = text.rsplit_once(&format!("\"{moment}\":")).map_or(text.as_str(), |(same, _)| same);
        Ok(Fresh { tag: tag(same), text, kept: 0, is: PhantomData })
    }

    /// An answer beside the same without what differs each time.
    pub(super) fn beside(answer: &T, same: &impl Serialize) -> Result<Fresh<T>> {
        Ok(Fresh { text: json(answer)?, tag: tag(&json(same)?), kept: 0, is: PhantomData })
    }

    /// The same at a moment, where it says the same until another if nothing is written.
    #[must_use]
    pub(super) fn until(self, now: Millis, until: Option<Millis>) -> Fresh<T> {
        let kept = until.map_or(KEPT_MAX, |until| until.0.saturating_sub(now.0)).clamp(0, KEPT_MAX);
        Fresh { kept, ..self }
    }
}

impl<T> Responder for Fresh<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let has_it = request.headers().contains_key(IF_NONE_MATCH)
            && IfNoneMatch::parse(request).is_ok_and(|known| match known {
                IfNoneMatch::Any => false,
                IfNoneMatch::Items(tags) => tags.iter().any(|known| known.weak_eq(&self.tag)),
            });
        let mut response = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response
            .insert_header((ETAG, self.tag.to_string()))
            .insert_header((CACHE_CONTROL, format!("private, max-age={}", self.kept / SECOND)))
            .insert_header((VARY, "authorization, cookie, accept-language"));
        if has_it { response.finish() } else { response.content_type("application/json").body(self.text) }
    }
}

impl<T: JsonSchema> Answers for Fresh<T> {
    fn tell(operation: &mut Operation<'_>) {
        operation.reads_header("If-None-Match", "The `ETag` of an answer that the asker has.");
        operation.answers_json::<T>(200);
        operation.answers_nothing(304);
        for status in [200, 304] {
            operation.answers_header(status, "ETag");
            operation.answers_header(status, "Cache-Control");
        }
    }
}

fn json(answer: &impl Serialize) -> Result<String> {
    serde_json::to_string(answer).map_err(|error| Error::because("an answer", error))
}

/// It guards nothing, so a quick one is enough: whoever shows it is told again what they may see anyway.
fn tag(text: &str) -> EntityTag {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    EntityTag::new_weak(format!("{:016x}", hasher.finish()))
}
