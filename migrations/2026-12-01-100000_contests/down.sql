DROP TABLE contest_answers;
DROP TABLE contest_players;
DROP TABLE contests;
