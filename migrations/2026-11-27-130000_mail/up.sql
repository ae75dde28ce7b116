-- Where somebody reads mail.
ALTER TABLE people ADD COLUMN email TEXT;

-- What is to be told by mail, and what was.
CREATE TABLE mails (
  id TEXT NOT NULL PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES events (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'given_up')),
  tries INTEGER NOT NULL,
  due_ms BIGINT NOT NULL,
  tried_ms BIGINT,
  -- Why it was not taken, when it was tried last.
  answer TEXT,
  UNIQUE (event_id, person_id)
);
CREATE INDEX mails_due ON mails (state, due_ms);
CREATE INDEX mails_person ON mails (person_id);
