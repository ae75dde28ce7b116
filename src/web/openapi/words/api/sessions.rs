//! Signing in.

words! {
    "Signing in" "A token for somebody who has a password."

    /// Signs in.
    ///
    /// The token is shown as `Authorization: Bearer TOKEN` until it ends: an hour without use, twelve hours at the latest, unless the installation says otherwise.
    create [WrongPassword TooMany];
}
