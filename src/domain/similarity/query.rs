//! Asking the index.

use std::collections::BTreeSet;

use num_traits::ToPrimitive;

use super::{
    grams, greek,
    index::{Found, Index, rarity},
    kindred::KINDRED,
    text::{Reader, Script, Word},
};

/// What a word of kindred meaning is worth, against the word itself.
const KINDRED_WORTH: f64 = 0.95;
/// What a known word is worth that a slip may have meant.
const SLIP_WORTH: f64 = 0.8;
/// What a word is worth that stands only beside the question.
const ASIDE_WORTH: f64 = 0.25;
/// What the spelling as a whole is worth, against all words found.
const SPELLING_WORTH: f64 = 0.75;
/// What clients' words are worth, against the question's own.
const ALIAS_WORTH: f64 = 0.9;
/// What the second of both is worth besides the better one.
const SECOND_WORTH: f64 = 0.3;
/// What a word that stands nowhere takes from the best possible, against one that stands in a single question.
const UNKNOWN_WORTH: f64 = 0.5;
/// Words of a question that are looked at: a client asks in less.
const WORDS_MAX: usize = 200;
/// Nearness below which nothing is found, in percent.
const FLOOR: u8 = 10;

/// A question that is near to what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<'a, K> {
    /// Which.
    pub key: &'a K,
    /// How near, from the floor to 100. It ranks the hits of one search and says nothing else.
    pub score: u8,
}

/// A word that was asked, in every way that it may be meant.
type Asked = Vec<Word>;

impl<K> Index<K> {
    /// The questions nearest to a text, the nearest first, at most `limit`. What is found is weighed by its `worth` to who asks, about 1; what is worth
    /// nothing is left out.
    pub fn search(&self, text: &str, worth: impl Fn(&K) -> f64, limit: usize) -> Vec<Hit<'_, K>> {
        let asked = self.asked(text);
        let mut scores = self.by_words(&asked);
        for (score, spelling) in scores.iter_mut().zip(self.by_spelling(&asked)) {
            *score += SPELLING_WORTH * spelling;
        }
        let mut found: Vec<(f64, &K)> = Vec::new();
        for (key, score) in self.keys.iter().zip(self.of_questions(&scores)).filter(|(_, score)| *score > 0.0) {
            let score = score * worth(key);
            if percent(score) >= FLOOR {
                found.push((score, key));
            }
        }
        found.sort_by(|one, other| other.0.total_cmp(&one.0));
        found.into_iter().take(limit).map(|(score, key)| Hit { key, score: percent(score) }).collect()
    }

    /// The words of a text that mean something. Latin letters may be Greek: they are unless most are English words.
    fn asked(&self, text: &str) -> Vec<Asked> {
        let asked = Reader::default().words(text).into_iter().take(WORDS_MAX);
        let asked: Vec<(Word, Option<Word>)> =
            asked.map(|word| (self.as_greek(&word), word)).map(|(greek, word)| (word, greek)).collect();
        let latin = || asked.iter().filter(|(word, _)| word.script == Script::Latin);
        let english = latin().filter(|(word, _)| self.is_english(word)).count();
        let greek = latin()
            .filter(|(_, greek)| greek.as_ref().is_some_and(|word| self.greek_stem(&word.plain).is_some()))
            .count();
        let mut seen = BTreeSet::new();
        let meant = asked.into_iter().filter_map(|(word, as_greek)| {
            let known = self.is_english(&word);
            let as_greek = as_greek.filter(|_| greek > english || !known);
            let keeps_latin = as_greek.is_none() || known || greek <= english;
            let readings = Some(word).filter(|_| keeps_latin).into_iter().chain(as_greek);
            let readings: Asked =
                readings.filter(|word| !KINDRED.is_common(word) && seen.insert(word.stem.clone())).collect();
            (!readings.is_empty()).then_some(readings)
        });
        meant.collect()
    }

    fn is_english(&self, word: &Word) -> bool {
        KINDRED.is_english(word) || self.stems.contains_key(&word.stem)
    }

    /// The stem of the Greek word that sounds so.
    fn greek_stem(&self, sound: &str) -> Option<&String> {
        KINDRED.spellings.stem(sound).or_else(|| self.spellings.stem(sound))
    }

    /// The stems of known words that a slip made this of; of a word that is known, none.
    fn nearly(&self, word: &Word) -> BTreeSet<&String> {
        let known = self.stems.contains_key(&word.stem) || !KINDRED.meanings(&word.stem).is_empty();
        if known {
            BTreeSet::new()
        } else {
            [&self.spellings, &KINDRED.spellings].iter().flat_map(|of| of.nearly(&word.plain)).collect()
        }
    }

    /// A word in Latin letters as a Greek one.
    fn as_greek(&self, word: &Word) -> Option<Word> {
        (word.script == Script::Latin).then(|| {
            let greek = Word::greek(&greek::of_latin(&word.plain));
            let stem = self.greek_stem(&greek.plain).cloned();
            Word { stem: stem.unwrap_or_else(|| greek.stem.clone()), ..greek }
        })
    }

    /// For each way the share of what was asked that it has.
    fn by_words(&self, asked: &[Asked]) -> Vec<f64> {
        let mut evidence =
            Evidence { best: vec![0.0; self.ways.len()], sum: vec![0.0; self.ways.len()], touched: Vec::new() };
        let mut possible = 0.0;
        for readings in asked {
            let mut most: f64 = 0.0;
            for word in readings {
                let nearly = self.nearly(word).into_iter().map(|stem| (stem, SLIP_WORTH));
                for (stem, worth) in [(&word.stem, 1.0)].into_iter().chain(nearly) {
                    let meanings = KINDRED.meanings(stem).iter().filter_map(|meaning| self.meanings.get(*meaning));
                    let of_word = self.stems.get(stem).map(|found| (found, worth));
                    for (found, worth) in
                        of_word.into_iter().chain(meanings.map(|found| (found, worth * KINDRED_WORTH)))
                    {
                        most = most.max(evidence.take(found, worth, self.keys.len()));
                    }
                }
            }
            evidence.next();
            possible += if most > 0.0 { most } else { UNKNOWN_WORTH * rarity(self.keys.len(), 0) };
        }
        evidence.sum.iter_mut().for_each(|sum| *sum /= possible.max(f64::MIN_POSITIVE));
        evidence.sum
    }

    /// For each way how near the spelling of its best text is: the cosine of the runs, each weighed by how rare it is.
    fn by_spelling(&self, asked: &[Asked]) -> Vec<f64> {
        let runs: BTreeSet<u128> = asked.iter().flatten().flat_map(grams::of).collect();
        let mut shared = vec![0.0; self.texts.len()];
        let mut length = 0.0;
        for run in runs {
            let Some(gram) = self.grams.get(&run) else {
                length += rarity(self.keys.len(), 0).powi(2);
                continue;
            };
            let weight = gram.weight(self.keys.len()).powi(2);
            length += weight;
            for text in &gram.texts {
                if let Some(shared) = shared.get_mut(*text as usize) {
                    *shared += weight;
                }
            }
        }
        let mut best = vec![0.0; self.ways.len()];
        for (text, shared) in self.texts.iter().zip(shared).filter(|(_, shared)| *shared > 0.0) {
            if let Some(best) = best.get_mut(text.way as usize) {
                *best = f64::max(*best, shared / (text.length * f64::sqrt(length)));
            }
        }
        best
    }

    /// For each question the best of its ways, confirmed by the second: by its own one or by the best of the clients'.
    fn of_questions(&self, ways: &[f64]) -> Vec<f64> {
        let mut scores = vec![(0.0, 0.0); self.keys.len()];
        for (way, score) in self.ways.iter().zip(ways) {
            if let Some((own, learned)) = scores.get_mut(way.key as usize) {
                if way.own {
                    *own = *score;
                } else {
                    *learned = f64::max(*learned, ALIAS_WORTH * score);
                }
            }
        }
        scores
            .into_iter()
            .map(|(own, learned)| f64::max(own, learned) + SECOND_WORTH * f64::min(own, learned))
            .collect()
    }
}

