//! One candidate: signs in, looks at the test, starts, answers, hands in, reads the result.

use dokimasia::base::id::AttemptId;
use hyper::Method;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::json;

use crate::{
    Outcome,
    company::{FORM, LINE, Member, PASSWORD, RIGHT},
    figures::{Step, Times},
    http::Connection,
};

#[derive(Deserialize)]
struct Session {
    token: String,
}

#[derive(Deserialize)]
pub struct Attempt {
    id: AttemptId,
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    position: usize,
    options: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    token: String,
    text: String,
}

#[derive(Deserialize)]
struct Graded {
    points: usize,
    possible: usize,
}

/// Takes a test from start to end, with as many right answers as the number says; errs unless it was graded so.
pub async fn take(
    address: &str,
    member: &Member,
    sign_in: bool,
    right: usize,
    times: &mut Times,
) -> Outcome<AttemptId> {
    let mut connection = enter(address, member, sign_in, times).await?;
    let view = connection.get(&format!("/tests/{LINE}")).await?;
    view.expect_page(200)?;
    times.add(Step::View, view.took);
    let attempt = start(&mut connection, times).await?;
    let Attempt { id, questions } = &attempt;
    for question in questions {
        let body = json!({ "answer": { "choice": question.token(question.position <= right)? }, "revision": 0 });
        let path = format!("/api/v1/attempts/{id}/answers/{}", question.position);
        let saved = connection.send(Method::PUT, &path, &body).await?;
        saved.expect::<IgnoredAny>(200)?;
        times.add(Step::Save, saved.took);
    }
    let submitted = connection.send(Method::POST, &format!("/api/v1/attempts/{id}/submission"), &json!({})).await?;
    times.add(Step::Submit, submitted.took);
    let Graded { points, possible } = submitted.expect(200)?;
    if (points, possible, questions.len()) != (right, FORM, FORM) {
        return Err(format!("{right} right answers earned {points} of {possible}").into());
    }
    let page = connection.get(&format!("/attempts/{id}/result")).await?;
    page.expect_page(200)?;
    times.add(Step::Result, page.took);
    Ok(*id)
}

/// Opens a connection; with a password, or with the session made beforehand.
pub async fn enter(address: &str, member: &Member, sign_in: bool, times: &mut Times) -> Outcome<Connection> {
    if !sign_in {
        return Connection::open(address, member.token.clone()).await;
    }
    let mut connection = Connection::open(address, String::new()).await?;
    let credentials = json!({ "login": member.login, "password": PASSWORD });
    let signed_in = connection.send(Method::POST, "/api/v1/sessions", &credentials).await?;
    connection.token = signed_in.expect::<Session>(201)?.token;
    times.add(Step::SignIn, signed_in.took);
    Ok(connection)
}

/// Starts a test.
pub async fn start(connection: &mut Connection, times: &mut Times) -> Outcome<Attempt> {
    let started = connection.send(Method::POST, &format!("/api/v1/certifications/{LINE}/attempts"), &json!({})).await?;
    times.add(Step::Start, started.took);
    started.expect(201)
}

impl Question {
    /// The right option, or a wrong one.
    fn token(&self, right: bool) -> Outcome<&str> {
        let wanted = |option: &&Choice| option.text.starts_with(RIGHT) == right;
        Ok(&self.options.iter().find(wanted).ok_or("no such option")?.token)
    }
}
