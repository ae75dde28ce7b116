//! The audit log.

words! {
    "Audit log" "Who changed what and when, and the proof that nobody changed that afterwards."

    /// Entries of the log, the newest first.
    ///
    /// The query chooses by person, thing and time.
    entries [];

    /// The proof that the log holds an entry.
    ///
    /// It leads to a checkpoint that is made for it (C2SP tlog-proof), and can be checked by whoever has the log's key, without this server.
    proof [NoSigningKey];

    /// What the log promises now: a signed checkpoint (C2SP tlog-checkpoint).
    checkpoint [NoSigningKey];

    /// The proof that the log only grew since it had so many entries (RFC 6962).
    consistency [Invalid NoSigningKey];
}
