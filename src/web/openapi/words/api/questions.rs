//! Questions.

words! {
    "Questions" "The questions of the banks, with their answers: for trainers only."

    /// Questions, the newest first.
    list [Invalid];

    /// Writes a question.
    ///
    /// It is a draft until a second trainer approves it.
    create [Invalid AlreadyTaken NoSuchThing WrongState];

    /// One question with every version of it.
    show [];

    /// Writes a new version of a question.
    ///
    /// The approved version stays in draws until the new one is approved.
    revise [Invalid StaleEdit AlreadyTaken WrongState NoSuchThing];

    /// Approves the newest version of a question.
    ///
    /// `version` is the number that was looked at: one that somebody changed meanwhile is not approved.
    approve [Invalid NeedsSecondPerson WrongState StaleEdit];

    /// Takes a question out of draws for good.
    retire [WrongState];

    /// Says that a question in doubt is still right.
    confirm [WrongState NeedsSecondPerson];

    /// Does not take a draft into the bank.
    ///
    /// With a reason for its author.
    reject [Invalid WrongState StaleEdit NeedsSecondPerson];
}
