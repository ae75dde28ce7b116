//! Pages and redirects.

use actix_web::{
    HttpRequest, HttpResponse, Responder, body::BoxBody, http::StatusCode, http::header::LOCATION, web::Data,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{
    actor::{Actor, Asker},
    visit::Visit,
};
use crate::{
    base::{
        error::{Error, Result},
        lang::Locale,
    },
    domain::person::{Person, Role},
    journeys::World,
    render::{self, Args},
};

/// A page: a template with what it shows.
pub struct Page {
    layout: &'static str,
    template: &'static str,
    title: Title,
    view: Result<Value>,
    status: StatusCode,
    again: Option<String>,
}

enum Title {
    Key(&'static str, Args),
    Text(String),
}

impl Page {
    /// The page of `template` (its path under `templates` without `.hbs`), with the message `title` as title.
    pub fn new(template: &'static str, title: &'static str, view: &impl Serialize) -> Page {
        let view = serde_json::to_value(view).map_err(|error| Error::because("a page's view", error));
        Page {
            layout: "layout/page",
            template,
            title: Title::Key(title, Args::new()),
            view,
            status: StatusCode::OK,
            again: None,
        }
    }

    /// Gives the title's message a named value.
    #[must_use]
    pub fn titled_with(mut self, name: &'static str, value: impl Into<Value>) -> Page {
        if let Title::Key(_, args) = &mut self.title {
            args.insert(name.into(), value.into());
        }
        self
    }

    /// Uses a text of the content as title.
    #[must_use]
    pub fn titled(mut self, text: impl Into<String>) -> Page {
        self.title = Title::Text(text.into());
        self
    }

    /// Leaves out everything around the page's own content.
    #[must_use]
    pub fn bare(mut self) -> Page {
        self.layout = "layout/bare";
        self
    }

    /// Answers with another status than 200.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Page {
        self.status = status;
        self
    }

    /// Says where the form `#typed`, sent again, gives this page again: what was typed outlives a change of language or theme.
    #[must_use]
    pub fn again_by(mut self, path: impl Into<String>) -> Page {
        self.again = Some(path.into());
        self
    }

    /// The response to `request`.
    pub fn respond(self, request: &HttpRequest) -> Result<HttpResponse> {
        let visit = Visit::of(request)?;
        let world = request.app_data::<Data<World>>().ok_or_else(|| Error::broken("no world"))?;
        let title = match self.title {
            Title::Key(key, args) => render::text(visit.locale, key, &args),
            Title::Text(text) => text,
        };
        let mut frame = frame(&visit, request, &title);
        frame.insert("again".to_owned(), self.again.into());
        let html = world.render.page(self.layout, self.template, frame, self.view?)?;
        let mut response = HttpResponse::build(self.status);
        if visit.flash.is_some() {
            response.cookie(visit.said_cookie());
        }
        Ok(response.content_type("text/html; charset=utf-8").body(html))
    }
}

impl Responder for Page {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        self.respond(request).unwrap_or_else(HttpResponse::from_error)
    }
}

/// Sends the browser to another page of ours after a change.
pub struct Redirect {
    to: String,
    flash: Option<&'static str>,
    keeps: bool,
}

impl Redirect {
    /// To that path.
    pub fn to(path: impl Into<String>) -> Redirect {
        Redirect { to: path.into(), flash: None, keeps: false }
    }

    /// The same, and the browser sends there what it sent here.
    #[must_use]
    pub fn keeping_what_was_sent(mut self) -> Redirect {
        self.keeps = true;
        self
    }

    /// The same, and the next page says the message `flash-KEY`.
    #[must_use]
    pub fn saying(mut self, key: &'static str) -> Redirect {
        self.flash = Some(key);
        self
    }
}

impl Responder for Redirect {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut response = if self.keeps { HttpResponse::TemporaryRedirect() } else { HttpResponse::SeeOther() };
        if let (Some(key), Ok(visit)) = (self.flash, Visit::of(request)) {
            response.cookie(visit.flash_cookie(key));
        }
        response.insert_header((LOCATION, self.to)).finish()
    }
}

