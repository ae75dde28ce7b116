//! Banks.

words! {
    "Banks" "The bank of a product line as one file: its products, topics, characteristics and questions."

    /// Imports a bank.
    ///
    /// The body is the file. All of it is taken over in one transaction, or nothing where it has mistakes: then 422 names each with its line. New questions wait for a trainer who approves them. A file that changes values of products must say by `severity` what that asks of those who are certified. With `dry_run=true` nothing is written. With `line` the file is one of another program: each of its blocks comes back with a verdict, its place and why, and what was taken in is a `batch`.
    import [Invalid NeedsSecondPerson NoSuchThing];

    /// Approves what was taken in.
    ///
    /// A second person's yes to every question of a file that waits as it came: they are in the draws from now on. What somebody went on writing stays in the review.
    approve [Invalid NeedsSecondPerson WrongState];

    /// Undoes what was taken in.
    ///
    /// All that came of a file of another program, for thirty days.
    undo [WrongState];

    /// The bank of a line as a file.
    ///
    /// As YAML it is whole and in every language; a file for another program holds its questions in one, with their keys. With `report=true` comes what such a file does not hold instead of the file itself: which questions are left out, and what is lost of others.
    export [Invalid Locked];
}
