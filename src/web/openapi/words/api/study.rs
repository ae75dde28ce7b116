//! Study.

words! {
    "Study" "Question and answer until it holds: cards by FSRS-6, practice as in a test, and how ready one is. What is for tests only is never in it."

    /// What there is to study.
    ///
    /// On the three days from a manager's first sign-in, `plan` tells how many new cards are dealt today, line after line, so that every answer that the tests ask is seen in time.
    overview [];

    /// Cards for a session.
    ///
    /// What is due first, then new ones, those first that the next test asks; enough for a while without a network. Each with the next interval of every rating. Nothing of a product while a test of the reader on it runs.
    cards [Invalid Locked NoSuchThing];

    /// Rates answers.
    ///
    /// Each entry bears a name that the device gave it: what is sent again is counted once. Entries are taken in their order; a moment before the last one, or in the future, is drawn to it.
    rate [Invalid];

    /// What managers forget most.
    hardest [];

    /// Newcomers.
    ///
    /// Managers who signed in for the first time within so many days, or not yet: how many answers they saw of those that the tests ask, what each test would come to, and on which day since the first sign-in they were certified, with the medians. A head sees their own department; a head of none and a trainer see all.
    newcomers [Invalid];

    /// Study in figures.
    ///
    /// Of the ratings of the last days: what was recalled beside what the model had predicted in that very moment, by that chance and by the days since the rating before, the ratings and minutes of each of the last 30 days, and of each person. Nothing is said of fewer than 20 repetitions. A manager sees their own; a head their department's, a head of none and a trainer all.
    figures [Invalid];

    /// A question to practise.
    ///
    /// As a test would ask it; whoever sends `seed` back is asked the same.
    practise [Locked NoSuchThing];

    /// Checks an answer to a question of practice.
    ///
    /// Graded as a test would, with what is right. Nothing of it is kept.
    check [Locked NotAnAnswer NoSuchThing StaleEdit Unreadable];

    /// Says that an answer is wrong.
    ///
    /// It becomes a raised question, which trainers look at.
    disagree [Invalid NoSuchThing];

    /// How ready the reader is.
    ///
    /// For each test that is yet to be passed: the chance to pass it today, the share of it that would be right with a band, by topic, and what studying would take.
    readiness [];

    /// Whether forecasts hold.
    ///
    /// What was forecast before tests, beside what came of them.
    calibration [];
}
