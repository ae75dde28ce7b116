//! Floor 2: data in, bytes for eyes out. The only place that knows templates, translations, Markdown and fonts.

mod helpers;
mod locale;
mod markdown;
mod paper;
mod qr;

use handlebars::{Context, Handlebars};
use jiff::tz::TimeZone;
use rust_embed::RustEmbed;
use serde_json::{Map, Value};

pub use self::{
    locale::{Args, problem, refusal, remark, text, try_text},
    markdown::{plain, to_html},
    paper::Award,
    qr::{Drawn, drawn},
};
use crate::base::error::{Error, Result};

/// The templates; while developing they are read from disk at the start.
#[derive(RustEmbed)]
#[folder = "templates"]
struct Templates;

/// Everything that turns data into pages.
pub struct Render {
    templates: Handlebars<'static>,
    zone: TimeZone,
}

impl Render {
    /// Reads the templates. Moments are shown in `zone`. Errs when a template cannot be read: a fault of the build.
    pub fn new(zone: &TimeZone) -> Result<Render> {
        let mut templates = Handlebars::new();
        templates.set_strict_mode(true);
        // What somebody wrote in several lines must stand in a form as they wrote it.
        templates.set_prevent_indent(true);
        helpers::register(&mut templates, zone);
        for path in Templates::iter() {
            let Some(name) = path.strip_suffix(".hbs") else { continue };
            let source = Templates::get(&path).map(|file| String::from_utf8_lossy(&file.data).into_owned());
            templates
                .register_template_string(name, source.unwrap_or_default())
                .map_err(|error| Error::because(format!("template {path}"), error))?;
        }
        Ok(Render { templates, zone: zone.clone() })
    }

    /// Renders the template `name` (its path without `.hbs`), then `layout` around it. `page` is what both may show, its `locale` chooses the
    /// language; `view` is the template's own. It is gone when the layout is rendered, since each part that a template includes copies what it sees.
    pub fn page(&self, layout: &str, name: &str, page: Map<String, Value>, view: Value) -> Result<String> {
        let own = Map::from_iter([("page".to_owned(), Value::Object(page.clone())), ("view".to_owned(), view)]);
        let main = self.rendered(name, own)?;
        let around = page.into_iter().chain([("main_html".to_owned(), Value::String(main))]).collect();
        self.rendered(layout, Map::from_iter([("page".to_owned(), Value::Object(around))]))
    }

    /// A certificate as PDF. Refuses one with letters that the font does not have.
    pub fn award(&self, award: &Award) -> Result<Vec<u8>> {
        award.paper(&self.zone)
    }

    fn rendered(&self, name: &str, data: Map<String, Value>) -> Result<String> {
        let context = Context::from(Value::Object(data));
        let rendered = self.templates.render_with_context(name, &context);
        rendered.map_err(|error| Error::because(format!("rendering {name}"), error))
    }
}
