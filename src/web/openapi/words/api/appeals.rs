//! Appeals.

words! {
    "Appeals" "Who did not pass a test may contest it; a head who had no part in it decides, with a reason and in time."

    /// What one may do about the result of one's own test, and did.
    contest [];

    /// Contests what came of one's own test.
    ///
    /// Once, within the period after the result; a head decides until `due_at`.
    file [Invalid AlreadyContested TooLateToContest WrongState];

    /// Takes one's own appeal back.
    withdraw [WrongState];

    /// Every appeal.
    ///
    /// Those that wait first, the one that is due first before the others.
    list [];

    /// An appeal with what the result rests on: the questions with their keys, what was answered, and why it earned what it earned.
    show [];

    /// Decides on an appeal, and does what follows.
    ///
    /// Only a head may who neither appealed nor wrote, approved or corrected what was asked. The person reads the reason.
    decide [Invalid NeedsSecondPerson WrongState];
}
