import type { Migration } from '../migration.ts';

/** What people add beside events, what finds text in them, and what entities were seen how often. */
export const reviewAndSearch: Migration = {
  version: 20,
  name: 'review-and-search',
  sql: `
    ALTER TABLE entity ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE entity ADD COLUMN first_seen INTEGER;
    ALTER TABLE entity ADD COLUMN last_seen INTEGER;
    UPDATE entity SET (events, first_seen, last_seen) = (
      SELECT count(*), min(occurred_at), max(occurred_at)
      FROM event_target WHERE event_target.entity = entity.id);

    -- Marks on events and entities. Every change of one is an event of the trail, whose seq stands
    -- in act. occurred_at is the event's own, so that marked events are found in order of time.
    CREATE TABLE flag (
      seq INTEGER PRIMARY KEY,
      occurred_at INTEGER NOT NULL,
      act INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX flag_by_time ON flag (occurred_at);

    CREATE TABLE entity_flag (
      entity INTEGER PRIMARY KEY,
      act INTEGER NOT NULL
    ) STRICT;

    -- Every act of flagging or unflagging, with the note that all its flags share. standing is the
    -- number of things it changed that nobody has put back since.
    CREATE TABLE flag_act (
      act INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('events', 'entities')),
      flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
      note TEXT,
      standing INTEGER NOT NULL
    ) STRICT;

    -- For undoing an act: each flag that it replaced or took away (item is a seq or an entity), as
    -- the act that had set it. Kept for the newest acts only.
    CREATE TABLE flag_before (
      act INTEGER NOT NULL,
      item INTEGER NOT NULL,
      before INTEGER NOT NULL,
      PRIMARY KEY (act, item)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE note (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      seq INTEGER NOT NULL,
      occurred_at INTEGER NOT NULL,
      text TEXT NOT NULL,
      act INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX note_by_event ON note (seq);
    CREATE INDEX note_by_time ON note (occurred_at, seq);

    -- A hold keeps events from being pruned: chosen ones, all of an entity, or all that match a
    -- filter (as JSON), those that come later included. It holds until it is released.
    CREATE TABLE hold (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('events', 'entity', 'filter')),
      reason TEXT NOT NULL,
      entity INTEGER,
      filter TEXT CHECK (json_valid(filter)),
      act INTEGER NOT NULL,
      release_act INTEGER,
      release_reason TEXT,
      CHECK ((kind = 'entity') = (entity IS NOT NULL)),
      CHECK ((kind = 'filter') = (filter IS NOT NULL)),
      CHECK ((release_act IS NULL) = (release_reason IS NULL))
    ) STRICT;

    CREATE TABLE held_event (
      hold INTEGER NOT NULL,
      occurred_at INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (hold, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX held_event_by_event ON held_event (seq);

    -- Grows with every change of the tables above.
    CREATE TABLE review (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      version INTEGER NOT NULL
    ) STRICT;
    INSERT INTO review (one, version) VALUES (1, 0);

    -- Trigrams of the folded text of events (src-main/store/text/). Filled after the events, so
    -- it covers those up to text_progress.
    CREATE VIRTUAL TABLE event_text USING fts5 (
      folded, content = '', contentless_delete = 1, detail = none,
      tokenize = 'trigram case_sensitive 1'
    );
    -- Parts of the index are merged eight into one, a little with every step of indexing: by itself
    -- SQLite merges four into one, in bursts.
    INSERT INTO event_text (event_text, rank)
      VALUES ('crisismerge', 64), ('automerge', 0), ('usermerge', 8);
    -- Its trigrams, each with the events that hold it: what begins with one or two characters.
    CREATE VIRTUAL TABLE event_text_term USING fts5vocab (event_text, instance);
    CREATE TABLE text_progress (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      seq INTEGER NOT NULL
    ) STRICT;
    INSERT INTO text_progress (one, seq) VALUES (1, 0);
  `,
};
