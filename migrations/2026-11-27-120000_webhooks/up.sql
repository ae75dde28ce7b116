-- Where other software wants to be told what happens (Standard Webhooks).
CREATE TABLE webhooks (
  id TEXT NOT NULL PRIMARY KEY,
  url TEXT NOT NULL,
  topics TEXT NOT NULL,
  -- What signs; the one before signs too for a while, so that nobody misses the change.
  secret TEXT NOT NULL,
  secret_before TEXT,
  secret_before_until_ms BIGINT,
  active BOOLEAN NOT NULL,
  -- Why it was switched off by itself.
  off_because TEXT,
  created_by TEXT NOT NULL REFERENCES people (id),
  created_ms BIGINT NOT NULL,
  removed_ms BIGINT,
  -- The newest event that was looked at.
  told_to TEXT NOT NULL
);
CREATE INDEX webhooks_created_by ON webhooks (created_by);

-- What was told, or is to be told, to one of them.
CREATE TABLE deliveries (
  id TEXT NOT NULL PRIMARY KEY,
  webhook_id TEXT NOT NULL REFERENCES webhooks (id),
  event_id TEXT NOT NULL REFERENCES events (id),
  topic TEXT NOT NULL,
  -- What the event is about: of one subject events are told in order.
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'given_up')),
  tries INTEGER NOT NULL,
  -- From when it may be tried.
  due_ms BIGINT NOT NULL,
  tried_ms BIGINT,
  -- What came of the last try: an HTTP status, or words where there was none.
  status INTEGER,
  answer TEXT,
  UNIQUE (webhook_id, event_id)
);
CREATE INDEX deliveries_due ON deliveries (state, due_ms);
CREATE INDEX deliveries_subject ON deliveries (webhook_id, subject, state);
CREATE INDEX deliveries_event ON deliveries (event_id);

-- What was told last of somebody's standings, so that a change of them can be told.
CREATE TABLE told_standings (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
  standings TEXT NOT NULL
);

-- Certificates of which it was told that they end soon.
CREATE TABLE told_expiries (
  certificate_id TEXT NOT NULL PRIMARY KEY REFERENCES certificates (id),
  told_ms BIGINT NOT NULL
);
