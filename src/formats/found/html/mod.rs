//! HTML of other programs as Markdown, or as plain words. What it could do is gone; what it says stays.

mod tag;

use std::borrow::Cow;

use self::tag::{Tag, attribute, tag};

/// What was made of HTML.
pub(super) struct Made {
    /// The text.
    pub text: String,
    /// The pictures that it showed, in order.
    pub pictures: Vec<Image>,
}

/// A picture that a text showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Image {
    /// Where it was to be had.
    pub source: Option<String>,
    /// What it shows, as the text says.
    pub alt: Option<String>,
}

/// Whether a text is rather HTML than words.
pub(in crate::formats) fn looks_like_html(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let name: String = after.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if after.contains('>') && KNOWN.contains(&name.to_ascii_lowercase().as_str()) {
            return true;
        }
        rest = after;
    }
    ["&nbsp;", "&lt;", "&gt;", "&amp;", "&quot;", "&#"].iter().any(|entity| text.contains(entity))
}

/// Tags by which HTML is known.
const KNOWN: &[&str] = &[
    "p",
    "br",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "span",
    "div",
    "img",
    "ul",
    "ol",
    "li",
    "sub",
    "sup",
    "a",
    "table",
    "tr",
    "td",
    "pre",
    "code",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "center",
    "small",
    "big",
    "tt",
    "blockquote",
];

/// HTML as Markdown.
pub(super) fn markdown(html: &str) -> Made {
    make(html, true, None)
}

/// The same, where the picture at that place is shown otherwise: no words stand for it.
pub(super) fn markdown_beside(html: &str, picture: usize) -> Made {
    make(html, true, Some(picture))
}

/// HTML as words in one line.
pub(super) fn plain(html: &str) -> Made {
    let made = make(html, false, None);
    Made { text: made.text.split_whitespace().collect::<Vec<_>>().join(" "), ..made }
}

/// A text, HTML or not, as words in one line.
pub(super) fn in_words(text: &str) -> String {
    let text = if looks_like_html(text) { plain(text).text } else { text.to_owned() };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Plain words as Markdown that shows just them, lines as lines.
pub(super) fn escaped(plain: &str) -> String {
    let lines: Vec<String> = plain.trim().lines().map(|line| escaped_line(line.trim())).collect();
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let next_goes_on = lines.get(at + 1).is_some_and(|next| !next.is_empty());
        text.push_str(line);
        text.push_str(if at + 1 == lines.len() {
            ""
        } else if !line.is_empty() && next_goes_on {
            "\\\n"
        } else {
            "\n"
        });
    }
    text
}

fn escaped_line(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = digits.len() < line.len() && digits.starts_with(['.', ')']);
    let begins_a_block = line.starts_with(['#', '>', '-', '+', '=', '~', '|']);
    let mut chars = line.chars().peekable();
    let mut before = ' ';
    let mut first = true;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let marks = match c {
            '*' | '`' | '[' => true,
            '_' => before.is_alphanumeric() != next.is_alphanumeric() && before != '_' && next != '_',
            '\\' => next.is_ascii_punctuation(),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphabetic() || next == '#',
            '.' | ')' => is_number && text.chars().all(|c| c.is_ascii_digit()) && !text.is_empty(),
            '~' => next == '~',
            _ => false,
        };
        if marks || (first && begins_a_block) {
            text.push('\\');
        }
        text.push(c);
        before = c;
        first = false;
    }
    text
}

/// An element that is open, with where its text begins.
struct Open {
    name: String,
    from: usize,
}

struct Maker {
    text: String,
    open: Vec<Open>,
    pictures: Vec<Image>,
    /// The place of the picture for which no words stand.
    beside: Option<usize>,
    marks: bool,
    /// Deeper than nothing: inside of what is never shown.
    hidden: usize,
    preformatted: usize,
}

