DROP TABLE take_backs;
