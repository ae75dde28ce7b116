//! Floor 4: bounded loops that call journeys without anybody asking.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::journeys::{World, take_test, throttle};

/// Tests whose time is over are ended this often; whoever looks at one earlier ends it at once.
const SWEEP_EVERY: Duration = Duration::from_secs(10);

/// Runs until the server stops.
pub async fn run(world: World) {
    let mut ticks = interval(SWEEP_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        match take_test::sweep(&world).await {
            Ok(0) => {}
            Ok(ended) => tracing::info!(ended, "ended {ended} tests whose time was over"),
            Err(error) => tracing::error!(%error, "ending tests whose time is over"),
        }
        if let Err(error) = throttle::sweep(&world).await {
            tracing::error!(%error, "forgetting old guesses at passwords");
        }
    }
}
