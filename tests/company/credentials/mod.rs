//! Certificates for others: issued by passing, checked by a program that knows nothing of ours, refused when they hold no more.

mod paper;
mod public;
mod verifier;

use data_encoding::BASE64URL_NOPAD;
use dokimasia::{
    base::{
        settings::Settings,
        time::{DAY, HOUR, MINUTE},
    },
    domain::keyring::Purpose,
    journeys::keep_keys,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use self::verifier::{part, verified};
use crate::harness::{Client, Company};

const BASE: &str = "http://dokimasia.example:8443";
const DID: &str = "did:web:dokimasia.example%3A8443";

/// A company whose certificates others can check; `eleni`, Ελένη Γεωργίου, has passed and holds one.
struct Issuing {
    company: Company,
    sofia: Client,
    admin: Client,
    eleni: Client,
    /// Her certificate.
    id: String,
    _keys: TempDir,
}

impl Issuing {
    async fn new() -> Issuing {
        let keys = tempfile::tempdir().unwrap();
        let company = Company::with(Settings {
            keys: Some(keys.path().join("keys")),
            public_url: Some(format!("{BASE}/")),
            organisation: Some("Καρφιά ΑΕ".to_owned()),
            session_idle: 1_000 * DAY,
            session_max: 1_000 * DAY,
            ..Settings::default()
        });
        keep_keys::ensure(&company.world).await.unwrap();
        company.certification("nails").await;
        let (sofia, admin) = (company.head("sofia").await, company.admin("admin").await);
        let (eleni, id) = holder(&company, &admin, "eleni", "Ελένη Γεωργίου", "el").await;
        Issuing { company, sofia, admin, eleni, id, _keys: keys }
    }

    fn file(&self, name: &str) -> String {
        format!("/certificates/{}/files/{name}", self.id)
    }

    /// Her credential, as she downloads it.
    async fn credential(&self) -> String {
        let file = self.eleni.page(&self.file("credential.jwt")).await;
        assert_eq!(file.status, 200, "{}", file.text);
        assert_eq!(file.headers["content-type"], "application/vc+jwt");
        assert!(file.headers["content-disposition"].to_str().unwrap().contains("certificate-nails.jwt"));
        file.text
    }

    async fn revoke(&self) {
        let path = format!("/api/v1/certificates/{}/revocation", self.id);
        self.sofia.post(&path, json!({"reason": "Somebody else sat the test."})).await.expect(201);
    }

    /// What we say of a credential: what it is worth, or why it is not believed.
    async fn ours(&self, credential: &str) -> Result<String, String> {
        let asked = json!({"credential": credential});
        let reply = self.company.visitor().post("/api/v1/verifications", asked).await;
        if reply.status == 200 {
            return Ok(reply.json()["state"].as_str().unwrap().to_owned());
        }
        Err(reply.refused(422, "bad-token")["why"].as_str().unwrap().to_owned())
    }

    /// `eleni` leaves the company, or comes back.
    async fn works_here(&self, active: bool) {
        let users = json!({"users": [{"login": "eleni", "active": active}]});
        self.admin.post("/api/v1/users", users).await.expect(200);
    }
}

/// A manager of that name and language who has passed, and the certificate.
async fn holder(company: &Company, admin: &Client, login: &str, name: &str, locale: &str) -> (Client, String) {
    let holder = company.manager(login).await;
    let path = format!("/people/{login}");
    let named = [("name", name), ("role", "manager"), ("department", ""), ("locale", locale)];
    admin.submit(&path, &path, &named).await.location();
    let passed = holder.take("nails", 10).await;
    (holder, passed["certificate"]["id"].as_str().unwrap().to_owned())
}

journey!(a_passed_test_is_a_credential_that_others_check);
async fn a_passed_test_is_a_credential_that_others_check() {
    let it = Issuing::new().await;
    let credential = it.credential().await;
    let said = verified(&it.company, &credential).await.unwrap();
    assert_eq!(said["iss"], DID);
    assert_eq!(said["jti"], format!("urn:uuid:{}", it.id));
    assert_eq!(said["issuer"]["name"], "Καρφιά ΑΕ");
    let subject = &said["credentialSubject"];
    assert_eq!(subject["identifier"][0]["identityHash"], "Ελένη Γεωργίου");
    assert_eq!(subject["achievement"]["name"], "Test on nails");
    assert_eq!(
        (&subject["achievement"]["achievementType"], &subject["achievement"]["inLanguage"]),
        (&json!("Certification"), &json!("el"))
    );
    assert!(said["description"].as_str().unwrap().contains("First, Second"), "{said}");
    assert!(said.get("vc").is_none() && !said.to_string().contains("\"eleni\""), "no wrapper, no login: {said}");
    assert_eq!(it.ours(&credential).await.unwrap(), "valid");
    // The same is to be had by program and by heads, and what it says can be read; by nobody else.
    let path = format!("/api/v1/certificates/{}/credential", it.id);
    let told = it.eleni.get(&path).await.expect(200);
    assert_eq!((&told["credential"], &told["document"]), (&json!(credential), &said));
    assert_eq!(it.sofia.get(&path).await.expect(200)["credential"], credential);
    assert_eq!(it.sofia.page(&it.file("credential.json")).await.json(), said);
    let anna = it.company.manager("anna").await;
    anna.get(&path).await.refused(404, "no-such-thing");
    let page = format!("/certificates/{}", it.id);
    for path in [it.file("credential.jwt"), it.file("credential.json"), it.file("certificate.pdf"), page] {
        assert_eq!(anna.page(&path).await.status, 404, "{path}");
        assert_eq!(it.company.visitor().page(&path).await.status, 303, "{path}");
    }
    assert_eq!(it.eleni.page(&it.file("anything")).await.status, 404);
    it.company.pass(366 * DAY);
    assert_eq!(verified(&it.company, &credential).await.unwrap_err(), "time");
    assert_eq!(it.ours(&credential).await.unwrap(), "expired");
}

journey!(what_was_revoked_is_refused_by_everybody);
async fn what_was_revoked_is_refused_by_everybody() {
    let it = Issuing::new().await;
    let (_, other) = holder(&it.company, &it.admin, "anna", "Anna", "en").await;
    let (credential, hers) =
        (it.credential().await, it.sofia.page(&format!("/certificates/{other}/files/credential.jwt")).await.text);
    it.works_here(false).await;
    assert_eq!(verified(&it.company, &credential).await.unwrap_err(), "suspension");
    assert_eq!(it.ours(&credential).await.unwrap(), "suspended");
    it.works_here(true).await;
    verified(&it.company, &credential).await.unwrap();
    it.revoke().await;
    assert_eq!(verified(&it.company, &credential).await.unwrap_err(), "revocation");
    assert_eq!(it.ours(&credential).await.unwrap(), "revoked");
    verified(&it.company, &hers).await.unwrap();
    for file in ["credential.jwt", "credential.json", "certificate.pdf"] {
        assert_eq!(it.sofia.page(&it.file(file)).await.status, 409, "nobody hands out {file} of what is worth nothing");
    }
    assert!(it.sofia.page(&format!("/certificates/{}", it.id)).await.text.contains("Revoked"));
}

journey!(keys_are_rotated_and_what_they_signed_is_still_checked);
async fn keys_are_rotated_and_what_they_signed_is_still_checked() {
    let it = Issuing::new().await;
    let old = it.credential().await;
    it.company.pass(DAY);
    keep_keys::rotate(&it.company.world, Purpose::Credentials).await.unwrap();
    let new = it.credential().await;
    let kid = |token: &str| part(token, 0)["kid"].as_str().unwrap().to_owned();
    assert_ne!(kid(&old), kid(&new));
    it.company.pass(90 * DAY);
    for _ in 0..3 {
        keep_keys::rotate(&it.company.world, Purpose::Credentials).await.unwrap();
        it.company.pass(2 * HOUR);
    }
    for credential in [&old, &new] {
        verified(&it.company, credential).await.unwrap();
        assert_eq!(it.ours(credential).await.unwrap(), "valid");
    }
    let stolen = kid(&new);
    keep_keys::revoke(&it.company.world, stolen.split_once('#').unwrap().1).await.unwrap();
    assert_eq!(verified(&it.company, &new).await.unwrap_err(), "key");
    assert_eq!(it.ours(&new).await.unwrap_err(), "key");
    verified(&it.company, &old).await.unwrap();
    let again = it.credential().await;
    assert_ne!(kid(&again), stolen);
    verified(&it.company, &again).await.unwrap();
    let set = it.company.visitor().get("/.well-known/jwks.json").await.text;
    assert!(!set.contains(kid(&again).split_once('#').unwrap().1), "decisions have keys of their own: {set}");
}

journey!(whatever_is_changed_in_a_credential_is_found);
async fn whatever_is_changed_in_a_credential_is_found() {
    let it = Issuing::new().await;
    let credential = it.credential().await;
    let parts: Vec<String> = credential.split('.').map(str::to_owned).collect();
    for (at, text) in parts.iter().enumerate() {
        for place in (0..text.len()).step_by(text.len() / 7 + 1) {
            let old = text.as_bytes()[place];
            let other = if old == b'A' { "B" } else { "A" };
            let mut changed = parts.clone();
            changed[at].replace_range(place..=place, other);
            let changed = changed.join(".");
            let why = it.ours(&changed).await.unwrap_err();
            assert!(verified(&it.company, &changed).await.is_err(), "part {at} at {place}");
            it.company.pass(MINUTE);
            assert!(at != 1 || ["signature", "claims"].contains(&why.as_str()), "part {at} at {place}: {why}");
        }
    }
    let mut renamed = part(&credential, 1);
    renamed["credentialSubject"]["identifier"][0]["identityHash"] = json!("Mallory");
    let encode = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let mut header = part(&credential, 0);
    let forged = |header: &Value, body: &Value| format!("{}.{}.{}", encode(header), encode(body), parts[2]);
    assert_eq!(it.ours(&forged(&header, &renamed)).await.unwrap_err(), "signature");
    header["alg"] = json!("none");
    assert_eq!(it.ours(&forged(&header, &renamed)).await.unwrap_err(), "algorithm");
    // What else we sign is no credential, and a credential is no decision.
    let list = it.company.visitor().get("/status/revocation/0").await.text;
    assert_eq!(it.ours(&list).await.unwrap_err(), "type");
    let crm = it.admin.api_client("CRM", json!({"scopes": ["standing:read"]})).await;
    let decision = crm.get("/api/v1/managers/eleni/standing?product=nails-1&token=jwt").await.expect(200);
    assert_eq!(it.ours(decision["token"].as_str().unwrap()).await.unwrap_err(), "type");
    let reply = crm.post("/api/v1/decisions/verification", json!({"token": credential})).await;
    assert_eq!(reply.refused(422, "bad-token")["why"], "type");
    assert_eq!(it.ours("not a credential").await.unwrap_err(), "malformed");
    let spaced = credential.replace('.', ".\n  ");
    assert_eq!(it.ours(&spaced).await.unwrap(), "valid", "people copy lines");
}
