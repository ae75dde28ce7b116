//! Learning.

words! {
    "Learning" "What changed of products, for the managers who are certified for them."

    /// What I have to learn.
    ///
    /// What is due first stands first.
    list [];

    /// Says that I read about a change.
    confirm [WrongState];

    /// Starts the short test on what changed of a product, or gives the one that runs.
    start [NothingChanged WholeTest DeltaNotReady Waiting NoAttemptsLeft ShortOfQuestions NotPublished NotYours];
}
