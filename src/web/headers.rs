//! Headers that make a browser careful.

use actix_web::{
    Error as ActixError,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{
        CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, STRICT_TRANSPORT_SECURITY,
    },
    middleware::Next,
    web::Data,
};

use crate::journeys::World;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    manifest-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; require-trusted-types-for 'script'";

/// What is no page loads nothing and stands in no frame.
const POLICY_OF_DATA: &str = "default-src 'none'; frame-ancestors 'none'";

const ALWAYS: &[(&str, &str)] =
    &[("x-content-type-options", "nosniff"), ("cross-origin-resource-policy", "same-origin")];

/// What only matters where a browser shows something.
const OF_PAGES: &[(&str, &str)] = &[
    ("x-frame-options", "SAMEORIGIN"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// Middleware: adds them to every response; what a handler set itself stays. Data in JSON needs fewer: OWASP, "REST Security Cheat Sheet".
pub(super) async fn secure(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, ActixError> {
    let https = request.app_data::<Data<World>>().is_some_and(|world| world.settings.secure());
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    let is_data = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().ends_with(b"json"));
    let (policy, of_pages) = if is_data { (POLICY_OF_DATA, &[][..]) } else { (POLICY, OF_PAGES) };
    for (name, value) in ALWAYS.iter().chain(of_pages) {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    // What somebody handed in comes with a stricter policy.
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    if https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        // Pages speak of one person; a shared machine must not keep them.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}
