-- What somebody handed in: a picture, made anew without what cameras write into it, or a PDF as it came. Rows are only added.
-- SQLite knows no BYTEA: it keeps bytes in such a column as they are.
CREATE TABLE files (
  id TEXT NOT NULL PRIMARY KEY,
  media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'application/pdf')),
  -- What it was called where it came from; a picture's name tells nothing and is not kept.
  name TEXT NOT NULL,
  size BIGINT NOT NULL CHECK (size > 0),
  sha256 TEXT NOT NULL,
  width INTEGER CHECK (width > 0),
  height INTEGER CHECK (height > 0),
  added_by TEXT NOT NULL REFERENCES people (id),
  added_ms BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  CHECK ((media_type = 'application/pdf') = (width IS NULL)),
  CHECK ((width IS NULL) = (height IS NULL))
);
CREATE INDEX files_added_by ON files (added_by);

-- What trainers put into the field kit of a product or of all products of a line. What is removed stays, marked so.
CREATE TABLE kit_entries (
  id TEXT NOT NULL PRIMARY KEY,
  line_id TEXT NOT NULL REFERENCES lines (id),
  product_id TEXT REFERENCES products (id),
  kind TEXT NOT NULL CHECK (kind IN ('note', 'picture', 'document')),
  title TEXT NOT NULL,
  -- A note's words; what a picture shows, for those who cannot see it.
  text TEXT,
  file_id TEXT REFERENCES files (id),
  place INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  -- When a trainer last said that it is right, by saving or confirming it.
  checked_by TEXT NOT NULL REFERENCES people (id),
  checked_ms BIGINT NOT NULL,
  removed_ms BIGINT,
  CHECK ((kind = 'note') = (file_id IS NULL)),
  CHECK (kind = 'document' OR text IS NOT NULL)
);
CREATE INDEX kit_entries_line ON kit_entries (line_id, place);
CREATE INDEX kit_entries_product ON kit_entries (product_id);
CREATE INDEX kit_entries_file ON kit_entries (file_id);
CREATE INDEX kit_entries_checked_by ON kit_entries (checked_by);

-- The characteristics that an entry speaks of: when one changes, somebody has to look at it.
CREATE TABLE kit_characteristics (
  entry_id TEXT NOT NULL REFERENCES kit_entries (id),
  characteristic_id TEXT NOT NULL REFERENCES characteristics (id),
  PRIMARY KEY (entry_id, characteristic_id)
);
CREATE INDEX kit_characteristics_characteristic ON kit_characteristics (characteristic_id);

-- What to do and say when one does not know, in a line's own words; without a row in those of the program.
CREATE TABLE kit_scripts (
  line_id TEXT NOT NULL PRIMARY KEY REFERENCES lines (id),
  steps TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  saved_by TEXT NOT NULL REFERENCES people (id),
  saved_ms BIGINT NOT NULL
);
CREATE INDEX kit_scripts_saved_by ON kit_scripts (saved_by);
