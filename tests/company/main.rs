//! The journeys, over HTTP on a real server with a real database of its own: each on SQLite and on PostgreSQL.
#![cfg(test)]

#[macro_use]
mod harness;

mod asking;
mod audit;
mod board;
mod borderline;
mod calendar;
mod certifications;
mod changes;
mod clients;
mod contests;
mod crash;
mod crash_of_changes;
mod decisions;
mod deltas;
mod doors;
mod engines;
mod everything;
mod examples;
mod fuzz;
mod kit;
mod live;
mod mail;
mod meetings;
mod moving;
mod onboarding;
mod outage;
mod people;
mod pictures;
mod practice;
mod privacy;
mod products;
mod question_pages;
mod questions;
mod races;
mod raised;
mod readiness;
mod review;
mod servers;
mod sign_in;
mod similarity;
mod standing;
mod statements;
mod study;
mod study_figures;
mod take_in;
mod take_out;
mod take_test;
mod users;
mod webhooks;
