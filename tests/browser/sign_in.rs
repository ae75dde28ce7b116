//! Signing in, as a person sees it.

use crate::harness::{Browser, Program};

#[tokio::test]
async fn the_sign_in_page_fits_every_screen() {
    let (Some(phone), Some(desktop)) = (Browser::phone().await, Browser::desktop().await) else { return };
    let program = Program::start("serve");
    for (browser, device) in [(phone, "phone"), (desktop, "desktop")] {
        browser.open(&format!("{}/sign-in", program.url)).await;
        browser.no_sideways_scroll().await;
        browser.shot(&format!("sign-in-{device}-light")).await;
        browser.dark().await;
        browser.shot(&format!("sign-in-{device}-dark")).await;
        browser.done().await;
    }
}
