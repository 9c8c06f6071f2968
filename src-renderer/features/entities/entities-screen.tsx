import { Boxes, SearchX } from 'lucide-react';
import { focusRegion } from '../../commands/focus-region.ts';
import type { EntityCache, EntitySnapshot } from '../../data/entity-cache.ts';
import { useEntities } from '../../data/use-entities.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { EntityQuery } from '../../state/slices/entities.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ReadFailed } from '../../ui/read-failed.tsx';
import { ReadFailedStrip } from '../history/history-states.tsx';
import { ScreenFrame } from '../navigation/screen-frame.tsx';
import { EntityBar } from './entity-bar.tsx';
import { EntityFilter } from './entity-filter.tsx';
import { EntityFlagDialog } from './entity-flag-dialog.tsx';
import { EntityList } from './entity-list.tsx';
import styles from './entities-screen.module.css';

/** What events touched: found, looked into, flagged. */
export function EntitiesScreen() {
  const { cache, snapshot } = useEntities();
  const flagging = useAppState((state) => state.flaggingEntities);
  return (
    <ScreenFrame title="Entities" note={<Note snapshot={snapshot} />} isFixed>
      <EntityFilter types={snapshot.types} />
      {snapshot.failure && snapshot.total !== null && (
        <ReadFailedStrip failure={snapshot.failure} onRetry={cache.again} />
      )}
      <Body cache={cache} snapshot={snapshot} />
      {flagging && <EntityFlagDialog entities={flagging} />}
    </ScreenFrame>
  );
}

/** How many there are, and how many of those are shown. */
function Note({ snapshot: { total, types } }: { readonly snapshot: EntitySnapshot }) {
  const type = useAppState((state) => state.entityQuery.type);
  if (total === null) return null;
  const all = types.reduce((sum, { count }) => sum + count, 0);
  const words = formatCountOf(total, 'entity', 'entities');
  return (
    <span role="status">
      {type === null || all === total ? words : `${words} of ${formatCount(all)}`}
    </span>
  );
}

interface BodyProps {
  readonly cache: EntityCache;
  readonly snapshot: EntitySnapshot;
}

function Body({ cache, snapshot }: BodyProps) {
  const { total, failure } = snapshot;
  if (total === null) {
    if (!failure) return <div className={styles.waiting} aria-busy />;
    return <ReadFailed failure={failure} onRetry={cache.again} />;
  }
  if (total === 0) return <Nothing />;
  return (
    <>
      <EntityList cache={cache} snapshot={snapshot} total={total} />
      <EntityBar total={total} />
    </>
  );
}

function Nothing() {
  const { askEntities } = useActions();
  const { type, search, flagged } = useAppState((state) => state.entityQuery);
  if (type === null && search === '' && flagged === null) {
    return (
      <EmptyState icon={<Boxes size={28} strokeWidth={1.5} />} title="No entities yet">
        Everything that an event names as its target will be listed here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.5} />}
      title="No entity matches"
      actions={
        <Button
          onPress={() => {
            askEntities({ type: null, search: '', flagged: null });
            focusRegion('screen');
          }}
        >
          Show all entities
        </Button>
      }
    >
      {whyNone({ type, search, flagged })}
    </EmptyState>
  );
}

/** What hides all entities, and what to do about it. */
function whyNone({
  type,
  search,
  flagged,
}: Pick<EntityQuery, 'type' | 'search' | 'flagged'>): string {
  if (type === null && flagged === null) return 'None has this text in its name, id or type.';
  if (flagged === true && search === '' && type === null) {
    return 'No entity is flagged. Choose some and press F to flag them.';
  }
  return 'None has all of what is asked for: text, type and flag. Take one away.';
}
