//! Certifications.

words! {
    "Certifications" "What a test asks and by which rules: edited, then published. A publication never changes."

    /// Every certification, as it is edited.
    list [];

    /// One certification, as it is edited.
    ///
    /// With what the bank holds for it, and how honest the test would be.
    show [];

    /// Adds a certification.
    ///
    /// Nobody can take it before it is published.
    create [Invalid AlreadyTaken];

    /// Changes a certification.
    ///
    /// Who takes a test meanwhile is not touched: what holds is what was published.
    save [Invalid StaleEdit];

    /// Publishes a certification as it is edited.
    ///
    /// From now on tests are drawn by it. Refused while the bank has too few questions for it.
    publish [Invalid ShortOfQuestions WrongState];
}
