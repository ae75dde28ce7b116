//! What templates may call: `{{t "key" name=value}}`, `{{date moment}}`, `{{time moment}}`, `{{moment moment}}`, `{{decimal value}}`,
//! `{{md text}}`, `(concat "a" b)` for keys that are put together, `(wrong "field")` for what is wrong with a form's field, `{{#cells list}}` as `each` for thousands. `in="el"` makes a text or a moment speak another language than the page. All but `md` escape what they write; all err, and do not guess, when something is missing.

use std::borrow::Cow;

use handlebars::{
    Context, Handlebars, Helper, HelperResult, JsonValue, Output, Path, RenderContext, RenderError, RenderErrorReason,
    html_escape,
    template::{HelperTemplate, Parameter, TemplateElement},
};
use jiff::tz::TimeZone;

use super::{
    locale::{Args, try_text},
    markdown,
};
use crate::base::{lang::Locale, time::Millis};

pub(super) fn register(templates: &mut Handlebars<'static>, zone: &TimeZone) {
    templates.register_helper("t", Box::new(translate));
    templates.register_helper("md", Box::new(rendered_markdown));
    templates.register_helper("decimal", Box::new(decimal));
    templates.register_helper("concat", Box::new(concat));
    templates.register_helper("wrong", Box::new(wrong));
    templates.register_helper("cells", Box::new(cells));
    for (name, style) in [("date", Style::Date), ("time", Style::Time), ("moment", Style::Moment)] {
        let zone = zone.clone();
        templates.register_helper(
            name,
            Box::new(
                move |helper: &Helper<'_>,
                      _: &Handlebars<'_>,
                      context: &Context,
                      _: &mut RenderContext<'_, '_>,
                      out: &mut dyn Output| {
                    let moment = parameter(helper, name)?.as_str().and_then(Millis::parse);
                    let moment = moment.ok_or_else(|| fault(format!("{name}: not a moment")))?;
                    Ok(out.write(&shown(moment, style, spoken(helper, context)?, &zone))?)
                },
            ),
        );
    }
}

#[derive(Clone, Copy)]
enum Style {
    Date,
    Time,
    Moment,
}

/// A day as people of that locale write it.
pub(super) fn date(moment: Millis, locale: Locale, zone: &TimeZone) -> String {
    shown(moment, Style::Date, locale, zone)
}

fn shown(moment: Millis, style: Style, locale: Locale, zone: &TimeZone) -> String {
    let format = match (style, locale) {
        (Style::Time, _) => "%H:%M",
        (Style::Date, Locale::En) => "%-d %b %Y",
        (Style::Date, Locale::El) => "%-d/%-m/%Y",
        (Style::Moment, Locale::En) => "%-d %b %Y, %H:%M",
        (Style::Moment, Locale::El) => "%-d/%-m/%Y, %H:%M",
    };
    moment.timestamp().to_zoned_datetime(zone.clone()).strftime(format).to_string()
}

fn translate(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    context: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let key = parameter(helper, "t")?.as_str().ok_or_else(|| fault("t: the key is not a text".into()))?;
    let args: Args =
        helper.hash().iter().map(|(name, value)| (Cow::from((*name).to_owned()), value.value().clone())).collect();
    let text = try_text(spoken(helper, context)?, key, &args).ok_or_else(|| fault(format!("t: no message {key}")))?;
    Ok(out.write(&html_escape(&text))?)
}

fn rendered_markdown(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let source = parameter(helper, "md")?.as_str().ok_or_else(|| fault("md: not a text".into()))?;
    Ok(out.write(&markdown::to_html(source))?)
}

fn concat(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    for part in helper.params() {
        let part = part.value().as_str().ok_or_else(|| fault("concat: a part is no text".to_owned()))?;
        out.write(&html_escape(part))?;
    }
    Ok(())
}

/// The text of `view.errors` about a field; nothing where it is well.
fn wrong(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    context: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let field = parameter(helper, "wrong")?;
    let errors = context.data().pointer("/view/errors").and_then(JsonValue::as_array);
    let of_field = errors.and_then(|errors| errors.iter().find(|error| error.get("name") == Some(field)));
    Ok(out.write(of_field.and_then(|error| error.get("text")).and_then(JsonValue::as_str).unwrap_or_default())?)
}

