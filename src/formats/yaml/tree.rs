//! YAML text → a tree that knows its lines. Scalars keep the text that was written, so that `7.0` stays `7.0`.
//!
//! The tree is built from the parser's events instead of by serde, which stops at the first mistake and turns numbers
//! into floats. Aliases are refused, so nothing can grow while it is read.

use serde_saphyr::granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span, StrInput};

use crate::{base::refusal::Problem, formats::FileProblem};

/// How deep a bank nests, with room.
const DEPTH_MAX: usize = 12;
/// Nodes of the largest bank that is allowed, with room.
const NODES_MAX: usize = 1_000_000;

/// A place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

/// A value with its place.
#[derive(Debug)]
pub struct Node {
    /// Where it begins.
    pub mark: Mark,
    /// What it is.
    pub value: Value,
}

/// A value.
#[derive(Debug)]
pub enum Value {
    /// Left empty, `~` or `null`.
    Nothing,
    /// A text as written; plain: without quotes.
    Scalar { text: String, plain: bool },
    /// `- …`
    List(Vec<Node>),
    /// `name: …`; names may come twice.
    Map(Vec<(Node, Node)>),
    /// Something that banks do not use; the slug says what.
    Refused(&'static str),
}

/// The tree of a file of one document.
pub fn parse(text: &str) -> Result<Node, FileProblem> {
    let mut options = Options::default();
    options.emit_comments = false;
    let mut builder = Builder { events: Parser::new_from_str_with_options(text, options), nodes: 0 };
    builder
        .document()
        .map_err(|problem| if problem.problem.slug == "yaml-tab" { at_tab(problem, text) } else { problem })
}

/// The parser names the value before the tab; the author looks for the tab.
fn at_tab(problem: FileProblem, text: &str) -> FileProblem {
    let from = problem.line.unwrap_or(1);
    let indented = text.lines().zip(1_u32..).filter(|(_, line)| *line >= from).find_map(|(text, line)| {
        let indentation = text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
        Some((indentation.zip(1_u32..).find(|(byte, _)| *byte == b'\t')?.1, line))
    });
    match indented {
        Some((column, line)) => FileProblem { line: Some(line), column: Some(column), ..problem },
        None => problem,
    }
}

impl Mark {
    /// A problem here.
    pub fn problem(self, problem: Problem) -> FileProblem {
        FileProblem { line: Some(self.line), column: Some(self.column), problem }
    }

    fn new(line: usize, column: usize) -> Mark {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Mark { line: number(line.max(1)), column: number(column.saturating_add(1)) }
    }
}

impl Node {
    /// The node of a dotted path, or the nearest one around it that is there.
    pub fn find(&self, path: &str) -> &Node {
        let inner = match &self.value {
            Value::List(items) => {
                let (at, rest) = path.split_once('.').unwrap_or((path, ""));
                at.parse().ok().and_then(|at: usize| items.get(at)).map(|item| (item, rest))
            }
            // Codes may hold dots: of the names that fit, the longest.
            Value::Map(entries) => {
                let fitting = entries.iter().filter_map(|(name, value)| {
                    let Value::Scalar { text, .. } = &name.value else { return None };
                    let rest = path.strip_prefix(text.as_str())?;
                    if rest.is_empty() { Some((value, "")) } else { Some((value, rest.strip_prefix('.')?)) }
                });
                fitting.min_by_key(|(_, rest)| rest.len())
            }
            Value::Nothing | Value::Scalar { .. } | Value::Refused(_) => None,
        };
        match inner {
            Some((node, "")) => node,
            Some((node, rest)) => node.find(rest),
            None => self,
        }
    }
}

struct Builder<'a> {
    events: Parser<'a, StrInput<'a>>,
    nodes: usize,
}

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Node, FileProblem> {
        let mut root = None;
        loop {
            match self.next()? {
                None | Some((Event::StreamEnd, _)) => break,
                Some((Event::DocumentStart(..), span)) => {
                    if root.is_some() {
                        return Err(start(&span).problem(Problem::new("", "file-several-documents")));
                    }
                    root = self.node(0)?;
                }
                Some(_) => {}
            }
        }
        let nothing = || Node { mark: Mark { line: 1, column: 1 }, value: Value::Nothing };
        Ok(root.unwrap_or_else(nothing))
    }

    /// The next node; none: the collection or the document ends here.
    fn node(&mut self, depth: usize) -> Result<Option<Node>, FileProblem> {
        let Some((event, span)) = self.next()? else { return Ok(None) };
        let mark = start(&span);
        self.nodes += 1;
        if depth > DEPTH_MAX || self.nodes > NODES_MAX {
            return Err(mark.problem(Problem::new("", "file-too-deep").with("max", DEPTH_MAX)));
        }
        let (value, anchor, tagged) = match event {
            Event::Scalar(text, style, anchor, tag) => (scalar(&text, style), anchor, tag.is_some()),
            Event::SequenceStart(_, anchor, tag) => {
                let tagged = tag.is_some();
                (self.list(depth)?, anchor, tagged)
            }
            Event::MappingStart(_, anchor, tag) => {
                let tagged = tag.is_some();
                (self.map(depth)?, anchor, tagged)
            }
            Event::Alias(_) => (Value::Refused("yaml-anchor"), 0, false),
            _ => return Ok(None),
        };
        let value = match (anchor, tagged) {
            (0, false) => value,
            (0, true) => Value::Refused("yaml-tag"),
            _ => Value::Refused("yaml-anchor"),
        };
        Ok(Some(Node { mark, value }))
    }

    fn list(&mut self, depth: usize) -> Result<Value, FileProblem> {
        let mut items = Vec::new();
        while let Some(item) = self.node(depth + 1)? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn map(&mut self, depth: usize) -> Result<Value, FileProblem> {
        let mut entries = Vec::new();
        while let Some(name) = self.node(depth + 1)? {
            let Some(mut value) = self.node(depth + 1)? else { break };
            if matches!(value.value, Value::Nothing) {
                // The parser puts what is left empty behind the line.
                value.mark = name.mark;
            }
            entries.push((name, value));
        }
        Ok(Value::Map(entries))
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, FileProblem> {
        self.events.next().transpose().map_err(|error| syntax(&error))
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    let plain = style == ScalarStyle::Plain;
    if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        return Value::Nothing;
    }
    // Not every database keeps such a text.
    if text.contains('\0') {
        return Value::Refused("text-nul");
    }
    Value::Scalar { text: text.to_owned(), plain }
}

fn start(span: &Span) -> Mark {
    Mark::new(span.start.line(), span.start.col())
}

fn syntax(error: &ScanError) -> FileProblem {
    let slug = match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => "yaml-tab",
        ErrorKind::MappingValueNotAllowed => "yaml-colon",
        ErrorKind::UnclosedQuotedScalar => "yaml-quote",
        ErrorKind::UnknownAnchor => "yaml-anchor",
        ErrorKind::RecursionLimitExceeded => "file-too-deep",
        _ => "yaml-syntax",
    };
    let problem = Problem::new("", slug);
    let problem = match slug {
        "yaml-syntax" => problem.with("detail", error.kind().to_string()),
        "file-too-deep" => problem.with("max", DEPTH_MAX),
        _ => problem,
    };
    Mark::new(error.marker().line(), error.marker().col()).problem(problem)
}
