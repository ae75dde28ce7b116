-- One set of steps for SQLite and PostgreSQL. Ids are UUIDs as text, moments are milliseconds since the Unix epoch, documents are JSON text.

CREATE TABLE people (
  id TEXT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('manager', 'trainer', 'head', 'admin')),
  department TEXT NOT NULL,
  locale TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  password_hash TEXT,
  created_ms BIGINT NOT NULL
);

-- What a person was from when on; rows are only added.
CREATE TABLE tenures (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  from_ms BIGINT NOT NULL,
  role TEXT NOT NULL,
  active BOOLEAN NOT NULL
);
CREATE INDEX tenures_person ON tenures (person_id, from_ms);

CREATE TABLE sessions (
  id TEXT NOT NULL PRIMARY KEY,
  token_digest TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES people (id),
  started_ms BIGINT NOT NULL,
  seen_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);

-- One-time links: to make the first administrator (no person), or to choose a new password.
CREATE TABLE setup_links (
  token_digest TEXT NOT NULL PRIMARY KEY,
  person_id TEXT REFERENCES people (id),
  made_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  used_ms BIGINT
);
CREATE INDEX setup_links_person ON setup_links (person_id);

-- Guesses at passwords, by the account or the address that they count for; a right one takes itself back.
CREATE TABLE guesses (
  digest TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL,
  until_ms BIGINT NOT NULL
);
CREATE INDEX guesses_until ON guesses (until_ms);

CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE lines (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  note TEXT,
  language TEXT NOT NULL,
  -- Grows with every change of what may be drawn: snapshots of the bank are kept by it.
  revision BIGINT NOT NULL DEFAULT 0,
  created_ms BIGINT NOT NULL
);

CREATE TABLE topics (
  id TEXT NOT NULL PRIMARY KEY,
  line_id TEXT NOT NULL REFERENCES lines (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  place INTEGER NOT NULL,
  UNIQUE (line_id, code)
);

CREATE TABLE characteristics (
  id TEXT NOT NULL PRIMARY KEY,
  line_id TEXT NOT NULL REFERENCES lines (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT,
  place INTEGER NOT NULL,
  UNIQUE (line_id, code)
);

CREATE TABLE products (
  id TEXT NOT NULL PRIMARY KEY,
  line_id TEXT NOT NULL REFERENCES lines (id),
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  place INTEGER NOT NULL,
  created_ms BIGINT NOT NULL
);
CREATE INDEX products_line ON products (line_id, place);

-- The whole history of every characteristic; the newest effective row counts. Rows are only added; no value: the product has it no more.
CREATE TABLE characteristic_values (
  id TEXT NOT NULL PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES products (id),
  characteristic_id TEXT NOT NULL REFERENCES characteristics (id),
  value TEXT,
  effective_ms BIGINT NOT NULL,
  recorded_by TEXT REFERENCES people (id)
);
CREATE INDEX characteristic_values_product ON characteristic_values (product_id, characteristic_id, effective_ms);
CREATE INDEX characteristic_values_characteristic ON characteristic_values (characteristic_id);
CREATE INDEX characteristic_values_recorded_by ON characteristic_values (recorded_by);

CREATE TABLE questions (
  id TEXT NOT NULL PRIMARY KEY,
  line_id TEXT NOT NULL REFERENCES lines (id),
  product_id TEXT REFERENCES products (id),
  topic_id TEXT NOT NULL REFERENCES topics (id),
  code TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'active', 'suspended', 'retired')),
  difficulty TEXT NOT NULL CHECK (difficulty IN ('easy', 'medium', 'hard')),
  tags TEXT NOT NULL,
  exam_only BOOLEAN NOT NULL,
  -- The newest version's number, and the newest approved one: that is the one in draws.
  latest_number INTEGER NOT NULL CHECK (latest_number >= 1),
  drawn_number INTEGER CHECK (drawn_number >= 1 AND drawn_number <= latest_number),
  created_ms BIGINT NOT NULL,
  UNIQUE (line_id, code),
  CHECK (state <> 'active' OR drawn_number IS NOT NULL)
);
CREATE INDEX questions_product ON questions (product_id);
CREATE INDEX questions_topic ON questions (topic_id);
CREATE INDEX questions_state ON questions (line_id, state);

CREATE TABLE question_characteristics (
  question_id TEXT NOT NULL REFERENCES questions (id),
  characteristic_id TEXT NOT NULL REFERENCES characteristics (id),
  PRIMARY KEY (question_id, characteristic_id)
);
CREATE INDEX question_characteristics_characteristic ON question_characteristics (characteristic_id);

