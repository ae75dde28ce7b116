//! What templates and assets may hold: nothing that a strict browser would refuse, nothing from elsewhere.

use crate::source::{Faults, Source, files};

/// Names of XML vocabularies look like addresses, but nobody fetches them.
const VOCABULARIES: &str = "http://www.w3.org/";

#[test]
fn templates_are_safe_and_complete_in_themselves() {
    let mut faults = Faults::default();
    for file in files("templates", &[".hbs"]) {
        check_template(&file, &mut faults);
    }
    faults.expect_none();
}

#[test]
fn assets_reach_for_nothing_outside() {
    let mut faults = Faults::default();
    for file in files("templates/assets", &[".css", ".js", ".svg"]) {
        check_asset(&file, &mut faults);
    }
    faults.expect_none();
}

#[test]
fn planted_faults_are_found() {
    let check = |text: &str, expected: &[&str]| {
        let mut faults = Faults::default();
        check_template(&Source::new("a.hbs", text), &mut faults);
        faults.expect(expected);
    };
    check("<p class=\"a\" {{#if (gt a \"<\")}}hidden{{/if}}>style= onward=1 {{x}} {{{body_html}}}</p>", &[]);
    check("<script type=\"module\" src=\"/assets/app.js\"></script><svg xmlns=\"http://www.w3.org/2000/svg\">", &[]);
    check("<a href=\"https://example.org\">{{!-- <b style=x> --}}</a><!-- <b style=x> -->", &[]);
    check("\n{{{ body }}}", &["a.hbs:2: {{{body}}}"]);
    check("{{& body}}", &["{{{body}}}"]);
    check("<p\n STYLE='a'>", &["a.hbs:1: style="]);
    check("<p title=\"a > b\" onclick=\"x\">", &["onclick="]);
    check("<script>x()</script>", &["script"]);
    check("<script src=\"/a.js\"> x()\n</script>", &["script"]);
    check("<style>p {}</style>", &["<style>"]);
    check("<img src=\"https://example.org/a.png\">", &["src="]);
    check("<link href=//example.org/a.css>", &["href="]);
    check("<a href=\"javascript:x()\">", &["href="]);
    let check = |text: &str, expected: &[&str]| {
        let mut faults = Faults::default();
        check_asset(&Source::new("a.css", text), &mut faults);
        faults.expect(expected);
    };
    check("a { background: url(/assets/a.svg); } // not //this", &[]);
    check("<svg xmlns=\"http://www.w3.org/2000/svg\">", &[]);
    check("\n@import url(https://example.org/a.css);", &["a.css:2"]);
    check("a { background: url(//example.org/a.png); }", &["a.css:1"]);
    check("import \"//example.org/a.js\";", &["a.css:1"]);
}

fn check_asset(file: &Source, faults: &mut Faults) {
    for (index, line) in file.text.lines().enumerate() {
        let line = line.replace(VOCABULARIES, "");
        if ["http://", "https://", "url(//", "\"//", "'//"].iter().any(|outside| line.contains(outside)) {
            faults.add(&file.path, index + 1, "reaches outside: keep what it needs in templates/assets");
        }
    }
}

fn check_template(file: &Source, faults: &mut Faults) {
    let html = without_comments(&without_expressions(file, faults));
    let mut rest = html.as_str();
    while let Some(start) = rest.find('<') {
        let line = line_at(&html, html.len() - rest.len() + start);
        let tag = tag_at(&rest[start..]);
        rest = &rest[start + tag.len().max(1)..];
        for fault in faults_of_tag(tag, rest) {
            faults.add(&file.path, line, fault);
        }
    }
}

/// The text with blanks in place of `{{…}}`, so that what is left is HTML of the same length. Finds raw output on the way.
fn without_expressions(file: &Source, faults: &mut Faults) -> String {
    let (mut html, mut rest) = (String::new(), file.text.as_str());
    while let Some(start) = rest.find("{{") {
        html.push_str(&rest[..start]);
        let line = line_at(&file.text, file.text.len() - rest.len() + start);
        rest = &rest[start..];
        let close = ["{{!--", "{{{"].iter().position(|open| rest.starts_with(open));
        let close = close.and_then(|index| ["--}}", "}}}"].get(index)).unwrap_or(&"}}");
        let end = rest.find(close).map_or(rest.len(), |end| end + close.len());
        let name = rest[..end].trim_matches(['{', '}', '~', ' ']);
        let raw = rest.starts_with("{{{") || name.starts_with('&');
        let name = name.trim_start_matches(['&', ' ']);
        if raw && !name.ends_with("_html") {
            faults.add(
                &file.path,
                line,
                format!("{{{{{{{name}}}}}}} is not escaped: use {{{{…}}}}, or name it …_html if it is safe"),
            );
        }
        html.extend(rest[..end].chars().map(blank));
        rest = &rest[end..];
    }
    html + rest
}

fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (comment, after) = part.split_once("-->").unwrap_or((part, ""));
        clean.extend(comment.chars().map(blank));
        clean.push_str(after);
    }
    clean
}

fn blank(letter: char) -> char {
    if letter == '\n' { '\n' } else { ' ' }
}

fn line_at(text: &str, place: usize) -> usize {
    text[..place].matches('\n').count() + 1
}

/// From `<` to its `>`, past those in quotes.
fn tag_at(html: &str) -> &str {
    let mut quote = None;
    for (index, letter) in html.char_indices() {
        match (quote, letter) {
            (None, '>') => return &html[..=index],
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    html
}

/// What is wrong with a tag, given what follows it.
fn faults_of_tag(tag: &str, after: &str) -> Vec<String> {
    let inner = tag.trim_start_matches('<').trim_end_matches(['>', '/']);
    let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let mut faults = Vec::new();
    for (attribute, value) in attributes(rest) {
        let outside = value.starts_with("//") || value.starts_with("http:") || value.starts_with("https:");
        if attribute == "style" {
            faults.push("style= is refused by the browser: use a class of app.css".to_owned());
        } else if attribute.starts_with("on") {
            faults.push(format!("{attribute}= is refused by the browser: listen in a module of templates/assets"));
        } else if outside && (attribute == "src" || (attribute == "href" && name == "link")) {
            faults.push(format!("{attribute}= reaches outside: keep what it needs in templates/assets"));
        } else if value.to_lowercase().starts_with("javascript:") {
            faults.push(format!("{attribute}= holds a script: listen in a module of templates/assets"));
        }
    }
    if name.eq_ignore_ascii_case("style") {
        faults.push("<style> is refused by the browser: use a class of app.css".to_owned());
    }
    if name.eq_ignore_ascii_case("script") && !after.starts_with("</script>") {
        faults.push(
            "a script in the page is refused by the browser: use src= and a module of templates/assets".to_owned(),
        );
    }
    faults
}

/// The attributes of a tag that have a value, names in small letters.
fn attributes(mut rest: &str) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.split_whitespace().last().unwrap_or_default().to_lowercase();
        let after = after.trim_start();
        let close = after.chars().next().filter(|letter| ['"', '\''].contains(letter));
        let value = after.trim_start_matches(['"', '\'']);
        let end = value.find(|letter: char| close.map_or(letter.is_whitespace(), |close| letter == close));
        let (value, left) = value.split_at(end.unwrap_or(value.len()));
        found.push((name, value));
        rest = close.map_or(left, |close| left.trim_start_matches(close));
    }
    found
}
