-- A contest: everybody answers the same questions at the same time.
CREATE TABLE contests (
  id TEXT NOT NULL PRIMARY KEY,
  line_id TEXT NOT NULL REFERENCES lines (id),
  begun_by TEXT NOT NULL REFERENCES people (id),
  begun_ms BIGINT NOT NULL,
  seconds INTEGER NOT NULL,
  form TEXT NOT NULL,
  -- The question that was asked last, from 1; when; when what is right was shown before its time was over.
  position INTEGER NOT NULL,
  asked_ms BIGINT,
  told_ms BIGINT,
  ended_ms BIGINT
);
CREATE INDEX contests_line ON contests (line_id);
CREATE INDEX contests_begun_by ON contests (begun_by);
CREATE INDEX contests_begun ON contests (begun_ms);

CREATE TABLE contest_players (
  contest_id TEXT NOT NULL REFERENCES contests (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  joined_ms BIGINT NOT NULL,
  PRIMARY KEY (contest_id, person_id)
);
CREATE INDEX contest_players_person ON contest_players (person_id);

-- The first answer counts. Its share of the points is an exact fraction.
CREATE TABLE contest_answers (
  contest_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  answer TEXT NOT NULL,
  share TEXT NOT NULL,
  score BIGINT NOT NULL,
  took_ms BIGINT NOT NULL,
  PRIMARY KEY (contest_id, person_id, position),
  FOREIGN KEY (contest_id, person_id) REFERENCES contest_players (contest_id, person_id)
);
