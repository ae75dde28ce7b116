//! Handlers take first who may pass.

use actix_web::{FromRequest, Handler, Responder, Route, http::Method, web};

use super::actor::Actor;

/// A route whose handler takes `A` first: the table cannot say one thing and the handler another.
pub(super) fn door<A: Actor, Args, F>(method: Method, handler: F) -> Route
where
    F: Handler<Args>,
    F::Output: Responder + 'static,
    Args: FromRequest + First<A> + 'static,
{
    web::method(method).to(handler)
}

/// Arguments of a handler that begin with `A`.
pub trait First<A> {}

macro_rules! first {
    ($($rest:ident)*) => { impl<A $(, $rest)*> First<A> for (A, $($rest),*) {} };
}
first!();
first!(B);
first!(B C);
first!(B C D);
first!(B C D E);
