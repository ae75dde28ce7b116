//! Signed decisions: what they say, who believes them, and the keys behind them.

mod forged;
mod keys;

use std::{
    collections::BTreeMap,
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use dokimasia::{
    base::{
        settings::Settings,
        time::{DAY, HOUR, SECOND},
    },
    journeys::keep_keys,
};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Client, Company};

const PATH: &str = "/api/v1/managers/eleni/standing?product=nails-1";

/// A company that signs, in which `eleni` is cleared by a waiver of an hour; its keys, its head and a client.
struct Signing {
    company: Company,
    keys: TempDir,
    sofia: Client,
    admin: Client,
    crm: Client,
}

impl Signing {
    async fn new() -> Signing {
        let keys = tempfile::tempdir().unwrap();
        let company = Company::with(Settings {
            keys: Some(keys.path().join("keys")),
            public_url: Some("http://dokimasia.example/".to_owned()),
            session_idle: 1_000 * DAY,
            session_max: 1_000 * DAY,
            ..Settings::default()
        });
        keep_keys::ensure(&company.world).await.unwrap();
        company.certification("nails").await;
        company.manager("eleni").await;
        let (sofia, admin) = (company.head("sofia").await, company.admin("admin").await);
        let waiver = json!({"manager": "eleni", "product": "nails-1", "hours": 1, "reason": "Trade fair."});
        sofia.post("/api/v1/waivers", waiver).await.expect(201);
        let crm = admin.api_client("CRM", json!({"scopes": ["standing:read"], "rate": 10_000})).await;
        Signing { company, keys, sofia, admin, crm }
    }

    async fn token(&self) -> String {
        let told = self.crm.get(&format!("{PATH}&token=jwt")).await.expect(200);
        told["token"].as_str().unwrap().to_owned()
    }

    async fn verified(&self, token: &str) -> Result<Value, String> {
        let reply = self.crm.post("/api/v1/decisions/verification", json!({"token": token})).await;
        if reply.status == 200 {
            return Ok(reply.json());
        }
        Err(reply.refused(422, "bad-token")["why"].as_str().unwrap().to_owned())
    }

    fn file(&self) -> std::path::PathBuf {
        self.keys.path().join("keys/signing-keys.json")
    }

    /// The name of another key of the file.
    fn secret_of(&self, place: usize) -> String {
        let file: Value = serde_json::from_slice(&fs::read(self.file()).unwrap()).unwrap();
        file["keys"][place]["kid"].as_str().unwrap().to_owned()
    }

    /// The secret that signs now, with its name: as whoever has stolen the file has it.
    fn secret(&self) -> (String, SigningKey) {
        let file: Value = serde_json::from_slice(&fs::read(self.file()).unwrap()).unwrap();
        let key = &file["keys"][0];
        let seed = HEXLOWER.decode(key["seed"].as_str().unwrap().as_bytes()).unwrap();
        (key["kid"].as_str().unwrap().to_owned(), SigningKey::from_bytes(&seed.try_into().unwrap()))
    }
}

/// The public keys, by name.
async fn public_keys(company: &Company) -> BTreeMap<String, VerifyingKey> {
    let set = company.visitor().get("/.well-known/jwks.json").await;
    assert_eq!(set.headers["cache-control"], "public, max-age=60");
    assert!(!set.text.contains("\"d\""), "no secret half: {}", set.text);
    let key = |jwk: &Value| {
        assert_eq!((&jwk["kty"], &jwk["crv"], &jwk["use"]), (&json!("OKP"), &json!("Ed25519"), &json!("sig")), "{jwk}");
        let x = BASE64URL_NOPAD.decode(jwk["x"].as_str().unwrap().as_bytes()).unwrap();
        (jwk["kid"].as_str().unwrap().to_owned(), VerifyingKey::from_bytes(&x.try_into().unwrap()).unwrap())
    };
    set.expect(200)["keys"].as_array().unwrap().iter().map(key).collect()
}

fn part(text: &str) -> Value {
    serde_json::from_slice(&BASE64URL_NOPAD.decode(text.as_bytes()).unwrap()).unwrap()
}

/// Header and claims of a token whose signature is that of one of the keys: as another program checks it.
fn checked(token: &str, keys: &BTreeMap<String, VerifyingKey>) -> (Value, Value) {
    let [header, claims, signature] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let kid = part(header)["kid"].as_str().unwrap().to_owned();
    let key = keys.get(&kid).unwrap_or_else(|| panic!("{kid} is not among {:?}", keys.keys()));
    let signature = Signature::from_slice(&BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap()).unwrap();
    key.verify_strict(format!("{header}.{claims}").as_bytes(), &signature).unwrap();
    (part(header), part(claims))
}

/// A token of those two texts, signed.
fn signed(key: &SigningKey, header: &str, claims: &str) -> String {
    let encode = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
    let message = format!("{}.{}", encode(header), encode(claims));
    format!("{message}.{}", BASE64URL_NOPAD.encode(&key.sign(message.as_bytes()).to_bytes()))
}

