//! Floor 2: the world outside: the doors of other software, and mail. It knows neither the database nor what is told to whom.

mod address;
pub mod mail;
pub mod webhook;
