import type { Migration } from '../migration.ts';

/** Who may sign in, and how often it went wrong. Every change of it is an event of the trail. */
export const operators: Migration = {
  version: 40,
  name: 'operators',
  sql: `
    CREATE TABLE operator (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      -- The name as names are compared: no two differ by case alone.
      name_key TEXT NOT NULL UNIQUE,
      role TEXT NOT NULL CHECK (role IN ('viewer', 'auditor', 'admin')),
      -- PHC string: method, cost, salt and hash.
      passphrase TEXT NOT NULL CHECK (passphrase LIKE '$scrypt$%'),
      created_at INTEGER NOT NULL
    ) STRICT;

    -- Tries to sign in since the last one that was right, by the operator whom they meant; those
    -- that meant nobody fall into as many groups as there are names to tell apart.
    CREATE TABLE sign_in_try (
      subject TEXT PRIMARY KEY,
      failures INTEGER NOT NULL CHECK (failures > 0)
    ) STRICT;

    CREATE TABLE access_rule (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      idle_minutes INTEGER NOT NULL CHECK (idle_minutes > 0)
    ) STRICT;
  `,
};
