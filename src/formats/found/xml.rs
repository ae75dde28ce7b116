//! XML as a tree, within limits: no document type is followed, no entity of a file's own is known. What is broken ends the tree where it broke.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::html;

/// Elements within elements.
const DEPTH_MAX: usize = 100;
/// Elements and texts of one file.
const NODES_MAX: usize = 2_000_000;
/// Attributes of one element.
const ATTRIBUTES_MAX: usize = 200;

/// An element.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    /// Its name without its prefix.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub inside: Vec<Inside>,
    /// The line where it begins, from 1.
    pub line: usize,
    /// Whether its end was there.
    pub whole: bool,
}

/// What is inside of an element.
#[derive(Debug, Clone)]
pub(super) enum Inside {
    Node(Node),
    Text(String),
}

/// What was read.
pub(super) struct Tree {
    /// The root; none where there is none.
    pub root: Option<Node>,
    /// Where and why it ended early, as the key of what is told.
    pub broken: Option<(usize, &'static str)>,
}

impl Node {
    /// The first element of that name directly inside.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children().find(|child| child.name == name)
    }

    /// The elements directly inside.
    pub fn children(&self) -> impl Iterator<Item = &Node> {
        self.inside.iter().filter_map(|inside| match inside {
            Inside::Node(node) => Some(node),
            Inside::Text(_) => None,
        })
    }

    /// Every element of that name at any depth, in order.
    pub fn all<'a>(&'a self, name: &str) -> Vec<&'a Node> {
        let mut found = Vec::new();
        for child in self.children() {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// The first element of that name at any depth.
    pub fn first(&self, name: &str) -> Option<&Node> {
        self.children().find_map(|child| if child.name == name { Some(child) } else { child.first(name) })
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Its words, those of inner elements too.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for inside in &self.inside {
            match inside {
                Inside::Text(words) => text.push_str(words),
                Inside::Node(node) => node.add_text(text),
            }
        }
    }

    /// What is inside as HTML, without the elements that `leave` names.
    pub fn html(&self, leave: &dyn Fn(&Node) -> bool) -> String {
        let mut html = String::new();
        self.add_html(&mut html, leave);
        html
    }

    fn add_html(&self, html: &mut String, leave: &dyn Fn(&Node) -> bool) {
        for inside in &self.inside {
            match inside {
                Inside::Text(words) => html.push_str(&html_escape::encode_text(words)),
                Inside::Node(node) if leave(node) => html.push(' '),
                Inside::Node(node) => {
                    html.extend(["<", &node.name]);
                    for (name, value) in &node.attributes {
                        html.extend([" ", name, "=\"", &html_escape::encode_double_quoted_attribute(value), "\""]);
                    }
                    html.push('>');
                    node.add_html(html, leave);
                    html.extend(["</", &node.name, ">"]);
                }
            }
        }
    }
}

/// Reads a text as far as it is XML.
pub(super) fn read(text: &str) -> Tree {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut builder = Builder { text, ..Builder::default() };
    let broken = loop {
        builder.at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Ok(Event::Eof) => break (!builder.open.is_empty()).then_some("import-xml-cut"),
            Ok(event) => match builder.take(event) {
                Ok(()) => {}
                Err(key) => break Some(key),
            },
            Err(_) => break Some("import-xml-broken"),
        }
    };
    let line = builder.line();
    Tree { root: builder.finished(), broken: broken.map(|key| (line, key)) }
}

#[derive(Default)]
struct Builder<'a> {
    text: &'a str,
    /// Where the reader is, in bytes; how many lines were counted until where.
    at: usize,
    counted: (usize, usize),
    open: Vec<Node>,
    root: Option<Node>,
    nodes: usize,
}

impl Builder<'_> {
    fn line(&mut self) -> usize {
        let (lines, until) = self.counted;
        let between = self.text.as_bytes().get(until..self.at).unwrap_or_default();
        let lines = lines + between.split(|byte| *byte == b'\n').count().saturating_sub(1);
        self.counted = (lines, self.at.max(until));
        lines + 1
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), &'static str> {
        match event {
            Event::Start(start) => {
                let node = self.node(&start)?;
                self.open.push(node);
                if self.open.len() > DEPTH_MAX { Err("import-xml-deep") } else { Ok(()) }
            }
            Event::Empty(start) => {
                let node = Node { whole: true, ..self.node(&start)? };
                self.put(node);
                Ok(())
            }
            Event::End(end) => {
                self.end(&local(end.name().as_ref()));
                Ok(())
            }
            Event::Text(text) => self.words(&text),
            Event::CData(text) => self.words(&text),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                self.words(&html::decoded(&reference))
            }
            // A type that is only named is never looked for; one that brings its own entities is not read.
            Event::DocType(kind) if kind.to_ascii_uppercase().contains("<!ENTITY") => Err("import-xml-entities"),
            _ => Ok(()),
        }
    }

    fn node(&mut self, start: &BytesStart<'_>) -> Result<Node, &'static str> {
        self.count()?;
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false).filter_map(Result::ok) {
            if attributes.len() >= ATTRIBUTES_MAX {
                return Err("import-xml-attributes");
            }
            attributes.push((local(attribute.key.as_ref()), html::decoded(&attribute.value).into_owned()));
        }
        Ok(Node { name: local(start.name().as_ref()), attributes, line: self.line(), ..Node::default() })
    }

    fn count(&mut self) -> Result<(), &'static str> {
        self.nodes += 1;
        if self.nodes > NODES_MAX { Err("import-xml-large") } else { Ok(()) }
    }

    fn words(&mut self, words: &str) -> Result<(), &'static str> {
        self.count()?;
        if let Some(open) = self.open.last_mut() {
            match open.inside.last_mut() {
                Some(Inside::Text(text)) => text.push_str(words),
                _ => open.inside.push(Inside::Text(words.to_owned())),
            }
        }
        Ok(())
    }

    /// The end of the innermost element of that name; those inside of it that have none end too. One that nobody opened is none.
    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        while self.open.len() > at {
            let whole = self.open.len() == at + 1;
            if let Some(node) = self.open.pop() {
                self.put(Node { whole: whole || node.whole, ..node });
            }
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.inside.push(Inside::Node(node)),
            None if self.root.is_none() => self.root = Some(node),
            None => {}
        }
    }

    fn finished(mut self) -> Option<Node> {
        while let Some(node) = self.open.pop() {
            self.put(node);
        }
        self.root
    }
}

fn local(name: &str) -> String {
    name.rsplit_once(':').map_or(name, |(_, local)| local).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_files_are_read_until_they_break() {
        let whole = read("<a x='1 &amp; 2'>t &larr; <b>in</b><![CDATA[<c>]]></a>");
        let root = whole.root.unwrap();
        assert_eq!((root.attribute("x"), root.text().as_str(), whole.broken), (Some("1 & 2"), "t ← in<c>", None));
        let cut = read("<a>\n<b>one</b>\n<b>tw");
        let (root, broken) = (cut.root.unwrap(), cut.broken.unwrap());
        let told: Vec<_> = root.children().map(|child| (child.text(), child.whole, child.line)).collect();
        assert_eq!(told, [("one".to_owned(), true, 2), ("tw".to_owned(), false, 3)]);
        assert_eq!(broken.1, "import-xml-cut");
        assert_eq!(read("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>").broken.unwrap().1, "import-xml-entities");
        assert_eq!(read(&"<a>".repeat(10_000)).broken.unwrap().1, "import-xml-deep");
        assert!(read("<!DOCTYPE a SYSTEM 'a.dtd'><a>R&D & x</a>").root.unwrap().text().starts_with("R&D"));
    }
}
