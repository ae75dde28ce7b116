//! Field kits.

words! {
    "Field kits" "What a manager takes to a meeting about a product: facts, known questions, notes, pictures, documents."

    /// The kits that a device should hold.
    ///
    /// So that they open without a network. The tag of a kit changes whenever its page would; the device lets go of what is locked.
    held [];

    /// Searches all kits that are not locked.
    search [Invalid];

    /// The kit of a product.
    ///
    /// Refused while a test of the reader on the product runs.
    show [Locked];

    /// Puts something into a kit.
    ///
    /// A note as JSON; a picture or a document as `multipart/form-data` with that JSON as the part `entry`, and the part `file`.
    add [Invalid];

    /// Changes something in a kit.
    ///
    /// Without a file the entry keeps its own. `revision` is the one that was seen.
    change [Invalid StaleEdit];

    /// Takes something out of a kit.
    remove [];

    /// Says that something in a kit is still right.
    ///
    /// Though a characteristic that it speaks of changed.
    confirm [];

    /// Says what to do when one does not know the answer.
    ///
    /// Of a line: one step on each line of the text. Without `steps` those of the program are shown.
    save_script [Invalid StaleEdit];
}
