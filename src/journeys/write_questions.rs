//! SHELL until the slice is merged
use crate::domain::question::Content;
/// shell
pub fn folded(content: &Content) -> String {
    content.stem.texts().map(|(_, text)| text.to_lowercase()).collect::<Vec<_>>().join(" ")
}
