-- A characteristic's new value, from a moment on: what was decided about it. Rows are only added.
CREATE TABLE changes (
  id TEXT NOT NULL PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES products (id),
  characteristic_id TEXT NOT NULL REFERENCES characteristics (id),
  -- No value: the product has it no more.
  value TEXT,
  severity TEXT NOT NULL CHECK (severity IN ('notice', 'delta', 'full')),
  note TEXT,
  effective_ms BIGINT NOT NULL,
  -- Until when whoever is certified must have learned it; a notice is only read.
  deadline_ms BIGINT CHECK (deadline_ms > effective_ms),
  recorded_by TEXT NOT NULL REFERENCES people (id),
  recorded_ms BIGINT NOT NULL,
  CHECK (effective_ms >= recorded_ms),
  CHECK ((severity = 'notice') = (deadline_ms IS NULL))
);
CREATE INDEX changes_product ON changes (product_id, effective_ms);
CREATE INDEX changes_characteristic ON changes (characteristic_id);
CREATE INDEX changes_recorded_by ON changes (recorded_by);

-- Questions that a trainer found to be in doubt too, though nothing links them to the characteristic.
CREATE TABLE change_questions (
  change_id TEXT NOT NULL REFERENCES changes (id),
  question_id TEXT NOT NULL REFERENCES questions (id),
  PRIMARY KEY (change_id, question_id)
);
CREATE INDEX change_questions_question ON change_questions (question_id);

-- How a change ended, once: it took effect, or somebody cancelled it before.
CREATE TABLE change_ends (
  change_id TEXT NOT NULL PRIMARY KEY REFERENCES changes (id),
  took_effect BOOLEAN NOT NULL,
  -- What the characteristic was until then; none: it was not known.
  before TEXT,
  ended_by TEXT REFERENCES people (id),
  ended_ms BIGINT NOT NULL,
  CHECK (took_effect = (ended_by IS NULL)),
  CHECK (took_effect OR before IS NULL)
);
CREATE INDEX change_ends_ended_by ON change_ends (ended_by);

-- Which questions a change put in doubt.
CREATE TABLE suspensions (
  change_id TEXT NOT NULL REFERENCES changes (id),
  question_id TEXT NOT NULL REFERENCES questions (id),
  PRIMARY KEY (change_id, question_id)
);
CREATE INDEX suspensions_question ON suspensions (question_id);

-- Who read the notice of a change.
CREATE TABLE readings (
  change_id TEXT NOT NULL REFERENCES changes (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  read_ms BIGINT NOT NULL,
  PRIMARY KEY (change_id, person_id)
);
CREATE INDEX readings_person ON readings (person_id);

-- How a draft was made out of the table of characteristics: by a change, or because a product was new.
CREATE TABLE origins (
  question_id TEXT NOT NULL PRIMARY KEY REFERENCES questions (id),
  change_id TEXT REFERENCES changes (id),
  origin TEXT NOT NULL
);
CREATE INDEX origins_change ON origins (change_id);

-- Why a draft was not taken into the bank. Who thinks better of it brings the draft back; then it may be rejected again.
CREATE TABLE rejections (
  question_id TEXT NOT NULL REFERENCES questions (id),
  rejected_by TEXT NOT NULL REFERENCES people (id),
  rejected_ms BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (question_id, rejected_ms)
);
CREATE INDEX rejections_rejected_by ON rejections (rejected_by);

-- A delta test: an attempt on what changed of a product that the person is certified for, by the rules of the publication that certified them.
-- Its plan is its own.
ALTER TABLE attempts ADD COLUMN delta_of TEXT REFERENCES products (id);
ALTER TABLE attempts ADD COLUMN blueprint TEXT CHECK ((blueprint IS NULL) = (delta_of IS NULL));
CREATE INDEX attempts_delta_of ON attempts (delta_of);
DROP INDEX attempts_one_in_progress;
CREATE UNIQUE INDEX attempts_one_in_progress ON attempts (person_id, certification_id) WHERE state = 'in_progress' AND delta_of IS NULL;
CREATE UNIQUE INDEX attempts_one_delta_in_progress ON attempts (person_id, delta_of) WHERE state = 'in_progress' AND delta_of IS NOT NULL;
