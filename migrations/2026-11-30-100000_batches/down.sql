DROP TABLE batch_questions;
DROP TABLE batches;
