//! A verifier of Open Badges that knows nothing of ours: it reads what is published, by the standards.

use std::io::Read as _;

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signature, VerifyingKey};
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use super::{BASE, DID};
use crate::harness::Company;

/// A part of a JWT.
pub fn part(token: &str, at: usize) -> Value {
    let text = token.split('.').nth(at).unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(text.as_bytes()).unwrap()).unwrap()
}

/// What a credential says, if it is to be believed now; else what is wrong.
pub async fn verified(company: &Company, token: &str) -> Result<Value, String> {
    let said = signed(company, token, "JWT").await?;
    let types = said["type"].as_array().ok_or("type")?;
    if !types.contains(&json!("OpenBadgeCredential")) || said["@context"][0] != "https://www.w3.org/ns/credentials/v2" {
        return Err("type".to_owned());
    }
    if said["issuer"]["id"] != said["iss"]
        || said["id"] != said["jti"]
        || said["credentialSubject"]["id"] != said["sub"]
    {
        return Err("claims".to_owned());
    }
    for entry in said["credentialStatus"].as_array().ok_or("status")? {
        let purpose = entry["statusPurpose"].as_str().ok_or("status")?;
        let list = entry["statusListCredential"].as_str().ok_or("status")?;
        let place: usize = entry["statusListIndex"].as_str().and_then(|place| place.parse().ok()).ok_or("status")?;
        let bits = bits(company, list, purpose).await?;
        if bits[place / 8] >> (7 - place % 8) & 1 == 1 {
            return Err(purpose.to_owned());
        }
    }
    Ok(said)
}

/// The bits of a list, if it is to be believed.
pub async fn bits(company: &Company, list: &str, purpose: &str) -> Result<Vec<u8>, String> {
    let path = list.strip_prefix(BASE).ok_or("another place")?;
    let reply = company.visitor().get(path).await;
    assert_eq!((reply.status, &reply.headers["cache-control"]), (200, &"public, max-age=60".parse().unwrap()));
    let said = signed(company, &reply.text, "vc+jwt").await?;
    let subject = &said["credentialSubject"];
    assert_eq!((&said["id"], &said["issuer"]), (&json!(list), &json!(DID)));
    assert_eq!((&subject["type"], &subject["statusPurpose"]), (&json!("BitstringStatusList"), &json!(purpose)));
    let packed = subject["encodedList"].as_str().unwrap().strip_prefix('u').unwrap();
    let packed = BASE64URL_NOPAD.decode(packed.as_bytes()).unwrap();
    let mut bits = Vec::new();
    GzDecoder::new(packed.as_slice()).read_to_end(&mut bits).unwrap();
    assert!(bits.len() >= 16_384);
    Ok(bits)
}

/// The claims of a JWT that a key of its issuer signed and whose time has come and is not over.
async fn signed(company: &Company, token: &str, kind: &str) -> Result<Value, String> {
    let parts: Vec<&str> = token.split('.').collect();
    let decode = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_other| "base 64");
    let read = |text: &str| serde_json::from_slice::<Value>(&decode(text)?).map_err(|_other| "json");
    let (header, said) = (read(parts[0])?, read(parts[1])?);
    if header["alg"] != "EdDSA" || header["typ"] != kind {
        return Err("header".to_owned());
    }
    let document = company.visitor().get("/.well-known/did.json").await;
    assert_eq!(document.headers["access-control-allow-origin"], "*");
    let document = document.expect(200);
    assert!(document["id"] == DID && !document.to_string().contains("\"d\""), "no secret half: {document}");
    let may_assert = document["assertionMethod"].as_array().unwrap().contains(&header["kid"]);
    let method = document["verificationMethod"].as_array().unwrap().iter().find(|method| method["id"] == header["kid"]);
    let method = method.filter(|method| may_assert && method["controller"] == said["iss"]).ok_or("key")?;
    let x = BASE64URL_NOPAD.decode(method["publicKeyJwk"]["x"].as_str().unwrap().as_bytes()).unwrap();
    let key = VerifyingKey::from_bytes(&x.try_into().unwrap()).unwrap();
    let signature = Signature::from_slice(&decode(parts[2])?).map_err(|_other| "signature")?;
    let message = format!("{}.{}", parts[0], parts[1]);
    key.verify_strict(message.as_bytes(), &signature).map_err(|_other| "signature")?;
    let now = company.world.clock.now().0 / 1_000;
    let holds = said["nbf"].as_i64().unwrap() <= now && now < said["exp"].as_i64().unwrap();
    if holds { Ok(said) } else { Err("time".to_owned()) }
}
