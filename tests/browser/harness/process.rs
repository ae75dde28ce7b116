//! A process that says on its standard output when it is ready, and does not outlive its test.

use std::{
    io::{BufRead, BufReader, copy, sink},
    process::{Child, Command, Stdio},
    thread::{self, JoinHandle},
};

/// A running process; dropping it ends it, and waits for those that it started.
pub struct Process {
    child: Child,
    reader: Option<JoinHandle<()>>,
}

impl Process {
    /// Starts it and waits for the line that contains `ready`; gives what follows in that line.
    pub fn start(command: &mut Command, ready: &str) -> (Process, String) {
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut process =
            Process { child: started.unwrap_or_else(|error| panic!("{command:?}: {error}")), reader: None };
        let mut output = BufReader::new(process.child.stdout.take().unwrap());
        let mut said = String::new();
        loop {
            let mut line = String::new();
            assert!(output.read_line(&mut line).unwrap() > 0, "{command:?} ended before it said {ready:?}:\n{said}");
            if let Some((_, rest)) = line.split_once(ready) {
                // Somebody must read on, or the process would stop when the pipe is full.
                process.reader = Some(thread::spawn(move || drop(copy(&mut output, &mut sink()))));
                return (process, rest.trim().to_owned());
            }
            said.push_str(&line);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; waiting leaves no zombie.
        let _ = self.child.kill();
        let _ = self.child.wait();
        // The pipe closes when the last of its children has ended, and so has let go of its files.
        let _ = self.reader.take().map(JoinHandle::join);
    }
}
