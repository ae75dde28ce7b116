//! Who asks, in which language and theme: found out once for each request.

use std::{rc::Rc, sync::Arc};

use actix_web::{
    Error as ActixError, HttpMessage, HttpRequest,
    body::MessageBody,
    cookie::{Cookie, SameSite, time::Duration},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{ACCEPT_LANGUAGE, AUTHORIZATION},
    middleware::Next,
    web::Data,
};

use super::{api::standing::asked_about, assets, problem};
use crate::{
    base::{
        chance,
        error::{Error, Result},
        lang::Locale,
        secret,
    },
    domain::{
        client::{self, Client},
        person::{Person, Session},
    },
    journeys::{
        World,
        check_standing::Facts,
        pass_gate,
        see_waiting::{self, Waiting},
    },
};

/// How a request shows who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Via {
    /// By a browser's cookie, or not at all: then a change needs the form token.
    Cookie,
    /// By a program's bearer token.
    Bearer,
}

/// What is known of a request before its handler runs.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub via: Via,
    pub session: Option<Session>,
    /// The API client that asks; then nobody is signed in.
    pub client: Option<Arc<Client>>,
    /// Whether it showed the token of an API client that is good for nothing.
    pub refused_token: bool,
    pub locale: Locale,
    pub theme: &'static str,
    /// What the page before wanted said on this one.
    pub flash: Option<String>,
    /// Of a trainer or a head: what waits for them.
    pub waiting: Waiting,
    /// Of whoever asks for a standing: what the answer follows from.
    pub facts: Option<Facts>,
    /// What the form token is made of.
    secret: String,
    secure: bool,
}

const THEMES: &[&str] = &["auto", "light", "dark"];
const SESSION: &str = "session";
/// Stands for a session before there is one, so that the sign-in form has a token too.
const VISITOR: &str = "visitor";
const LOCALE: &str = "locale";
const THEME: &str = "theme";
const FLASH: &str = "flash";
const YEAR: Duration = Duration::days(365);

impl Visit {
    /// The visit of a request that passed [`attach`].
    pub(super) fn of(request: &HttpRequest) -> Result<Rc<Visit>> {
        request.extensions().get::<Rc<Visit>>().cloned().ok_or_else(|| Error::broken("a request without its visit"))
    }

    /// What forms of this visit must carry.
    pub(super) fn form_token(&self) -> String {
        secret::digest(&format!("form {}", self.secret))
    }

    /// Who is signed in.
    pub(super) fn person(&self) -> Option<&Person> {
        self.session.as_ref().map(|session| &session.person)
    }

    /// The cookie of a new sign-in; it ends with the browser or with the session.
    pub(super) fn session_cookie(&self, token: String) -> Cookie<'static> {
        self.cookie(SESSION, token, true)
    }

    /// A cookie that remembers how the pages look and speak.
    pub(super) fn locale_cookie(&self, locale: Locale) -> Cookie<'static> {
        lasting(self.cookie(LOCALE, locale.code().to_owned(), true))
    }

    /// The same for the theme; none for a theme that does not exist.
    pub(super) fn theme_cookie(&self, theme: &str) -> Option<Cookie<'static>> {
        THEMES.contains(&theme).then(|| lasting(self.cookie(THEME, theme.to_owned(), true)))
    }

    /// A cookie that says something on the next page.
    pub(super) fn flash_cookie(&self, key: &str) -> Cookie<'static> {
        self.cookie(FLASH, key.to_owned(), true)
    }

    /// Forgets the flash once it was said.
    pub(super) fn said_cookie(&self) -> Cookie<'static> {
        gone(self.cookie(FLASH, String::new(), true))
    }

    /// Forgets the session.
    pub(super) fn signed_out_cookie(&self) -> Cookie<'static> {
        gone(self.cookie(SESSION, String::new(), true))
    }

    fn cookie(&self, name: &str, value: String, http_only: bool) -> Cookie<'static> {
        Cookie::build(cookie_name(name, self.secure), value)
            .path("/")
            .secure(self.secure)
            .http_only(http_only)
            .same_site(SameSite::Lax)
            .finish()
    }
}

