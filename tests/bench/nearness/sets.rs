//! Banks and sets of raised questions, from files.

use std::{fs, path::Path};

use serde::{Deserialize, de::DeserializeOwned};

use crate::Outcome;

/// A question of the bank.
#[derive(Debug, Clone, Deserialize)]
pub struct Known {
    pub id: String,
    pub en: String,
    pub el: String,
    pub ru: String,
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// What a client asked.
#[derive(Debug, Clone, Deserialize)]
pub struct Raised {
    pub lang: String,
    /// Their words.
    #[serde(rename = "raised")]
    pub text: String,
    /// The question that answers it.
    #[serde(rename = "match")]
    pub answer: Option<String>,
    pub kind: String,
}

pub fn read<T: DeserializeOwned>(path: &Path) -> Outcome<Vec<T>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?)
}

/// The bank with one paraphrase for each question learned, and the other paraphrases of the questions that learned one: once for each
/// paraphrase's turn.
pub fn folds(bank: &[Known], all: &[Raised]) -> Vec<(Vec<Known>, Vec<Raised>)> {
    let of =
        |known: &Known| -> Vec<&Raised> { all.iter().filter(|one| one.answer.as_ref() == Some(&known.id)).collect() };
    let turns = bank.iter().map(|known| of(known).len()).max().unwrap_or(0);
    let fold = |turn: usize| {
        let (mut learned, mut rest) = (bank.to_vec(), Vec::new());
        for known in &mut learned {
            let paraphrases = of(known);
            if paraphrases.len() < 2 {
                continue;
            }
            let taken = turn % paraphrases.len();
            for (place, one) in paraphrases.into_iter().enumerate() {
                if place == taken { known.aliases.push(one.text.clone()) } else { rest.push(one.clone()) }
            }
        }
        (learned, rest)
    };
    (0..turns).map(fold).collect()
}
