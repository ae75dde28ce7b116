//! Backups, as an administrator sees them.

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

#[tokio::test]
async fn an_administrator_makes_a_backup_and_tries_it() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start_with_backups("demo");
    sign_in(&desktop, &program, "admin").await;
    desktop.press("Backups").await;
    desktop.text("main .notice").await;
    desktop.shot("backups-desktop").await;
    desktop.press("[action='/backups'] button").await;
    desktop.text("main .mark.yes").await;
    desktop.no_sideways_scroll().await;
    desktop.press("[action='/backups/drill'] button:not([disabled])").await;
    // The page shows itself anew when it is done.
    desktop.text("main .notice.good").await;
    desktop.no_sideways_scroll().await;
    desktop.shot("backups-good-desktop").await;
    desktop.dark().await;
    desktop.shot("backups-good-desktop-dark").await;
    desktop.done().await;
}

#[tokio::test]
async fn backups_on_the_phone_in_greek() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start_with_backups("demo");
    sign_in(&phone, &program, "admin").await;
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.open(&format!("{}/backups", program.url)).await;
    phone.press("[action='/backups'] button:not([disabled])").await;
    phone.text("main .mark.yes").await;
    phone.press("[action='/backups/drill'] button:not([disabled])").await;
    phone.text("main .notice.good").await;
    phone.no_sideways_scroll().await;
    phone.shot("backups-phone-el").await;
    phone.dark().await;
    phone.shot("backups-phone-el-dark").await;
    phone.light().await;
    let without = Program::start("demo");
    sign_in(&phone, &without, "admin").await;
    phone.open(&format!("{}/backups", without.url)).await;
    phone.text("main .notice.bad").await;
    phone.no_sideways_scroll().await;
    phone.shot("backups-off-phone").await;
    phone.done().await;
}
