import { randomBytes } from 'node:crypto';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { JsonObject, NewEvent } from '#shared/model/audit-event.ts';
import type { OperatorInfo } from '#shared/model/operator.ts';
import type { Role } from '#shared/model/role.ts';
import type { TrailWriter } from '../queries/trail-writer.ts';
import type { WriteDb } from '../sql/connection.ts';
import type { ByOperator } from '../store-api.ts';
import type { EndedSignIn, OperatorWrites as Methods } from './operator-api.ts';
import { operatorEvent, signInEvent } from './operator-events.ts';
import { nameKey, readAccessRules, readFailures, readOperator } from './operator-reads.ts';

/** Operators and their sign-ins. Each act is one transaction with its event: both, or neither. */
export class OperatorWrites implements Methods {
  readonly #db: WriteDb;
  readonly #trail: TrailWriter;
  readonly #clock: () => number;

  /** @param clock now, in integer milliseconds UTC */
  constructor(db: WriteDb, trail: TrailWriter, clock: () => number) {
    this.#db = db;
    this.#trail = trail;
    this.#clock = clock;
  }

  claimSignIn({
    subject,
    failures,
  }: {
    readonly subject: string;
    readonly failures: number;
  }): boolean {
    const claim = this.#db.transaction(() => {
      if (readFailures(this.#db, subject) !== failures) return false;
      this.#db
        .prepare(
          `INSERT INTO sign_in_try (subject, failures) VALUES (?, 1)
           ON CONFLICT (subject) DO UPDATE SET failures = failures + 1`,
        )
        .run(subject);
      return true;
    });
    return claim.immediate();
  }

