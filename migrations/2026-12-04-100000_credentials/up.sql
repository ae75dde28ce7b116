-- What a certificate is for others: its place in the lists of what holds no more, which it keeps for good, and the link to its public page. A certificate
-- of before gets a place that its age does not tell (48271 is odd, so each place of a list is met once), and no link until its holder wants one.
CREATE TABLE credentials (
  certificate_id TEXT NOT NULL PRIMARY KEY REFERENCES certificates (id),
  list INTEGER NOT NULL CHECK (list >= 0),
  place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 131071),
  link TEXT UNIQUE,
  UNIQUE (list, place)
);
INSERT INTO credentials (certificate_id, list, place)
SELECT id, number / 131072, (number * 48271) % 131072 FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS number FROM certificates) AS numbered;
