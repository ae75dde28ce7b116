DROP TABLE forecasts;
DROP TABLE cards;
DROP TABLE review_undos;
DROP TABLE reviews;
DROP TABLE corrections;
ALTER TABLE questions DROP COLUMN taught_from;
