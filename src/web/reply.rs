//! What programs are answered. The type says the status and what is in the body, so that the document of the API cannot say another.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, Responder,
    body::BoxBody,
    http::StatusCode,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, LINK},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::openapi::{Answers, Operation};
use crate::journeys::hand_over::Handed;

/// What was asked for: 200.
pub struct Told<T>(pub T);

/// Something new: 201.
pub struct Created<T>(pub T);

/// It will be done: 202.
pub struct Accepted;

/// It was done, and there is nothing to say: 204.
pub struct Done;

/// A page of a list, with the way to the next one (RFC 8288): 200.
pub struct Listed<T> {
    /// The page.
    pub page: T,
    /// The query that gives the next page, where there is one.
    pub next: Option<String>,
}

impl<T: Serialize> Responder for Told<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().json(self.0)
    }
}

impl<T: JsonSchema> Answers for Told<T> {
    fn tell(operation: &mut Operation<'_>) {
        operation.answers_json::<T>(200);
    }
}

impl<T: Serialize> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Created().json(self.0)
    }
}

impl<T: JsonSchema> Answers for Created<T> {
    fn tell(operation: &mut Operation<'_>) {
        operation.answers_json::<T>(201);
    }
}

macro_rules! without_body {
    ($($name:ident $status:literal;)*) => { $(
        impl Responder for $name {
            type Body = BoxBody;

            fn respond_to(self, _: &HttpRequest) -> HttpResponse {
                let status = StatusCode::from_u16($status).unwrap_or(StatusCode::NO_CONTENT);
                HttpResponseBuilder::new(status).finish()
            }
        }

        impl Answers for $name {
            fn tell(operation: &mut Operation<'_>) {
                operation.answers_nothing($status);
            }
        }
    )* };
}

without_body! {
    Accepted 202;
    Done 204;
}

impl<T: Serialize> Responder for Listed<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        if let Some(query) = self.next {
            response.insert_header((LINK, format!("<{}?{query}>; rel=\"next\"", request.path())));
        }
        response.json(self.page)
    }
}

impl<T: JsonSchema> Answers for Listed<T> {
    fn tell(operation: &mut Operation<'_>) {
        operation.answers_json::<T>(200);
        operation.answers_header(200, "Link");
    }
}

/// A ZIP to keep: 200. It is in no cache, for it is somebody's own.
pub struct Package(pub Handed);

impl Responder for Package {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let Handed { name, bytes } = self.0;
        HttpResponse::Ok()
            .content_type("application/zip")
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
            .body(bytes)
    }
}

impl Answers for Package {
    fn tell(operation: &mut Operation<'_>) {
        operation.answers(200, "application/zip", json!({ "type": "string" }));
        operation.answers_header(200, "Content-Disposition");
    }
}