fn make(html: &str, marks: bool, beside: Option<usize>) -> Made {
    let (text, open, pictures) = (String::new(), Vec::new(), Vec::new());
    let mut maker = Maker { text, open, pictures, beside, marks, hidden: 0, preformatted: 0 };
    let mut rest = html;
    while !rest.is_empty() {
        let (words, after) = rest.split_at_checked(rest.find('<').unwrap_or(rest.len())).unwrap_or((rest, ""));
        maker.words(words);
        if let Some((tag, after)) = tag(after) {
            maker.tag(&tag);
            rest = after;
            continue;
        }
        let mut chars = after.chars();
        if let Some(sign) = chars.next() {
            maker.words(sign.encode_utf8(&mut [0; 4]));
        }
        rest = chars.as_str();
    }
    while let Some(open) = maker.open.pop() {
        maker.close(&open);
    }
    Made { text: tidy(&maker.text), pictures: maker.pictures }
}

impl Maker {
    fn words(&mut self, words: &str) {
        if self.hidden > 0 || words.is_empty() {
            return;
        }
        let decoded = decoded(words);
        if self.preformatted > 0 {
            self.text.push_str(&decoded);
            return;
        }
        let mut told = String::new();
        for c in decoded.chars() {
            let c = if c.is_whitespace() || c == '\u{200b}' { ' ' } else { c };
            if c != ' ' || !(told.ends_with(' ') || told.is_empty() && self.text.ends_with([' ', '\n'])) {
                told.push(c);
            }
        }
        if self.marks {
            let (before, after) = (told.starts_with(' '), told.len() > 1 && told.ends_with(' '));
            let words = escaped_line(told.trim());
            self.text.push_str(if before { " " } else { "" });
            self.text.push_str(&words);
            self.text.push_str(if after { " " } else { "" });
        } else {
            self.text.push_str(&told);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "script" | "style" | "head" | "title" | "object" | "iframe" | "svg" => self.hide(tag),
            "br" => self.text.push_str(if self.marks { "\\\n" } else { " " }),
            "img" if !tag.closes => self.picture(tag.inside),
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "tr" | "table" | "ul" | "ol" | "blockquote"
            | "center" | "hr" => self.apart(),
            "li" if !tag.closes => {
                self.text.push_str(if self.marks { "\n- " } else { " " });
            }
            "td" | "th" => self.text.push(' '),
            "b" | "strong" | "i" | "em" | "code" | "tt" | "pre" | "sub" | "sup" => self.mark(tag),
            _ => {}
        }
    }

    fn hide(&mut self, tag: &Tag<'_>) {
        if tag.closes {
            self.hidden = self.hidden.saturating_sub(1);
        } else if !tag.inside.ends_with('/') {
            self.hidden += 1;
        }
    }

    fn apart(&mut self) {
        self.text.push_str("\n\n");
    }

    fn picture(&mut self, inside: &str) {
        let source = attribute(inside, "src").map(|source| decoded(&source).into_owned());
        let alt = attribute(inside, "alt").map(|alt| decoded(&alt).trim().to_owned()).filter(|alt| !alt.is_empty());
        let file = source.as_ref().filter(|source| !source.starts_with("data:"));
        let said = alt.clone().or_else(|| file?.rsplit('/').next().map(str::to_owned));
        let beside = self.beside == Some(self.pictures.len());
        self.pictures.push(Image { source, alt });
        if let Some(said) = said.filter(|_| !beside) {
            let said: String = said.chars().take(100).collect();
            let said = if self.marks { escaped_line(&said) } else { said };
            self.text.extend([" (", &said, ") "]);
        }
    }

    fn mark(&mut self, tag: &Tag<'_>) {
        if !tag.closes {
            self.preformatted += usize::from(tag.name == "pre");
            self.open.push(Open { name: tag.name.clone(), from: self.text.len() });
            return;
        }
        // What was opened inside and not closed ends here too.
        let Some(at) = self.open.iter().rposition(|open| open.name == tag.name) else { return };
        for open in self.open.split_off(at).into_iter().rev() {
            self.close(&open);
        }
    }

