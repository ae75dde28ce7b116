//! The keys behind decisions: rotated, lost, kept by command.

use std::{collections::BTreeSet, fs, os::unix::fs::PermissionsExt as _, path::Path, process::Command};

use dokimasia::{
    base::time::{HOUR, SECOND},
    domain::keyring::Purpose,
    journeys::keep_keys,
};
use serde_json::json;

use super::{PATH, Signing, checked, public_keys};
use crate::harness::Company;

journey!(rotated_every_five_seconds_nobody_who_keeps_the_keys_is_refused);
async fn rotated_every_five_seconds_nobody_who_keeps_the_keys_is_refused() {
    let it = Signing::new().await;
    let mut kept = public_keys(&it.company).await;
    let (mut kept_for, mut tokens) = (0, Vec::new());
    let mut kids = BTreeSet::new();
    for second in 0..400 {
        if second % 5 == 0 {
            keep_keys::rotate(&it.company.world, Purpose::Decisions).await.unwrap();
            let (header, _) = checked(&it.token().await, &kept);
            kids.insert(header["kid"].to_string());
            tokens.push((second, it.token().await));
        }
        tokens.retain(|(made, _)| second - made < 60);
        if second % 7 == 0 {
            for (_, token) in &tokens {
                checked(token, &kept);
            }
            it.verified(&tokens[0].1).await.unwrap_or_else(|why| panic!("{why} at {second}"));
        }
        it.company.pass(SECOND);
        kept_for += 1;
        if kept_for == 60 {
            (kept, kept_for) = (public_keys(&it.company).await, 0);
        }
    }
    assert!(kids.len() > 60, "{} keys signed", kids.len());
    it.company.pass(HOUR);
    assert_eq!(public_keys(&it.company).await.len(), 2, "one that signs and one that could");
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
    assert!(!done && said.contains("there is no key"), "{said}");
    let log = it.admin.page("/log?object_kind=key").await.text;
    for happened in ["was made", "was told to sign", "was taken away"] {
        assert!(log.contains(happened), "{happened}: {log}");
    }
}
