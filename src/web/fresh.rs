//! Answers that may be kept for a moment, and asked for again by what they were.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, ETAG, EntityTag, Header as _, IfNoneMatch, VARY},
};
use serde::Serialize;

use crate::base::{
    error::{Error, Result},
    secret,
    time::{Millis, SECOND},
};

/// An answer may be kept so long at most, in milliseconds.
const KEPT_MAX: i64 = 5 * SECOND;

/// An answer of one moment.
pub(super) struct Fresh<'a, T> {
    /// What is answered.
    pub body: &'a T,
    /// When that was so.
    pub now: Millis,
    /// Until when it says the same if nothing is written.
    pub holds_until: Option<Millis>,
}

impl<T: Serialize> Fresh<'_, T> {
    /// The response: 304 without the answer where the asker has it already. `same` is the answer without what differs each time: two answers
    /// with the same of it say the same.
    pub(super) fn respond(self, request: &HttpRequest, same: &impl Serialize) -> Result<HttpResponse> {
        let text = serde_json::to_string(same).map_err(|error| Error::because("an answer", error))?;
        let tag = EntityTag::new_weak(secret::digest(&text));
        let left = self.holds_until.map_or(KEPT_MAX, |until| until.0.saturating_sub(self.now.0)).clamp(0, KEPT_MAX);
        let has_it = IfNoneMatch::parse(request).is_ok_and(|known| match known {
            IfNoneMatch::Any => false,
            IfNoneMatch::Items(tags) => tags.iter().any(|known| known.weak_eq(&tag)),
        });
        let mut response = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response
            .insert_header((ETAG, tag.to_string()))
            .insert_header((CACHE_CONTROL, format!("private, max-age={}", left / SECOND)))
            .insert_header((VARY, "authorization, cookie, accept-language"));
        Ok(if has_it { response.finish() } else { response.json(self.body) })
    }
}
