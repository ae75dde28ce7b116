//! The journeys, over HTTP on a real server with a real database of its own.
#![cfg(test)]

mod harness;

mod borderline;
mod certifications;
mod crash;
mod doors;
mod people;
mod question_pages;
mod questions;
mod raised;
mod sign_in;
mod standing;
mod take_test;
