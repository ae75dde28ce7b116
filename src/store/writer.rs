//! SQLite's one writer: a thread that owns the writing connection and commits what is queued in groups, so that all who wait share one sync.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    thread,
};

use diesel::{
    QueryResult,
    connection::{AnsiTransactionManager, Connection, TransactionManager},
};
use tokio::sync::oneshot;

use super::{Db, slot::Work};
use crate::base::{
    error::{Error, Result},
    refusal::Refusal,
};

/// Writes that may wait; one more is told to come again.
const QUEUE_MAX: usize = 4_096;
/// Writes that share a commit.
const GROUP_MAX: usize = 256;

/// What is to be done, and who waits for it.
struct Job {
    work: Work,
    /// Whether it is done outside of any transaction.
    apart: bool,
    reply: oneshot::Sender<Result<()>>,
}

/// The door to the writing thread.
pub(super) struct Writer {
    queue: SyncSender<Job>,
}

impl Writer {
    /// Starts the thread; it ends when the writer is dropped.
    pub(super) fn start(db: Db) -> Result<Writer> {
        let (queue, jobs) = sync_channel(QUEUE_MAX);
        thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || run(db, &jobs))
            .map_err(|error| Error::because("starting the writer", error))?;
        Ok(Writer { queue })
    }

    /// Runs `work` in a savepoint of the next group and answers after its commit. An error or a panic in it undoes it alone.
    pub(super) async fn run(&self, work: Work) -> Result<()> {
        self.queued(work, false).await
    }

    /// Runs `work` outside of any transaction, while everybody else who writes waits.
    pub(super) async fn run_apart(&self, work: Work) -> Result<()> {
        self.queued(work, true).await
    }

    async fn queued(&self, work: Work, apart: bool) -> Result<()> {
        let (reply, answer) = oneshot::channel();
        self.queue.try_send(Job { work, apart, reply }).map_err(|full| match full {
            TrySendError::Full(_) => Refusal::Busy.into(),
            TrySendError::Disconnected(_) => Error::broken("the writer has stopped"),
        })?;
        answer.await.map_err(|gone| Error::because("the writer gave no answer", gone))?
    }
}

/// Inside the group's transaction diesel makes this a savepoint.
fn savepoint(db: &mut Db, mut work: Work) -> Result<()> {
    db.transaction(|db| caught(db, &mut work))
}

fn caught(db: &mut Db, work: &mut Work) -> Result<()> {
    catch_unwind(AssertUnwindSafe(|| work(db))).unwrap_or_else(|_| Err(Error::broken("a write panicked")))
}

fn run(mut db: Db, jobs: &Receiver<Job>) {
    // What came while a group was made and cannot be part of it.
    let mut held: Option<Job> = None;
    while let Some(mut first) = held.take().or_else(|| jobs.recv().ok()) {
        if first.apart {
            let _ = first.reply.send(caught(&mut db, &mut first.work));
            continue;
        }
        // Jobs that are dropped unanswered wake their callers with an error.
        if let Err(error) = begin(&mut db) {
            tracing::error!(%error, "the writer could not begin");
            continue;
        }
        let mut next = Some(first);
        let mut done = Vec::new();
        while let Some(Job { work, apart, reply }) = next {
            if apart {
                held = Some(Job { work, apart, reply });
                break;
            }
            done.push((savepoint(&mut db, work), reply));
            next = if done.len() < GROUP_MAX { jobs.try_recv().ok() } else { None };
        }
        let commit = commit(&mut db);
        for (outcome, reply) in done {
            let outcome = commit.as_ref().map_err(|cause| Error::broken(format!("commit: {cause}"))).and(outcome);
            // Whoever asked may have gone; the write stands all the same.
            let _ = reply.send(outcome);
        }
    }
}

fn begin(db: &mut Db) -> QueryResult<()> {
    match db {
        Db::Sqlite(sqlite) => AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE"),
        Db::Postgres(postgres) => AnsiTransactionManager::begin_transaction(postgres),
    }
}

fn commit(db: &mut Db) -> std::result::Result<(), String> {
    <Db as Connection>::TransactionManager::commit_transaction(db).map_err(|error| {
        tracing::error!(%error, "the writer could not commit");
        let _ = <Db as Connection>::TransactionManager::rollback_transaction(db);
        error.to_string()
    })
}
