//! Floor 2: the world outside: the doors of other software, mail, the files of keys with what is signed by them, and backups. It knows neither the database nor what
//! is told to whom.

mod address;
pub mod apart;
pub mod backups;
pub mod checkpoints;
pub mod jws;
pub mod keys;
pub mod log_key;
pub mod mail;
mod private;
pub mod webhook;
