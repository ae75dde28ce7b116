//! XML that goes out, as a tree: what is text is escaped, what is HTML becomes well-formed first.

use std::io::Cursor;

use quick_xml::{
    Writer,
    events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::base::error::{Error, Result};

/// Elements of HTML that have no end.
const VOID: &[&str] = &["br", "hr", "img", "col", "wbr"];

/// An element with what is inside.
pub(super) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    inside: Vec<Inside>,
}

/// What is inside of an element.
enum Inside {
    Element(Element),
    Text(String),
    /// Kept as it is, where programs expect HTML in a text.
    Data(String),
    /// Well-formed already.
    Ready(String),
}

impl Element {
    pub fn new(name: impl Into<String>) -> Element {
        Element { name: name.into(), attributes: Vec::new(), inside: Vec::new() }
    }

    pub fn with(mut self, name: impl Into<String>, value: impl AsRef<str>) -> Element {
        self.attributes.push((name.into(), allowed(value.as_ref())));
        self
    }

    pub fn text(mut self, text: impl AsRef<str>) -> Element {
        self.inside.push(Inside::Text(allowed(text.as_ref())));
        self
    }

    /// HTML as the text that it is for programs which read it out of a text.
    pub fn data(mut self, html: impl AsRef<str>) -> Element {
        self.inside.push(Inside::Data(allowed(html.as_ref())));
        self
    }

    /// HTML as elements of the file.
    pub fn html(mut self, html: &str) -> Element {
        self.inside.push(Inside::Ready(allowed(&well_formed(html))));
        self
    }

    pub fn child(mut self, child: Element) -> Element {
        self.inside.push(Inside::Element(child));
        self
    }

    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.inside.extend(children.into_iter().map(Inside::Element));
        self
    }

    fn write(&self, writer: &mut Writer<Cursor<Vec<u8>>>) -> std::io::Result<()> {
        let attributes = self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let start = BytesStart::new(self.name.as_str()).with_attributes(attributes);
        if self.inside.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for inside in &self.inside {
            match inside {
                Inside::Element(element) => element.write(writer)?,
                Inside::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
                Inside::Ready(xml) => writer.write_event(Event::Text(BytesText::from_escaped(xml.as_str())))?,
                Inside::Data(text) => {
                    for part in BytesCData::escaped(text) {
                        writer.write_event(Event::CData(part))?;
                    }
                }
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name.as_str())))
    }
}

/// The file of a root.
pub(super) fn file(root: &Element) -> Result<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Cursor::new(Vec::new()), b' ', 1);
    writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| root.write(&mut writer))
        .map_err(|error| Error::because("writing XML", error))?;
    let mut bytes = writer.into_inner().into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// Without the characters that XML has no way to write (XML 1.0, production 2).
fn allowed(text: &str) -> String {
    let is_allowed =
        |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_allowed).collect()
}

/// HTML of our own pages as XML: elements without an end get one, names of characters become numbers.
fn well_formed(html: &str) -> String {
    let mut xml = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        xml.push_str(before);
        let end = tag_end(after);
        let (tag, next) = after.split_at_checked(end).unwrap_or((after, ""));
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let ends = VOID.contains(&name.as_str()) && !tag.ends_with('/');
        xml.extend(["<", tag, if ends { "/" } else { "" }]);
        rest = next;
    }
    xml.push_str(rest);
    xml.replace("&nbsp;", "&#160;").replace(" rel=\"noopener noreferrer\"", "")
}

/// Where a tag closes: not within the quotes of a value.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, c) in tag.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_well_formed() {
        for (html, xml) in [
            ("a<br>b<hr>", "a<br/>b<hr/>"),
            ("<img alt=\"a > b\" src=\"x\">c", "<img alt=\"a > b\" src=\"x\"/>c"),
            ("1&nbsp;m <b>x</b> 5 &lt; 6", "1&#160;m <b>x</b> 5 &lt; 6"),
        ] {
            assert_eq!(well_formed(html), xml);
        }
    }

    #[test]
    fn whatever_is_written_can_be_read() {
        let hostile = "a\u{0}\u{b}]]><script>&amp;\u{ffff}é";
        let root = Element::new("r").with("a", hostile).text(hostile).child(Element::new("c").data(hostile));
        let file = String::from_utf8(file(&root).unwrap()).unwrap();
        let mut reader = quick_xml::Reader::from_str(&file);
        let mut text = String::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::CData(data) => text.push_str(&data),
                _ => {}
            }
        }
        assert_eq!(text, "a]]><script>&amp;é");
        assert!(file.contains("a=\"a]]&gt;&lt;script&gt;&amp;amp;é\""), "{file}");
    }
}
