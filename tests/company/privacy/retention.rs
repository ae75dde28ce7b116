//! What was kept long enough goes, night by night.

use dokimasia::{
    base::time::{DAY, HOUR},
    journeys::{let_go, webhooks},
};
use serde_json::{Value, json};

use super::{Desk, desk};

const RETENTION: &str = "/api/v1/retention";

async fn shown(desk: &Desk) -> Value {
    desk.anna.get(RETENTION).await.expect(200)
}

journey!(what_was_kept_long_enough_goes_once_a_night);
async fn what_was_kept_long_enough_goes_once_a_night() {
    let desk = desk().await;
    let world = &desk.company.world;
    let (due, nothing) = (shown(&desk).await["due"].clone(), json!(0));
    assert!(due.as_object().unwrap().values().all(|due| *due == nothing), "{due}");
    desk.anna.put(RETENTION, json!({"meetings": 0})).await.refused(422, "invalid");
    desk.anna.put(RETENTION, json!({"meetings": 1, "clients": 1, "answers": null})).await.expect(200);
    let_go::look(world).await.unwrap();
    desk.company.pass(40 * DAY);
    let due = shown(&desk).await["due"].clone();
    assert!(due["meetings"].as_i64().unwrap() > 0 && due["clients"].as_i64().unwrap() > 0, "{due}");
    let went = let_go::look(world).await.unwrap().unwrap();
    assert!(went > 0);
    assert_eq!(let_go::look(world).await.unwrap(), None, "once a night");
    let after = shown(&desk).await;
    assert_eq!((&after["due"]["meetings"], &after["due"]["clients"]), (&nothing, &nothing));
    assert_eq!(after["last"]["counts"]["meetings"], due["meetings"]);
    let meetings = desk.kanari.get("/api/v1/meetings?when=past").await;
    assert!(!meetings.text.contains("Kanari-"), "{}", meetings.text);
    let raised = desk.kanari.get("/api/v1/raised-questions").await.expect(200);
    assert_eq!((&raised[0]["text"], &raised[0]["client"]), (&json!("Do they float?"), &Value::Null));
    assert!(desk.anna.page("/log").await.text.contains("What was kept long enough went"));
}

journey!(in_years_all_kinds_go_and_what_counts_stays);
async fn in_years_all_kinds_go_and_what_counts_stays() {
    let desk = desk().await;
    let world = &desk.company.world;
    desk.anna.put(RETENTION, json!({"answers": 12})).await.expect(200);
    desk.company.pass(900 * DAY + HOUR);
    webhooks::look(world).await.unwrap();
    let due = shown(&desk).await["due"].clone();
    for kind in ["answers", "meetings", "clients"] {
        assert!(due[kind].as_i64().unwrap() > 0, "{kind}: {due}");
    }
    let_go::look(world).await.unwrap();
    assert!(shown(&desk).await["due"].as_object().unwrap().values().all(|due| *due == json!(0)));
    // What counted in the end is there.
    let kanari = desk
        .company
        .world
        .store
        .read(|db| dokimasia::store::people::find_by_login(db, &"kanari-login".parse().unwrap()));
    let kanari = desk.company.signed_in(kanari.await.unwrap().unwrap()).await;
    assert_eq!(kanari.get("/api/v1/me").await.expect(200)["login"], "kanari-login");
}
