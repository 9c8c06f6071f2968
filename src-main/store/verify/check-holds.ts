import { LIMITS } from '#shared/model/limits.ts';
import type { HoldRow } from '../review/held-count.ts';
import type { ReadDb } from '../sql/connection.ts';
import { ActReader } from './acts.ts';
import type { ToldAct } from './acts.ts';
import { isText } from './check-marks.ts';
import { firstOf } from './finding.ts';
import type { Finding } from './finding.ts';

const UNTOLD = 'The trail does not tell of a hold as it is in the store.';

/**
 * Checks holds both ways: every one is as the trail tells of it, and every one that the trail tells
 * of is there. Findings are about the event that tells, or should.
 */
export function checkHolds(db: ReadDb): Finding | null {
  const acts = new ActReader(db);
  const holds = db.prepare<[], HoldRow>('SELECT * FROM hold ORDER BY id').all();
  const untold = holds.map((hold) =>
    isTold(db, acts, hold) && isReleaseTold(acts, hold) ? null : { seq: hold.act, reason: UNTOLD },
  );
  return firstOf([...untold, ...missing(db, acts)]);
}

function isTold(db: ReadDb, acts: ActReader, hold: HoldRow): boolean {
  const told = acts.read(hold.act);
  if (told === 'pruned') return true;
  if (told?.action !== 'hold' || told.metadata['hold'] !== hold.id) return false;
  if (!isText(told.metadata['reason'], hold.reason)) return false;
  switch (hold.kind) {
    case 'events':
      return hold.release_act !== null || isWhole(db, acts, hold.id, told);
    case 'entity': {
      const entity = db
        .prepare<[number | null], { type: string; key: string }>(
          'SELECT type, key FROM entity WHERE id = ?',
        )
        .get(hold.entity);
      return entity !== undefined && acts.names(told, entity.type, entity.key);
    }
    case 'filter':
      return hold.filter === JSON.stringify(told.metadata['filter']);
  }
}

/** True if a hold in force keeps as many events as when it was placed, and those, where all are named. */
function isWhole(db: ReadDb, acts: ActReader, hold: number, told: ToldAct): boolean {
  const ids = db
    .prepare<[number], string | null>(
      `SELECT event.id FROM held_event LEFT JOIN event ON event.seq = held_event.seq
       WHERE held_event.hold = ?`,
    )
    .pluck()
    .all(hold);
  if (ids.length !== told.affectedCount) return false;
  // The first target is the hold itself.
  const areAllNamed = ids.length < LIMITS.targets;
  return ids.every((id) => id !== null && (!areAllNamed || acts.names(told, 'event', id)));
}

function isReleaseTold(acts: ActReader, hold: HoldRow): boolean {
  if (hold.release_act === null) return true;
  const told = acts.read(hold.release_act);
  if (told === 'pruned') return true;
  return (
    told?.action === 'hold.release' &&
    told.metadata['hold'] === hold.id &&
    isText(told.metadata['reason'], hold.release_reason)
  );
}

/** Acts that tell of a hold, or of its end, which the store does not have. */
function missing(db: ReadDb, acts: ActReader): Finding[] {
  return db
    .prepare<[], number>(
      `SELECT seq FROM event WHERE action IN ('hold', 'hold.release') AND batch IS NULL
       AND category = 'admin' AND targets LIKE '[["hold",%'
       AND seq NOT IN (SELECT act FROM hold)
       AND seq NOT IN (SELECT release_act FROM hold WHERE release_act IS NOT NULL)`,
    )
    .pluck()
    .all()
    .filter((seq) => {
      const told = acts.read(seq);
      if (told === null || told === 'pruned') return false;
      const { hold } = told.metadata;
      return typeof hold === 'number' && acts.names(told, 'hold', `${hold}`);
    })
    .map((seq) => ({ seq, reason: 'The hold that this event tells of is not in the store.' }));
}