    fn close(&mut self, open: &Open) {
        self.preformatted = self.preformatted.saturating_sub(usize::from(open.name == "pre"));
        let inner = self.text.get(open.from..).unwrap_or_default().to_owned();
        let words = inner.trim();
        if words.is_empty() {
            return;
        }
        let marked = match open.name.as_str() {
            "sub" => lowered(words),
            "sup" => raised(words),
            _ if !self.marks || words.contains("\n\n") => return,
            "b" | "strong" if !words.contains('*') => format!("**{words}**"),
            "i" | "em" if !words.contains('*') => format!("*{words}*"),
            "code" | "tt" if !words.contains(['`', '\\', '\n']) => format!("`{words}`"),
            "pre" => format!("\n\n```\n{}\n```\n\n", words.replace("```", "'''")),
            _ => return,
        };
        let before = if inner.starts_with(char::is_whitespace) { " " } else { "" };
        let after = if inner.ends_with(char::is_whitespace) { " " } else { "" };
        self.text.truncate(open.from);
        self.text.extend([before, &marked, after]);
    }
}

fn lowered(words: &str) -> String {
    let small: Option<String> =
        words.chars().map(|c| c.to_digit(10).and_then(|digit| char::from_u32(0x2080 + digit))).collect();
    small.unwrap_or_else(|| format!("_{words}"))
}

fn raised(words: &str) -> String {
    let small = |c: char| match c {
        '1' => Some('¹'),
        '2' => Some('²'),
        '3' => Some('³'),
        '-' | '−' => Some('⁻'),
        '+' => Some('⁺'),
        'n' => Some('ⁿ'),
        '°' | 'º' | 'o' => Some('°'),
        _ => c.to_digit(10).and_then(|digit| char::from_u32(0x2070 + digit)),
    };
    words.chars().map(small).collect::<Option<String>>().unwrap_or_else(|| format!("^{words}"))
}

/// The text with its entities as the signs that they mean.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let once = html_escape::decode_html_entities(text).into_owned();
    Cow::Owned(once.replace('\u{a0}', " "))
}

/// Lines without space around them, at most one blank one between two; a break at the end of a paragraph is none.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut fenced = false;
    for line in text.trim().lines() {
        let fence = line.trim() == "```";
        let line = if fenced && !fence { line.trim_end() } else { line.trim() };
        fenced ^= fence;
        if line.is_empty() && !fenced {
            let kept = tidied.trim_end_matches(['\n', '\\']).len();
            tidied.truncate(kept);
            tidied.push_str("\n\n");
        } else if line == "\\" {
            tidied.push('\n');
        } else {
            tidied.push_str(line);
            tidied.push('\n');
        }
    }
    let mut told = tidied.trim();
    while let Some(shorter) = told.strip_suffix('\\').filter(|rest| !rest.ends_with('\\')) {
        told = shorter.trim_end();
    }
    told.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_markdown() {
        for (html, made) in [
            ("<p>One</p><p>Two &amp; <b>three</b></p>", "One\n\nTwo & **three**"),
            ("a<br>b<br/>", "a\\\nb"),
            ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
            ("m<sup>2</sup> and H<sub>2</sub>O", "m² and H₂O"),
            ("2*3 <script>alert(1)</script>x", "2\\*3 x"),
            ("<pre>a  b\n c</pre>", "```\na  b\n c\n```"),
            ("5 &lt; 6 < 7", "5 < 6 < 7"),
            ("<b>open", "**open**"),
            ("&larr; &nbsp; x", "← x"),
            ("<img src=\"a/b.png\" alt=\"A nail\">?", "(A nail) ?"),
            ("<p><b> spaced </b>out</p>", "**spaced** out"),
        ] {
            assert_eq!(markdown(html).text, made, "{html}");
        }
    }

    #[test]
    fn plain_words_stay_what_they_are() {
        for (text, made) in [
            ("2*3_4 [x] `y`", "2\\*3_4 \\[x] \\`y\\`"),
            ("1. First", "1\\. First"),
            ("# no heading\n- no list", "\\# no heading\\\n\\- no list"),
            ("a\n\nb", "a\n\nb"),
            (r"\(\rho\) is", r"\\(\rho\\) is"),
            ("Grant is _____ in it", "Grant is _____ in it"),
        ] {
            assert_eq!(escaped(text), made, "{text}");
        }
        assert_eq!(plain("<p>a</p>\n<p>b&nbsp;c</p>").text, "a b c");
    }
}
