//! The words of the pages: every locale says the same things, and templates ask only for what is said.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use handlebars::{
    JsonValue, Template,
    template::{HelperTemplate, Parameter, TemplateElement},
};

use crate::source::{Faults, Source, files};

const LOCALES: &str = "templates/locales";

/// The locale that the others are measured by.
const ENGLISH: &str = "en";

#[test]
fn every_locale_says_the_same() {
    let mut faults = Faults::default();
    compare(&Locales::read(&files(LOCALES, &[".ftl"]), &mut faults), &mut faults);
    faults.expect_none();
}

#[test]
fn templates_ask_only_for_what_is_said() {
    let mut faults = Faults::default();
    let locales = Locales::read(&files(LOCALES, &[".ftl"]), &mut faults);
    for file in files("templates", &[".hbs"]) {
        check_template(&file, &locales, &mut faults);
    }
    faults.expect_none();
}

#[test]
fn planted_faults_are_found() {
    let read = |el: &str| {
        let mut faults = Faults::default();
        let en = "a = A\nb = B { $n }\n    .detail = D { $m }\nc-one = C\n";
        let sources = [Source::new("templates/locales/en/x.ftl", en), Source::new("templates/locales/el/x.ftl", el)];
        let locales = Locales::read(&sources, &mut faults);
        compare(&locales, &mut faults);
        (locales, faults)
    };
    let same =
        "a = A\nb = { $n ->\n    [one] ένα { $n }\n   *[other] { $n }\n }\n    .detail = D { NUMBER($m) }\nc-one = C\n";
    let check = |el: &str, expected: &[&str]| read(el).1.expect(expected);
    check(same, &[]);
    check(&same.replace("a = A\n", ""), &["en/x.ftl:1: say a in el"]);
    check(&format!("{same}d = D\n"), &["el/x.ftl:8: say d in en"]);
    check(&same.replace("$m", "$k"), &["el/x.ftl:2: b.detail names $k, in en $m"]);
    check(&format!("{same}a = twice\n"), &["a is said twice"]);
    check(&format!("{same}what is this\n"), &["el/x.ftl:8: not a message"]);

    let check = |template: &str, expected: &[&str]| {
        let mut faults = Faults::default();
        check_template(&Source::new("a.hbs", template), &read(same).0, &mut faults);
        faults.expect(expected);
    };
    check("{{t \"a\"}}\n{{#if x}}{{> p q=(t (concat \"c-\" x))}}{{t \"b\" n=1}}{{/if}}", &[]);
    check("\n{{t \"z\"}}", &["a.hbs:2: no message z"]);
    check("{{#> layout}}{{#if x}}\n{{> p q=(t \"z\")}}{{/if}}{{/layout}}", &["a.hbs:2: no message z"]);
    check("{{#if x}}{{else}}{{t \"b\"}}{{/if}}", &["b needs n="]);
    check("{{t (concat \"y-\" x)}}", &["no message begins with y-"]);
    check("{{#if x}}", &["not a template"]);
}

/// What is said in one locale: by key, where, and which values it names.
type Messages = BTreeMap<String, (String, usize, BTreeSet<String>)>;

/// What is said, by locale.
struct Locales(BTreeMap<String, Messages>);

impl Locales {
    fn read(sources: &[Source], faults: &mut Faults) -> Locales {
        let mut locales = Locales(BTreeMap::new());
        for file in sources {
            let locale = file.path.trim_start_matches(LOCALES).trim_start_matches('/').split('/').next();
            let messages = locales.0.entry(locale.unwrap_or_default().to_owned()).or_default();
            read_messages(file, messages, faults);
        }
        locales
    }

    fn english(&self) -> &Messages {
        static NONE: Messages = Messages::new();
        self.0.get(ENGLISH).unwrap_or(&NONE)
    }
}

fn read_messages(file: &Source, messages: &mut Messages, faults: &mut Faults) {
    let resource = parser::parse(file.text.as_str()).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let line = file.text[..error.pos.start].lines().count().max(1);
            faults.add(&file.path, line, format!("not a message: {}", error.kind));
        }
        resource
    });
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        let line =
            file.text.lines().position(|line| line.split([' ', '=']).next() == Some(id)).map_or(1, |index| index + 1);
        let attributes = message.attributes.iter().map(|it| (format!("{id}.{}", it.id.name), &it.value));
        for (key, pattern) in message.value.iter().map(|value| (id.to_owned(), value)).chain(attributes) {
            let mut named = BTreeSet::new();
            names_in_pattern(pattern, &mut named);
            if messages.insert(key.clone(), (file.path.clone(), line, named)).is_some() {
                faults.add(&file.path, line, format!("{key} is said twice: say it once"));
            }
        }
    }
}