  endSignIn(ended: EndedSignIn): { readonly eventId: string } {
    return this.#trail.commit(() => {
      if (ended.isRight) this.#forgetTries(ended.subject);
      return { eventId: this.#record(signInEvent(ended, this.#clock())) };
    });
  }

  addOperator(
    request: ByOperator<{
      readonly name: string;
      readonly role: Role;
      readonly passphrase: string;
    }>,
  ): OperatorInfo {
    const { name, role, passphrase, operator } = request;
    return this.#trail.commit(() => {
      if (role !== 'admin' && !readAccessRules(this.#db).isRequired) throw adminFirst();
      this.#assertFree(name, '');
      const added: OperatorInfo = {
        id: `op_${randomBytes(8).toString('hex')}`,
        name,
        role,
        createdAt: this.#clock(),
      };
      this.#db
        .prepare(
          `INSERT INTO operator (id, name, name_key, role, passphrase, created_at)
           VALUES (?, ?, ?, ?, ?, ?)`,
        )
        .run(added.id, name, nameKey(name), role, passphrase, added.createdAt);
      const message = `Added the operator ${name} as ${withArticle(role)}`;
      const changes = { old: {}, new: { name, role } };
      this.#tell({ action: 'operator.add', operator, message, target: added, changes });
      return added;
    });
  }

  changeOperator(
    request: ByOperator<{
      readonly id: string;
      readonly name?: string | undefined;
      readonly role?: Role | undefined;
      readonly passphrase?: string | undefined;
    }>,
  ): OperatorInfo {
    const { id, passphrase, operator } = request;
    return this.#trail.commit(() => {
      const before = this.#find(id);
      const after = {
        ...before,
        name: request.name ?? before.name,
        role: request.role ?? before.role,
      };
      const changes = differences(before, after);
      if (Object.keys(changes.new).length === 0 && passphrase === undefined) return before;
      this.#assertFree(after.name, id);
      if (after.role !== 'admin') this.#assertNotLastAdmin(before);
      this.#db
        .prepare(
          `UPDATE operator SET name = ?, name_key = ?, role = ?,
             passphrase = ifnull(?, passphrase) WHERE id = ?`,
        )
        .run(after.name, nameKey(after.name), after.role, passphrase ?? null, id);
      // With another passphrase, tries with the one before say nothing any more.
      if (passphrase !== undefined) this.#forgetTries(id);
      const what = [
        ...Object.keys(changes.new),
        ...(passphrase === undefined ? [] : ['passphrase']),
      ].join(' and ');
      const message = `Changed the ${what} of the operator ${before.name}`;
      this.#tell({ action: 'operator.change', operator, message, target: after, changes });
      return after;
    });
  }

  removeOperator({ id, operator }: ByOperator<{ readonly id: string }>): OperatorInfo {
    return this.#trail.commit(() => {
      const removed = this.#find(id);
      this.#assertNotLastAdmin(removed);
      this.#db.prepare('DELETE FROM operator WHERE id = ?').run(id);
      this.#forgetTries(id);
      const { name, role } = removed;
      const message = `Removed the operator ${name}`;
      const changes = { old: { name, role }, new: {} };
      this.#tell({ action: 'operator.remove', operator, message, target: removed, changes });
      return removed;
    });
  }

  setIdleMinutes({ minutes, operator }: ByOperator<{ readonly minutes: number }>): void {
    this.#trail.commit(() => {
      const { idleMinutes } = readAccessRules(this.#db);
      if (idleMinutes === minutes) return;
      this.#db
        .prepare(
          `INSERT INTO access_rule (one, idle_minutes) VALUES (1, ?)
           ON CONFLICT (one) DO UPDATE SET idle_minutes = excluded.idle_minutes`,
        )
        .run(minutes);
      this.#tell({
        action: 'access.set',
        operator,
        message: `Set the window to be locked after ${minutes} idle minutes`,
        target: null,
        changes: { old: { idleMinutes }, new: { idleMinutes: minutes } },
      });
    });
  }

  #tell(act: Parameters<typeof operatorEvent>[0]): void {
    this.#record(operatorEvent(act, this.#clock()));
  }

  #record(event: NewEvent): string {
    const [recorded] = this.#trail.append([event]);
    if (!recorded) throw new Error('the act was not recorded');
    return recorded.id;
  }

  #find(id: string): OperatorInfo {
    const found = readOperator(this.#db, id);
    if (found) return found;
    throw new AnnalsError('NOT_FOUND', 'There is no such operator any more.', 'List them again.');
  }

  #assertFree(name: string, exceptFor: string): void {
    const taken = this.#db
      .prepare<[string, string]>('SELECT 1 FROM operator WHERE name_key = ? AND id <> ?')
      .get(nameKey(name), exceptFor);
    if (taken === undefined) return;
    throw new AnnalsError(
      'CONFLICT',
      `There is an operator ${name} already.`,
      'Choose another name.',
    );
  }

  #assertNotLastAdmin({ id, role, name }: OperatorInfo): void {
    const another = this.#db
      .prepare<[string]>("SELECT 1 FROM operator WHERE role = 'admin' AND id <> ?")
      .get(id);
    if (role !== 'admin' || another !== undefined) return;
    throw new AnnalsError(
      'CONFLICT',
      `${name} is the last admin, without whom nobody could add operators.`,
      'Make somebody else an admin first.',
    );
  }

  #forgetTries(subject: string): void {
    this.#db.prepare('DELETE FROM sign_in_try WHERE subject = ?').run(subject);
  }
}

/** The fields that change, before and after. */
function differences(before: OperatorInfo, after: OperatorInfo) {
  const changes: { old: JsonObject; new: JsonObject } = { old: {}, new: {} };
  for (const field of ['name', 'role'] as const) {
    if (before[field] === after[field]) continue;
    changes.old[field] = before[field];
    changes.new[field] = after[field];
  }
  return changes;
}

function withArticle(role: Role): string {
  return `${role === 'viewer' ? 'a' : 'an'} ${role}`;
}

function adminFirst(): AnnalsError {
  return new AnnalsError(
    'CONFLICT',
    'The first operator must be an admin, without whom nobody could add others.',
    'Add an admin first.',
  );
}
