import type { Migration } from '../migration.ts';

/** What prunes leave behind, what keeps them honest, and what leaves the store in files. */
export const retentionAndProof: Migration = {
  version: 30,
  name: 'retention-and-proof',
  sql: `
    -- One row for every prune. While it is running, events may be deleted; whoever finds one whose
    -- program has ended goes on with it (prune_todo). act is the event that tells of it.
    CREATE TABLE prune (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled')),
      action TEXT NOT NULL,
      scope TEXT NOT NULL CHECK (json_valid(scope)),
      planned INTEGER NOT NULL,
      deleted INTEGER NOT NULL DEFAULT 0,
      kept_by_hold INTEGER NOT NULL,
      by_category TEXT NOT NULL CHECK (json_valid(by_category)),
      archive TEXT CHECK (json_valid(archive)),
      -- So much goes that the index of text is begun anew afterwards.
      is_text_anew INTEGER NOT NULL CHECK (is_text_anew IN (0, 1)),
      operator_id TEXT NOT NULL,
      operator_name TEXT NOT NULL,
      source TEXT NOT NULL,
      host TEXT NOT NULL,
      pid INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER,
      act INTEGER,
      CHECK ((state = 'running') = (ended_at IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX prune_running ON prune (state) WHERE state = 'running';

    -- Events that the running prune has yet to delete, both ends included.
    CREATE TABLE prune_todo (
      first_seq INTEGER PRIMARY KEY,
      last_seq INTEGER NOT NULL
    ) STRICT;

    -- Stretches of the chain whose events are gone: the link before the first of them and that of
    -- the last, so that the chain can be followed across. The event of the prune has a hash over
    -- all its runs in it, and so the chain itself says which events are gone rightly.
    CREATE TABLE pruned_run (
      first_seq INTEGER PRIMARY KEY,
      last_seq INTEGER NOT NULL,
      link_before BLOB NOT NULL CHECK (length(link_before) = 32),
      link BLOB NOT NULL CHECK (length(link) = 32),
      prune INTEGER NOT NULL REFERENCES prune (id),
      CHECK (last_seq >= first_seq)
    ) STRICT;
    CREATE INDEX pruned_run_by_prune ON pruned_run (prune, first_seq);
    CREATE UNIQUE INDEX pruned_run_by_end ON pruned_run (last_seq);

    DROP TRIGGER event_is_append_only_delete;
    DROP TRIGGER event_target_is_append_only_delete;
    DROP TRIGGER raw_block_is_append_only_update;
    DROP TRIGGER raw_block_is_append_only_delete;
    CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event
      WHEN NOT EXISTS (SELECT 1 FROM prune WHERE state = 'running')
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER event_target_is_append_only_delete BEFORE DELETE ON event_target
      WHEN NOT EXISTS (SELECT 1 FROM prune WHERE state = 'running')
      BEGIN SELECT RAISE(ABORT, 'targets are append-only'); END;
    CREATE TRIGGER raw_block_is_append_only_update BEFORE UPDATE ON raw_block
      WHEN NOT EXISTS (SELECT 1 FROM prune WHERE state = 'running')
      BEGIN SELECT RAISE(ABORT, 'originals are append-only'); END;
    CREATE TRIGGER raw_block_is_append_only_delete BEFORE DELETE ON raw_block
      WHEN NOT EXISTS (SELECT 1 FROM prune WHERE state = 'running')
      BEGIN SELECT RAISE(ABORT, 'originals are append-only'); END;
    CREATE TRIGGER pruned_run_is_kept_update BEFORE UPDATE ON pruned_run
      WHEN NOT EXISTS (SELECT 1 FROM prune WHERE state = 'running')
      BEGIN SELECT RAISE(ABORT, 'runs of pruned events are kept'); END;
    CREATE TRIGGER pruned_run_is_kept_delete BEFORE DELETE ON pruned_run
      BEGIN SELECT RAISE(ABORT, 'runs of pruned events are kept'); END;
    CREATE TRIGGER prune_is_kept_delete BEFORE DELETE ON prune
      BEGIN SELECT RAISE(ABORT, 'prunes are kept'); END;

    -- What is to be kept how long; category is null for all that no other rule names.
    CREATE TABLE retention_rule (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      category TEXT,
      max_age_days INTEGER CHECK (max_age_days > 0),
      keep_newest INTEGER CHECK (keep_newest >= 0),
      is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
      last_run_at INTEGER,
      CHECK (max_age_days IS NOT NULL OR keep_newest IS NOT NULL)
    ) STRICT;
    CREATE UNIQUE INDEX retention_rule_by_category ON retention_rule (ifnull(category, ''));

    -- The trail was looked through up to here, says the event act.
    CREATE TABLE review_mark (
      act INTEGER PRIMARY KEY,
      up_to_seq INTEGER NOT NULL
    ) STRICT;

    -- A written file whose event is recorded, on its way from its partial name to its own. Who
    -- finds one whose program has ended finishes it.
    CREATE TABLE export_move (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      partial TEXT NOT NULL,
      path TEXT NOT NULL,
      host TEXT NOT NULL,
      pid INTEGER NOT NULL
    ) STRICT;
  `,
};
