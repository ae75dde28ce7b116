-- Grows with every rating that changed a person's cards, so that what a server knows of them in memory is known to be right.
CREATE TABLE card_revisions (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
  revision BIGINT NOT NULL CHECK (revision >= 1)
);
