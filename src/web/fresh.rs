//! Answers that may be kept for a moment, and asked for again by what they were.

use std::hash::{DefaultHasher, Hasher as _};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, ETAG, EntityTag, Header as _, IF_NONE_MATCH, IfNoneMatch, VARY},
};
use serde::Serialize;

use crate::base::{
    error::{Error, Result},
    time::{Millis, SECOND},
};

/// An answer may be kept so long at most, in milliseconds.
const KEPT_MAX: i64 = 5 * SECOND;

/// An answer of one moment.
pub(super) struct Fresh {
    /// What is answered, as JSON.
    text: String,
    tag: EntityTag,
}

impl Fresh {
    /// An answer whose last member, of that name, tells the moment: two answers that differ in that alone say the same.
    pub(super) fn of(answer: &impl Serialize, moment: &str) -> Result<Fresh> {
        let text = json(answer)?;
        let same = text.rsplit_once(&format!("\"{moment}\":")).map_or(text.as_str(), |(same, _)| same);
        Ok(Fresh { tag: tag(same), text })
    }

    /// An answer beside the same without what differs each time.
    pub(super) fn beside(answer: &impl Serialize, same: &impl Serialize) -> Result<Fresh> {
        Ok(Fresh { text: json(answer)?, tag: tag(&json(same)?) })
    }

    /// The response at a moment, of an answer that says the same until another if nothing is written: 304 where the asker has it already.
    pub(super) fn respond(self, request: &HttpRequest, now: Millis, until: Option<Millis>) -> HttpResponse {
        let left = until.map_or(KEPT_MAX, |until| until.0.saturating_sub(now.0)).clamp(0, KEPT_MAX);
        let has_it = request.headers().contains_key(IF_NONE_MATCH)
            && IfNoneMatch::parse(request).is_ok_and(|known| match known {
                IfNoneMatch::Any => false,
                IfNoneMatch::Items(tags) => tags.iter().any(|known| known.weak_eq(&self.tag)),
            });
        let mut response = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response
            .insert_header((ETAG, self.tag.to_string()))
            .insert_header((CACHE_CONTROL, format!("private, max-age={}", left / SECOND)))
            .insert_header((VARY, "authorization, cookie, accept-language"));
        if has_it { response.finish() } else { response.content_type("application/json").body(self.text) }
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
