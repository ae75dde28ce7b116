//! Review.

words! {
    "Review" "What waits for trainers."

    /// What waits: questions in doubt, drafts, what nothing tests yet.
    ///
    /// The beginning of each list, or with `what` one of them by pages.
    show [Invalid NoSuchThing];
}
