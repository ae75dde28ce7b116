//! Forged decisions of every known kind.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::SigningKey;
use serde_json::{Value, json};

use super::{Signing, checked, public_keys, signed};

/// A kind of forgery, the token, and why it is not believed.
type Forged = (String, String, &'static str);

/// Whoever forges: with a true decision, even with the key that signed it.
struct Forger {
    token: String,
    header: Value,
    claims: Value,
    key: SigningKey,
    kid: String,
    /// The name of the key that is published and signs nothing yet.
    next: String,
    /// A key of their own.
    own: SigningKey,
}

fn encode(text: &str) -> String {
    BASE64URL_NOPAD.encode(text.as_bytes())
}

fn with(of: &Value, field: &str, value: Value) -> String {
    let mut other = of.clone();
    other[field] = value;
    other.to_string()
}

fn without(of: &Value, field: &str) -> String {
    let mut other = of.clone();
    other.as_object_mut().unwrap().remove(field);
    other.to_string()
}

fn twice(of: &Value, field: &str) -> String {
    of.to_string().replacen('{', &format!("{{\"{field}\":{},", of[field]), 1)
}

impl Forger {
    async fn new(it: &Signing) -> Forger {
        let token = it.token().await;
        let (kid, key) = it.secret();
        let (header, claims) = checked(&token, &public_keys(&it.company).await);
        Forger { token, header, claims, key, kid, next: it.secret_of(1), own: SigningKey::from_bytes(&[7; 32]) }
    }

    /// The claims under another header, rightly signed.
    fn headed(&self, header: &str) -> String {
        signed(&self.key, header, &self.claims.to_string())
    }

    /// Other claims, rightly signed.
    fn claiming(&self, claims: &str) -> String {
        signed(&self.key, &self.header.to_string(), claims)
    }

    fn parts(&self) -> [&str; 3] {
        self.token.split('.').collect::<Vec<_>>().try_into().unwrap()
    }

    /// Another signature or none, and what is no token of three parts.
    fn torn(&self) -> Vec<Forged> {
        let [head, body, signature] = self.parts();
        let other = encode(&with(&self.claims, "sub", json!("anna")));
        let half = signature.chars().take(40).collect::<String>();
        let odd = signature.replacen(|_| true, "!", 1);
        let flat = json!({"payload": body, "protected": head, "signature": signature}).to_string();
        let own = signed(&self.own, &self.header.to_string(), &self.claims.to_string());
        let all = [
            ("another key", own, "signature"),
            ("another body", format!("{head}.{other}.{signature}"), "signature"),
            ("no signature", format!("{head}.{body}."), "signature"),
            ("half a signature", format!("{head}.{body}.{half}"), "signature"),
            ("empty", String::new(), "malformed"),
            ("dots", "..".to_owned(), "algorithm"),
            ("two parts", format!("{head}.{body}"), "malformed"),
            ("four parts", format!("{}.{signature}", self.token), "malformed"),
            ("padded", format!("{}==", self.token), "malformed"),
            ("a space", format!(" {}", self.token), "malformed"),
            ("a line", format!("{}\n", self.token), "malformed"),
            ("not base 64", format!("{head}.{body}.{odd}"), "malformed"),
            ("as JSON", flat, "malformed"),
        ];
        all.map(|(name, token, why)| (name.to_owned(), token, why)).to_vec()
    }

    /// Another algorithm.
    fn by_other_means(&self) -> Vec<Forged> {
        let [_, body, signature] = self.parts();
        let mut all = Vec::new();
        for alg in ["none", "None", "NONE", "", "HS256", "RS256", "ES256", "PS512", "Ed25519", "eddsa", "EdDSA "] {
            let header = with(&self.header, "alg", json!(alg));
            all.push((alg.to_owned(), self.headed(&header), "algorithm"));
            all.push((alg.to_owned(), format!("{}.{body}.", encode(&header)), "algorithm"));
        }
        let hmac = encode("{\"alg\":\"HS256\",\"typ\":\"dokimasia-decision+jwt\"}");
        all.push(("HS256 alone".to_owned(), format!("{hmac}.{body}.{signature}"), "algorithm"));
        all.push(("no algorithm".to_owned(), self.headed(&without(&self.header, "alg")), "algorithm"));
        all.push(("algorithm twice".to_owned(), self.headed(&twice(&self.header, "alg")), "algorithm"));
        all
    }

    /// Another kind of token, or one that asks for what we do not know.
    fn of_other_kinds(&self) -> Vec<Forged> {
        let mut all = Vec::new();
        for typ in ["JWT", "at+jwt", "dokimasia-decision", "DOKIMASIA-DECISION+JWT", ""] {
            all.push((format!("type {typ}"), self.headed(&with(&self.header, "typ", json!(typ))), "type"));
        }
        all.push(("no type".to_owned(), self.headed(&without(&self.header, "typ")), "type"));
        all.push(("critical".to_owned(), self.headed(&with(&self.header, "crit", json!(["b64"]))), "type"));
        all
    }

    /// Keys by other ways than by the name of one of ours that signs.
    fn by_other_keys(&self) -> Vec<Forged> {
        let long = "A".repeat(10_000);
        let mut names = vec!["", ".", "../../../etc/passwd", "' OR 1=1 --", "signing-keys", &self.next, &long];
        let (same_length, zero, other_case) = ("A".repeat(43), format!("{}\0", self.kid), self.kid.to_uppercase());
        names.extend([same_length.as_str(), &zero, &other_case]);
        let named = |kid: &&str| (format!("kid {kid}"), self.headed(&with(&self.header, "kid", json!(kid))), "key");
        let mut all: Vec<Forged> = names.iter().map(named).collect();
        all.push(("no kid".to_owned(), self.headed(&without(&self.header, "kid")), "key"));
        all.push(("a number as kid".to_owned(), self.headed(&with(&self.header, "kid", json!(5))), "algorithm"));
        let x = BASE64URL_NOPAD.encode(self.own.verifying_key().as_bytes());
        for (field, value) in [
            ("jwk", json!({"kty": "OKP", "crv": "Ed25519", "x": x})),
            ("jku", json!("http://127.0.0.1:1/jwks.json")),
            ("x5u", json!("http://127.0.0.1:1/key.pem")),
            ("x5c", json!(["MIIB"])),
        ] {
            let token = signed(&self.own, &with(&self.header, field, value), &self.claims.to_string());
            all.push((field.to_owned(), token, "signature"));
        }
        all
    }

    /// Claims that are not what they must be, though the signature is right.
    fn of_other_claims(&self) -> Vec<Forged> {
        let exp = self.claims["exp"].as_i64().unwrap();
        let mut all = Vec::new();
        for field in self.claims.as_object().unwrap().keys() {
            all.push((format!("without {field}"), self.claiming(&without(&self.claims, field)), "claims"));
            all.push((format!("twice {field}"), self.claiming(&twice(&self.claims, field)), "claims"));
        }
        for (field, value) in [
            ("admin", json!(true)),
            ("nbf", json!(1)),
            ("exp", json!(exp.to_string())),
            ("exp", json!(1.5)),
            ("exp", json!(null)),
            ("exp", json!([exp])),
            ("iat", json!("now")),
            ("may_negotiate", json!("true")),
            ("may_negotiate", json!(1)),
            ("aud", json!([self.claims["aud"]])),
            ("aud", json!("*")),
            ("iss", json!([self.claims["iss"]])),
            ("reason", json!("because")),
        ] {
            all.push((format!("{field} {value}"), self.claiming(&with(&self.claims, field, value)), "claims"));
        }
        let huge = self.claims.to_string().replace(&exp.to_string(), "1e400");
        all.push(("1e400".to_owned(), self.claiming(&huge), "claims"));
        all.push(("a text as claims".to_owned(), self.claiming("\"yes\""), "claims"));
        all
    }

    /// For another, by another, or of another time.
    fn of_other_days(&self) -> Vec<Forged> {
        let exp = self.claims["exp"].as_i64().unwrap();
        let mut all = Vec::new();
        for (field, value, why) in [
            ("aud", self.claims["jti"].clone(), "audience"),
            ("iss", json!("http://dokimasia.example/"), "issuer"),
            ("iss", json!(""), "issuer"),
            ("exp", json!(exp + 1), "times"),
            ("exp", json!(i64::MAX), "times"),
            ("exp", json!(0), "times"),
            ("iat", json!(exp + 1), "times"),
            ("iat", json!(i64::MIN), "times"),
        ] {
            all.push((format!("{field} {value}"), self.claiming(&with(&self.claims, field, value)), why));
        }
        for (iat, until, why) in [(exp - 400, exp - 340, "expired"), (exp, exp + 60, "times")] {
            let mut claims = self.claims.clone();
            (claims["iat"], claims["exp"]) = (json!(iat), json!(until));
            all.push((format!("from {iat}"), self.claiming(&claims.to_string()), why));
        }
        all
    }
}

journey!(forged_decisions_of_every_known_kind_are_refused);
async fn forged_decisions_of_every_known_kind_are_refused() {
    let it = Signing::new().await;
    let forger = Forger::new(&it).await;
    it.verified(&forger.headed(&forger.header.to_string()))
        .await
        .expect("what the forger signs of the same is the same");
    let all = [
        forger.torn(),
        forger.by_other_means(),
        forger.of_other_kinds(),
        forger.by_other_keys(),
        forger.of_other_claims(),
        forger.of_other_days(),
    ]
    .concat();
    assert!(all.len() > 80, "{}", all.len());
    for (name, token, why) in all {
        let told = it.verified(&token).await.expect_err(&name);
        assert_eq!(told, why, "{name}: {token}");
    }
}
