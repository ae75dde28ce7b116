//! Floor 2: data in, bytes for eyes out. The only place that knows templates, translations and Markdown.

mod helpers;
mod locale;
mod markdown;

use handlebars::Handlebars;
use jiff::tz::TimeZone;
use rust_embed::RustEmbed;
use serde::Serialize;

pub use self::{
    locale::{Args, text, try_text},
    markdown::plain,
};
use crate::base::error::{Error, Result};

/// The templates; while developing they are read from disk at the start.
#[derive(RustEmbed)]
#[folder = "templates"]
struct Templates;

/// Everything that turns data into pages.
pub struct Render {
    templates: Handlebars<'static>,
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
        Ok(Render { templates })
    }

    /// Renders the template `name` (its path without `.hbs`). `data.page.locale` chooses the language.
    pub fn page(&self, name: &str, data: &impl Serialize) -> Result<String> {
        self.templates.render(name, data).map_err(|error| Error::because(format!("rendering {name}"), error))
    }
}
