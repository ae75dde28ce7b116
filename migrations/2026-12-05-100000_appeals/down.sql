DROP TABLE appeal_questions;
DROP TABLE appeal_ends;
DROP TABLE appeals;
