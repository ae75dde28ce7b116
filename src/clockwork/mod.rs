//! Floor 4: bounded loops that call journeys without anybody asking.

use std::time::Duration;

use tokio::time::{Interval, MissedTickBehavior, interval};

use crate::journeys::{
    World, change_product, follow, forget, keep_backups, let_go, mail, prove_log, study, take_test, throttle,
    watch_standings::{self, Watch},
    webhooks,
};

/// Tests whose time is over are ended this often; whoever looks at one earlier ends it at once.
const SWEEP_EVERY: Duration = Duration::from_secs(10);
/// Changes whose moment came take effect this often; whoever starts a test lets them take effect at once.
const CHANGE_EVERY: Duration = Duration::from_secs(1);

/// Listeners are told what happened this often; what somebody may sit and wait for at once.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Whose standings changed is looked at this often, where something happened.
const WATCH_EVERY: Duration = Duration::from_secs(2);
/// Other software is told what happened this often.
const TELL_EVERY: Duration = Duration::from_secs(1);

/// What was kept long enough is looked for this often, and whether files are to be rewritten because somebody was erased.
const FORGET_EVERY: Duration = Duration::from_mins(1);
/// What happened joins the log's tree this often, and is promised: at least once a minute.
const PROMISE_EVERY: Duration = Duration::from_secs(30);
/// Whether it is time for a backup, or for the trial of one, is looked at this often.
const KEEP_EVERY: Duration = Duration::from_secs(30);
/// What was revoked by other servers is looked at this often; what was revoked here is in the ledger before it is acknowledged.
const NOTE_EVERY: Duration = Duration::from_secs(5);
/// What could not be written there is tried again so much later, or with the next that is revoked here.
const NOTE_AGAIN_AFTER: Duration = Duration::from_mins(1);

/// Runs until the server stops.
pub async fn run(world: World) {
    tokio::join!(
        sweep(&world),
        change(&world),
        look(&world),
        watch(&world),
        tell(&world),
        send(&world),
        promise(&world),
        keep(&world),
        note(&world),
        forget(&world)
    );
}

/// Tells listeners what happened.
async fn look(world: &World) {
    let mut ticks = ticks(LOOK_EVERY);
    loop {
        // What is written on another server is found with the next tick.
        tokio::select! {
            _ = ticks.tick() => {}
            () = world.store.rung() => {}
        }
        if let Err(error) = follow::look(world).await {
            tracing::error!(%error, "looking what happened");
        }
    }
}

/// Lets the log's tree grow, and promises what it is.
async fn promise(world: &World) {
    let mut ticks = ticks(PROMISE_EVERY);
    let mut first = true;
    loop {
        ticks.tick().await;
        match prove_log::tend(world, first).await {
            Ok(()) => first = false,
            Err(error) => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                tracing::error!(%error, cause, "promising what the log is");
            }
        }
    }
}

/// Tells whose standings changed.
async fn watch(world: &World) {
    let (mut ticks, watch) = (ticks(WATCH_EVERY), Watch::default());
    loop {
        ticks.tick().await;
        if let Err(error) = watch_standings::look(world, &watch).await {
            tracing::error!(%error, "looking whose standings changed");
        }
    }
}

/// Tells other software what happened.
async fn tell(world: &World) {
    let mut ticks = ticks(TELL_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = webhooks::look(world).await {
            tracing::error!(%error, "looking what other software is to be told");
        }
        if let Err(error) = mail::look(world).await {
            tracing::error!(%error, "looking what is to be told by mail");
        }
        match webhooks::deliver(world).await {
            Ok(told) if told > 0 => ticks.reset_immediately(),
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "telling other software what happened"),
        }
    }
}

/// Makes the day's digest, and sends mail.
async fn send(world: &World) {
    let mut ticks = ticks(TELL_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = mail::make(world).await {
            tracing::error!(%error, "making the day's digest");
        }
        if let Err(error) = mail::send(world).await {
            tracing::error!(%error, "sending mail");
        }
    }
}

/// Lets changes take effect.
async fn change(world: &World) {
    let mut ticks = ticks(CHANGE_EVERY);
    loop {
        ticks.tick().await;
        match change_product::take_effect(world).await {
            Ok(0) => {}
            Ok(changes) => tracing::info!(changes, "{changes} changes took effect"),
            Err(error) => tracing::error!(%error, "letting changes take effect"),
        }
    }
}

/// Makes backups and tries them.
async fn keep(world: &World) {
    let mut ticks = ticks(KEEP_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = keep_backups::look(world).await {
            tracing::error!(%error, "looking whether it is time for a backup");
        }
    }
}

/// Adds revocations to the ledger.
async fn note(world: &World) {
    let mut ticks = ticks(NOTE_EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = keep_backups::note_revocations(world).await {
            tracing::error!(%error, "adding revocations to their ledger");
            ticks.reset_after(NOTE_AGAIN_AFTER);
        }
    }
}

fn ticks(every: Duration) -> Interval {
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// Ends what is over.
async fn sweep(world: &World) {
    let mut ticks = ticks(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        match take_test::sweep(world).await {
            Ok(0) => {}
            Ok(ended) => tracing::info!(ended, "ended {ended} tests whose time was over"),
            Err(error) => tracing::error!(%error, "ending tests whose time is over"),
        }
        if let Err(error) = study::note_forecasts(world).await {
            tracing::error!(%error, "noting what is forecast of tests");
        }
        if let Err(error) = throttle::sweep(world).await {
            tracing::error!(%error, "forgetting old guesses at passwords");
        }
    }
}

/// Lets go what was kept long enough, and leaves nothing of whoever was erased in the files of the database.
async fn forget(world: &World) {
    let mut ticks = ticks(FORGET_EVERY);
    loop {
        ticks.tick().await;
        match let_go::look(world).await {
            Ok(Some(rows)) if rows > 0 => tracing::info!(rows, "let go of {rows} rows that were kept long enough"),
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "letting go of what was kept long enough"),
        }
        match forget::wipe(world).await {
            Ok(true) => tracing::info!("rewrote the files of the database after an erasure"),
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "rewriting the files of the database after an erasure"),
        }
    }
}
