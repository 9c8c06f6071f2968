import { toTargets } from '../queries/event-codec.ts';
import type { ReadDb } from '../sql/connection.ts';

/** Lists of targets whose entities are remembered. */
const REMEMBERED = 50_000;

/**
 * Finds the entities that a list of targets names, each once; null if the store does not know one
 * of them. Events mostly repeat the lists of others, so these are remembered.
 */
export function targetLookup(db: ReadDb): (targets: string) => readonly number[] | null {
  const find = db
    .prepare<[string, string], number>('SELECT id FROM entity WHERE type = ? AND key = ?')
    .pluck();
  const known = new Map<string, readonly number[] | null>();
  const entitiesOf = (targets: string): readonly number[] | null => {
    const entities = new Set<number>();
    for (const { type, id } of toTargets(targets)) {
      const entity = find.get(type, id);
      if (entity === undefined) return null;
      entities.add(entity);
    }
    return [...entities];
  };
  return (targets) => {
    let entities = known.get(targets);
    if (entities === undefined) {
      entities = entitiesOf(targets);
      if (known.size >= REMEMBERED) known.clear();
      known.set(targets, entities);
    }
    return entities;
  };
}
