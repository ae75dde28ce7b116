//! Products.

words! {
    "Products" "What is sold, with the values of its characteristics."

    /// Every product with its values.
    ///
    /// Those of a product are left out while a test of the reader on it runs.
    list [];

    /// One product, now or as of a moment.
    show [Locked];

    /// Adds a product with its first values.
    ///
    /// Drafts of questions about it are made.
    create [Invalid AlreadyTaken];

    /// Changes the name of a product.
    ///
    /// Its values change by changes.
    rename [Invalid];
}
