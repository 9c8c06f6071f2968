import type { Migration } from '../migration.ts';

/** The trail: events, what they touched, where they came from, and what proves them. */
export const createTrail: Migration = {
  version: 10,
  name: 'create-trail',
  sql: `
    CREATE TABLE chain (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      id BLOB NOT NULL CHECK (length(id) = 16),
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE signing_key (
      id TEXT PRIMARY KEY,
      public_key BLOB NOT NULL CHECK (length(public_key) = 32),
      added_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- The newest statement about the chain; rewritten by every commit.
    CREATE TABLE head (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      seq INTEGER NOT NULL,
      link BLOB NOT NULL CHECK (length(link) = 32),
      retained INTEGER NOT NULL,
      pruned INTEGER NOT NULL,
      at INTEGER NOT NULL,
      key_id TEXT NOT NULL REFERENCES signing_key (id),
      signature BLOB NOT NULL CHECK (length(signature) = 64)
    ) STRICT;

    -- Statements about the chain that are kept for ever.
    CREATE TABLE checkpoint (
      seq INTEGER PRIMARY KEY,
      link BLOB NOT NULL CHECK (length(link) = 32),
      retained INTEGER NOT NULL,
      pruned INTEGER NOT NULL,
      at INTEGER NOT NULL,
      previous BLOB NOT NULL CHECK (length(previous) = 32),
      key_id TEXT NOT NULL REFERENCES signing_key (id),
      signature BLOB NOT NULL CHECK (length(signature) = 64)
    ) STRICT;

    CREATE TABLE batch (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      title TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'interrupted')),
      format TEXT NOT NULL DEFAULT '',
      operator_id TEXT NOT NULL,
      operator_name TEXT NOT NULL,
      host TEXT NOT NULL,
      pid INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      added INTEGER NOT NULL DEFAULT 0,
      duplicates INTEGER NOT NULL DEFAULT 0,
      rejected INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE batch_file (
      batch INTEGER NOT NULL REFERENCES batch (id),
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (batch, position)
    ) STRICT, WITHOUT ROWID;

    -- severity is the RFC 5424 number: 2 critical, 3 error, 4 warning, 5 notice, 6 info, 7 debug.
    -- targets is [[type, id, name], ...] in order; entity and event_target index it.
    CREATE TABLE event (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 128),
      occurred_at INTEGER NOT NULL,
      recorded_at INTEGER NOT NULL,
      category TEXT NOT NULL,
      action TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('success', 'failure', 'error', 'unknown')),
      severity INTEGER NOT NULL CHECK (severity BETWEEN 2 AND 7),
      source TEXT NOT NULL CHECK (source IN ('manual', 'scheduled', 'automatic',
        'collection_run', 'auto_remove', 'import', 'export', 'system')),
      actor_id TEXT,
      actor_name TEXT,
      actor_type TEXT CHECK (actor_type IN ('user', 'service', 'system', 'anonymous')),
      targets TEXT NOT NULL CHECK (json_valid(targets)),
      intent TEXT,
      message TEXT NOT NULL,
      changes TEXT CHECK (json_valid(changes)),
      metadata TEXT NOT NULL CHECK (json_valid(metadata)),
      affected_count INTEGER,
      total_count INTEGER,
      duration_ms INTEGER,
      ip TEXT,
      user_agent TEXT,
      host TEXT,
      session_id TEXT,
      correlation_id TEXT,
      error_type TEXT,
      error_message TEXT,
      stack_trace TEXT,
      sensitive INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
      batch INTEGER REFERENCES batch (id),
      batch_file INTEGER,
      raw_hash BLOB CHECK (length(raw_hash) = 32),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      link BLOB NOT NULL CHECK (length(link) = 32)
    ) STRICT;

    CREATE INDEX event_by_time ON event (occurred_at);
    CREATE INDEX event_by_action ON event (action, occurred_at);
    CREATE INDEX event_by_category ON event (category, occurred_at);
    CREATE INDEX event_by_actor_id ON event (actor_id, occurred_at);
    CREATE INDEX event_by_actor_name ON event (actor_name, occurred_at);
    -- Most events are successes of little severity; these two serve the rest.
    CREATE INDEX event_by_problem ON event (outcome, occurred_at) WHERE outcome <> 'success';
    CREATE INDEX event_by_severity ON event (severity, occurred_at) WHERE severity <= 4;
    CREATE INDEX event_by_error_type ON event (error_type, occurred_at)
      WHERE error_type IS NOT NULL;
    CREATE INDEX event_by_batch ON event (batch, occurred_at) WHERE batch IS NOT NULL;

    -- Every target ever seen, with the name it had last.
    CREATE TABLE entity (
      id INTEGER PRIMARY KEY,
      type TEXT NOT NULL,
      key TEXT NOT NULL,
      name TEXT,
      UNIQUE (type, key)
    ) STRICT;
    CREATE INDEX entity_by_key ON entity (key);
    CREATE INDEX entity_by_name ON entity (name) WHERE name IS NOT NULL;

    -- No foreign keys: one on seq would read the whole table for every event that is pruned, and
    -- the check of the chain holds the two together.
    CREATE TABLE event_target (
      entity INTEGER NOT NULL,
      occurred_at INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (entity, occurred_at, seq)
    ) STRICT, WITHOUT ROWID;

    -- Originals of up to sixteen neighbouring events, deflated together: each is preceded by its
    -- length as four bytes, big endian, all ones where an event has no original.
    CREATE TABLE raw_block (
      first_seq INTEGER PRIMARY KEY,
      count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 16),
      data BLOB NOT NULL
    ) STRICT;

    CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER event_target_is_append_only_update BEFORE UPDATE ON event_target
      BEGIN SELECT RAISE(ABORT, 'targets are append-only'); END;
    CREATE TRIGGER event_target_is_append_only_delete BEFORE DELETE ON event_target
      BEGIN SELECT RAISE(ABORT, 'targets are append-only'); END;
    CREATE TRIGGER raw_block_is_append_only_update BEFORE UPDATE ON raw_block
      BEGIN SELECT RAISE(ABORT, 'originals are append-only'); END;
    CREATE TRIGGER raw_block_is_append_only_delete BEFORE DELETE ON raw_block
      BEGIN SELECT RAISE(ABORT, 'originals are append-only'); END;
    CREATE TRIGGER checkpoint_is_append_only_update BEFORE UPDATE ON checkpoint
      BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
    CREATE TRIGGER checkpoint_is_append_only_delete BEFORE DELETE ON checkpoint
      BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
    CREATE TRIGGER chain_is_fixed_update BEFORE UPDATE ON chain
      BEGIN SELECT RAISE(ABORT, 'the chain id is fixed'); END;
    CREATE TRIGGER chain_is_fixed_delete BEFORE DELETE ON chain
      BEGIN SELECT RAISE(ABORT, 'the chain id is fixed'); END;
  `,
};
