//! The public page of a certificate, the form for credentials, and the lists.

use std::collections::{BTreeMap, BTreeSet};

use dokimasia::{
    base::time::{HOUR, SECOND},
    domain::status_list::PLACES,
};
use serde_json::json;

use super::{BASE, Issuing, holder, part, verifier::bits};
use crate::harness::{Client, Company, Reply};

/// The path of the public page to which a certificate's page links.
fn link(page: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("value=\"{BASE}/verify/"))?;
    Some(format!("/verify/{}", rest.split_once('"').unwrap().0))
}

async fn in_greek(client: &Client, path: &str) -> Reply {
    let headers = BTreeMap::from([("accept-language".to_owned(), "el".to_owned())]);
    client.ask(reqwest::Method::GET, path, &headers, None).await
}

journey!(whoever_has_the_link_sees_what_a_certificate_is_worth_and_no_more);
async fn whoever_has_the_link_sees_what_a_certificate_is_worth_and_no_more() {
    let it = Issuing::new().await;
    let own = format!("/certificates/{}", it.id);
    let page = it.eleni.page(&own).await.text;
    let path = link(&page).unwrap();
    let visitor = it.company.visitor();
    let shown = visitor.page(&path).await;
    assert_eq!((shown.status, &shown.headers["x-robots-tag"]), (200, &"noindex, nofollow".parse().unwrap()));
    for told in ["Ελένη Γεωργίου", "Test on nails", "Valid", "Καρφιά ΑΕ", "<svg class=\"qr\""] {
        assert!(shown.text.contains(told), "{told}: {}", shown.text);
    }
    for kept in ["eleni", it.id.as_str(), "nails-1", "100 %"] {
        assert!(!shown.text.contains(kept), "{kept}: {}", shown.text);
    }
    assert!(in_greek(&visitor, &path).await.text.contains("Εκδώσαμε αυτό το πιστοποιητικό και ισχύει τώρα."));
    let api = path.replace("/verify/", "/api/v1/verifications/");
    let told = visitor.get(&api).await.expect(200);
    let members: BTreeSet<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(members, BTreeSet::from(["as_of", "certification", "holder", "issuer", "state", "valid_until"]));
    // Taken away, it is as if it had never been; another one opens the page again, and the one of before does not.
    it.eleni.submit(&own, &format!("{own}/link"), &[("on", "no")]).await.location();
    assert_eq!(link(&it.eleni.page(&own).await.text), None);
    let (gone, never) = (visitor.page(&path).await, visitor.page("/verify/never").await);
    assert_eq!((gone.status, never.status), (404, 404));
    assert_eq!(gone.text.replace(&path, ""), never.text.replace("/verify/never", ""));
    visitor.get(&api).await.refused(404, "no-such-thing");
    it.eleni.submit(&own, &format!("{own}/link"), &[("on", "yes")]).await.location();
    let other = link(&it.eleni.page(&own).await.text).unwrap();
    assert_eq!((visitor.page(&path).await.status, visitor.page(&other).await.status), (404, 200));
    // Only its holder decides that.
    let anna = it.company.manager("anna").await;
    let token = anna.page("/account").await.form_token();
    assert!(!token.is_empty());
    assert_eq!(anna.submit("/account", &format!("{own}/link"), &[("on", "no")]).await.status, 404);
    assert_eq!(it.sofia.submit("/account", &format!("{own}/link"), &[("on", "no")]).await.status, 403);
    let log = it.admin.page("/log?object_kind=certificate").await.text;
    assert!(log.contains("A certificate got a public link") && log.contains("was taken away"), "{log}");
    it.revoke().await;
    assert!(visitor.page(&other).await.text.contains("took it back"));
}