CREATE TABLE versions (
  id TEXT NOT NULL PRIMARY KEY,
  question_id TEXT NOT NULL REFERENCES questions (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  content TEXT NOT NULL,
  -- Every text of it, folded: what search looks into.
  folded TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES people (id),
  written_ms BIGINT NOT NULL,
  UNIQUE (question_id, number)
);
CREATE INDEX versions_author ON versions (author_id);

CREATE TABLE approvals (
  version_id TEXT NOT NULL PRIMARY KEY REFERENCES versions (id),
  approved_by TEXT NOT NULL REFERENCES people (id),
  approved_ms BIGINT NOT NULL
);
CREATE INDEX approvals_approved_by ON approvals (approved_by);

-- Other words in which clients asked a question.
CREATE TABLE aliases (
  id TEXT NOT NULL PRIMARY KEY,
  question_id TEXT NOT NULL REFERENCES questions (id),
  text TEXT NOT NULL,
  folded TEXT NOT NULL,
  learned_ms BIGINT NOT NULL
);
CREATE INDEX aliases_question ON aliases (question_id);

CREATE TABLE certifications (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- What is being edited: the next publication.
  blueprint TEXT NOT NULL,
  policy TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_ms BIGINT NOT NULL
);

CREATE TABLE publications (
  certification_id TEXT NOT NULL REFERENCES certifications (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  name TEXT NOT NULL,
  blueprint TEXT NOT NULL,
  policy TEXT NOT NULL,
  published_by TEXT NOT NULL REFERENCES people (id),
  published_ms BIGINT NOT NULL,
  PRIMARY KEY (certification_id, version)
);
CREATE INDEX publications_published_by ON publications (published_by);

-- The products that a publication certifies, fixed at publication: a product that joins the line later is not among them.
CREATE TABLE publication_products (
  certification_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  product_id TEXT NOT NULL REFERENCES products (id),
  PRIMARY KEY (certification_id, version, product_id),
  FOREIGN KEY (certification_id, version) REFERENCES publications (certification_id, version)
);
CREATE INDEX publication_products_product ON publication_products (product_id);

-- A second form names the near miss that it is decided together with: of the same person, by the same publication, and at most one for each.
CREATE TABLE attempts (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  certification_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('in_progress', 'submitted', 'void')),
  seed TEXT NOT NULL,
  started_ms BIGINT NOT NULL,
  deadline_ms BIGINT NOT NULL,
  submitted_ms BIGINT,
  second_of TEXT UNIQUE,
  UNIQUE (id, person_id, certification_id, version),
  FOREIGN KEY (certification_id, version) REFERENCES publications (certification_id, version),
  FOREIGN KEY (second_of, person_id, certification_id, version) REFERENCES attempts (id, person_id, certification_id, version),
  CHECK (state <> 'submitted' OR submitted_ms IS NOT NULL),
  CHECK (state <> 'in_progress' OR submitted_ms IS NULL)
);
CREATE UNIQUE INDEX attempts_one_in_progress ON attempts (person_id, certification_id) WHERE state = 'in_progress';
CREATE INDEX attempts_person ON attempts (person_id, started_ms);
CREATE INDEX attempts_certification ON attempts (certification_id, version);
CREATE INDEX attempts_due ON attempts (deadline_ms) WHERE state = 'in_progress';

-- The form: which version stands where, its options in which order, under which names.
CREATE TABLE positions (
  attempt_id TEXT NOT NULL REFERENCES attempts (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  section INTEGER NOT NULL,
  question_id TEXT NOT NULL REFERENCES questions (id),
  version_id TEXT NOT NULL REFERENCES versions (id),
  option_order TEXT NOT NULL,
  tokens TEXT NOT NULL,
  PRIMARY KEY (attempt_id, position),
  UNIQUE (attempt_id, question_id)
);
CREATE INDEX positions_question ON positions (question_id);
CREATE INDEX positions_version ON positions (version_id);

-- Every answer ever saved; the highest revision counts. Rows are only added.
CREATE TABLE answers (
  attempt_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  answer TEXT,
  saved_ms BIGINT NOT NULL,
  PRIMARY KEY (attempt_id, position, revision),
  FOREIGN KEY (attempt_id, position) REFERENCES positions (attempt_id, position)
);

-- Positions that the candidate marked to look at again.
CREATE TABLE flags (
  attempt_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, position),
  FOREIGN KEY (attempt_id, position) REFERENCES positions (attempt_id, position)
);

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

CREATE TABLE outcomes (
  attempt_id TEXT NOT NULL PRIMARY KEY REFERENCES attempts (id),
  passed BOOLEAN NOT NULL,
  outcome TEXT NOT NULL,
  graded_ms BIGINT NOT NULL,
  second_form_until_ms BIGINT,
  UNIQUE (attempt_id, passed),
  CHECK (NOT passed OR second_form_until_ms IS NULL)
);

CREATE TABLE voids (
  attempt_id TEXT NOT NULL PRIMARY KEY REFERENCES attempts (id),
  voided_by TEXT REFERENCES people (id),
  voided_ms BIGINT NOT NULL,
  -- None, and nobody who did it: the person's role changed while the test ran.
  reason TEXT,
  CHECK ((voided_by IS NULL) = (reason IS NULL))
);
CREATE INDEX voids_voided_by ON voids (voided_by);

-- One more attempt than the policy allows.
CREATE TABLE grants (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  certification_id TEXT NOT NULL REFERENCES certifications (id),
  granted_by TEXT NOT NULL REFERENCES people (id),
  granted_ms BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX grants_person ON grants (person_id, certification_id);
CREATE INDEX grants_certification ON grants (certification_id);
CREATE INDEX grants_granted_by ON grants (granted_by);

-- A certificate rests on a passed attempt: the pair (attempt, passed) must stand among the outcomes, and passed must be true.
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

CREATE TABLE revocations (
  certificate_id TEXT NOT NULL PRIMARY KEY REFERENCES certificates (id),
  revoked_by TEXT NOT NULL REFERENCES people (id),
  revoked_ms BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX revocations_revoked_by ON revocations (revoked_by);

CREATE TABLE waivers (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  product_id TEXT NOT NULL REFERENCES products (id),
  granted_by TEXT NOT NULL REFERENCES people (id),
  granted_ms BIGINT NOT NULL,
  until_ms BIGINT NOT NULL CHECK (until_ms > granted_ms),
  reason TEXT NOT NULL
);
CREATE INDEX waivers_person ON waivers (person_id, product_id);
CREATE INDEX waivers_product ON waivers (product_id);
CREATE INDEX waivers_granted_by ON waivers (granted_by);

-- A head's word that a product which nothing certifies yet may be negotiated.
CREATE TABLE openings (
  id TEXT NOT NULL PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES products (id),
  opened_by TEXT NOT NULL REFERENCES people (id),
  opened_ms BIGINT NOT NULL,
  reason TEXT NOT NULL,
  closed_by TEXT REFERENCES people (id),
  closed_ms BIGINT,
  CHECK ((closed_by IS NULL) = (closed_ms IS NULL))
);
CREATE INDEX openings_product ON openings (product_id);
CREATE UNIQUE INDEX openings_one_open ON openings (product_id) WHERE closed_ms IS NULL;
CREATE INDEX openings_opened_by ON openings (opened_by);
CREATE INDEX openings_closed_by ON openings (closed_by);

CREATE TABLE raised_questions (
  id TEXT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL UNIQUE,
  product_id TEXT NOT NULL REFERENCES products (id),
  text TEXT NOT NULL,
  client TEXT,
  meeting TEXT,
  urgent BOOLEAN NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'added', 'known', 'declined')),
  raised_by TEXT NOT NULL REFERENCES people (id),
  raised_ms BIGINT NOT NULL,
  -- The question that it became, or that it turned out to be.
  question_id TEXT REFERENCES questions (id),
  declined_because TEXT,
  CHECK ((state IN ('added', 'known')) = (question_id IS NOT NULL)),
  CHECK ((state = 'declined') = (declined_because IS NOT NULL))
);
CREATE INDEX raised_questions_queue ON raised_questions (state, urgent, raised_ms);
CREATE INDEX raised_questions_raised_by ON raised_questions (raised_by, raised_ms);
CREATE INDEX raised_questions_product ON raised_questions (product_id);
CREATE INDEX raised_questions_question ON raised_questions (question_id);

-- What trainers wrote in answer; the newest counts.
CREATE TABLE replies (
  id TEXT NOT NULL PRIMARY KEY,
  raised_id TEXT NOT NULL REFERENCES raised_questions (id),
  text TEXT NOT NULL,
  written_by TEXT NOT NULL REFERENCES people (id),
  written_ms BIGINT NOT NULL
);
CREATE INDEX replies_raised ON replies (raised_id, written_ms);
CREATE INDEX replies_written_by ON replies (written_by);

-- The audit log: everything that changed, written in the transaction that changed it. Rows are only added.
CREATE TABLE events (
  id TEXT NOT NULL PRIMARY KEY,
  at_ms BIGINT NOT NULL,
  actor_id TEXT REFERENCES people (id),
  kind TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  before TEXT,
  after TEXT
);
CREATE INDEX events_object ON events (object_kind, object_id);
CREATE INDEX events_actor ON events (actor_id, at_ms);
CREATE INDEX events_at ON events (at_ms);
