-- Whether somebody who reads mail wants the day's digest.
ALTER TABLE people ADD COLUMN digest BOOLEAN NOT NULL DEFAULT TRUE;
