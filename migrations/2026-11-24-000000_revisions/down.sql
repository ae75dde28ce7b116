ALTER TABLE people DROP COLUMN revision;