journey!(anybody_can_paste_a_credential);
async fn anybody_can_paste_a_credential() {
    let it = Issuing::new().await;
    let (visitor, credential) = (it.company.visitor(), it.credential().await);
    let page = visitor.page("/verify").await;
    assert_eq!((page.status, &page.headers["x-robots-tag"]), (200, &"noindex, nofollow".parse().unwrap()));
    let checked = visitor.submit("/verify", "/verify", &[("credential", &credential)]).await;
    assert_eq!(checked.status, 200);
    assert!(checked.text.contains("Ελένη Γεωργίου") && checked.text.contains("it is valid now"), "{}", checked.text);
    let refused = visitor.submit("/verify", "/verify", &[("credential", "a.b.c")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("Not known"), "{}", refused.text);
    let tampered = credential.rsplit_once('.').unwrap().0.to_owned() + ".AAAA";
    let refused = visitor.submit("/verify", "/verify", &[("credential", &tampered)]).await;
    assert!(refused.text.contains("changed after it was signed"), "{}", refused.text);
    // Whoever asks too much waits; others do so from elsewhere.
    let mut asked = 0;
    while visitor.page("/verify/never").await.status == 404 {
        asked += 1;
        assert!(asked <= 300, "nobody may ask without end");
    }
    assert!(asked > 250);
    let refused = visitor.get("/api/v1/verifications/never").await.refused(429, "asked-too-often");
    assert_eq!(refused["seconds"], 1);
    it.company.pass(SECOND);
    visitor.get("/api/v1/verifications/never").await.refused(404, "no-such-thing");
}

journey!(a_list_says_who_was_revoked_and_nothing_else);
async fn a_list_says_who_was_revoked_and_nothing_else() {
    let it = Issuing::new().await;
    let mut places = BTreeSet::new();
    for number in 0..8 {
        let (holder, id) = holder(&it.company, &it.admin, &format!("m{number}"), "Anna", "en").await;
        let credential = holder.page(&format!("/certificates/{id}/files/credential.jwt")).await.text;
        let said = part(&credential, 1);
        let entry = said["credentialStatus"].as_array().unwrap().iter().find(|it| it["statusPurpose"] == "revocation");
        let entry = entry.unwrap();
        assert_eq!(entry["statusListCredential"], format!("{BASE}/status/revocation/0"));
        let place: u32 = entry["statusListIndex"].as_str().unwrap().parse().unwrap();
        assert!(place < PLACES && places.insert(place), "each has a place of its own");
    }
    let in_order = places.iter().zip(places.iter().skip(1)).all(|(one, next)| next - one == 1);
    assert!(!in_order, "places tell nothing of when one was issued: {places:?}");
    let visitor = it.company.visitor();
    let list = format!("{BASE}/status/revocation/0");
    let ones = |bits: Vec<u8>| bits.iter().map(|byte| byte.count_ones()).sum::<u32>();
    assert_eq!(ones(bits(&it.company, &list, "revocation").await.unwrap()), 0);
    let before = visitor.get("/status/revocation/0").await;
    let tag = before.headers["etag"].to_str().unwrap();
    assert_eq!(visitor.page_again("/status/revocation/0", tag).await.status, 304);
    it.revoke().await;
    let after = visitor.page_again("/status/revocation/0", tag).await;
    assert_eq!(after.status, 200);
    assert_eq!(ones(bits(&it.company, &list, "revocation").await.unwrap()), 1);
    assert_eq!(ones(bits(&it.company, &list.replace("revocation", "suspension"), "suspension").await.unwrap()), 0);
    it.company.pass(25 * HOUR);
    assert_eq!(ones(bits(&it.company, &list, "revocation").await.unwrap()), 1, "and the next day");
    for nothing in ["/status/revocation/1", "/status/revocation/x", "/status/other/0", "/status/revocation/99999999999"]
    {
        assert_eq!(visitor.get(nothing).await.status, 404, "{nothing}");
    }
}

journey!(without_a_public_address_there_are_papers_but_no_credentials);
async fn without_a_public_address_there_are_papers_but_no_credentials() {
    let company = Company::new().await;
    company.certification("nails").await;
    let eleni = company.manager("eleni").await;
    let passed = eleni.take("nails", 10).await;
    let id = passed["certificate"]["id"].as_str().unwrap();
    eleni.get(&format!("/api/v1/certificates/{id}/credential")).await.refused(409, "no-public-address");
    let page = eleni.page(&format!("/certificates/{id}")).await.text;
    assert!(page.contains("--public-url") && !page.contains("credential.jwt"), "{page}");
    assert_eq!(company.visitor().get("/.well-known/did.json").await.status, 409);
    assert_eq!(eleni.page(&format!("/certificates/{id}/files/certificate.pdf")).await.status, 200);
    let list = eleni.page("/certificates").await.text;
    assert!(list.contains("Test on nails") && list.contains(&format!("/certificates/{id}")), "{list}");
    assert!(company.manager("anna").await.page("/certificates").await.text.contains("You hold no certificate yet"));
    let asked = json!({"credential": "a.b.c"});
    company.visitor().post("/api/v1/verifications", asked).await.refused(422, "bad-token");
}
