-- A key was wrong: what somebody proposes to grade by instead. The version itself stays as it is.
CREATE TABLE regrades (
  id TEXT NOT NULL PRIMARY KEY,
  version_id TEXT NOT NULL REFERENCES versions (id),
  correction TEXT NOT NULL,
  reason TEXT NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES people (id),
  proposed_ms BIGINT NOT NULL
);
CREATE INDEX regrades_version ON regrades (version_id);
CREATE INDEX regrades_proposed_by ON regrades (proposed_by);

-- What became of it: of two who decide, one finds it taken.
CREATE TABLE regrade_ends (
  regrade_id TEXT NOT NULL PRIMARY KEY REFERENCES regrades (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'declined', 'withdrawn')),
  ended_by TEXT NOT NULL REFERENCES people (id),
  ended_ms BIGINT NOT NULL,
  reason TEXT,
  CHECK ((verdict = 'declined') = (reason IS NOT NULL))
);
CREATE INDEX regrade_ends_ended_by ON regrade_ends (ended_by);

-- What came of an attempt may be found anew. Each time is a round of its own, from 0; the newest counts, and those before it stay.
-- Nothing is renamed: SQLite would look through the guards, which name tables that are not there meanwhile.
CREATE TABLE kept_told_expiries AS SELECT * FROM told_expiries;
CREATE TABLE kept_revocations AS SELECT * FROM revocations;
CREATE TABLE kept_certificates AS SELECT * FROM certificates;
CREATE TABLE kept_outcomes AS SELECT * FROM outcomes;
CREATE TABLE kept_grades AS SELECT * FROM grades;
DROP TABLE told_expiries;
DROP TABLE revocations;
DROP TABLE certificates;
DROP TABLE outcomes;
DROP TABLE grades;

CREATE TABLE outcomes (
  attempt_id TEXT NOT NULL REFERENCES attempts (id),
  round INTEGER NOT NULL CHECK (round >= 0),
  passed BOOLEAN NOT NULL,
  outcome TEXT NOT NULL,
  graded_ms BIGINT NOT NULL,
  second_form_until_ms BIGINT,
  -- Because of which correction it was found anew.
  regrade_id TEXT REFERENCES regrades (id),
  PRIMARY KEY (attempt_id, round),
  UNIQUE (attempt_id, round, passed),
  CHECK (NOT passed OR second_form_until_ms IS NULL),
  CHECK ((round = 0) = (regrade_id IS NULL))
);
CREATE INDEX outcomes_regrade ON outcomes (regrade_id);
INSERT INTO outcomes (attempt_id, round, passed, outcome, graded_ms, second_form_until_ms)
  SELECT attempt_id, 0, passed, outcome, graded_ms, second_form_until_ms FROM kept_outcomes;

CREATE TABLE grades (
  attempt_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  position INTEGER NOT NULL,
  points_numer BIGINT NOT NULL,
  points_denom BIGINT NOT NULL CHECK (points_denom > 0),
  possible INTEGER NOT NULL,
  matched TEXT,
  why TEXT NOT NULL,
  review BOOLEAN NOT NULL,
  rules_version INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, position, round),
  FOREIGN KEY (attempt_id, position) REFERENCES positions (attempt_id, position)
);
INSERT INTO grades (attempt_id, round, position, points_numer, points_denom, possible, matched, why, review, rules_version)
  SELECT attempt_id, 0, position, points_numer, points_denom, possible, matched, why, review, rules_version FROM kept_grades;

-- A certificate rests on a round in which its attempt was passed: the three must stand among the outcomes, and passed must be true.
CREATE TABLE certificates (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  certification_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  attempt_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  passed BOOLEAN NOT NULL CHECK (passed),
  issued_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL CHECK (expires_ms > issued_ms),
  renew_from_ms BIGINT NOT NULL,
  UNIQUE (attempt_id, round),
  FOREIGN KEY (attempt_id, round, passed) REFERENCES outcomes (attempt_id, round, passed),
  FOREIGN KEY (certification_id, version) REFERENCES publications (certification_id, version)
);
CREATE INDEX certificates_person ON certificates (person_id);
CREATE INDEX certificates_certification ON certificates (certification_id, version);
INSERT INTO certificates (id, person_id, certification_id, version, attempt_id, round, passed, issued_ms, expires_ms, renew_from_ms)
  SELECT id, person_id, certification_id, version, attempt_id, 0, passed, issued_ms, expires_ms, renew_from_ms FROM kept_certificates;

CREATE TABLE revocations (
  certificate_id TEXT NOT NULL PRIMARY KEY REFERENCES certificates (id),
  revoked_by TEXT NOT NULL REFERENCES people (id),
  revoked_ms BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX revocations_revoked_by ON revocations (revoked_by);
INSERT INTO revocations (certificate_id, revoked_by, revoked_ms, reason)
  SELECT certificate_id, revoked_by, revoked_ms, reason FROM kept_revocations;

-- Certificates of which it was told that they end soon.
CREATE TABLE told_expiries (
  certificate_id TEXT NOT NULL PRIMARY KEY REFERENCES certificates (id),
  told_ms BIGINT NOT NULL
);
INSERT INTO told_expiries (certificate_id, told_ms) SELECT certificate_id, told_ms FROM kept_told_expiries;

DROP TABLE kept_told_expiries;
DROP TABLE kept_revocations;
DROP TABLE kept_certificates;
DROP TABLE kept_outcomes;
DROP TABLE kept_grades;
