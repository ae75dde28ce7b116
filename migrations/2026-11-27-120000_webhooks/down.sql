DROP TABLE told_expiries;
DROP TABLE told_standings;
DROP TABLE deliveries;
DROP TABLE webhooks;
