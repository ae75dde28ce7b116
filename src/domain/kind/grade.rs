//! What an answer earned, and why.

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{One, ToPrimitive, Zero};
use serde::{Deserialize, Serialize};

use super::super::words;
use crate::base::limits::{FORM_QUESTIONS_MAX, POINTS_MAX, POOLED_FORMS_MAX};

/// The version of the rules; it is stored beside every grade and grows whenever a rule changes.
pub const RULES_VERSION: u32 = 1;

/// Every share is a whole number of these parts: all ninths and tenths, and all decimals of nine places, are exact.
const PARTS: i64 = 2_520_000_000_000;

const _: () = assert!(
    i64::MAX / PARTS / (POINTS_MAX as i64) > (FORM_QUESTIONS_MAX as i64) * (POOLED_FORMS_MAX as i64),
    "the points of all forms that a decision rests on add up in 64 bits, whatever the shares"
);

words! {
    /// Why an answer earned what it earned.
    Why {
        /// It is the key.
        Right "right",
        /// It is not.
        Wrong "wrong",
        /// Some of it is right.
        Partly "partly",
        /// There is no answer.
        Unanswered "unanswered",
        /// The answer is of another kind than the question.
        Misfit "misfit",
        /// The same text after folding.
        Equal "equal",
        /// The same but for letters of another alphabet that look alike.
        LookAlike "look-alike",
        /// One typing slip.
        TypingSlip "typing-slip",
        /// Two slips in a long word: a person decides.
        TwoSlips "two-slips",
        /// As near to a rejected answer as to a right one: a person decides.
        NearRejected "near-rejected",
        /// The author rejects it by name.
        Rejected "rejected",
        /// It says the opposite of the key, or of a key's opposite.
        Negated "negated",
        /// The digits are not those of the key.
        DigitsDiffer "digits-differ",
        /// It cannot be read as a number in the candidate's language.
        NotANumber "not-a-number",
        /// Nobody knows such a unit.
        UnknownUnit "unknown-unit",
        /// The unit measures something else.
        OtherDimension "other-dimension",
        /// The number is right, the unit that was asked for is missing.
        MissingUnit "missing-unit",
        /// Too far off.
        OutOfTolerance "out-of-tolerance",
        /// The question's own key cannot be read; nobody can earn anything.
        BrokenKey "broken-key",
        /// Its key was wrong, and everybody got the points.
        Granted "granted",
        /// It was found to be no fair question: it does not count for anybody.
        NotCounted "not-counted",
    }
}

/// What an answer earned, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// The share of the points, from 0 to 1.
    pub share: Ratio<i64>,
    /// The key that it matched, or came nearest to, as the author wrote it.
    pub matched: Option<String>,
    /// Why.
    pub why: Why,
    /// Whether a person must look at it before it stands.
    pub review: bool,
}

impl Grade {
    /// Earns nothing.
    pub fn nothing(why: Why) -> Grade {
        Grade { share: Ratio::zero(), matched: None, why, review: false }
    }

    /// Earns everything.
    pub fn full(why: Why, matched: impl Into<String>) -> Grade {
        Grade { share: Ratio::one(), matched: Some(matched.into()), why, review: false }
    }

    /// Right or wrong.
    pub(super) fn right_if(right: bool, matched: impl Into<String>) -> Grade {
        if right { Grade::full(Why::Right, matched) } else { Grade::nothing(Why::Wrong) }
    }

    /// Earns a share, and says right, partly or wrong by it.
    pub(super) fn of_share(share: Ratio<i64>, matched: String) -> Grade {
        let why = match share {
            whole if whole.is_one() => Why::Right,
            none if none.is_zero() => Why::Wrong,
            _ => Why::Partly,
        };
        Grade { share, matched: (why != Why::Wrong).then_some(matched), why, review: false }
    }
}

/// The nearest whole number of parts, from 0 to 1: `0.3333333333333333` is a third again.
pub(super) fn share(exact: &BigRational) -> Ratio<i64> {
    let parts = (exact * BigRational::from(BigInt::from(PARTS))).round().to_integer();
    let bounded = parts.clamp(BigInt::zero(), BigInt::from(PARTS)).to_i64();
    Ratio::new(bounded.unwrap_or(0), PARTS)
}