journey!(a_decision_is_checked_without_us_and_by_us);
async fn a_decision_is_checked_without_us_and_by_us() {
    let it = Signing::new().await;
    let reply = it.crm.get(&format!("{PATH}&token=jwt")).await;
    assert_eq!(reply.headers["cache-control"], "no-store");
    let told = reply.expect(200);
    assert_eq!((&told["may_negotiate"], &told["basis"]), (&json!(true), &json!("waiver")));
    let token = told["token"].as_str().unwrap();
    let (header, claims) = checked(token, &public_keys(&it.company).await);
    assert_eq!((&header["alg"], &header["typ"]), (&json!("EdDSA"), &json!("dokimasia-decision+jwt")));
    let client = it.admin.get("/api/v1/clients").await.expect(200)[0]["id"].clone();
    let now = it.company.world.clock.now().0 / SECOND;
    let mut expected = json!({
        "iss": "http://dokimasia.example", "aud": client, "sub": "eleni", "product": "nails-1", "may_negotiate": true,
        "reason": null, "basis": "waiver", "iat": now, "exp": now + 60,
    });
    expected["jti"] = claims["jti"].clone();
    assert_eq!(claims, expected);
    assert_eq!(it.verified(token).await.unwrap(), expected);
    it.company.pass(59 * SECOND);
    it.verified(token).await.unwrap();
    it.company.pass(SECOND);
    assert_eq!(it.verified(token).await.unwrap_err(), "expired");
    it.company.pass(HOUR - 70 * SECOND);
    let (_, claims) = checked(&it.token().await, &public_keys(&it.company).await);
    let lasts = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
    assert_eq!((&claims["may_negotiate"], lasts), (&json!(true), 10), "no longer than what it says");
    it.company.pass(10 * SECOND);
    let (_, claims) = checked(&it.token().await, &public_keys(&it.company).await);
    assert_eq!((&claims["may_negotiate"], &claims["reason"]), (&json!(false), &json!("never_tested")));
    it.crm.get(&format!("{PATH}&token=paper")).await.refused(422, "invalid");
    it.crm.get(&format!("{PATH}&token=jwt&at=2026-11-23T09:00:00Z")).await.refused(422, "invalid");
    it.sofia.get(&format!("{PATH}&token=jwt")).await.refused(422, "invalid");
}

journey!(a_decision_is_for_one_client_alone);
async fn a_decision_is_for_one_client_alone() {
    let it = Signing::new().await;
    let token = it.token().await;
    let other = it.admin.api_client("Door", json!({"scopes": ["standing:read"]})).await;
    let body = json!({"token": token});
    let refused = other.post("/api/v1/decisions/verification", body.clone()).await.refused(422, "bad-token");
    assert_eq!(refused["why"], "audience");
    let claims = it.sofia.post("/api/v1/decisions/verification", body).await.expect(200);
    let body = json!({"token": token, "audience": claims["jti"]});
    it.sofia.post("/api/v1/decisions/verification", body).await.refused(422, "bad-token");
    // Neither kind of token does what the other does.
    Client::new(&it.company.url, Some(token)).get(PATH).await.refused(401, "sign-in-first");
    assert_eq!(it.verified(it.crm.token.as_ref().unwrap()).await.unwrap_err(), "malformed");
}

journey!(after_a_revocation_there_is_not_one_new_yes);
async fn after_a_revocation_there_is_not_one_new_yes() {
    let it = Signing::new().await;
    let anna = it.company.manager("anna").await;
    let passed = anna.take("nails", 10).await;
    let path = "/api/v1/managers/anna/standing?product=nails-1&token=jwt";
    let (revoked, before, after) = (Arc::new(AtomicBool::new(false)), AtomicUsize::new(0), AtomicUsize::new(0));
    let ask = async || {
        while after.load(Ordering::SeqCst) < 500 {
            let late = revoked.load(Ordering::SeqCst);
            let told = it.crm.get(path).await.expect(200);
            let claims = part(told["token"].as_str().unwrap().split('.').nth(1).unwrap());
            assert_eq!(claims["may_negotiate"], told["may_negotiate"]);
            assert!(!late || told["may_negotiate"] == false, "a yes after the revocation");
            if late { &after } else { &before }.fetch_add(1, Ordering::SeqCst);
        }
    };
    let revoke = async {
        while before.load(Ordering::SeqCst) < 200 {
            tokio::task::yield_now().await;
        }
        let path = format!("/api/v1/certificates/{}/revocation", passed["certificate"]["id"].as_str().unwrap());
        it.sofia.post(&path, json!({"reason": "Somebody else sat the test."})).await.expect(201);
        revoked.store(true, Ordering::SeqCst);
    };
    tokio::join!(ask(), ask(), ask(), ask(), ask(), ask(), ask(), ask(), revoke);
}
