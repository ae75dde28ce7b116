//! A bank as a file for another program, with what that file does not hold.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use tokio::task::spawn_blocking;

use super::{World, import_bank};
use crate::{
    base::{
        error::{Error, Result},
        id::FileId,
        lang::{Lang, Locale},
        refusal::{Problem, Refusal, Refused},
    },
    domain::{
        bank::{Bank, BankLine},
        client::Client,
        code::Code,
    },
    formats::{
        found::Remark,
        written::{self, Loss, Voice, Written},
        yaml::Pictures,
    },
    render,
    store::{Db, banks, pictures},
};

pub use crate::formats::written::Format;

/// A bank as a file.
#[derive(Debug, Clone, PartialEq)]
pub struct BankFile {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub format: Format,
    /// The language of its texts; of our own format the bank's.
    pub language: Lang,
    /// Those in which the bank asks something.
    pub languages: BTreeSet<Lang>,
    /// The line.
    pub line: BankLine,
    /// What is in it.
    pub written: Written,
}

/// What a file holds of a bank, and what it does not.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "BankFileReport")]
pub struct FileReport {
    /// What it is.
    pub format: Format,
    /// The language of its texts; of our own format the bank's, though it holds all.
    pub language: Lang,
    /// How many questions are in it.
    pub questions: usize,
    /// How many are not.
    pub left_out: usize,
    /// What is lost: of which questions what.
    pub losses: Vec<ToldLoss>,
}

/// What is lost of some questions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "BankFileLoss")]
pub struct ToldLoss {
    /// What is lost, or why they are left out, and what to do.
    pub text: String,
    /// Whether they are not in the file at all.
    pub left_out: bool,
    /// The questions' codes.
    pub questions: Vec<Code>,
}

/// The bank of a line as a file, in `language` or else in the bank's own. Refuses a line that is out of a client's sight, and a language in which
/// the bank asks nothing.
pub async fn file(
    world: &World,
    line: Code,
    (format, language): (Format, Option<Lang>),
    client: Option<&Client>,
) -> Result<BankFile> {
    import_bank::expect_in_sight(&line, client)?;
    let now = world.clock.now();
    let read = move |db: &mut Db| {
        let bank = banks::find(db, &line, now)?.ok_or(Refusal::NoSuchThing)?;
        let wanted: Vec<FileId> = import_bank::shown(&bank).into_iter().filter(|_| format == Format::Yaml).collect();
        let shown = pictures::bytes(db, &wanted)?;
        Ok((bank, shown))
    };
    let (bank, shown) = world.store.read(read).await?;
    let languages = languages(&bank);
    let language = language.filter(|_| !format.holds_all_languages()).unwrap_or(bank.line.language);
    if !languages.contains(&language) {
        let known: Vec<&str> = languages.iter().map(Lang::code).collect();
        let problem = Problem::new("language", "export-language").with("found", language.code());
        return Err(Refused::invalid(vec![problem.with("known", known.join(", "))]).into());
    }
    let name = match (format.holds_all_languages(), languages.len()) {
        (true, _) | (false, 1) => format!("{}{}", bank.line.code, format.ending()),
        (false, _) => format!("{}-{language}{}", bank.line.code, format.ending()),
    };
    let line = bank.line.clone();
    // A large bank takes a while, and a running test must not wait for it.
    let written = spawn_blocking(move || write(&bank, &shown, format, language)).await;
    let written = written.map_err(|error| Error::because("writing a bank", error))??;
    Ok(BankFile { name, format, language, languages, line, written })
}

fn write(bank: &Bank, pictures: &Pictures, format: Format, lang: Lang) -> Result<Written> {
    let locale = Locale::of_code(lang.code()).unwrap_or_default();
    let say = |key: &str| render::text(locale, key, &render::Args::new());
    written::write(bank, pictures, format, &Voice { lang, html: render::to_html, plain: render::plain, say: &say })
}

/// The languages in which something is asked, and the bank's own.
fn languages(bank: &Bank) -> BTreeSet<Lang> {
    let asked = bank.questions.iter().flat_map(|question| question.content.stem.texts());
    let asked = asked.filter(|(_, text)| !text.trim().is_empty()).filter_map(|(lang, _)| lang);
    asked.chain([bank.line.language]).collect()
}

/// What a file holds and what it does not, in the words of a locale.
pub fn report(file: &BankFile, locale: Locale) -> FileReport {
    let BankFile { format, language, written, .. } = file;
    let mut losses: Vec<ToldLoss> = Vec::new();
    for Loss { code, left_out, remark: Remark { key, about } } in &written.losses {
        let text = render::remark(locale, key, about);
        match losses.iter_mut().find(|loss| loss.text == text) {
            Some(loss) => loss.questions.push(code.clone()),
            None => losses.push(ToldLoss { text, left_out: *left_out, questions: vec![code.clone()] }),
        }
    }
    losses.sort_by_key(|loss| !loss.left_out);
    let left_out = written.losses.iter().filter(|loss| loss.left_out).count();
    FileReport { format: *format, language: *language, questions: written.questions, left_out, losses }
}
