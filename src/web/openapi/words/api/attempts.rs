//! Tests.

words! {
    "Tests" "A manager takes a test: start, answer, hand in, see the result."

    /// Starts a test, or gives the one that runs.
    ///
    /// The questions are drawn anew for each attempt. 201 with a new test, 200 with the one in progress. Nothing in it tells what is right.
    start [NotPublished ShortOfQuestions Waiting NoAttemptsLeft NotYours];

    /// The test as it stands, or its result.
    ///
    /// While it runs: the questions with the answers that are saved. After it was handed in, or its time is over: the result.
    show [AttemptVoid WrongState];

    /// Saves the answer to one question.
    ///
    /// `revision` is the one that was seen; another device that saved meanwhile is not overwritten: 409 tells its answer. What is acknowledged is on the disk. `null` takes an answer back.
    save_answer [StaleAnswer AttemptClosed TooLate NotAnAnswer];

    /// Hands a test in.
    ///
    /// Gives the result. Sent again it gives the same.
    submit [AttemptVoid AttemptClosed WrongState];
}
