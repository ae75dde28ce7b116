-- The name that a device gave a question when it asked: what is sent once more is not asked twice.
ALTER TABLE raised_questions ADD COLUMN ask_key TEXT;
-- The raised question that asked the same before: what it is answered answers this one.
ALTER TABLE raised_questions ADD COLUMN same_as TEXT REFERENCES raised_questions (id);
-- Who settled it, and when.
ALTER TABLE raised_questions ADD COLUMN settled_by TEXT REFERENCES people (id);
ALTER TABLE raised_questions ADD COLUMN settled_ms BIGINT;
CREATE UNIQUE INDEX raised_questions_ask_key ON raised_questions (raised_by, ask_key);
CREATE INDEX raised_questions_same_as ON raised_questions (same_as);
CREATE INDEX raised_questions_settled_by ON raised_questions (settled_by);
CREATE INDEX raised_questions_raised ON raised_questions (raised_ms);

-- Which trainers saw it, and when first.
CREATE TABLE sightings (
  raised_id TEXT NOT NULL REFERENCES raised_questions (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  seen_ms BIGINT NOT NULL,
  PRIMARY KEY (raised_id, person_id)
);
CREATE INDEX sightings_person ON sightings (person_id);

-- Who writes an answer just now, or did last.
CREATE TABLE takings (
  raised_id TEXT NOT NULL PRIMARY KEY REFERENCES raised_questions (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  taken_ms BIGINT NOT NULL
);
CREATE INDEX takings_person ON takings (person_id);

-- Whose words these are: of which raised question, and who said that they ask this.
ALTER TABLE aliases ADD COLUMN raised_id TEXT REFERENCES raised_questions (id);
ALTER TABLE aliases ADD COLUMN learned_by TEXT REFERENCES people (id);
CREATE INDEX aliases_raised ON aliases (raised_id);
CREATE INDEX aliases_learned_by ON aliases (learned_by);
