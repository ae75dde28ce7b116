DROP INDEX events_client;
ALTER TABLE events DROP COLUMN client_id;
DROP TABLE clients;
