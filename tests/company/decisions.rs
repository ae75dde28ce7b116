//! Signed decisions: what they say, who believes them, and the keys behind them.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::Command,
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

journey!(forged_decisions_of_every_known_kind_are_refused);
async fn forged_decisions_of_every_known_kind_are_refused() {
    let it = Signing::new().await;
    let token = it.token().await;
    let (kid, key) = it.secret();
    let (header, claims) = checked(&token, &public_keys(&it.company).await);
    let (plain, said) = (header.to_string(), claims.to_string());
    it.verified(&signed(&key, &plain, &said)).await.unwrap();
    let mut forged: Vec<(&str, String, &str)> = Vec::new();
    let with = |of: &Value, field: &str, value: Value| {
        let mut other = of.clone();
        other[field] = value;
        other.to_string()
    };
    let without = |of: &Value, field: &str| {
        let mut other = of.clone();
        other.as_object_mut().unwrap().remove(field);
        other.to_string()
    };
    let parts: Vec<&str> = token.split('.').collect();
    let [head, body, signature] = [parts[0], parts[1], parts[2]];
    let encode = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
    // Another signature, or none.
    let thief = SigningKey::from_bytes(&[7; 32]);
    forged.push(("another key", signed(&thief, &plain, &said), "signature"));
    forged.push((
        "another body",
        format!("{head}.{}.{signature}", encode(&with(&claims, "sub", json!("anna")))),
        "signature",
    ));
    forged.push(("no signature", format!("{head}.{body}."), "signature"));
    forged.push(("half a signature", format!("{head}.{body}.{}", &signature[..40]), "signature"));
    for (name, bad) in [
        ("empty", String::new()),
        ("two parts", format!("{head}.{body}")),
        ("four parts", format!("{token}.{signature}")),
        ("padded", format!("{token}==")),
        ("standard base 64", token.replace(['-', '_'], "+")),
        ("spaces", format!(" {token}")),
        ("not base 64", format!("{head}.{body}.!{}", &signature[1..])),
        ("as JSON", json!({"payload": body, "protected": head, "signature": signature}).to_string()),
    ] {
        if bad != token {
            forged.push((name, bad, "*"));
        }
    }
    // Another algorithm.
    let hmac = "eyJhbGciOiJIUzI1NiJ9";
    for alg in ["none", "None", "NONE", "HS256", "RS256", "ES256", "PS512", "Ed25519", "eddsa", "EdDSA "] {
        let header = with(&header, "alg", json!(alg));
        forged.push((alg, signed(&key, &header, &said), "algorithm"));
        forged.push((alg, format!("{}.{body}.", encode(&header)), "algorithm"));
    }
    forged.push(("HS256 alone", format!("{hmac}.{body}.{signature}"), "algorithm"));
    forged.push(("no algorithm", signed(&key, &without(&header, "alg"), &said), "algorithm"));
    forged.push(("algorithm twice", signed(&key, &plain.replace("{", "{\"alg\":\"EdDSA\","), &said), "algorithm"));
    // Another kind of token, or one that asks for what we do not know.
    for typ in ["JWT", "at+jwt", "dokimasia-decision", "DOKIMASIA-DECISION+JWT", ""] {
        forged.push((typ, signed(&key, &with(&header, "typ", json!(typ)), &said), "type"));
    }
    forged.push(("no type", signed(&key, &without(&header, "typ"), &said), "type"));
    forged.push(("critical", signed(&key, &with(&header, "crit", json!(["b64"])), &said), "type"));
    // Keys by other ways than by the name of one of ours.
    let next = it.secret_of(1);
    for other in [
        "",
        ".",
        "../../../etc/passwd",
        "' OR 1=1 --",
        "signing-keys",
        &"A".repeat(43),
        &"A".repeat(10_000),
        &format!("{kid}\u{0}"),
        &kid.to_uppercase(),
        &next,
    ] {
        forged.push(("kid", signed(&key, &with(&header, "kid", json!(other)), &said), "key"));
    }
    forged.push(("no kid", signed(&key, &without(&header, "kid"), &said), "key"));
    forged.push(("kid of another type", signed(&key, &with(&header, "kid", json!(5)), &said), "algorithm"));
    let own = json!({"kty": "OKP", "crv": "Ed25519", "x": BASE64URL_NOPAD.encode(thief.verifying_key().as_bytes())});
    for (field, value) in [
        ("jwk", own),
        ("jku", json!(format!("{}/jwks.json", it.company.url))),
        ("x5u", json!("http://127.0.0.1:1/key.pem")),
        ("x5c", json!(["MIIB"])),
    ] {
        forged.push((field, signed(&thief, &with(&header, field, value), &said), "signature"));
    }
    // Claims that are not what they must be, though the signature is right.
    for field in claims.as_object().unwrap().keys() {
        forged.push(("a claim less", signed(&key, &plain, &without(&claims, field)), "claims"));
        let twice = said.replacen('{', &format!("{{\"{field}\":{},", claims[field]), 1);
        forged.push(("a claim twice", signed(&key, &plain, &twice), "claims"));
    }
    let exp = claims["exp"].as_i64().unwrap();
    for (field, value, why) in [
        ("admin", json!(true), "claims"),
        ("exp", json!(exp.to_string()), "claims"),
        ("exp", json!(exp as f64 + 0.5), "claims"),
        ("exp", json!(null), "claims"),
        ("exp", json!([exp]), "claims"),
        ("iat", json!("now"), "claims"),
        ("may_negotiate", json!("true"), "claims"),
        ("may_negotiate", json!(1), "claims"),
        ("aud", json!([claims["aud"]]), "claims"),
        ("aud", json!("*"), "claims"),
        ("iss", json!(["http://dokimasia.example"]), "claims"),
        ("reason", json!("because"), "claims"),
        ("aud", claims["jti"].clone(), "audience"),
        ("iss", json!("http://dokimasia.example/"), "issuer"),
        ("iss", json!(""), "issuer"),
        ("exp", json!(exp + 1), "times"),
        ("exp", json!(i64::MAX), "times"),
        ("exp", json!(0), "times"),
        ("iat", json!(exp + 1), "times"),
        ("iat", json!(i64::MIN), "times"),
        ("nbf", json!(1), "claims"),
    ] {
        forged.push((field, signed(&key, &plain, &with(&claims, field, value)), why));
    }
    forged.push(("1e400", signed(&key, &plain, &said.replace(&exp.to_string(), "1e400")), "claims"));
    let old = json!({"iat": exp - 400, "exp": exp - 340});
    let mut over = claims.clone();
    over.as_object_mut().unwrap().extend(old.as_object().unwrap().clone());
    forged.push(("over", signed(&key, &plain, &over.to_string()), "expired"));
    let mut early = claims.clone();
    early.as_object_mut().unwrap().extend(json!({"iat": exp, "exp": exp + 60}).as_object().unwrap().clone());
    forged.push(("not yet", signed(&key, &plain, &early.to_string()), "times"));
    assert!(forged.len() > 80);
    for (name, token, why) in forged {
        let told = it.verified(&token).await.expect_err(name);
        assert!(why == "*" || told == why, "{name}: {told}, expected {why}: {token}");
    }
}

