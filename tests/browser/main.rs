//! The pages in a real browser. Screenshots go to `screens` in the target directory.
#![cfg(test)]

mod asking;
mod backups;
mod certificates;
mod clients;
mod contests;
mod delta;
mod evidence;
mod exports;
mod harness;

mod imports;
mod itself;
mod journeys;
mod kit;
mod meetings;
mod onboarding;
mod pictures;
mod privacy;
mod products;
mod reference;
mod regrading;
mod review;
mod sign_in;
mod study;
