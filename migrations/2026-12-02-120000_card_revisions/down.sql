DROP TABLE card_revisions;
