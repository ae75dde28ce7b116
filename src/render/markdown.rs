//! Markdown of trainers into HTML that is safe to show.

use pulldown_cmark::{CowStr, Event, Options, Parser, TagEnd, html};

/// Renders Markdown. HTML in it is shown as text; what comes out is sanitised once more.
pub fn to_html(source: &str) -> String {
    let events =
        Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).map(|event| match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            other => other,
        });
    let mut rendered = String::with_capacity(source.len() * 2);
    html::push_html(&mut rendered, events);
    ammonia::clean(&rendered)
}

/// The words of Markdown without its marks, in one line: for titles and lists.
pub fn plain(source: &str) -> String {
    let words =
        Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).map(|event| match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => text,
            Event::Start(_) | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link) => {
                "".into()
            }
            _ => " ".into(),
        });
    words.map(CowStr::into_string).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_marks() {
        for (source, words) in [
            ("Which are **nails**?", "Which are nails?"),
            ("One\ntwo\n\n- three\n- `four`", "One two three four"),
            ("5 < 6 <b>x</b>", "5 < 6 <b>x</b>"),
        ] {
            assert_eq!(plain(source), words);
        }
    }

    #[test]
    fn markup_stays_and_scripts_never_run() {
        assert_eq!(to_html("**5** mm"), "<p><strong>5</strong> mm</p>\n");
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "<svg/onload=alert(1)>",
        ] {
            let html = to_html(hostile);
            assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<svg"), "{html}");
            assert!(!html.contains("href=\"javascript"), "{html}");
        }
    }
}
