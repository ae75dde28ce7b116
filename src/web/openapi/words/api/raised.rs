//! Raised questions.

words! {
    "Raised questions" "What clients asked and no manager knew: raised from the meeting, answered by trainers."

    /// Raised questions, the newest first.
    ///
    /// Managers see their own.
    list [NoSuchThing];

    /// Raises a question.
    ///
    /// With known questions that may answer it at once.
    raise [Invalid NoSuchThing];

    /// One raised question.
    ///
    /// Its replies are left out while a test of the reader on the product runs.
    show [];

    /// Says that a trainer looks at it.
    ///
    /// The manager sees who.
    see [WrongState];

    /// Says that a trainer writes an answer.
    ///
    /// Others see that for two minutes.
    take [WrongState];

    /// Answers a raised question.
    ///
    /// `replies` is how many answers the writer saw: one that came meanwhile is told first.
    answer [Invalid AnsweredMeanwhile WrongState];

    /// How fast clients were answered, in the last `days`.
    figures [Invalid];

    /// Says what becomes of a raised question.
    ///
    /// Exactly one of the four. Trainers say any, managers only `known` of their own.
    resolve [Invalid WrongState AlreadyTaken Locked];

    /// Known questions that are near to words.
    ///
    /// Of one product, or of all.
    search [Invalid Locked NoSuchThing];
}
