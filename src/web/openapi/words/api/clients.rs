//! API clients.

words! {
    "API clients" "Other software that asks this server: an administrator says what it may and how far it sees."

    /// Every API client.
    list [];

    /// Adds an API client.
    ///
    /// Its token is told here and never again.
    add [Invalid AlreadyTaken];

    /// One API client.
    show [];

    /// Lets an API client go on for so many days.
    ///
    /// With `new_token` it gets another token, and the one before is good for nothing.
    renew [Invalid WrongState];

    /// Ends an API client.
    ///
    /// Its token is good for nothing from this moment.
    revoke [WrongState];
}
