DROP TABLE sheets;
DROP TABLE meeting_notes;
DROP TABLE meeting_products;
DROP TABLE meetings;
