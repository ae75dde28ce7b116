#![doc = include_str!("ARCHITECTURE.md")]

pub mod base;

pub mod domain;

pub mod store;

pub mod formats;

pub mod render;

pub mod outside;

pub mod journeys;

pub mod clockwork;

pub mod web;

pub mod cli;
