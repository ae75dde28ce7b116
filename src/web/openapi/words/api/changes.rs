//! Changes.

words! {
    "Changes" "A characteristic of a product gets a new value, now or on a day to come."

    /// What changed of a product, and what will.
    ///
    /// The newest first.
    list [Locked];

    /// Records a change of a product.
    ///
    /// It puts questions that rest on the value in doubt, makes drafts of new ones, and says what it asks of those who are certified: `notice`, `delta` (a short test), `full` (the whole test again). With `preview` 200, nothing is written, and the answer tells what it would touch.
    record [Invalid NothingChanged];

    /// Cancels a change that did not take effect yet.
    cancel [WrongState];
}
