-- The secret link by which somebody's calendar reads when what concerns them ends. Of the link only the digest of its secret is kept.
CREATE TABLE calendars (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
  digest TEXT NOT NULL UNIQUE,
  made_ms BIGINT NOT NULL
);
