-- Rejections that whoever said so took back: the draft waited again, and whatever became of it since is no rejection.
CREATE TABLE take_backs (
  question_id TEXT NOT NULL,
  rejected_ms BIGINT NOT NULL,
  taken_back_ms BIGINT NOT NULL,
  PRIMARY KEY (question_id, rejected_ms),
  FOREIGN KEY (question_id, rejected_ms) REFERENCES rejections (question_id, rejected_ms)
);
