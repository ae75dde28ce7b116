//! The picture of a question: found where its text shows one, and looked at before it comes along.

use percent_encoding::percent_decode_str;

use super::{FoundPicture, Remark, block::Draft, html};
use crate::{
    base::limits::ALTERNATIVE_CHARS_MAX,
    formats::{handed, inlined},
};

/// Gives what lies beside a text under that address.
pub(super) type Beside<'a> = dyn FnMut(&str) -> Option<Vec<u8>> + 'a;

/// Of a text beside which nothing lies.
pub(super) fn nowhere(_: &str) -> Option<Vec<u8>> {
    None
}

/// The name of a file in an address: its last part, as it is called on a disk.
pub(super) fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}

impl Draft {
    /// HTML or words of the question itself as Markdown. The first picture in it that can be had comes along, and no words stand for that.
    pub fn stem_of(&mut self, text: &str, is_html: Option<bool>, beside: &mut Beside<'_>) -> String {
        if !is_html.unwrap_or_else(|| html::looks_like_html(text)) {
            return html::escaped(text);
        }
        let text = &self.without_unit(text);
        let made = html::markdown(text);
        let mut shown = None;
        for (at, image) in made.pictures.iter().enumerate() {
            if self.picture.is_some() {
                self.note(Remark::new("import-picture-more"));
                continue;
            }
            let source = image.source.as_deref().unwrap_or_default();
            match inlined::read(source).or_else(|| beside(source)) {
                None => self.note(Remark::new("import-picture-left-out")),
                Some(bytes) => shown = self.show(&bytes, image.alt.clone()).then_some(at),
            }
        }
        let Some(shown) = shown else { return made.text };
        let words = html::markdown_beside(text, shown).text;
        // A bare picture asks nothing: the name of the question may, else what the picture is called.
        if words.is_empty() && self.name.as_ref().is_none_or(|name| name.trim().is_empty()) { made.text } else { words }
    }

    /// Takes a picture along, unless it is none. Tells whether it did.
    pub fn show(&mut self, bytes: &[u8], alt: Option<String>) -> bool {
        if handed::looks_like_a_picture(bytes).is_err() {
            self.note(Remark::new("import-picture-unreadable"));
            return false;
        }
        // The name of a file says nothing to those who cannot see it.
        let is_name = |alt: &str| !alt.contains(' ') && alt.contains('.');
        let alt = alt.filter(|alt| !is_name(alt) && alt.chars().count() <= ALTERNATIVE_CHARS_MAX);
        if alt.is_none() {
            self.note(Remark::new("import-picture-without-words"));
        }
        self.picture = Some(FoundPicture::new(bytes, alt));
        true
    }
}
