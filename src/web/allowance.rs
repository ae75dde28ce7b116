//! How much API clients may ask, and how much is left (draft-ietf-httpapi-ratelimit-headers).

use actix_web::{
    Error as ActixError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue, RETRY_AFTER},
    middleware::Next,
    web::Data,
};

use super::{problem, visit::Visit};
use crate::{
    base::{error::Error, refusal::Refusal},
    journeys::World,
};

/// Middleware of the API, outside of whatever tells errors: counts what a client asks, and refuses what is too much.
pub(super) async fn count(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let client = Visit::of(request.request()).ok().and_then(|visit| visit.client.clone());
    let (Some(client), Some(world)) = (client, request.app_data::<Data<World>>()) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let (quota, taken) = (client.quota(), world.allowances.take(&client, world.clock.now()));
    let mut response = if taken.given {
        next.call(request).await?.map_into_boxed_body()
    } else {
        let error = Error::from(Refusal::AskedTooOften.with("seconds", taken.wait));
        let told = problem::told(&error, request.request());
        request.into_response(told)
    };
    let mut headers = vec![
        (HeaderName::from_static("ratelimit-policy"), format!("\"default\";q={};w={}", quota.most(), quota.seconds)),
        (HeaderName::from_static("ratelimit"), format!("\"default\";r={};t={}", taken.left, taken.wait)),
    ];
    if !taken.given {
        headers.push((RETRY_AFTER, taken.wait.to_string()));
    }
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_str(&value)?);
    }
    Ok(response)
}