/// What speaks for each way, word by word: of one word the best counts.
struct Evidence {
    best: Vec<f64>,
    sum: Vec<f64>,
    touched: Vec<u32>,
}

impl Evidence {
    /// Takes where something is found; tells what it is worth at most.
    fn take(&mut self, found: &Found, worth: f64, questions: usize) -> f64 {
        let rare = rarity(questions, found.questions);
        let aside =
            (f64::from(u32::try_from(questions).unwrap_or(u32::MAX)) / f64::from(found.questions_aside.max(1))).ln();
        let weighed = [(&found.ways, worth * rare), (&found.aside, worth * ASIDE_WORTH * aside)];
        for (ways, weight) in weighed {
            for way in ways {
                if let Some(best) = self.best.get_mut(*way as usize) {
                    if *best == 0.0 {
                        self.touched.push(*way);
                    }
                    *best = best.max(weight);
                }
            }
        }
        match (found.ways.is_empty(), found.aside.is_empty()) {
            (false, _) => rare,
            (true, false) => ASIDE_WORTH * aside,
            (true, true) => 0.0,
        }
    }

    /// Goes on to the next word.
    fn next(&mut self) {
        for way in self.touched.drain(..) {
            if let (Some(best), Some(sum)) = (self.best.get_mut(way as usize), self.sum.get_mut(way as usize)) {
                *sum += std::mem::take(best);
            }
        }
    }
}

/// A score in percent: a question asked in its own words has about one for its words and all for its spelling.
fn percent(score: f64) -> u8 {
    (score / (1.0 + SPELLING_WORTH) * 100.0).round().clamp(0.0, 100.0).to_u8().unwrap_or(0)
}
