//! How the table of doors is written: what a row says, and what is made of it.

use crate::domain::{client, person::Role};

/// A door as the table tells it.
#[derive(Debug, Clone, Copy)]
pub struct Door {
    /// The HTTP method.
    pub method: &'static str,
    /// The path with its variable parts in braces.
    pub path: &'static str,
    /// The roles that may pass.
    pub admits: &'static [Role],
    /// Whether people who are not signed in may pass too.
    pub visitors: bool,
    /// The scopes of which an API client must have one to pass; none of them passes where there are none.
    pub scopes: &'static [client::Scope],
}

macro_rules! doors {
    ($(#[$doc:meta])* $table:ident $open:ident $scope:literal: $($method:ident $path:literal $actor:ident $($handler:ident)::+;)*) => {
        $(#[$doc])*
        pub const $table: &[Door] = &[$(Door {
            method: stringify!($method),
            path: concat!($scope, $path),
            admits: <actor::$actor as Actor>::ADMITS,
            visitors: <actor::$actor as Actor>::VISITORS,
            scopes: <actor::$actor as Actor>::SCOPES,
        }),*];

        fn $open(scope: Scope) -> Scope {
            scope$(.route($path, door::<actor::$actor, _, _>(Method::$method, $($handler)::+)))*
        }
    };
}

/// Doors that tell the document of the API what their handlers read and answer.
macro_rules! told_doors {
    ($(#[$doc:meta])* $table:ident $open:ident $tell:ident $scope:literal: $($method:ident $path:literal $actor:ident $($handler:ident)::+;)*) => {
        doors! { $(#[$doc])* $table $open $scope: $($method $path $actor $($handler)::+;)* }

        /// Tells what stands behind each door.
        pub(super) fn $tell(teller: &mut Teller) {
            let tell: &[fn(&mut Teller, &Door)] = &[$(|teller, door| teller.tell(door, &words::$($handler)::+(), $($handler)::+)),*];
            for (door, tell) in $table.iter().zip(tell) {
                tell(teller, door);
            }
        }
    };
}

pub(super) use {doors, told_doors};
