//! Product lines.

words! {
    "Product lines" "Products that are sold, studied and compared together."

    /// Every line.
    list [];

    /// The products of a line beside each other.
    ///
    /// With what will change. Values of a product are left out while a test of the reader on it runs.
    show [];

    /// Adds a line.
    create [Invalid AlreadyTaken];

    /// Changes the name and the note of a line.
    ///
    /// Without a note it has none.
    change [Invalid];

    /// Adds a characteristic to a line.
    add_characteristic [Invalid AlreadyTaken];

    /// Changes the name and the unit of a characteristic.
    ///
    /// The unit only while no value and no question rests on it.
    change_characteristic [Invalid];
}
