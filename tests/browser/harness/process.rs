//! A process that says on its standard output when it is ready, and does not outlive its test.

use std::{
    io::{BufRead, BufReader, copy, sink},
    process::{Child, Command, Stdio},
    thread,
};

/// A running process; dropping it ends it.
pub struct Process(Child);

impl Process {
    /// Starts it and waits for the line that contains `ready`; gives what follows in that line.
    pub fn start(command: &mut Command, ready: &str) -> (Process, String) {
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut process = Process(started.unwrap_or_else(|error| panic!("{command:?}: {error}")));
        let mut output = BufReader::new(process.0.stdout.take().unwrap());
        let mut said = String::new();
        loop {
            let mut line = String::new();
            assert!(output.read_line(&mut line).unwrap() > 0, "{command:?} ended before it said {ready:?}:\n{said}");
            if let Some((_, rest)) = line.split_once(ready) {
                // Somebody must read on, or the process would stop when the pipe is full.
                thread::spawn(move || copy(&mut output, &mut sink()));
                return (process, rest.trim().to_owned());
            }
            said.push_str(&line);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; waiting leaves no zombie.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
