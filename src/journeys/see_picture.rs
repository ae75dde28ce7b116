//! The picture of a question as its readers see it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    base::{lang::Lang, localized::Localized},
    domain::picture::Picture,
};

/// A question's picture in the words of one language.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "PictureShown")]
pub struct PictureView {
    /// Where it is.
    pub path: String,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// What it shows; empty while nobody said so.
    pub alt: String,
    /// The language of these words.
    pub lang: Lang,
}

impl PictureView {
    /// The picture in words of `lang`, else of the bank's language `own`.
    pub fn of(picture: &Picture, lang: Lang, own: Lang) -> PictureView {
        let said = |alt: &Localized| alt.exactly(lang, own).is_some_and(|text| !text.trim().is_empty());
        PictureView {
            path: format!("/files/{}", picture.file),
            width: picture.sides.0,
            height: picture.sides.1,
            alt: picture.alt.as_ref().map_or_else(String::new, |alt| alt.get(lang, own).to_owned()),
            lang: if picture.alt.as_ref().is_some_and(said) { lang } else { own },
        }
    }
}
