/** Says in a file's header that it is a log of this program: "EHCP" in ASCII. */
export const APPLICATION_ID = 0x45484350;

/** The version of the schema below, kept as `user_version`. */
export const SCHEMA_VERSION = 1;

/**
 * One row an event. `recorded_at` is in milliseconds since 1970 UTC; `digest` chains an event to the one before it. The
 * triggers keep what is on record from being changed by anything that speaks SQL.
 */
export const SCHEMA = `
CREATE TABLE event (
  position    INTEGER PRIMARY KEY,
  stream      TEXT    NOT NULL,
  revision    INTEGER NOT NULL,
  id          TEXT    NOT NULL,
  type        TEXT    NOT NULL,
  data        TEXT    NOT NULL,
  metadata    TEXT    NOT NULL,
  recorded_at INTEGER NOT NULL,
  digest      TEXT    NOT NULL,
  UNIQUE (stream, revision)
) STRICT;
CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'An event on record is not changed.'); END;
CREATE TRIGGER event_is_not_removed BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'An event on record is not removed.'); END;
PRAGMA application_id = ${String(APPLICATION_ID)};
PRAGMA user_version = ${String(SCHEMA_VERSION)};
`;
