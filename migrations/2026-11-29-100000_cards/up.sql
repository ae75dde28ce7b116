-- The number of the version since which the answer that managers learn is the same: cards of an older one are new again.
ALTER TABLE questions ADD COLUMN taught_from INTEGER NOT NULL DEFAULT 1;

-- Versions that only correct the writing of those before them, as their writers said. Rows are only added.
CREATE TABLE corrections (
  version_id TEXT NOT NULL PRIMARY KEY REFERENCES versions (id)
);

-- How well somebody knew an answer, each time. Rows are only added. The device names each of them, so that what it sends twice is counted once.
CREATE TABLE reviews (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  question_id TEXT NOT NULL REFERENCES questions (id),
  version INTEGER NOT NULL,
  device_key TEXT NOT NULL,
  rating TEXT NOT NULL CHECK (rating IN ('again', 'hard', 'good', 'easy')),
  -- When it counts as made, when the device said it was, and when it arrived.
  made_ms BIGINT NOT NULL,
  told_ms BIGINT,
  received_ms BIGINT NOT NULL CHECK (received_ms >= made_ms),
  took_ms INTEGER CHECK (took_ms >= 0),
  -- The card as it was, and the chance in millionths that it would be recalled; neither: it was new.
  before TEXT,
  predicted INTEGER CHECK (predicted BETWEEN 0 AND 1000000),
  UNIQUE (person_id, device_key),
  FOREIGN KEY (question_id, version) REFERENCES versions (question_id, number),
  CHECK ((before IS NULL) = (predicted IS NULL))
);
CREATE INDEX reviews_person ON reviews (person_id, made_ms);
CREATE INDEX reviews_question ON reviews (question_id, version);

-- Ratings that were taken back. Rows are only added.
CREATE TABLE review_undos (
  review_id TEXT NOT NULL PRIMARY KEY REFERENCES reviews (id),
  undone_ms BIGINT NOT NULL
);

-- What a person remembers of an answer since the last rating of it that counts.
CREATE TABLE cards (
  person_id TEXT NOT NULL REFERENCES people (id),
  question_id TEXT NOT NULL REFERENCES questions (id),
  version INTEGER NOT NULL,
  memory TEXT NOT NULL,
  reviews INTEGER NOT NULL CHECK (reviews >= 1),
  forgotten INTEGER NOT NULL CHECK (forgotten BETWEEN 0 AND reviews),
  reviewed_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  review_id TEXT NOT NULL UNIQUE REFERENCES reviews (id),
  PRIMARY KEY (person_id, question_id),
  FOREIGN KEY (question_id, version) REFERENCES versions (question_id, number)
);
CREATE INDEX cards_due ON cards (person_id, due_ms, question_id);
CREATE INDEX cards_question ON cards (question_id, version);

-- What was forecast of a test when it began, in millionths. Rows are only added.
CREATE TABLE forecasts (
  attempt_id TEXT NOT NULL PRIMARY KEY REFERENCES attempts (id),
  passes INTEGER NOT NULL CHECK (passes BETWEEN 0 AND 1000000),
  right_share INTEGER NOT NULL CHECK (right_share BETWEEN 0 AND 1000000),
  low INTEGER NOT NULL,
  high INTEGER NOT NULL CHECK (high >= low),
  made_ms BIGINT NOT NULL
);
