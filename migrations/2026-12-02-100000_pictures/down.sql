DROP INDEX versions_picture;
ALTER TABLE versions DROP COLUMN picture_id;
DROP INDEX files_sha256;
DROP TABLE pictures;
