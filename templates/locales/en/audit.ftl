# The audit log and its proofs.
log-person = Person (sign-in name)
log-from = From
log-to = Until
log-prove = Download the proof of this entry
log-erased = What it was before and after was erased. That it was here is still proven.
log-proof = Proof
log-proof-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
  }
log-proof-promised = { $count ->
    [one] { $count } entry promised in the file of checkpoints
   *[other] { $count } entries promised in the file of checkpoints
  }
log-proof-lead = All entries are the leaves of a tree of fingerprints. At least once a minute its root is signed and entered in a file outside the database. Whoever kept such a checkpoint can tell later whether any entry under it was changed, removed or put in.
log-proof-limit = What it cannot prove: entries newer than the last checkpoint that was kept elsewhere. Someone with the database, the file and the key could have changed those. Copy the file of checkpoints to another machine, and run “dokimasia audit verify” with that copy.
log-key = The public key of the log; give it to whoever checks:
log-checkpoint = Download a checkpoint of now
log-broken = The log is not what its last checkpoint promises. It was tampered with, or an older copy of the database was put in place. Run “dokimasia audit verify” on the server: it tells where.
problem-not-a-day = Give a day, such as 2026-11-30.
problem-entries-of-log = Expected a number of entries that the log had once: from 1 to { $most }.
event-log-key-made = The key that signs the log was made
event-log-erased = What entries were before and after was erased
log-of-log = The log
