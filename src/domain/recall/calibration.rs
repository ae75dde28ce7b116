//! Whether forecasts hold: what they said before tests beside what came of those.

use num_traits::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

use super::READY;

/// What was said before a test, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told {
    /// The chance to pass that was told.
    pub passes: f64,
    /// The share of right answers that was told.
    pub right: f64,
    /// Whether it was passed.
    pub passed: bool,
    /// The share of points that it came to.
    pub scored: f64,
}

/// Tests whose chances were told alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Alike {
    /// From this chance, in percent.
    pub from: u32,
    /// Below this one; at its end, up to it.
    pub to: u32,
    /// How many tests.
    pub tests: u32,
    /// The mean chance that was told, in percent.
    pub told: u32,
    /// How many were passed, in percent.
    pub passed: u32,
}

/// What was told beside what came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Calibration {
    /// How many tests.
    pub tests: u32,
    /// The mean share of right answers that was told, in percent.
    pub right: u32,
    /// The mean share of points that came, in percent.
    pub scored: u32,
    /// By the chance that was told; those without tests are left out.
    pub by_chance: Vec<Alike>,
}

/// A share in whole percent.
pub fn percent(share: f64) -> u32 {
    (share * 100.0).round().to_u32().unwrap_or(0)
}

/// What was told beside what came.
pub fn calibration(all: &[Told]) -> Calibration {
    let ends = [0.0, 0.25, 0.5, 0.75, READY, 1.0];
    let by_chance = ends.iter().zip(ends.iter().skip(1)).filter_map(|(from, to)| {
        let last = *to >= 1.0;
        let alike: Vec<&Told> = all.iter().filter(|told| told.passes >= *from && (told.passes < *to || last)).collect();
        let tests = u32::try_from(alike.len()).unwrap_or(u32::MAX);
        (tests > 0).then(|| Alike {
            from: percent(*from),
            to: percent(*to),
            tests,
            told: percent(mean(alike.iter().map(|told| told.passes))),
            passed: percent(mean(alike.iter().map(|told| f64::from(u8::from(told.passed))))),
        })
    });
    Calibration {
        tests: u32::try_from(all.len()).unwrap_or(u32::MAX),
        right: percent(mean(all.iter().map(|told| told.right))),
        scored: percent(mean(all.iter().map(|told| told.scored))),
        by_chance: by_chance.collect(),
    }
}

fn mean(all: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = all.fold((0.0, 0.0), |(sum, count), one| (sum + one, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_stands_beside_what_came() {
        let told = |passes, right, passed, scored| Told { passes, right, passed, scored };
        let all = [
            told(0.95, 0.92, true, 0.9),
            told(1.0, 0.98, true, 1.0),
            told(0.9, 0.9, false, 0.7),
            told(0.1, 0.5, false, 0.4),
        ];
        let found = calibration(&all);
        assert_eq!((found.tests, found.right, found.scored), (4, 83, 75));
        let alike = |from, to, tests, told, passed| Alike { from, to, tests, told, passed };
        assert_eq!(found.by_chance, [alike(0, 25, 1, 10, 0), alike(90, 100, 3, 95, 67)]);
        assert_eq!(calibration(&[]).by_chance, []);
    }
}
