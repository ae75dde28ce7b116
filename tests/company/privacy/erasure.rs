//! Who left is forgotten: no byte tells of them, and what rests on what they did stays.

use std::{fs, process::Command};

use diesel::{dsl::sql, prelude::*, select, sql_types::Text};
use dokimasia::{base::time::HOUR, journeys::forget};
use serde_json::json;

use super::{CANARIES, Desk, change, desk};
use crate::{
    harness::{Company, Engine, Rows, postgres},
    moving::contents,
};

/// Where the database's bytes tell of the person: canary by canary.
fn found(rows: &Rows) -> Vec<&'static str> {
    let bytes: Vec<u8> = match rows {
        Rows::Directory(directory) => {
            let files = fs::read_dir(directory.path()).unwrap();
            files.flat_map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
        }
        Rows::Database(database) => {
            let mut all: String = contents(rows).into_values().collect();
            let noted = "(SELECT coalesce(string_agg(coalesce(most_common_vals::text, '') || coalesce(histogram_bounds::text, ''), ' '), '') FROM pg_stats WHERE schemaname = current_schema())";
            all += &select(sql::<Text>(noted)).get_result::<String>(&mut postgres::connect(&database.url())).unwrap();
            all.into_bytes()
        }
    };
    let is_there = |canary: &&&str| bytes.windows(canary.len()).any(|bytes| bytes == canary.as_bytes());
    CANARIES.iter().filter(is_there).copied().collect()
}

journey!(nothing_is_left_of_who_was_erased_but_what_others_rest_on);
async fn nothing_is_left_of_who_was_erased_but_what_others_rest_on() {
    let desk = desk().await;
    assert_eq!(found(&desk.company.rows), CANARIES, "each is somewhere before");
    let now = desk.company.world.clock.now();
    let moments: Vec<String> = [-2, -1, 0].iter().map(|hours| now.plus(hours * HOUR).to_string()).collect();
    let figures = ["/api/v1/raised-questions/figures", "/api/v1/study/figures?line=nails"];
    change(&desk.company, "kanari-login", false).await;
    let standings = desk.standings("kanari-login", &moments).await;
    let before = told(&desk, &figures).await;
    let login = desk.erase().await;
    assert_eq!(desk.standings(&login, &moments).await, standings);
    assert_eq!(told(&desk, &figures).await, before);
    assert!(forget::wipe(&desk.company.world).await.unwrap(), "files are rewritten after an erasure");
    assert!(!forget::wipe(&desk.company.world).await.unwrap(), "and once");
    assert_eq!(found(&desk.company.rows), Vec::<&str>::new());
    let page = desk.sofia.page(&format!("/standing/{login}/nails-1")).await.text;
    assert!(page.contains(&login.replace("erased-", "Erased person ")), "{page}");
    assert!(desk.anna.page("/log").await.text.contains("A person was erased"));
}

/// Runs the program; what it said, and whether it did it.
fn program(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_dokimasia")).args(arguments).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

journey!(who_was_erased_stays_erased_in_what_is_restored);
async fn who_was_erased_stays_erased_in_what_is_restored() {
    let (desk, shelf) = (desk().await, tempfile::tempdir().unwrap());
    let [backup, ledger, wrong] =
        ["one.backup", "ledger", "wrong"].map(|name| shelf.path().join(name).to_str().unwrap().to_owned());
    let [place, of] = desk.company.rows.arguments();
    let (made, said) = program(&["backup", &place, &of, "--to", &backup]);
    assert!(made, "{said}");
    change(&desk.company, "kanari-login", false).await;
    desk.erase().await;
    let (listed, told) = program(&["erasures", &place, &of, "list"]);
    assert!(listed, "{told}");
    fs::write(&ledger, told).unwrap();
    fs::write(&wrong, "nobody").unwrap();
    let restored = Rows::bare(Engine::of_test());
    let to = restored.arguments()[1].clone();
    let restore = |ledger: &str| program(&["restore", &backup, "--to", &to, "--accept-rollback", "--erasures", ledger]);
    let (done, said) = restore(&wrong);
    assert!(!done && said.contains("is not a ledger"), "{said}");
    let (done, said) = restore(&ledger);
    assert!(done && said.contains("erased 1 people again"), "{said}");
    assert_eq!(found(&restored), Vec::<&str>::new());
}

async fn told(desk: &Desk, paths: &[&str]) -> Vec<String> {
    let mut told = Vec::new();
    for path in paths {
        let reply = desk.sofia.get(path).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text);
        told.push(reply.text);
    }
    told
}

journey!(a_second_administrator_erases_who_left);
async fn a_second_administrator_erases_who_left() {
    let company = Company::new().await;
    let (anna, eleni) = (company.admin("anna").await, company.manager("eleni").await);
    let erasure = "/api/v1/users/eleni/erasure";
    anna.post(erasure, json!({})).await.refused(409, "still-here");
    assert_eq!(anna.get(erasure).await.expect(200)["state"], "here");
    change(&company, "eleni", false).await;
    let execution = format!("{erasure}/execution");
    anna.post(&execution, json!({})).await.refused(409, "wrong-state");
    assert_eq!(anna.post(erasure, json!({})).await.expect(201)["may_erase"], true, "the only administrator");
    let petros = company.admin("petros").await;
    anna.post(&execution, json!({})).await.refused(403, "needs-second-person");
    assert_eq!(anna.call(reqwest::Method::DELETE, erasure, None).await.status, 204);
    petros.post(&execution, json!({})).await.refused(409, "wrong-state");
    petros.post(erasure, json!({})).await.expect(201);
    petros.post(&execution, json!({})).await.refused(403, "needs-second-person");
    let login = anna.post(&execution, json!({})).await.expect(200)["login"].as_str().unwrap().to_owned();
    anna.get(erasure).await.refused(404, "no-such-thing");
    assert_eq!(anna.get(&format!("/api/v1/users/{login}/erasure")).await.expect(200)["state"], "done");
    anna.post(&format!("/api/v1/users/{login}/erasure"), json!({})).await.refused(409, "erased");
    let back = [("name", "Eleni"), ("role", "manager"), ("department", ""), ("locale", "en")];
    let page = format!("/people/{login}");
    assert_eq!(anna.submit(&page, &page, &back).await.status, 409, "nobody comes back");
    eleni.get("/api/v1/me").await.refused(401, "sign-in-first");
    // The name is free for somebody else.
    company.manager("eleni").await;
}

journey!(what_was_restored_forgets_again);
async fn what_was_restored_forgets_again() {
    let (desk, other) = (desk().await, desk().await);
    let login = desk.erase().await;
    let ledger = forget::ledger(&desk.company.world).await.unwrap();
    assert_eq!((ledger.len(), ledger[0].person), (1, desk.person));
    // A backup of before holds the same person: here another company whose person has that id stands for it.
    let mut of_other = ledger.clone();
    of_other[0].person = other.person;
    assert_eq!(forget::replay(&other.company.world, of_other.clone()).await.unwrap(), 1);
    assert_eq!(forget::replay(&other.company.world, of_other).await.unwrap(), 0, "once");
    forget::wipe(&other.company.world).await.unwrap();
    assert_eq!(found(&other.company.rows), Vec::<&str>::new());
    let people = other.anna.get("/api/v1/users").await.expect(200);
    assert!(people.as_array().unwrap().iter().any(|person| person["login"] == login), "{people}");
}
