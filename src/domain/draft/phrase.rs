//! The words around names and values.

use serde::Serialize;

use super::Cell;
use crate::base::{lang::Lang, localized::Localized};

/// Says a phrase in a language; nothing in a language that it does not speak.
pub type Say<'a> = &'a dyn Fn(Lang, &Phrase) -> Option<String>;

/// What drafts say, with the names and values to say it of: names as they stand (nominative), so they belong in quotes or behind a noun.
/// As JSON it is its stable name under `phrase`, beside its values by name. All but `Source` are Markdown, and their values are escaped for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "phrase", rename_all = "kebab-case")]
pub enum Phrase {
    /// What is the ⟨characteristic⟩ of ⟨product⟩?
    AskValue {
        /// What is asked for.
        characteristic: String,
        /// Of what.
        product: String,
    },
    /// The same, where the options differ by their units only.
    AskUnit {
        /// What is asked for.
        characteristic: String,
        /// Of what.
        product: String,
    },
    /// The ⟨characteristic⟩ of ⟨product⟩ is ⟨value⟩.
    TellValue {
        /// What is told.
        characteristic: String,
        /// Of what.
        product: String,
        /// With its unit.
        value: String,
    },
    /// A statement that is true or false: ⟨product⟩ has ⟨characteristic⟩.
    Claim {
        /// What is claimed.
        characteristic: String,
        /// Of what.
        product: String,
    },
    /// Yes, ⟨product⟩ has ⟨characteristic⟩.
    Confirm {
        /// What is so.
        characteristic: String,
        /// Of what.
        product: String,
    },
    /// No, ⟨product⟩ does not have ⟨characteristic⟩.
    Deny {
        /// What is not so.
        characteristic: String,
        /// Of what.
        product: String,
    },
    /// Which of these has the highest ⟨characteristic⟩?
    AskHighest {
        /// By what they are compared.
        characteristic: String,
    },
    /// Which of these has the lowest ⟨characteristic⟩?
    AskLowest {
        /// By what they are compared.
        characteristic: String,
    },
    /// ⟨product⟩ has the highest ⟨characteristic⟩ of them: ⟨value⟩.
    TellHighest {
        /// By what they are compared.
        characteristic: String,
        /// The first of them.
        product: String,
        /// With its unit.
        value: String,
    },
    /// ⟨product⟩ has the lowest ⟨characteristic⟩ of them: ⟨value⟩.
    TellLowest {
        /// By what they are compared.
        characteristic: String,
        /// The last of them.
        product: String,
        /// With its unit.
        value: String,
    },
    /// Where the facts stand: the table of ⟨line⟩.
    Source {
        /// The line's name.
        line: String,
    },
}

impl Cell<'_> {
    /// A text in every language of the bank.
    pub(super) fn each(&self, text: impl Fn(Lang) -> String) -> Localized {
        Localized::Many(self.table.languages().map(|lang| (lang, text(lang))).collect())
    }

    /// The phrase in every language of the bank that is spoken. The bank's own must be there: in English words, where nobody speaks it.
    pub(super) fn phrase(&self, phrase: impl Fn(Lang) -> Phrase) -> Option<Localized> {
        let own = self.own();
        let said = |words: Lang, names: Lang| (self.say)(words, &phrase(names)).filter(|text| !text.trim().is_empty());
        let in_own = said(own, own).or_else(|| said(Lang::EN, own))?;
        let others = self.table.languages().filter(|lang| *lang != own);
        let others = others.filter_map(|lang| Some((lang, said(lang, lang)?)));
        Some(Localized::Many(std::iter::once((own, in_own)).chain(others).collect()))
    }
}

/// The text as Markdown that shows it as it stands, in one line.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            shown.push(' ');
        }
        for sign in word.chars() {
            if matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~') {
                shown.push('\\');
            }
            shown.push(sign);
        }
    }
    shown
}
