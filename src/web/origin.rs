//! Where people and programs reach us.

use actix_web::HttpRequest;

use crate::base::settings::Settings;

/// What links begin with: as configured, else the address on which this server listens. What a request says of it is never believed: whoever forges it
/// would write our links (OWASP Web Security Testing Guide, 4.7.17).
pub(super) fn origin(settings: &Settings, request: &HttpRequest) -> String {
    settings.base().map_or_else(|| format!("http://{}", request.app_config().local_addr()), str::to_owned)
}
