//! Whether what somebody learned is still the answer after a question got a new version.

use crate::domain::question::Content;

/// Whether cards stay as they are when a question goes from its version in force to the last of `later`: each with whether its writer called it a
/// mere correction of the writing. What is asked and shown, its key and the answer count; the explanation and the source are not what is learned.
pub fn still_holds(in_force: &Content, later: &[(Content, bool)]) -> bool {
    let same = |one: &Content, other: &Content| {
        let shown = |content: &Content| content.picture.as_ref().map(|picture| picture.file);
        (&one.stem, &one.kind, &one.answer, shown(one)) == (&other.stem, &other.kind, &other.answer, shown(other))
    };
    let Some((last, _)) = later.last() else { return true };
    let before = std::iter::once(in_force).chain(later.iter().map(|(content, _)| content));
    same(in_force, last) || before.zip(later).all(|(old, (new, corrects))| *corrects || same(old, new))
}
