//! Who is at the door. A handler says whom it lets in by the type of its first argument.

use std::{
    future::{Ready, ready},
    sync::Arc,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use super::{
    openapi::{Operation, Reads},
    visit::Visit,
};
use crate::{
    base::{error::Error, id::PersonId, refusal::Refusal},
    domain::{
        client::{Client, Reach, Scope},
        person::{Person, Role},
    },
};

/// Whom an actor type admits.
pub trait Actor {
    /// The roles.
    const ADMITS: &'static [Role];
    /// Whether people who are not signed in are admitted too.
    const VISITORS: bool = false;
    /// The scopes of which an API client must have one.
    const SCOPES: &'static [Scope] = &[];
}

/// Who is at a door that other software may pass too.
pub enum Caller {
    /// Somebody signed in.
    Person(Person),
    /// An API client.
    Client(Arc<Client>),
}

impl Caller {
    /// How far the caller sees.
    pub fn reach(&self) -> Reach {
        self.client().map(|client| client.reach.clone()).unwrap_or_default()
    }

    /// Who is signed in, if somebody is.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Caller::Person(person) => Some(person.id),
            Caller::Client(_) => None,
        }
    }

    /// The API client, if it is one.
    pub fn client(&self) -> Option<&Client> {
        match self {
            Caller::Person(_) => None,
            Caller::Client(client) => Some(client),
        }
    }
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

        impl Reads for $name {
            fn tell(_: &mut Operation<'_>) {}
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
    /// Who sees how the work of others goes.
    Office: Trainer | Head;
    /// Who meets clients, and who sees to it.
    Meeter: Manager | Head;
    /// Who keeps people and settings.
    Admin: Admin;
    /// Who raises questions and sees what became of them.
    Asker: Manager | Trainer | Head;
    /// Whoever is signed in.
    Member: Manager | Trainer | Head | Admin;
}

macro_rules! callers {
    ($($(#[$doc:meta])* $name:ident: $($role:ident)|+, $($scope:ident)|+;)*) => { $(
        $(#[$doc])*
        pub struct $name(pub Caller);

        impl Actor for $name {
            const ADMITS: &'static [Role] = &[$(Role::$role),+];
            const SCOPES: &'static [Scope] = &[$(Scope::$scope),+];
        }

        impl FromRequest for $name {
            type Error = Error;
            type Future = Ready<Result<Self, Error>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                ready(caller(request, Self::ADMITS, Self::SCOPES).map($name))
            }
        }

        impl Reads for $name {
            fn tell(_: &mut Operation<'_>) {}
        }
    )* };
}

callers! {
    /// Who asks whether a manager may negotiate.
    Gate: Manager | Trainer | Head, ReadStanding;
    /// Who asks that of many managers.
    Board: Head, ReadStanding;
    /// Who sees products.
    Shopper: Manager | Trainer | Head | Admin, ReadBank;
    /// Who sees a bank with its answers.
    BankReader: Trainer, ReadBank;
    /// Who imports a bank.
    BankWriter: Trainer, WriteBank;
    /// Who sees the list of people.
    PeopleReader: Admin, ReadPeople;
    /// Who keeps the list of people.
    PeopleWriter: Admin, WritePeople;
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

impl Reads for Visitor {
    fn tell(_: &mut Operation<'_>) {}
}

fn admitted(request: &HttpRequest, roles: &[Role]) -> Result<Person, Error> {
    match caller(request, roles, &[])? {
        Caller::Person(person) => Ok(person),
        Caller::Client(_) => Err(Refusal::ScopeMissing.into()),
    }
}

fn caller(request: &HttpRequest, roles: &[Role], scopes: &[Scope]) -> Result<Caller, Error> {
    let visit = Visit::of(request)?;
    if let Some(client) = &visit.client {
        return if client.may(scopes) { Ok(Caller::Client(client.clone())) } else { Err(Refusal::ScopeMissing.into()) };
    }
    if visit.refused_token {
        return Err(Refusal::TokenUnknown.into());
    }
    let person = visit.person().ok_or(Refusal::SignInFirst)?;
    if roles.contains(&person.role) { Ok(Caller::Person(person.clone())) } else { Err(Refusal::NotYours.into()) }
}
