//! Certificates as credentials that others can check without asking us: Open Badges 3.0 upon the W3C's Verifiable Credentials 2.0, signed as JWT.
//!
//! A credential is given away, and can't be called back. So it says who passed what, for which products and until when, and neither score nor login.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    certificate::Certificate,
    code::Code,
    decision::{CLOCKS_APART, Doubt},
    status_list::StatusPurpose,
};
use crate::base::{
    id::CertificateId,
    lang::Lang,
    time::{DAY, HOUR, Millis, SECOND},
};

/// The type that the header of a credential names (Open Badges 3.0, section 8.2): another than that of decisions and of lists.
pub const CREDENTIAL_TYPE: &str = "JWT";
/// The type of a list of what holds no more (W3C, Securing Verifiable Credentials using JOSE and COSE).
pub const LIST_TYPE: &str = "vc+jwt";
/// How long a list may be believed after it was fetched, in milliseconds: somebody who could keep newer ones from a checker gains no more than that.
const LIST_LIFE: i64 = DAY;

const CREDENTIALS: &str = "https://www.w3.org/ns/credentials/v2";
const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
const CERTIFICATE: &str = "urn:uuid:";

/// Who issues: this installation, by its public address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Its name for programs (did:web).
    pub did: String,
    /// Its address.
    pub url: String,
    /// Its name for people.
    pub name: String,
}

/// A certificate with what a credential tells of it.
pub struct Award<'a> {
    /// The certificate.
    pub certificate: &'a Certificate,
    /// Its holder's name.
    pub holder: &'a str,
    /// The certification's code.
    pub code: &'a Code,
    /// Its name.
    pub name: &'a str,
    /// For which products.
    pub description: &'a str,
    /// What had to be done for it.
    pub criteria: &'a str,
    /// In which language all that is.
    pub lang: Lang,
    /// The list of what holds no more in which it stands, and its place there.
    pub status: (u32, u32),
}

/// What a credential says that is checked; all else rests on its signature.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Said {
    /// Who issued it.
    iss: String,
    /// Which it is.
    jti: String,
    /// From when it holds, in seconds since the Unix epoch.
    nbf: i64,
    /// Until when, likewise.
    exp: i64,
}

impl Issuer {
    /// The issuer at a public address. None where that names no host in plain letters, or a path: did:web would look for its keys elsewhere.
    pub fn of(address: &str, name: Option<&str>) -> Option<Issuer> {
        let (scheme, host) = address.trim_end_matches('/').split_once("://")?;
        let (domain, port) = host.split_once(':').map_or((host, None), |(domain, port)| (domain, Some(port)));
        let label = |label: &str| {
            !label.is_empty() && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        };
        let plain = domain.split('.').all(label) && port.is_none_or(|port| port.parse::<u16>().is_ok());
        let known = ["https", "http"].contains(&scheme);
        let did = format!("did:web:{}", host.to_ascii_lowercase().replace(':', "%3A"));
        let (url, name) = (format!("{scheme}://{host}"), name.unwrap_or(host).to_owned());
        (plain && known).then_some(Issuer { did, url, name })
    }

    /// What stands before a key's own name where a token names it.
    pub fn whose(&self) -> String {
        format!("{}#", self.did)
    }

    /// The document in which others find our keys (did:web): `keys` as JWK, the one that signs first.
    pub fn document(&self, keys: Vec<Value>) -> Value {
        let named = |key: &Value| format!("{}{}", self.whose(), key.get("kid").and_then(Value::as_str).unwrap_or(""));
        let names: Vec<String> = keys.iter().map(named).collect();
        let method =
            |(name, key)| json!({ "id": name, "type": "JsonWebKey", "controller": self.did, "publicKeyJwk": key });
        let methods: Vec<Value> = names.iter().zip(keys).map(method).collect();
        json!({
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
            "id": self.did,
            "verificationMethod": methods,
            "assertionMethod": names,
        })
    }

    /// A credential, with the claims of its JWT.
    pub fn credential(&self, award: &Award<'_>) -> Value {
        let Award { certificate, holder, code, name, description, criteria, lang, status } = award;
        let (from, until) = (seconds(certificate.issued_at), seconds(certificate.expires_at));
        let (id, subject) = (name_of(certificate.id), format!("{CERTIFICATE}{}", certificate.person));
        let entries: Vec<Value> = StatusPurpose::ALL.iter().map(|purpose| self.entry(*purpose, *status)).collect();
        json!({
            "@context": [CREDENTIALS, OPEN_BADGES],
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "id": id, "name": name, "description": description,
            "issuer": { "id": self.did, "type": ["Profile"], "name": self.name, "url": self.url },
            "validFrom": moment(from), "validUntil": moment(until),
            "credentialSubject": {
                "id": subject, "type": ["AchievementSubject"],
                "identifier": [{ "type": "IdentityObject", "identityType": "name", "hashed": false, "identityHash": holder }],
                "achievement": {
                    // Another version of a certification asks for something else: it is another achievement.
                    "id": format!("{}/achievements/{code}/{}", self.did, certificate.version),
                    "type": ["Achievement"], "achievementType": "Certification", "version": certificate.version.to_string(),
                    "name": name, "description": description, "criteria": { "narrative": criteria },
                    "inLanguage": lang.code(),
                },
            },
            "credentialStatus": entries,
            "iss": self.did, "sub": subject, "jti": id, "nbf": from, "exp": until,
        })
    }