/// A path of this server to go to, or the home page: never another site.
pub(in crate::web) fn local_path(wanted: Option<&str>) -> String {
    let safe = |path: &&str| {
        path.starts_with('/') && !path.starts_with("//") && !path.contains(|c: char| c == '\\' || c.is_control())
    };
    wanted.filter(safe).unwrap_or("/").to_owned()
}

/// What every page shows around its own content.
fn frame(visit: &Visit, request: &HttpRequest, title: &str) -> Map<String, Value> {
    let here = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let locales: Vec<Value> = Locale::ALL
        .iter()
        .map(|locale| json!({ "code": locale.code(), "name": own_name(*locale), "current": *locale == visit.locale }))
        .collect();
    let user = visit.person().map(|person| json!({ "name": person.name, "login": person.login, "role": person.role }));
    let members: [(&str, Value); 12] = [
        ("title", title.into()),
        ("locale", visit.locale.code().into()),
        ("locales", locales.into()),
        ("theme", visit.theme.into()),
        ("path", here.into()),
        ("form_token", visit.form_token().into()),
        ("user", user.into()),
        (
            "device",
            visit
                .person()
                .filter(|person| Asker::ADMITS.contains(&person.role))
                .map(|person| person.id.to_string())
                .into(),
        ),
        ("nav", visit.person().map_or_else(Vec::new, |person| nav(person, request.path(), visit)).into()),
        ("urgent", json!(visit.waiting.urgent)),
        ("flash", visit.flash.as_deref().and_then(|key| said(visit.locale, key)).into()),
        ("version", env!("CARGO_PKG_VERSION").into()),
    ];
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What the page before wanted said; a flash that we do not know is nobody's word.
fn said(locale: Locale, key: &str) -> Option<Value> {
    let text = render::try_text(locale, &format!("flash-{key}"), &Args::new())?;
    Some(json!({ "kind": "good", "text": text }))
}

fn own_name(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "English",
        Locale::El => "Ελληνικά",
    }
}

/// Where each role goes, in order.
fn nav(person: &Person, here: &str, visit: &Visit) -> Vec<Value> {
    let places: &[(&str, &str)] = match person.role {
        Role::Manager => &[
            ("/", "nav-home"),
            ("/study", "nav-study"),
            ("/meetings", "nav-meetings"),
            ("/products", "nav-products"),
            ("/kit", "nav-kit"),
            ("/raised", "nav-raised-own"),
        ],
        Role::Trainer => &[
            ("/", "nav-home"),
            ("/products", "nav-products"),
            ("/kit", "nav-kit"),
            ("/questions", "nav-questions"),
            ("/review", "nav-review"),
            ("/raised", "nav-raised"),
            ("/certifications", "nav-certifications"),
            ("/banks", "nav-banks"),
        ],
        Role::Head => &[
            ("/", "nav-home"),
            ("/board", "nav-board"),
            ("/look-up", "nav-look-up"),
            ("/appeals", "nav-appeals"),
            ("/meetings", "nav-meetings"),
            ("/products", "nav-products"),
            ("/kit", "nav-kit"),
            ("/raised", "nav-raised"),
        ],
        Role::Admin => &[
            ("/", "nav-home"),
            ("/people", "nav-people"),
            ("/webhooks", "nav-webhooks"),
            ("/clients", "nav-clients"),
            ("/backups", "nav-backups"),
            ("/log", "nav-log"),
            ("/privacy", "nav-privacy"),
            ("/settings", "nav-settings"),
        ],
    };
    let lines = |href: &str| href == "/products" && here.starts_with("/lines");
    let current = |href: &str| if href == "/" { here == "/" } else { here.starts_with(href) || lines(href) };
    let count = |href: &str| match href {
        "/review" => visit.waiting.review,
        "/raised" => visit.waiting.open,
        "/appeals" => visit.waiting.appeals,
        _ => 0,
    };
    places
        .iter()
        .map(|(href, key)| {
            let label = render::text(visit.locale, key, &Args::new());
            json!({ "href": href, "label": label, "current": current(href), "count": count(href) })
        })
        .collect()
}
