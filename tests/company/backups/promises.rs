//! What the log promised is compared with what a backup's log holds.

use std::fs;

use dokimasia::{
    base::time::HOUR,
    domain::person::Role,
    journeys::{keep_backups, prove_log},
};

use super::{Shelf, certified, does, refuses, to};
use crate::harness::{Company, Engine, Rows};

journey!(an_earlier_or_another_log_is_not_restored_unseen);
async fn an_earlier_or_another_log_is_not_restored_unseen() {
    let (shelf, elsewhere) = (Shelf::new(), Shelf::new());
    let (company, _) = certified(&shelf).await;
    prove_log::checkpoint(&company.world).await.unwrap();
    keep_backups::note_revocations(&company.world).await.unwrap();
    let file = shelf.backup(&company.rows, "one.backup");
    assert!(does(&["restore", "--drill", &file]).contains("is good"));
    let fine = Rows::bare(Engine::of_test());
    does(&["restore", &file, "--to", &to(&fine)]);
    company.pass(HOUR);
    company.person("anna", Role::Manager, None).await;
    prove_log::checkpoint(&company.world).await.unwrap();
    let rows = Rows::bare(Engine::of_test());
    // That the first was made is an entry too.
    refuses(&["restore", &file, "--to", &to(&rows)], "its log lacks 2 entries");
    let other = Company::with(elsewhere.settings());
    prove_log::checkpoint(&other.world).await.unwrap();
    let promised = elsewhere.path("checkpoints");
    refuses(&["restore", &file, "--to", &to(&rows), "--checkpoints", &promised], "is another than the last checkpoint");
    fs::write(&promised, "nothing").unwrap();
    does(&["restore", &file, "--to", &to(&rows), "--accept-rollback"]);
    let [place, of] = rows.arguments();
    let (keys, none) = (shelf.path("keys"), shelf.path("none"));
    let said = does(&["audit", &place, &of, "--keys", &keys, "--checkpoints", &none, "verify"]);
    assert!(
        said.contains("The log fits together. No checkpoint was compared")
            && said.contains("entries newer than the tree: 0"),
        "{said}"
    );
}
