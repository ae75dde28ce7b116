//! Numbers as they are known: `7.0` is anything that would be written so, from 6.95 to 7.05.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Pow;

use super::{
    bank::is_decimal,
    decimal,
    unit::{self, Unit},
};
use crate::base::lang::Lang;

/// A number with the decimals to which it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    number: BigRational,
    decimals: u16,
}

/// What a number may be: an open interval, so that neighbours such as 7.0 and 7.1 do not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    low: BigRational,
    high: BigRational,
}

impl Amount {
    /// Reads a decimal with a point.
    pub(super) fn read(text: &str) -> Option<Amount> {
        let number = decimal::exact(text).filter(|_| is_decimal(text))?;
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        Some(Amount { number, decimals: u16::try_from(decimals).ok()? })
    }

    /// The number itself.
    pub(super) fn number(&self) -> &BigRational {
        &self.number
    }

    /// How many decimals are known.
    pub(super) fn decimals(&self) -> u16 {
        self.decimals
    }

    /// The same with so many decimals.
    pub(super) fn rounded(&self, decimals: u16) -> Amount {
        let scale = BigRational::from(BigInt::from(10).pow(decimals));
        Amount { number: (&self.number * &scale).round() / scale, decimals }
    }

    /// As a reader of that language writes it, with all its decimals.
    pub(super) fn written(&self, lang: Lang) -> String {
        decimal::rounded(&self.number, self.decimals, lang)
    }

    /// How far off it may be: half of its last decimal, as authors write it.
    pub(super) fn tolerance(&self) -> String {
        decimal::written(&self.half(), Lang::EN)
    }

    /// What it may be.
    pub(super) fn span(&self) -> Span {
        let half = self.half();
        Span { low: &self.number - &half, high: &self.number + half }
    }

    fn half(&self) -> BigRational {
        BigRational::new(1.into(), BigInt::from(10).pow(self.decimals) * 2)
    }
}

impl Span {
    /// Whether one number may be both.
    pub(super) fn overlaps(&self, other: &Span) -> bool {
        self.low < other.high && other.low < self.high
    }

    /// From the lowest to the highest of both.
    pub(super) fn hull(self, other: Span) -> Span {
        Span { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// The same in another unit; nothing where the dimensions differ.
    pub(super) fn convert(&self, from: &Unit, to: &Unit) -> Option<Span> {
        Some(Span { low: unit::convert(&self.low, from, to)?, high: unit::convert(&self.high, from, to)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        Amount::read(text).unwrap()
    }

    #[test]
    fn decimals_are_kept_and_written_by_language() {
        for (text, in_english, in_greek, tolerance) in [
            ("7.0", "7.0", "7,0", "0.05"),
            ("7", "7", "7", "0.5"),
            ("-0.072", "-0.072", "-0,072", "0.0005"),
            ("007", "7", "7", "0.5"),
            ("6617", "6617", "6617", "0.5"),
        ] {
            let amount = amount(text);
            assert_eq!(amount.written(Lang::EN), in_english);
            assert_eq!(amount.written(Lang::EL), in_greek);
            assert_eq!(amount.tolerance(), tolerance);
        }
        for bad in ["", "1/3", "1e3", "7,0", "x"] {
            assert_eq!(Amount::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn rounding_keeps_the_zeros_and_goes_away_from_nought() {
        for (text, decimals, rounded) in
            [("0.12", 3, "0.120"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.04", 1, "0.0"), ("-0.04", 1, "0.0")]
        {
            assert_eq!(amount(text).rounded(decimals).written(Lang::EN), rounded);
        }
    }

    #[test]
    fn numbers_meet_where_their_unknown_decimals_may_be_the_same() {
        for (one, other, meet) in [
            ("7.0", "7.1", false),
            ("7", "7.4", true),
            ("7", "7.6", false),
            ("0.096", "0.10", true),
            ("0.094", "0.10", false),
            ("7.0", "7", true),
            ("-1", "1", false),
        ] {
            assert_eq!(amount(one).span().overlaps(&amount(other).span()), meet, "{one} {other}");
            assert_eq!(amount(other).span().overlaps(&amount(one).span()), meet, "{other} {one}");
        }
    }
}
