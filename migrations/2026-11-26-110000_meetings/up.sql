-- A manager's meeting with a client. What the gate says of it is asked anew each time, not kept.
CREATE TABLE meetings (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  client TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  place TEXT,
  note TEXT,
  -- The client's.
  language TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('stopped', 'refused', 'planned', 'held', 'cancelled')),
  -- Why a head gave no waiver.
  refused_because TEXT,
  asked_ms BIGINT NOT NULL,
  CHECK (state <> 'refused' OR refused_because IS NOT NULL)
);
CREATE INDEX meetings_person ON meetings (person_id, at_ms);
CREATE INDEX meetings_at ON meetings (at_ms);

CREATE TABLE meeting_products (
  meeting_id TEXT NOT NULL REFERENCES meetings (id),
  product_id TEXT NOT NULL REFERENCES products (id),
  place INTEGER NOT NULL,
  PRIMARY KEY (meeting_id, product_id)
);
CREATE INDEX meeting_products_product ON meeting_products (product_id);

-- What the manager wrote beside a question of the sheet, by the question's text: the sheet may be edited meanwhile.
CREATE TABLE meeting_notes (
  meeting_id TEXT NOT NULL REFERENCES meetings (id),
  line_id TEXT NOT NULL REFERENCES lines (id),
  question TEXT NOT NULL,
  text TEXT NOT NULL,
  written_ms BIGINT NOT NULL,
  PRIMARY KEY (meeting_id, line_id, question)
);
CREATE INDEX meeting_notes_line ON meeting_notes (line_id);

-- The questions of a line's negotiation sheet, each time somebody changed them; none: those that every line begins with. Rows are only added.
CREATE TABLE sheets (
  line_id TEXT NOT NULL REFERENCES lines (id),
  version INTEGER NOT NULL CHECK (version > 0),
  questions TEXT,
  written_by TEXT NOT NULL REFERENCES people (id),
  written_ms BIGINT NOT NULL,
  PRIMARY KEY (line_id, version)
);
CREATE INDEX sheets_written_by ON sheets (written_by);
