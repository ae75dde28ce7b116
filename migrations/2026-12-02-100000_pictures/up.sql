-- Pictures of questions: a version shows one at most. Rows are only added.
CREATE TABLE pictures (
  file_id TEXT NOT NULL PRIMARY KEY REFERENCES files (id),
  -- SHA-256 of what was handed in, before it was made anew: who hands in the same again gets the same picture.
  source_sha256 TEXT NOT NULL
);
CREATE INDEX pictures_source ON pictures (source_sha256);
CREATE INDEX files_sha256 ON files (sha256);
ALTER TABLE versions ADD COLUMN picture_id TEXT REFERENCES pictures (file_id);
CREATE INDEX versions_picture ON versions (picture_id);
