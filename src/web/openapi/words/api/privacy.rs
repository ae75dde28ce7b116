//! Personal data.

words! {
    "Personal data" "What is known of people: handing it over, how long it is kept, and forgetting it."

    /// Everything about oneself.
    ///
    /// A ZIP with `index.html` to read and a JSON file for each part. The password is asked once more. No key of a question is in it; while a test of one's own runs there is none.
    export_own [WrongPassword Invalid TooMany Locked];

    /// Everything about somebody.
    ///
    /// The same for whoever asks an administrator. It is entered into the log.
    export [NoSuchThing TooMany Locked];

    /// What an erasure does.
    ///
    /// How many rows of each part go, lose their words, or stay under a name that tells nobody; and where texts that stay name the person.
    plan [NoSuchThing];

    /// Asks for an erasure.
    ///
    /// Only of who left. Another administrator carries it out, where there is one.
    ask [NoSuchThing StillHere Erased WrongState Locked];

    /// Withdraws it.
    withdraw [NoSuchThing WrongState];

    /// Erases a person for good.
    ///
    /// Their login is another then: it is answered. The files of the database are rewritten soon after.
    erase [NoSuchThing StillHere Erased WrongState NeedsSecondPerson Locked];

    /// Who was erased.
    ///
    /// The ledger: keep it apart from backups. What was restored from one is made to forget again with it, by `dokimasia erasures apply`.
    ledger [];

    /// How long what is kept.
    ///
    /// With what goes next night, what went last, and who left so long ago that they are proposed for erasure.
    retention [];

    /// Chooses how long what is kept.
    ///
    /// Months by kind; null keeps it without an end. Kinds that are left out stay as they are.
    choose [Invalid];
}
