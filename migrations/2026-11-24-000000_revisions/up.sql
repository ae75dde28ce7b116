-- Grows with everything that the person's standings are computed from, by guards: what was computed before stands while it is the same.
ALTER TABLE people ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
