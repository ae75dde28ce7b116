//! Units by dimension, converted exactly.
//!
//! A unit is built from the names of `table.rs` by products, quotients and powers, as people write them: `N·mm`, `W/(m²·K)`, `kg m-3`,
//! `l/100 km`. What stands after a slash stands below it up to the next slash, so that `W/m·K` means what data sheets mean by it.
//! Factors are rational numbers and temperatures have an offset, so that a conversion there and back gives the same number.

mod parse;
mod table;

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::{One, Pow, Zero};

pub use self::parse::parse;

/// Base unit → power. Currencies and scales such as hardness are bases of their own, convertible into nothing else.
type Dimension = BTreeMap<&'static str, i32>;

/// A unit: `value × factor + offset` is the value in base units.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    factor: BigRational,
    offset: BigRational,
    dimension: Dimension,
}

/// The value in another unit; `None` where the dimensions differ.
pub fn convert(value: &BigRational, from: &Unit, to: &Unit) -> Option<BigRational> {
    from.converts_to(to).then(|| (value * &from.factor + &from.offset - &to.offset) / &to.factor)
}

impl Unit {
    /// The unit of plain numbers.
    pub fn one() -> Unit {
        Unit::number(BigRational::one())
    }

    /// Whether values of one can be told in the other.
    pub fn converts_to(&self, other: &Unit) -> bool {
        self.dimension == other.dimension
    }

    /// A value in base units, as one word: the same for the same size in whatever unit.
    pub fn measure(&self, value: &BigRational) -> String {
        let base = [(value * &self.factor + &self.offset).to_string()];
        let dimension = self.dimension.iter().map(|(base, power)| format!("{base}{power}"));
        base.into_iter().chain(dimension).collect::<Vec<String>>().join(" ")
    }

    fn number(factor: BigRational) -> Unit {
        Unit { factor, offset: BigRational::zero(), dimension: Dimension::new() }
    }

    fn base(name: &'static str) -> Unit {
        Unit { dimension: Dimension::from([(name, 1)]), ..Unit::one() }
    }

    fn times(mut self, factor: &BigRational) -> Unit {
        self.factor *= factor;
        self
    }

    /// The product. In a product a temperature is a difference, so its offset is gone.
    fn multiply(mut self, other: &Unit) -> Unit {
        if other.dimension.is_empty() && other.factor.is_one() {
            return self;
        }
        if self.dimension.is_empty() && self.factor.is_one() {
            return other.clone();
        }
        for (base, power) in &other.dimension {
            *self.dimension.entry(base).or_insert(0) += power;
        }
        self.dimension.retain(|_, power| *power != 0);
        self.factor *= &other.factor;
        self.offset = BigRational::zero();
        self
    }

    fn power(mut self, exponent: i32) -> Unit {
        if exponent == 1 {
            return self;
        }
        self.factor = Pow::pow(self.factor, exponent);
        self.dimension.values_mut().for_each(|power| *power *= exponent);
        self.dimension.retain(|_, power| *power != 0);
        self.offset = BigRational::zero();
        self
    }
}

#[cfg(test)]
mod tests;