fn lasting(mut cookie: Cookie<'static>) -> Cookie<'static> {
    cookie.set_max_age(YEAR);
    cookie
}

fn gone(mut cookie: Cookie<'static>) -> Cookie<'static> {
    cookie.make_removal();
    cookie
}

/// Browsers let nobody else set a cookie with this prefix; it needs HTTPS.
fn cookie_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

/// Who asks, as a token tells, and what was read with it: for a page what waits for them, for a standing what it follows from.
#[derive(Default)]
struct Asks {
    session: Option<Session>,
    client: Option<Arc<Client>>,
    refused: bool,
    waiting: Waiting,
    facts: Option<Facts>,
}

/// Middleware: finds the visit and keeps it with the request; gives a new visitor a cookie.
pub(super) async fn attach(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> std::result::Result<ServiceResponse<impl MessageBody>, ActixError> {
    let open = ["/assets/", "/livez", "/.well-known/", assets::WORKER];
    if open.iter().any(|open| request.path().starts_with(open)) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let (asks, failed) = match asks(request.request()).await {
        Ok(asks) => (asks, None),
        Err(error) => (Asks::default(), Some(error)),
    };
    let (visit, newcomer) = visit(request.request(), asks)?;
    let cookie = newcomer.map(|token| visit.cookie(VISITOR, token, true));
    request.extensions_mut().insert(Rc::new(visit));
    if let Some(error) = failed {
        let told = problem::of_a_stranger(&error, request.request());
        return Ok(request.into_response(told).map_into_right_body());
    }
    let mut response = next.call(request).await?;
    if let Some(cookie) = cookie {
        response.response_mut().add_cookie(&cookie)?;
    }
    Ok(response.map_into_left_body())
}

/// Whose token the request shows. A client shows its own as a program does, never by a cookie.
async fn asks(request: &HttpRequest) -> Result<Asks> {
    if let Some(token) = bearer(request).filter(|token| client::is_token(token)) {
        let found = pass_gate::client(world(request)?, token, asked_about(request.path())).await?;
        let (client, facts) = found.unzip();
        let (refused, client) = (client.is_none(), client.map(Arc::new));
        return Ok(Asks { refused, client, facts: facts.flatten(), ..Asks::default() });
    }
    let Some(token) = token(request)? else { return Ok(Asks::default()) };
    if request.path().starts_with("/api/") {
        let (session, facts) = pass_gate::session(world(request)?, &token, asked_about(request.path())).await?.unzip();
        return Ok(Asks { session, facts: facts.flatten(), ..Asks::default() });
    }
    let (session, waiting) = see_waiting::arrive(world(request)?, &token).await?.unzip();
    Ok(Asks { session, waiting: waiting.unwrap_or_default(), ..Asks::default() })
}

/// The visit of whoever asks, and the token of a visitor who had none.
fn visit(request: &HttpRequest, asks: Asks) -> Result<(Visit, Option<String>)> {
    let Asks { session, client, refused, waiting, facts } = asks;
    let secure = world(request)?.settings.secure();
    let via = if bearer(request).is_some() { Via::Bearer } else { Via::Cookie };
    // A program has none, and most questions are a program's.
    let cookie = |name| if via == Via::Cookie { cookie_value(request, name, secure) } else { None };
    let visitor = cookie(VISITOR);
    let newcomer = match (&session, &visitor, via) {
        (None, None, Via::Cookie) if !request.path().starts_with("/api/") => Some(chance::unguessable()?),
        _ => None,
    };
    let token = token(request)?.filter(|_| session.is_some());
    let secret = token.or(visitor).or_else(|| newcomer.clone()).unwrap_or_default();
    let chosen = cookie(LOCALE).and_then(|code| Locale::of_code(&code));
    let locale =
        chosen.or_else(|| session.as_ref().map(|session| session.person.locale)).unwrap_or_else(|| preferred(request));
    let theme = cookie(THEME).and_then(|theme| THEMES.iter().find(|known| **known == theme).copied());
    let visit = Visit {
        via,
        locale,
        theme: theme.unwrap_or("auto"),
        flash: cookie(FLASH).filter(|flash| !flash.is_empty()),
        waiting,
        facts,
        session,
        client,
        refused_token: refused,
        secret,
        secure,
    };
    Ok((visit, newcomer))
}

fn world(request: &HttpRequest) -> Result<&World> {
    let world = request.app_data::<Data<World>>().ok_or_else(|| Error::broken("no world"))?;
    Ok(world)
}

/// The token by which a program or a browser shows who asks.
pub(super) fn token(request: &HttpRequest) -> Result<Option<String>> {
    let secure = world(request)?.settings.secure();
    Ok(bearer(request).map(str::to_owned).or_else(|| cookie_value(request, SESSION, secure)))
}

fn cookie_value(request: &HttpRequest, name: &str, secure: bool) -> Option<String> {
    request.cookie(&cookie_name(name, secure)).map(|cookie| cookie.value().to_owned())
}

fn bearer(request: &HttpRequest) -> Option<&str> {
    request.headers().get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// The first language of the browser that we speak.
fn preferred(request: &HttpRequest) -> Locale {
    let wanted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    wanted
        .split(',')
        .filter_map(|range| range.split(['-', ';']).next())
        .find_map(|code| Locale::of_code(code.trim()))
        .unwrap_or_default()
}
