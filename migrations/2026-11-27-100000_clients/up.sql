-- Other software that asks us. Of its token only the digest is kept; what it may do and see are lists of words and codes.
CREATE TABLE clients (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  token_digest TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  lines TEXT NOT NULL,
  departments TEXT NOT NULL,
  author_id TEXT REFERENCES people (id),
  rate INTEGER NOT NULL,
  made_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  revoked_ms BIGINT,
  used_ms BIGINT
);
CREATE INDEX clients_author ON clients (author_id);

-- Which client did it, where it was not a person, or a person by a client.
ALTER TABLE events ADD COLUMN client_id TEXT REFERENCES clients (id);
CREATE INDEX events_client ON events (client_id);
