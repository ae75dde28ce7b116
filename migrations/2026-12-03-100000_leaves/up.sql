-- The log as a Merkle tree (RFC 6962): which entry is which leaf. Rows are only added; of one the salt may go, with the entry's documents.
CREATE TABLE leaves (
  position BIGINT NOT NULL PRIMARY KEY,
  event_id TEXT NOT NULL UNIQUE REFERENCES events (id),
  salt BYTEA,
  commitment BYTEA,
  -- The leaf's hash and those of the subtrees that it completes, 32 bytes each.
  hashes BYTEA NOT NULL,
  CHECK (position >= 0),
  CHECK (salt IS NULL OR commitment IS NOT NULL)
);