impl Signing {
    /// The name of another key of the file.
    fn secret_of(&self, place: usize) -> String {
        let file: Value = serde_json::from_slice(&fs::read(self.file()).unwrap()).unwrap();
        file["keys"][place]["kid"].as_str().unwrap().to_owned()
    }
}

journey!(rotated_every_five_seconds_nobody_who_keeps_the_keys_is_refused);
async fn rotated_every_five_seconds_nobody_who_keeps_the_keys_is_refused() {
    let it = Signing::new().await;
    let mut kept = public_keys(&it.company).await;
    let (mut kept_for, mut tokens) = (0, Vec::new());
    let mut kids = std::collections::BTreeSet::new();
    for second in 0..600 {
        if second % 5 == 0 {
            keep_keys::rotate(&it.company.world).await.unwrap();
            let (header, _) = checked(&it.token().await, &kept);
            kids.insert(header["kid"].to_string());
            tokens.push((second, it.token().await));
        }
        tokens.retain(|(made, _)| second - made < 60);
        if second % 7 == 0 {
            for (_, token) in &tokens {
                checked(token, &kept);
                it.verified(token).await.unwrap_or_else(|why| panic!("{why} at {second}"));
            }
        }
        it.company.pass(SECOND);
        kept_for += 1;
        if kept_for == 60 {
            (kept, kept_for) = (public_keys(&it.company).await, 0);
        }
    }
    assert!(kids.len() > 90, "{} keys signed", kids.len());
    it.company.pass(HOUR);
    assert_eq!(public_keys(&it.company).await.len(), 2, "one that signs and one that could");
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

journey!(without_a_key_nothing_is_signed_and_all_else_is_answered);
async fn without_a_key_nothing_is_signed_and_all_else_is_answered() {
    let it = Signing::new().await;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let (file, directory) = (it.file(), it.keys.path().join("keys"));
    assert_eq!((mode(&directory), mode(&file)), (0o700, 0o600));
    let signed = format!("{PATH}&token=jwt");
    let broken: [(&str, &dyn Fn()); 4] = [
        ("open to the group", &|| fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap()),
        ("an open directory", &|| fs::set_permissions(&directory, fs::Permissions::from_mode(0o755)).unwrap()),
        ("not keys", &|| fs::write(&file, "{}").unwrap()),
        ("gone", &|| fs::rename(&file, it.keys.path().join("away")).unwrap()),
    ];
    let whole = fs::read(&file).unwrap();
    for (name, spoil) in broken {
        spoil();
        // Whoever reads the file has to notice: it was written anew.
        if file.exists() {
            let text = fs::read(&file).unwrap();
            let mode = fs::metadata(&file).unwrap().permissions();
            fs::remove_file(&file).unwrap();
            fs::write(&file, text).unwrap();
            fs::set_permissions(&file, mode).unwrap();
        }
        let refused = it.crm.get(&signed).await;
        refused.refused(503, "no-signing-key");
        assert!(refused.headers.contains_key("retry-after"), "{name}");
        assert_eq!(it.company.visitor().get("/.well-known/jwks.json").await.status, 503, "{name}");
        assert_eq!(it.crm.get(PATH).await.expect(200)["may_negotiate"], true, "{name}");
        fs::set_permissions(&directory, fs::Permissions::from_mode(0o700)).unwrap();
        let _gone = fs::remove_file(&file);
        fs::write(&file, &whole).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        it.crm.get(&signed).await.expect(200);
    }
    let company = Company::new().await;
    company.certification("nails").await;
    let admin = company.admin("admin").await;
    let crm = admin.api_client("CRM", json!({"scopes": ["standing:read"]})).await;
    crm.get(&signed).await.refused(503, "no-signing-key");
}

journey!(keys_are_kept_by_command_beside_a_running_server);
async fn keys_are_kept_by_command_beside_a_running_server() {
    let it = Signing::new().await;
    let keys = |words: &[&str]| {
        let directory = it.keys.path().join("keys");
        let place = it.company.rows.arguments();
        let run = Command::new(env!("CARGO_BIN_EXE_dokimasia"))
            .arg("keys")
            .args(place)
            .arg("--keys")
            .arg(directory)
            .args(words)
            .output()
            .unwrap();
        (run.status.success(), String::from_utf8(run.stdout).unwrap(), String::from_utf8(run.stderr).unwrap())
    };
    let (first, _) = it.secret();
    let token = it.token().await;
    // The test's clock and the program's differ: what the program does is seen by what the server does then.
    let (done, listed, said) = keys(&["list"]);
    assert!(done && listed.contains(&first), "{listed} {said}");
    let (done, rotated, said) = keys(&["rotate"]);
    assert!(done && rotated.contains("next "), "{rotated} {said}");
    assert!(public_keys(&it.company).await.len() >= 3, "a running server reads them anew");
    it.verified(&token).await.unwrap();
    let (done, left, said) = keys(&["revoke", &first]);
    assert!(done && !left.contains(&first), "{left} {said}");
    assert_eq!(it.verified(&token).await.unwrap_err(), "key");
    assert!(!public_keys(&it.company).await.contains_key(&first));
    let (done, _, said) = keys(&["revoke", &first]);
    assert!(!done && said.contains("There is nothing here"), "{said}");
    let log = it.admin.page("/log?object_kind=key").await.text;
    for happened in ["was made", "was told to sign", "was taken away"] {
        assert!(log.contains(happened), "{happened}: {log}");
    }
}
