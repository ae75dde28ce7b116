//! What was measured, as a table for people and as JSON.

use std::{collections::BTreeMap, time::Duration};

use serde_json::{Value, json};

use crate::{Outcome, bare::Calibration};

/// What a candidate does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    SignIn,
    View,
    Start,
    Save,
    Submit,
    Result,
    Board,
    Standing,
    FirstQuestion,
}

/// How long each step took, every time.
#[derive(Debug, Default)]
pub struct Times(BTreeMap<Step, Vec<Duration>>);

impl Times {
    pub fn add(&mut self, step: Step, took: Duration) {
        self.0.entry(step).or_default().push(took);
    }

    /// Milliseconds below which that share of a step's times lies, by the nearest rank.
    fn quantile(&self, step: Step, permille: usize) -> f64 {
        let mut times = self.0.get(&step).cloned().unwrap_or_default();
        times.sort_unstable();
        let rank = (times.len() * permille).div_ceil(1_000).max(1) - 1;
        times.get(rank).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    }
}

impl FromIterator<Times> for Times {
    fn from_iter<I: IntoIterator<Item = Times>>(all: I) -> Times {
        let mut sum = Times::default();
        for (step, mut times) in all.into_iter().flat_map(|one| one.0) {
            sum.0.entry(step).or_default().append(&mut times);
        }
        sum
    }
}

/// One run.
#[derive(Debug, Default)]
pub struct Run {
    /// What was run.
    pub name: String,
    /// How often a second.
    pub per_second: f64,
    /// Processor time of the server for each, in milliseconds.
    pub cpu_ms: f64,
    /// Memory of the server afterwards, in megabytes.
    pub memory_mb: f64,
    /// How long each step took.
    pub times: Times,
}

/// All runs with what the machine can do at all.
#[derive(Default)]
pub struct Table {
    calibration: Option<Calibration>,
    runs: Vec<Run>,
}

impl Table {
    pub fn calibrate(&mut self, calibration: Calibration) {
        self.calibration = Some(calibration);
    }

    /// Adds the median of some runs of the same, by how often a second.
    pub fn add_median(&mut self, mut runs: Vec<Run>) {
        runs.sort_by(|one, other| one.per_second.total_cmp(&other.per_second));
        let middle = runs.len() / 2;
        self.runs.extend(runs.into_iter().nth(middle));
    }

    pub fn told(&self) -> String {
        let mut lines = Vec::new();
        if let Some(Calibration { per_second, cpu_micros }) = &self.calibration {
            lines.push(format!("bare handler: {per_second:.0} requests/s, {cpu_micros:.1} µs of processor each"));
        }
        for run in &self.runs {
            let Run { name, per_second, cpu_ms, memory_mb, times } = run;
            lines.push(format!("{name}: {per_second:.1}/s, {cpu_ms:.3} ms of processor each, {memory_mb:.1} MB"));
            for step in times.0.keys() {
                let (half, most) = (times.quantile(*step, 500), times.quantile(*step, 990));
                lines.push(format!("    {:<14} p50 {half:>9.3} ms   p99 {most:>9.3} ms", format!("{step:?}")));
            }
        }
        lines.join("\n")
    }

    pub fn json(&self) -> Outcome<String> {
        let calibration = self
            .calibration
            .as_ref()
            .map(|bare| json!({ "requests_per_second": bare.per_second, "cpu_micros_per_request": bare.cpu_micros }));
        let runs = self.runs.iter().map(|run| {
            let steps = run.times.0.keys().map(|step| {
                let figures =
                    json!({ "p50_ms": run.times.quantile(*step, 500), "p99_ms": run.times.quantile(*step, 990) });
                (format!("{step:?}"), figures)
            });
            json!({
                "name": run.name, "per_second": run.per_second, "cpu_ms_each": run.cpu_ms, "memory_mb": run.memory_mb,
                "steps": steps.collect::<BTreeMap<String, Value>>(),
            })
        });
        let runs: Vec<Value> = runs.collect();
        Ok(serde_json::to_string_pretty(&json!({ "bare": calibration, "runs": runs }))?)
    }
}

/// Tells whoever measures.
#[expect(clippy::print_stdout, reason = "a benchmark speaks to whoever runs it")]
pub fn say(text: &str) {
    println!("{text}");
}
