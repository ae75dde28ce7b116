//! Webhooks.

words! {
    "Webhooks" "Where other software is told what happens (Standard Webhooks)."

    /// Every place.
    list [];

    /// Adds a place.
    ///
    /// Its secret is told here and never again.
    add [Invalid WrongState];

    /// One place, with what was told there.
    show [];

    /// Changes a place.
    change [Invalid];

    /// Removes a place.
    remove [];

    /// Gives a place a new secret.
    ///
    /// The one before signs too for a day.
    rotate [];

    /// Tells a place that this is a test.
    test [WrongState];

    /// Tells a place once more what it was told.
    replay [];
}
