import { createHash } from 'node:crypto';
import { DEFAULT_IDLE_MINUTES } from '#shared/model/operator.ts';
import type { OperatorInfo } from '#shared/model/operator.ts';
import { fold } from '#shared/text/fold.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { AccessRules, Account } from './operator-api.ts';

const COLUMNS = 'id, name, role, created_at AS createdAt';
/** Hex digits of a hash: names that nobody has fall into 4,096 groups, and cannot be read back. */
const GROUP_DIGITS = 3;

export function readAccessRules(db: ReadDb): AccessRules {
  const count = db.prepare<[], number>('SELECT count(*) FROM operator').pluck().get() ?? 0;
  const idle = db.prepare<[], number>('SELECT idle_minutes FROM access_rule').pluck().get();
  return { isRequired: count > 0, idleMinutes: idle ?? DEFAULT_IDLE_MINUTES };
}

export function readOperators(db: ReadDb): readonly OperatorInfo[] {
  return db.prepare<[], OperatorInfo>(`SELECT ${COLUMNS} FROM operator ORDER BY name_key`).all();
}

export function readOperator(db: ReadDb, id: string): OperatorInfo | undefined {
  return db.prepare<[string], OperatorInfo>(`SELECT ${COLUMNS} FROM operator WHERE id = ?`).get(id);
}

export function readAccount(db: ReadDb, name: string): Account {
  const key = nameKey(name);
  const row = db
    .prepare<[string], OperatorInfo & { passphrase: string }>(
      `SELECT ${COLUMNS}, passphrase FROM operator WHERE name_key = ?`,
    )
    .get(key);
  const { passphrase = null, ...operator } = row ?? {};
  const subject = row?.id ?? groupOf(key);
  return {
    subject,
    failures: readFailures(db, subject),
    operator: row ? (operator as OperatorInfo) : null,
    passphrase,
  };
}

export function readFailures(db: ReadDb, subject: string): number {
  const failures = db
    .prepare<[string], number>('SELECT failures FROM sign_in_try WHERE subject = ?')
    .pluck()
    .get(subject);
  return failures ?? 0;
}

/** A name as names are compared. */
export function nameKey(name: string): string {
  return fold(name.normalize('NFKC').trim());
}

function groupOf(key: string): string {
  return `nobody_${createHash('sha256').update(key).digest('hex').slice(0, GROUP_DIGITS)}`;
}
