//! The gate.

words! {
    "The gate" "May this manager negotiate on this product? Only a 200 with `may_negotiate: true` is a yes."

    /// May this manager negotiate on this product?
    ///
    /// Managers and trainers ask of themselves. `at` asks of another moment. With `token=jwt` an API client gets the answer signed too, so that others can check it. An unknown manager is a no with the reason `unknown`, an unknown product 404.
    one [Invalid NoSuchThing NoSigningKey];

    /// The same of up to a thousand pairs of a manager and a product.
    ///
    /// All of one moment, in the order in which they were asked. What is not there has a `problem`, and is never a yes.
    query [Invalid];

    /// The same of every manager and every product in sight.
    board [Invalid NoSuchThing];

    /// Revokes a certificate.
    ///
    /// From this moment it clears for nothing.
    revoke [Invalid WrongState];

    /// Declares a test void.
    ///
    /// It does not count, as if it had never been taken. Of a passed one the certificate is revoked instead.
    void [Invalid WrongState AttemptClosed];

    /// Lets a manager negotiate on a product for some hours.
    waive [Invalid NoSuchThing];
}
