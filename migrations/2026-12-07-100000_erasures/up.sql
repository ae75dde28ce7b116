-- Who is to be forgotten, who was, and on whose word: ids alone, so that what was restored from a backup can be made to forget again.
CREATE TABLE erasures (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  -- What they are called from then on.
  called TEXT NOT NULL,
  asked_by TEXT REFERENCES people (id),
  asked_ms BIGINT NOT NULL,
  withdrawn_ms BIGINT,
  done_by TEXT REFERENCES people (id),
  done_ms BIGINT,
  -- When the files of the database were rewritten, so that no byte of what was erased is left in them.
  wiped_ms BIGINT,
  -- What guards let through while it says `open`. Nobody has that id: no transaction commits before the door is shut.
  door TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK (withdrawn_ms IS NULL OR done_ms IS NULL),
  CHECK (wiped_ms IS NULL OR done_ms IS NOT NULL)
);
CREATE UNIQUE INDEX erasures_one ON erasures (person_id) WHERE withdrawn_ms IS NULL;
CREATE INDEX erasures_asked_by ON erasures (asked_by);
CREATE INDEX erasures_done_by ON erasures (done_by);
CREATE INDEX erasures_door ON erasures (door);

-- What was let go because its time was over: one row for each night.
CREATE TABLE prunings (
  day TEXT NOT NULL PRIMARY KEY,
  begun_ms BIGINT NOT NULL,
  ended_ms BIGINT,
  counts TEXT NOT NULL,
  door TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX prunings_door ON prunings (door);
