-- What was found anew is lost: what was found first counts again.
CREATE TABLE kept_told_expiries AS SELECT told_expiries.* FROM told_expiries
  JOIN certificates ON certificates.id = told_expiries.certificate_id WHERE certificates.round = 0;
CREATE TABLE kept_revocations AS SELECT revocations.* FROM revocations
  JOIN certificates ON certificates.id = revocations.certificate_id WHERE certificates.round = 0;
CREATE TABLE kept_certificates AS SELECT * FROM certificates WHERE round = 0;
CREATE TABLE kept_outcomes AS SELECT * FROM outcomes WHERE round = 0;
CREATE TABLE kept_grades AS SELECT * FROM grades WHERE round = 0;
DROP TABLE told_expiries;
DROP TABLE revocations;
DROP TABLE certificates;
DROP TABLE outcomes;
DROP TABLE grades;
DROP TABLE regrade_ends;
DROP TABLE regrades;

CREATE TABLE grades (
  attempt_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  points_numer BIGINT NOT NULL,
  points_denom BIGINT NOT NULL CHECK (points_denom > 0),
  possible INTEGER NOT NULL,
  matched TEXT,
  why TEXT NOT NULL,
  review BOOLEAN NOT NULL,
  rules_version INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, position),
  FOREIGN KEY (attempt_id, position) REFERENCES positions (attempt_id, position)
);
INSERT INTO grades (attempt_id, position, points_numer, points_denom, possible, matched, why, review, rules_version)
  SELECT attempt_id, position, points_numer, points_denom, possible, matched, why, review, rules_version FROM kept_grades;
CREATE TABLE outcomes (
  attempt_id TEXT NOT NULL PRIMARY KEY REFERENCES attempts (id),
  passed BOOLEAN NOT NULL,
  outcome TEXT NOT NULL,
  graded_ms BIGINT NOT NULL,
  second_form_until_ms BIGINT,
  UNIQUE (attempt_id, passed),
  CHECK (NOT passed OR second_form_until_ms IS NULL)
);
INSERT INTO outcomes (attempt_id, passed, outcome, graded_ms, second_form_until_ms)
  SELECT attempt_id, passed, outcome, graded_ms, second_form_until_ms FROM kept_outcomes;
CREATE TABLE certificates (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  certification_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  attempt_id TEXT NOT NULL UNIQUE,
  passed BOOLEAN NOT NULL CHECK (passed),
  issued_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL CHECK (expires_ms > issued_ms),
  renew_from_ms BIGINT NOT NULL,
  FOREIGN KEY (attempt_id, passed) REFERENCES outcomes (attempt_id, passed),
  FOREIGN KEY (certification_id, version) REFERENCES publications (certification_id, version)
);
CREATE INDEX certificates_person ON certificates (person_id);
CREATE INDEX certificates_certification ON certificates (certification_id, version);
INSERT INTO certificates (id, person_id, certification_id, version, attempt_id, passed, issued_ms, expires_ms, renew_from_ms)
  SELECT id, person_id, certification_id, version, attempt_id, passed, issued_ms, expires_ms, renew_from_ms FROM kept_certificates;
CREATE TABLE revocations (
  certificate_id TEXT NOT NULL PRIMARY KEY REFERENCES certificates (id),
  revoked_by TEXT NOT NULL REFERENCES people (id),
  revoked_ms BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX revocations_revoked_by ON revocations (revoked_by);
INSERT INTO revocations (certificate_id, revoked_by, revoked_ms, reason)
  SELECT certificate_id, revoked_by, revoked_ms, reason FROM kept_revocations;
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
