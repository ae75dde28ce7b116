//! `number`: a number, often with a unit.

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        answer::{Answer, TypedNumber},
        decimal::{self, Typed},
        unit::{self, Unit},
    },
    Grade, Why,
    grade::share,
    not_an_answer,
};
use crate::base::{
    lang::Lang,
    limits::ANSWER_CHARS_MAX,
    refusal::{Problem, Refused},
};

/// A number and how far off is still right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Number {
    /// The right number, as written by the author: an exact decimal with a point, such as `6617` or `0.072`.
    pub key: String,
    /// Its unit, such as `N·mm`; the candidate may answer in any that converts.
    pub unit: Option<String>,
    /// How far off is still right, bounds included.
    pub tolerance: Tolerance,
    /// Whether an answer without a unit loses points though a unit is asked for.
    pub unit_required: bool,
    /// The share of the points that a missing unit costs, an exact decimal from 0 to 1.
    pub unit_penalty: String,
}

/// How far off is still right. The number is an exact decimal, zero or more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tolerance {
    /// key ± this, in the key's unit.
    Absolute(String),
    /// key ± this share of the key (`0.02` is two percent).
    Relative(String),
    /// From key / (1 + this) to key × (1 + this).
    Geometric(String),
}

/// The typed number as it stands, once it reads as a number. Its unit may be one that nobody knows: that is graded, not refused.
pub(super) fn accept(typed: TypedNumber, lang: Lang) -> Result<Answer, Refused> {
    let TypedNumber { value, unit } = typed;
    if [Some(&value), unit.as_ref()].into_iter().flatten().any(|text| text.chars().nth(ANSWER_CHARS_MAX).is_some()) {
        return Err(not_an_answer("too-long").with("max", ANSWER_CHARS_MAX));
    }
    if decimal::typed(&value, lang).is_none() {
        return Err(not_an_answer("not-a-number"));
    }
    Ok(Answer::Number { value, unit: unit.filter(|unit| !unit.trim().is_empty()), lang })
}

impl Number {
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if decimal::exact(&self.key).is_none() {
            problems.push(Problem::new("key", "not-a-decimal").with("found", self.key.as_str()));
        }
        let (Tolerance::Absolute(off) | Tolerance::Relative(off) | Tolerance::Geometric(off)) = &self.tolerance;
        if decimal::exact(off).is_none_or(|off| off.is_negative()) {
            problems.push(Problem::new("tolerance", "not-a-tolerance").with("found", off.as_str()));
        }
        if decimal::exact(&self.unit_penalty).is_none_or(|cost| cost.is_negative() || cost > BigRational::one()) {
            problems.push(Problem::new("unit_penalty", "not-a-share"));
        }
        match &self.unit {
            Some(unit) if unit::parse(unit).is_none() => {
                problems.push(Problem::new("unit", "unknown-unit").with("unit", unit.as_str()));
            }
            None if self.unit_required => problems.push(Problem::new("unit", "unit-missing")),
            _ => {}
        }
        problems
    }

    pub(super) fn grade(&self, value: &str, unit: Option<&str>, lang: Lang) -> Grade {
        let Some(typed) = decimal::typed(value, lang) else { return Grade::nothing(Why::NotANumber) };
        let (Some(key), Some(own)) = (decimal::exact(&self.key), unit::parse(self.unit.as_deref().unwrap_or("")))
        else {
            return Grade::nothing(Why::BrokenKey);
        };
        let given = match given_unit(&typed, unit) {
            Ok(given) => given,
            Err(why) => return Grade::nothing(why),
        };
        let told = given.is_some();
        let Some(number) = unit::convert(&typed.number, &given.unwrap_or_else(|| own.clone()), &own) else {
            return Grade::nothing(Why::OtherDimension);
        };
        if !self.tolerance.admits(&number, &key) {
            return Grade::nothing(Why::OutOfTolerance);
        }
        if told || !self.unit_required { Grade::full(Why::Right, self.shown()) } else { self.without_unit() }
    }

    fn without_unit(&self) -> Grade {
        let cost = decimal::exact(&self.unit_penalty).unwrap_or_else(BigRational::one);
        let share = share(&(BigRational::one() - cost));
        Grade { share, ..Grade::full(Why::MissingUnit, self.shown()) }
    }

    fn shown(&self) -> String {
        format!("{} {}", self.key, self.unit.as_deref().unwrap_or("")).trim_end().to_owned()
    }
}

/// The unit that the candidate told: beside the number, apart from it, or twice the same.
fn given_unit(typed: &Typed, apart: Option<&str>) -> Result<Option<Unit>, Why> {
    let known = |text: &str| match text.trim() {
        "" => Ok(None),
        text => unit::parse(text).map(Some).ok_or(Why::UnknownUnit),
    };
    match (known(&typed.unit)?, known(apart.unwrap_or(""))?) {
        (Some(beside), Some(apart)) if beside != apart => Err(Why::UnknownUnit),
        (beside, apart) => Ok(beside.or(apart)),
    }
}

impl Tolerance {
    /// Whether `number` is near enough to `key`, bounds included.
    fn admits(&self, number: &BigRational, key: &BigRational) -> bool {
        let bounds = |off: &str, of: fn(BigRational, &BigRational) -> (BigRational, BigRational)| {
            decimal::exact(off).filter(|off| !off.is_negative()).map(|off| of(off, key))
        };
        let bounds = match self {
            Tolerance::Absolute(off) => bounds(off, |off, key| (key - &off, key + &off)),
            Tolerance::Relative(off) => bounds(off, |off, key| (key - key.abs() * &off, key + key.abs() * &off)),
            Tolerance::Geometric(off) => bounds(off, |off, key| {
                let factor = BigRational::one() + off;
                let (near, far) = (key / &factor, key * &factor);
                if *key < BigRational::zero() { (far, near) } else { (near, far) }
            }),
        };
        bounds.is_some_and(|(low, high)| low <= *number && *number <= high)
    }
}
