//! `dokimasia read-questions`: reads a file of another program that was handed in, in a process of its own, with little memory and time and
//! without any place to look at. A line of JSON says what is known of the file; its bytes follow. What is found goes out as JSON.

use std::io::{Read, Write};

use rustix::process::{Resource, Rlimit, setrlimit};

use crate::{
    base::error::{Error, Result},
    formats::found::{self, Hint},
};

/// Bytes of memory.
const MEMORY: u64 = 768 * 1_024 * 1_024;
/// Seconds of work.
const SECONDS: u64 = 15;

/// Does it.
pub(super) fn run() -> Result<()> {
    for (resource, most) in
        [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Fsize, 0), (Resource::Core, 0)]
    {
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        setrlimit(resource, limit).map_err(|error| Error::because("setting a limit", error))?;
    }
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input).map_err(|error| Error::because("reading", error))?;
    let at = input.iter().position(|byte| *byte == b'\n').unwrap_or(input.len());
    let (hint, file) = input.split_at_checked(at).unwrap_or((&input, &[]));
    let hint: Hint =
        serde_json::from_slice(hint).map_err(|error| Error::because("what is known of the file", error))?;
    let found = found::read(file.get(1..).unwrap_or_default(), &hint);
    let told = serde_json::to_vec(&found).map_err(|error| Error::because("telling what was found", error))?;
    std::io::stdout().write_all(&told).map_err(|error| Error::because("telling what was found", error))
}
