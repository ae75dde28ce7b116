-- Somebody contests what came of their test.
CREATE TABLE appeals (
  id TEXT NOT NULL PRIMARY KEY,
  attempt_id TEXT NOT NULL REFERENCES attempts (id),
  -- The first, the second of that attempt: two at once would take the same.
  number INTEGER NOT NULL CHECK (number >= 1),
  person_id TEXT NOT NULL REFERENCES people (id),
  words TEXT NOT NULL,
  filed_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  UNIQUE (attempt_id, number)
);
CREATE INDEX appeals_person ON appeals (person_id);

-- What became of it, once.
CREATE TABLE appeal_ends (
  appeal_id TEXT NOT NULL PRIMARY KEY REFERENCES appeals (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('upheld', 'rejected', 'withdrawn')),
  remedy TEXT,
  ended_by TEXT NOT NULL REFERENCES people (id),
  ended_ms BIGINT NOT NULL,
  reason TEXT,
  CHECK ((verdict = 'withdrawn') = (reason IS NULL)),
  CHECK ((verdict = 'upheld') = (remedy IS NOT NULL))
);
CREATE INDEX appeal_ends_ended_by ON appeal_ends (ended_by);

-- Questions whose keys are to be looked at because of it.
CREATE TABLE appeal_questions (
  appeal_id TEXT NOT NULL REFERENCES appeals (id),
  version_id TEXT NOT NULL REFERENCES versions (id),
  PRIMARY KEY (appeal_id, version_id)
);
CREATE INDEX appeal_questions_version ON appeal_questions (version_id);