    fn entry(&self, purpose: StatusPurpose, (list, place): (u32, u32)) -> Value {
        let address = self.list(purpose, list);
        json!({
            "id": format!("{address}#{place}"), "type": "BitstringStatusListEntry", "statusPurpose": purpose,
            "statusListIndex": place.to_string(), "statusListCredential": address,
        })
    }

    /// Where a list is.
    fn list(&self, purpose: StatusPurpose, number: u32) -> String {
        format!("{}/status/{purpose}/{number}", self.url)
    }

    /// A list of what holds no more, with the claims of its JWT; `encoded` are its bits. Within an hour it is the same where its bits are.
    pub fn status_list(&self, purpose: StatusPurpose, number: u32, encoded: &str, now: Millis) -> Value {
        let from = seconds(Millis(now.0 - now.0.rem_euclid(HOUR)));
        let (address, until) = (self.list(purpose, number), from + LIST_LIFE / SECOND);
        let subject = format!("{address}#list");
        json!({
            "@context": [CREDENTIALS],
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "id": address, "issuer": self.did, "validFrom": moment(from), "validUntil": moment(until),
            "credentialSubject": {
                "id": subject, "type": "BitstringStatusList", "statusPurpose": purpose, "encodedList": encoded,
            },
            "iss": self.did, "sub": subject, "jti": address, "nbf": from, "exp": until,
        })
    }

    /// Which certificate a credential of a right signature is about. That its time is over is for the certificate to say.
    pub fn certificate_of(&self, said: &Said, now: Millis) -> Result<CertificateId, Doubt> {
        if said.iss != self.did {
            Err(Doubt::Issuer)
        } else if said.exp < said.nbf || seconds(now).saturating_add(CLOCKS_APART) < said.nbf {
            Err(Doubt::Times)
        } else {
            said.jti.strip_prefix(CERTIFICATE).and_then(|id| id.parse().ok()).ok_or(Doubt::Claims)
        }
    }
}

/// The name of a certificate's credential.
fn name_of(id: CertificateId) -> String {
    format!("{CERTIFICATE}{id}")
}

fn seconds(moment: Millis) -> i64 {
    moment.0.div_euclid(SECOND)
}

fn moment(seconds: i64) -> Millis {
    Millis(seconds.saturating_mul(SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_has_a_name_that_leads_to_its_keys() {
        for (address, did) in [
            ("https://dokimasia.example", Some("did:web:dokimasia.example")),
            ("https://Dokimasia.Example:8443/", Some("did:web:dokimasia.example%3A8443")),
            ("http://localhost:8080", Some("did:web:localhost%3A8080")),
            ("https://dokimasia.example/sales", None),
            ("https://me@dokimasia.example", None),
            ("https://[::1]:8080", None),
            ("https://δοκιμασία.example", None),
            ("https://dokimasia.example:99999", None),
            ("ftp://dokimasia.example", None),
            ("dokimasia.example", None),
            ("https://", None),
        ] {
            assert_eq!(Issuer::of(address, None).map(|issuer| issuer.did).as_deref(), did, "{address}");
        }
    }

    #[test]
    fn a_credential_of_another_issuer_or_time_is_doubted() {
        let issuer = Issuer::of("https://dokimasia.example", Some("Nails Ltd")).unwrap();
        let id = CertificateId::new();
        let said = |iss: &str, jti: String, nbf, exp| Said { iss: iss.to_owned(), jti, nbf, exp };
        let (ours, right) = ("did:web:dokimasia.example", format!("urn:uuid:{id}"));
        for (said, expected) in [
            (said(ours, right.clone(), 0, 100), Ok(id)),
            (said(ours, right.clone(), 40, 100), Ok(id)),
            (said(ours, right.clone(), 41, 100), Err(Doubt::Times)),
            (said(ours, right.clone(), 0, 5), Ok(id)),
            (said(ours, right.clone(), 9, 5), Err(Doubt::Times)),
            (said("did:web:evil.example", right, 0, 100), Err(Doubt::Issuer)),
            (said(ours, id.to_string(), 0, 100), Err(Doubt::Claims)),
            (said(ours, "urn:uuid:x".to_owned(), 0, 100), Err(Doubt::Claims)),
        ] {
            assert_eq!(issuer.certificate_of(&said, Millis(10 * SECOND)), expected, "{said:?}");
        }
    }
}
