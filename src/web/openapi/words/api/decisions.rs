//! Decisions.

words! {
    "Decisions" "Answers of the gate that others can check without asking."

    /// Checks a signed answer of the gate.
    ///
    /// Gives what the token says, if it is to be believed now. Of a client it must be for that client.
    verify [BadToken NoSigningKey];
}
