//! Who is at the door. A handler says whom it lets in by the type of its first argument.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use super::visit::Visit;
use crate::{
    base::{error::Error, refusal::Refusal},
    domain::person::{Person, Role},
};

/// Whom an actor type admits.
pub trait Actor {
    /// The roles.
    const ADMITS: &'static [Role];
    /// Whether people who are not signed in are admitted too.
    const VISITORS: bool = false;
}

macro_rules! actors {
    ($($(#[$doc:meta])* $name:ident: $($role:ident)|+;)*) => { $(
        $(#[$doc])*
        pub struct $name(pub Person);

        impl Actor for $name {
            const ADMITS: &'static [Role] = &[$(Role::$role),+];
        }

        impl FromRequest for $name {
            type Error = Error;
            type Future = Ready<Result<Self, Error>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                ready(admitted(request, Self::ADMITS).map($name))
            }
        }
    )* };
}

actors! {
    /// Who takes tests.
    Candidate: Manager;
    /// Who writes questions.
    Author: Trainer;
    /// Who decides who may negotiate.
    Head: Head;
    /// Who answers for what managers say.
    Office: Trainer | Head;
    /// Who keeps people and settings.
    Admin: Admin;
    /// Who raises questions and sees what became of them.
    Asker: Manager | Trainer | Head;
    /// Whoever is signed in.
    Member: Manager | Trainer | Head | Admin;
}

/// Whoever comes, signed in or not.
pub struct Visitor(pub Option<Person>);

impl Actor for Visitor {
    const ADMITS: &'static [Role] = Role::ALL;
    const VISITORS: bool = true;
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Visit::of(request).map(|visit| Visitor(visit.person().cloned())))
    }
}

fn admitted(request: &HttpRequest, roles: &[Role]) -> Result<Person, Error> {
    let visit = Visit::of(request)?;
    let person = visit.person().ok_or(Refusal::SignInFirst)?;
    if roles.contains(&person.role) { Ok(person.clone()) } else { Err(Refusal::NotYours.into()) }
}
