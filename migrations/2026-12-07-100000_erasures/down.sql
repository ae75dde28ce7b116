DROP TABLE prunings;
DROP TABLE erasures;
