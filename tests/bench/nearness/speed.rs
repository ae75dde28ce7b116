//! Time and memory on a bank of thousands, made of the given one by variation.

use std::time::{Duration, Instant};

use dokimasia::domain::similarity::{Document, Index};
use procfs::process::Process;

use crate::{
    Outcome, say,
    sets::{Known, Raised},
};

/// Searches that are timed.
const SEARCHES: usize = 2_000;

pub fn measure(bank: &[Known], all: &[Raised], questions: usize) -> Outcome<()> {
    let documents: Vec<Document<usize>> = (0..questions).filter_map(|number| varied(bank, number)).collect();
    let before = resident();
    let began = Instant::now();
    let index = Index::new(documents);
    let (took, keeps) = (millis(began.elapsed()), resident() - before);
    say(&format!("{} questions in three languages\n  made in {took:.0} ms, keeps {keeps:.0} MB", index.len()))?;
    let mut times: Vec<Duration> = Vec::with_capacity(SEARCHES);
    let mut hits = 0;
    for raised in all.iter().cycle().take(SEARCHES) {
        let began = Instant::now();
        hits += index.search(&raised.text, |_| 1.0, 5).len();
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().map_or(0.0, millis);
    say(&format!("  a search: p50 {:.2} ms, p99 {:.2} ms ({hits} hits)", at(50), at(99)))
}

/// The question of that number: a given one about another product, whose words differ in every fifth and whose sizes differ always.
fn varied(bank: &[Known], number: usize) -> Option<Document<usize>> {
    let known = bank.get(number % bank.len().max(1))?;
    let turn = number / bank.len().max(1);
    let texts = [&known.en, &known.el, &known.ru].map(|text| vary(text, turn));
    let answers =
        [&known.en, &known.el, &known.ru].map(|text| format!("{} {}", vary(text, turn + 7), vary(text, turn + 13)));
    Some(Document { key: number, texts: texts.to_vec(), aliases: Vec::new(), aside: answers.to_vec() })
}

fn vary(text: &str, turn: usize) -> String {
    let words = text.split(' ').enumerate().map(|(place, word)| {
        let digits = word.chars().any(|sign| sign.is_ascii_digit());
        if digits {
            return format!("{word}{turn}");
        }
        if (place + turn).is_multiple_of(5) {
            let turned: String = word.chars().rev().collect();
            return format!("{turned}{}", word.chars().cycle().skip(turn % 7).take(3).collect::<String>());
        }
        word.to_owned()
    });
    words.collect::<Vec<String>>().join(" ")
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Megabytes that this process holds.
fn resident() -> f64 {
    let pages = Process::myself().and_then(|it| it.statm()).map_or(0, |statm| statm.resident);
    f64::from(u32::try_from(pages * procfs::page_size() / 1_024).unwrap_or(u32::MAX)) / 1_024.0
}
