//! Evidence.

words! {
    "Evidence" "What a result rests on: the form as it was shown, answers, keys, approvals and the log, with proofs."

    /// The evidence of an attempt, with the proof that the log holds what it says.
    ///
    /// The proofs lead to a checkpoint that is made for it, and can be checked by whoever has the log's key, without this server.
    of_attempt [NoSigningKey];
}
