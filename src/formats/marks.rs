//! Marks in the HTML of our own files, by which our readers know again what other programs have no place for; others show it as it stands.

use std::borrow::Cow;

/// The program that wrote a file.
pub(super) const TOOL: &str = "Dokimasia";
/// What a manager tells the client.
const ANSWER: &str = "dokimasia-answer";
/// Where the fact stands.
const SOURCE: &str = "dokimasia-source";
/// The unit of a number.
const UNIT: &str = "dokimasia-unit";
/// Tags that tell where a question belongs.
const DIFFICULTY: &str = "difficulty:";
const PRODUCT: &str = "product:";

/// What is told once a question is answered, each part as HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told<'a> {
    /// What a manager tells the client.
    pub answer: Option<&'a str>,
    /// Why.
    pub explanation: Cow<'a, str>,
    /// Where the fact stands.
    pub source: Option<&'a str>,
}

/// All that is told as one text.
pub(super) fn together(told: &Told<'_>) -> String {
    let part = |class: &str, html: Option<&str>| {
        html.map_or_else(String::new, |html| format!("<div class=\"{class}\">{html}</div>"))
    };
    format!("{}{}{}", part(ANSWER, told.answer), told.explanation, part(SOURCE, told.source))
}

/// The parts of such a text; in a text without marks all of it explains.
pub(super) fn apart(html: &str) -> Told<'_> {
    let mut told = Told { explanation: Cow::Borrowed(html), ..Told::default() };
    for class in [ANSWER, SOURCE] {
        let Some((_, inside, _)) = marked(html, "div", class) else { continue };
        let part = if class == ANSWER { &mut told.answer } else { &mut told.source };
        *part = Some(inside);
        told.explanation = Cow::Owned(without(&told.explanation, "div", class));
    }
    told
}

/// A question whose number is in that unit, for programs that know no units.
pub(super) fn with_unit(html: &str, unit: &str) -> String {
    let mark = unit_mark(unit);
    match html.trim_end().strip_suffix("</p>") {
        Some(open) => format!("{open} {mark}</p>"),
        None => format!("{html} {mark}"),
    }
}

/// The mark of a unit.
pub(super) fn unit_mark(unit: &str) -> String {
    format!("<span class=\"{UNIT}\">({})</span>", html_escape::encode_text(unit))
}

/// The question without its unit, and the unit.
pub(super) fn unit_apart(html: &str) -> (Cow<'_, str>, Option<String>) {
    let Some((_, inside, _)) = marked(html, "span", UNIT) else { return (Cow::Borrowed(html), None) };
    let bare = inside.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')).unwrap_or(inside);
    let unit = html_escape::decode_html_entities(bare).into_owned();
    (Cow::Owned(without(html, "span", UNIT)), Some(unit))
}

/// Tags that tell how hard a question is and of what product.
pub(super) fn tags(difficulty: &str, product: Option<&str>) -> Vec<String> {
    let product = product.map(|product| format!("{PRODUCT}{product}"));
    [format!("{DIFFICULTY}{difficulty}")].into_iter().chain(product).collect()
}

/// How hard a tag says that a question is.
pub(super) fn difficulty_of(tag: &str) -> Option<&str> {
    tag.strip_prefix(DIFFICULTY)
}

/// Of what product a tag says that a question is.
pub(super) fn product_of(tag: &str) -> Option<&str> {
    tag.strip_prefix(PRODUCT)
}

/// What stands before, in and after the element of that class; none of these is in another of its name.
fn marked<'a>(html: &'a str, element: &str, class: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let (before, rest) = html.split_once(&format!("<{element} class=\"{class}\">"))?;
    let (inside, after) = rest.split_once(&format!("</{element}>"))?;
    Some((before, inside, after))
}

fn without(html: &str, element: &str, class: &str) -> String {
    marked(html, element, class)
        .map_or_else(|| html.to_owned(), |(before, _, after)| format!("{}{after}", before.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_comes_apart_as_it_was_put_together() {
        let told =
            Told { answer: Some("<p>Zinc.</p>"), explanation: "<p>Why</p>".into(), source: Some("EN 1 &amp; 2") };
        assert_eq!(apart(&together(&told)), told);
        let bare = Told { answer: Some("Zinc"), ..Told::default() };
        assert_eq!(apart(&together(&bare)), bare);
        assert_eq!(apart("<p>Why</p>").explanation, "<p>Why</p>");
        for html in ["How long?", "<p>How long?</p>"] {
            let marked = with_unit(html, "W/(m²·K)");
            let (without, unit) = unit_apart(&marked);
            assert_eq!((without.as_ref(), unit.as_deref()), (html, Some("W/(m²·K)")));
        }
    }
}
