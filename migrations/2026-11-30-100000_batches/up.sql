-- Files of other programs that trainers handed in, and what was taken in of each. They wait until somebody takes them in; what was taken in can be undone
-- as a whole for a while.
CREATE TABLE batches (
  id TEXT NOT NULL PRIMARY KEY,
  line_id TEXT NOT NULL REFERENCES lines (id),
  -- What it was called where it came from; what was pasted has no name.
  name TEXT NOT NULL,
  bytes BYTEA NOT NULL,
  -- What the file is, what its columns are for, where its questions belong.
  plan TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES people (id),
  added_ms BIGINT NOT NULL,
  taken_by TEXT REFERENCES people (id),
  taken_ms BIGINT,
  undone_by TEXT REFERENCES people (id),
  undone_ms BIGINT,
  CHECK ((taken_by IS NULL) = (taken_ms IS NULL)),
  CHECK ((undone_by IS NULL) = (undone_ms IS NULL)),
  CHECK (undone_ms IS NULL OR taken_ms IS NOT NULL)
);
CREATE INDEX batches_line ON batches (line_id);
CREATE INDEX batches_added_by ON batches (added_by, added_ms);
CREATE INDEX batches_taken_by ON batches (taken_by);
CREATE INDEX batches_undone_by ON batches (undone_by);

-- The questions that came of a batch, with the number of their block in the file. Rows are only added.
CREATE TABLE batch_questions (
  batch_id TEXT NOT NULL REFERENCES batches (id),
  question_id TEXT NOT NULL REFERENCES questions (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  PRIMARY KEY (batch_id, question_id)
);
CREATE INDEX batch_questions_question ON batch_questions (question_id);
