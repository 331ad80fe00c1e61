-- What each applied file said, so that one that is edited afterwards is noticed. The program fills it.

ALTER TABLE migracion ADD COLUMN suma CHAR(64) NULL;