fn names_in_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            names_in_expression(expression, names);
        }
    }
}

fn names_in_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => names_in_inline(inline, names),
        Expression::Select { selector, variants } => {
            names_in_inline(selector, names);
            for variant in variants {
                names_in_pattern(&variant.value, names);
            }
        }
    }
}

fn names_in_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => names_in_expression(expression, names),
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            for argument in positional {
                names_in_inline(argument, names);
            }
        }
        _ => {}
    }
}

fn compare(locales: &Locales, faults: &mut Faults) {
    let english = locales.english();
    for (locale, messages) in locales.0.iter().filter(|(locale, _)| *locale != ENGLISH) {
        for (key, (path, line, names)) in english {
            match messages.get(key) {
                None => faults.add(path, *line, format!("say {key} in {locale} too")),
                Some((path, line, theirs)) if theirs != names => {
                    let what = format!("{key} names {}, in {ENGLISH} {}: name the same", list(theirs), list(names));
                    faults.add(path, *line, what);
                }
                Some(_) => {}
            }
        }
        for (key, (path, line, _)) in messages.iter().filter(|(key, _)| !english.contains_key(*key)) {
            faults.add(path, *line, format!("say {key} in {ENGLISH} too, or leave it out"));
        }
    }
}

fn list(names: &BTreeSet<String>) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("${name}")).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(" ") }
}

fn check_template(file: &Source, locales: &Locales, faults: &mut Faults) {
    match Template::compile(&file.text) {
        Ok(template) => Uses { path: &file.path, english: locales.english(), faults }.template(&template),
        Err(error) => faults.add(&file.path, 1, format!("not a template: {}", error.reason())),
    }
}

/// Looks through a template for uses of `t`.
struct Uses<'a> {
    path: &'a str,
    english: &'a Messages,
    faults: &'a mut Faults,
}

impl Uses<'_> {
    fn template(&mut self, template: &Template) {
        for (element, place) in template.elements.iter().zip(&template.mapping) {
            self.element(element, place.0);
        }
    }

    fn element(&mut self, element: &TemplateElement, line: usize) {
        match element {
            TemplateElement::HtmlExpression(it)
            | TemplateElement::Expression(it)
            | TemplateElement::HelperBlock(it) => {
                self.helper(it, line);
            }
            TemplateElement::DecoratorExpression(it)
            | TemplateElement::DecoratorBlock(it)
            | TemplateElement::PartialExpression(it)
            | TemplateElement::PartialBlock(it) => {
                it.params.iter().chain(it.hash.values()).for_each(|parameter| self.parameter(parameter, line));
                it.template.iter().for_each(|template| self.template(template));
            }
            _ => {}
        }
    }

    fn helper(&mut self, helper: &HelperTemplate, line: usize) {
        if helper.name.as_name() == Some("t") {
            self.check(helper, line);
        }
        helper.params.iter().chain(helper.hash.values()).for_each(|parameter| self.parameter(parameter, line));
        helper.template.iter().chain(&helper.inverse).for_each(|template| self.template(template));
    }

    fn parameter(&mut self, parameter: &Parameter, line: usize) {
        if let Parameter::Subexpression(inner) = parameter {
            self.element(&inner.element, line);
        }
    }

    fn check(&mut self, helper: &HelperTemplate, line: usize) {
        if let Some(key) = helper.params.first().and_then(literal) {
            let Some((_, _, names)) = self.english.get(key) else {
                return self.faults.add(self.path, line, format!("no message {key}: say it in every locale"));
            };
            for name in names.iter().filter(|name| !helper.hash.contains_key(*name)) {
                self.faults.add(self.path, line, format!("{key} needs {name}=: hand it in"));
            }
        } else if let Some(start) = helper.params.first().and_then(beginning)
            && !self.english.keys().any(|key| key.starts_with(start))
        {
            self.faults.add(self.path, line, format!("no message begins with {start}: say them in every locale"));
        }
    }
}

/// A text that stands in the template as it is.
fn literal(parameter: &Parameter) -> Option<&str> {
    match parameter {
        Parameter::Literal(JsonValue::String(text)) => Some(text),
        _ => None,
    }
}

/// How a key begins that is put together: `(concat "role-" …)`.
fn beginning(parameter: &Parameter) -> Option<&str> {
    let Parameter::Subexpression(inner) = parameter else { return None };
    let TemplateElement::Expression(helper) = &*inner.element else { return None };
    (helper.name.as_name() == Some("concat")).then(|| helper.params.first().and_then(literal)).flatten()
}
