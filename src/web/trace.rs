//! What the lines of the program's own log say of the request during which they were written.

use actix_web::{
    Error as ActixError, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};
use tracing::{Span, info_span};
use tracing_actix_web::{RequestId, RootSpanBuilder};

/// Method, path and the number that a page of an error shows. What costs more to find out, such as which route it is, nobody reads.
pub(super) struct Request;

impl RootSpanBuilder for Request {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let number = request.extensions().get::<RequestId>().map(ToString::to_string);
        info_span!("request", method = %request.method(), path = request.path(), number)
    }

    /// Errors are told where they are answered.
    fn on_request_end<B: MessageBody>(_: Span, _: &Result<ServiceResponse<B>, ActixError>) {}
}