/// The block for each element of a list, where the block is nothing but text and `{{member}}` of the element. `each` finds every value anew from the
/// root of all data: of a board's six thousand cells that was most of what the page cost.
fn cells(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let list = parameter(helper, "cells")?.as_array().ok_or_else(|| fault("cells: not a list".to_owned()))?;
    let block = helper.template().map_or(&[][..], |template| &template.elements);
    for cell in list {
        for element in block {
            match element {
                TemplateElement::RawString(text) => out.write(text)?,
                TemplateElement::Expression(expression) => out.write(&html_escape(member(cell, expression)?))?,
                other => return Err(fault(format!("cells: only text and members of a cell, not {other:?}"))),
            }
        }
    }
    Ok(())
}

fn member<'a>(cell: &'a JsonValue, expression: &HelperTemplate) -> Result<&'a str, RenderError> {
    let name = match &expression.name {
        Parameter::Name(name) | Parameter::Path(Path::Relative((_, name))) => name,
        other => return Err(fault(format!("cells: {other:?} is no member"))),
    };
    let text = cell.get(name).and_then(JsonValue::as_str);
    text.ok_or_else(|| fault(format!("cells: {name} is missing, or no text")))
}

/// A number with the decimal sign of the locale.
fn decimal(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    context: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let plain = match parameter(helper, "decimal")? {
        JsonValue::Number(number) => number.to_string(),
        JsonValue::String(text) => text.clone(),
        other => return Err(fault(format!("decimal: {other}"))),
    };
    let shown = match locale(context)? {
        Locale::En => plain,
        Locale::El => plain.replace('.', ","),
    };
    Ok(out.write(&html_escape(&shown))?)
}

fn parameter<'a>(helper: &'a Helper<'_>, name: &'static str) -> Result<&'a JsonValue, RenderError> {
    let parameter =
        helper.param(0).ok_or_else(|| RenderError::from(RenderErrorReason::ParamNotFoundForIndex(name, 0)))?;
    if parameter.is_value_missing() {
        return Err(fault(format!(
            "{name}: {} is missing",
            parameter.relative_path().map_or("its value", String::as_str)
        )));
    }
    Ok(parameter.value())
}

/// The locale that a call asks for, else the page's.
fn spoken(helper: &Helper<'_>, context: &Context) -> Result<Locale, RenderError> {
    let asked = helper.hash_get("in").and_then(|code| code.value().as_str()).and_then(Locale::of_code);
    asked.map_or_else(|| locale(context), Ok)
}

fn locale(context: &Context) -> Result<Locale, RenderError> {
    let code = context.data().pointer("/page/locale").and_then(JsonValue::as_str);
    code.and_then(Locale::of_code).ok_or_else(|| fault("page.locale is missing".into()))
}

fn fault(what: String) -> RenderError {
    RenderErrorReason::Other(what).into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rendered(template: &str, list: JsonValue) -> Result<String, RenderError> {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        register(&mut templates, &TimeZone::UTC);
        templates.render_template(template, &json!({ "list": list }))
    }

    #[test]
    fn cells_say_what_each_says() {
        let list = json!([{ "mark": "yes", "said": "<b> & \"c\"" }, { "mark": "no", "said": "–" }]);
        for block in ["<i class=\"{{mark}}\">{{said}}</i>", "{{said}} ", "nothing of them\n"] {
            let each = rendered(&format!("{{{{#each list}}}}{block}{{{{/each}}}}"), list.clone()).unwrap();
            let cells = rendered(&format!("{{{{#cells list}}}}{block}{{{{/cells}}}}"), list.clone()).unwrap();
            assert_eq!(cells, each, "{block}");
        }
        assert_eq!(rendered("({{#cells list}}{{said}}{{/cells}})", json!([])).unwrap(), "()");
    }

    #[test]
    fn cells_refuse_what_they_would_have_to_guess() {
        let list = json!([{ "mark": "yes", "many": 2 }]);
        for (block, why) in [
            ("{{other}}", "other is missing"),
            ("{{many}}", "many is missing, or no text"),
            ("{{t \"nav-home\"}}", "t is missing"),
            ("{{{mark}}}", "only text and members"),
            ("{{#if mark}}x{{/if}}", "only text and members"),
            ("{{@index}}", "is no member"),
        ] {
            let error = rendered(&format!("{{{{#cells list}}}}{block}{{{{/cells}}}}"), list.clone()).unwrap_err();
            assert!(error.to_string().contains(why), "{block}: {error}");
        }
        let error = rendered("{{#cells list}}{{/cells}}", json!("text")).unwrap_err();
        assert!(error.to_string().contains("not a list"), "{error}");
    }
}
