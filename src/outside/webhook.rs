//! Telling other software what happened: one signed POST (Standard Webhooks 1.0, <https://www.standardwebhooks.com>).

use std::{io::Read, net::SocketAddr, time::Duration};

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use ureq::{
    Agent, Error as CallError,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

use super::address::is_global;
use crate::{
    base::{
        chance,
        error::{Error, Result},
    },
    domain::announcement::Answer,
};

/// Who does not answer within this time is not waited for.
const PATIENCE: Duration = Duration::from_secs(15);
/// Characters of an answer that are kept for whoever looks why.
const ANSWER_CHARS_MAX: u64 = 500;
/// How a secret begins, before its base 64.
const SECRET: &str = "whsec_";

/// A new secret: 256 bits.
pub fn new_secret() -> Result<String> {
    Ok(format!("{SECRET}{}", BASE64.encode(&chance::bytes::<32>()?)))
}

/// Calls the doors of others.
pub struct Caller {
    agent: Agent,
    private: bool,
}

/// What is told.
#[derive(Debug, Clone)]
pub struct Message {
    /// The same at each try, so that it can be taken once.
    pub id: String,
    /// When it is sent, in seconds since the Unix epoch.
    pub timestamp: i64,
    /// The JSON, as it is signed.
    pub body: String,
}

impl Caller {
    /// One that calls only what anybody in the world could reach, by HTTPS; with `private` whatever it is told.
    pub fn new(private: bool) -> Caller {
        let config = Config::builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .https_only(!private)
            .proxy(None)
            .user_agent(concat!("dokimasia/", env!("CARGO_PKG_VERSION")))
            .max_idle_connections(0)
            .build();
        let resolver = Global { private, inner: DefaultResolver::default() };
        Caller { agent: Agent::with_parts(config, DefaultConnector::new(), resolver), private }
    }

    /// Whether this is an address that may be called. That its host is on no private network is seen when it is called.
    pub fn accepts(&self, url: &str) -> bool {
        let Ok(url) = url.parse::<Uri>() else { return false };
        let schemes: &[&str] = if self.private { &["https", "http"] } else { &["https"] };
        let alone = url.authority().is_some_and(|authority| !authority.as_str().contains('@'));
        let literal = url.host().and_then(|host| host.trim_matches(['[', ']']).parse().ok());
        alone
            && schemes.contains(&url.scheme_str().unwrap_or_default())
            && (self.private || literal.is_none_or(is_global))
    }

    /// Tells it, signed by each of the secrets. It blocks until there is an answer, or none in time; gives it and its first words.
    pub fn tell(&self, url: &str, secrets: &[String], message: &Message) -> Result<(Answer, String)> {
        let signature = signature(secrets, message)?;
        let sent = self
            .agent
            .post(url)
            .header("content-type", "application/json")
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", message.timestamp.to_string())
            .header("webhook-signature", signature)
            .send(&message.body);
        Ok(match sent {
            Ok(mut answer) => {
                let later = answer.headers().get("retry-after").and_then(|later| later.to_str().ok()?.parse().ok());
                let mut words = String::new();
                // What cannot be read is no reason to tell it again.
                let _ = answer.body_mut().as_reader().take(ANSWER_CHARS_MAX).read_to_string(&mut words);
                (Answer::Status(answer.status().as_u16(), later), words)
            }
            Err(CallError::Other(error)) if error.is::<Private>() => (Answer::Forbidden, error.to_string()),
            Err(error) => (Answer::Nothing, error.to_string()),
        })
    }
}

/// `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base 64, once for each secret, with spaces between: the header `webhook-signature`.
pub fn signature(secrets: &[String], message: &Message) -> Result<String> {
    let signed = format!("{}.{}.{}", message.id, message.timestamp, message.body);
    let mut signatures = Vec::with_capacity(secrets.len());
    for secret in secrets {
        let key = secret.strip_prefix(SECRET).and_then(|key| BASE64.decode(key.as_bytes()).ok());
        let key = key.ok_or_else(|| Error::broken("a webhook's secret that is none"))?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|error| Error::because("a webhook's key", error))?;
        mac.update(signed.as_bytes());
        signatures.push(format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes())));
    }
    Ok(signatures.join(" "))
}

/// Finds the addresses of a host, and of these only those that anybody could reach.
#[derive(Debug)]
struct Global {
    private: bool,
    inner: DefaultResolver,
}

/// The host is on a private network.
#[derive(Debug, thiserror::Error)]
#[error("the host is on a private network")]
struct Private;

impl std::fmt::Debug for Caller {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Caller")
    }
}

impl Resolver for Global {
    fn resolve(&self, url: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, CallError> {
        let found = self.inner.resolve(url, config, timeout)?;
        let may = |address: &&SocketAddr| self.private || is_global(address.ip());
        let mut global = self.empty();
        for address in found.iter().filter(may) {
            global.push(*address);
        }
        if global.is_empty() { Err(CallError::Other(Box::new(Private))) } else { Ok(global) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_as_the_specification_says() {
        let message = Message {
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek".to_owned(),
            timestamp: 1_614_265_330,
            body: "{\"test\": 2432232314}".to_owned(),
        };
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned();
        let expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signature(std::slice::from_ref(&secret), &message).unwrap(), expected);
        assert_eq!(signature(&[secret.clone(), secret], &message).unwrap(), format!("{expected} {expected}"));
        assert!(signature(&["secret".to_owned()], &message).is_err());
    }

    #[test]
    fn only_what_anybody_reaches_is_called() {
        let (careful, free) = (Caller::new(false), Caller::new(true));
        for (url, anybody, told_so) in [
            ("https://crm.example/hook?x=1", true, true),
            ("http://crm.example/hook", false, true),
            ("https://127.0.0.1/", false, true),
            ("https://[::1]:8443/", false, true),
            ("https://user:secret@crm.example/", false, false),
            ("ftp://crm.example/", false, false),
            ("/hook", false, false),
            ("", false, false),
        ] {
            assert_eq!((careful.accepts(url), free.accepts(url)), (anybody, told_so), "{url}");
        }
        let message = Message { id: "a".to_owned(), timestamp: 0, body: "{}".to_owned() };
        // A name whose address is private: what an address hides is seen when it is called.
        let told = careful.tell("https://localhost:9/", &[], &message).unwrap();
        assert_eq!(told.0, Answer::Forbidden, "{told:?}");
    }
}
