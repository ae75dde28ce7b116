//! What holds on one engine as on the other, whoever comes at the same time.

use crate::harness::Engine;

#[test]
fn a_missing_postgres_is_said() {
    Engine::postgres_is_here();
}
