import { clsx } from 'clsx';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import type { Hold } from '#shared/model/review.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { ALL_TIME } from '#shared/time/time-window.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { describeFilter } from '../../format/describe-filter.ts';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { formatAgo, formatSeconds } from '../../format/times.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { targetTerm } from '../../state/target-terms.ts';
import { selectWhyNoActs } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import table from '../../ui/data-table.module.css';
import { SafeText } from '../../ui/safe-text.tsx';
import { PartText, ScreenPart } from '../../ui/screen-part.tsx';
import styles from './retention-screen.module.css';

/** What is kept whatever the rules say, why, and by whom. */
export function HoldList() {
  const holds = useAppState((state) => state.holds);
  const failure = useAppState((state) => state.holdsFailure);
  const whyNot = useAppState(selectWhyNoActs);
  const { loadHolds } = useActions();
  const [showsReleased, setShowsReleased] = useState(false);
  const released = holds?.filter((hold) => hold.released !== null) ?? [];
  const shown = holds?.filter((hold) => showsReleased || hold.released === null) ?? [];
  return (
    <ScreenPart
      title="Legal holds"
      note="Events on hold are never deleted, until the hold is released."
      actions={
        released.length > 0 && (
          <Button
            look="quiet"
            aria-expanded={showsReleased}
            onPress={() => setShowsReleased(!showsReleased)}
          >
            {showsReleased ? 'Hide' : 'Show'} {formatCount(released.length)} released
          </Button>
        )
      }
    >
      {failure && !holds && (
        <PartText role="alert">
          {failure.message}{' '}
          <Button look="quiet" size="small" onPress={() => void loadHolds()}>
            Try again
          </Button>
        </PartText>
      )}
      {holds && shown.length === 0 && (
        <PartText>
          Nothing is on hold.
          {whyNot === null && ' Select events in the history and choose Hold… to keep them.'}
        </PartText>
      )}
      {shown.length > 0 && <Holds holds={shown} />}
    </ScreenPart>
  );
}

function Holds({ holds }: { readonly holds: readonly Hold[] }) {
  return (
    <table className={table.table} aria-label="Legal holds">
      <thead>
        <tr>
          <th style={{ width: '28%' }}>Held</th>
          <th>Reason</th>
          <th className={table.number} style={{ width: 96 }}>
            Events
          </th>
          <th className={table.apart} style={{ width: '22%' }}>
            Placed
          </th>
          <th style={{ width: 190 }}>
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {holds.map((hold) => (
          <HoldRow key={hold.id} hold={hold} />
        ))}
      </tbody>
    </table>
  );
}

function HoldRow({ hold }: { readonly hold: Hold }) {
  const { clock } = useApp();
  const zone = useZone();
  const what = heldInWords(hold, zone);
  const { at, operator, released, heldCount } = hold;
  return (
    <tr className={table.row}>
      <td>
        <div className={table.cut} title={what}>
          {what}
        </div>
      </td>
      <td>
        <div className={table.cut} title={safeString(hold.reason)}>
          <SafeText as="cell" text={hold.reason} />
        </div>
        {released && (
          <div className={clsx(table.cut, table.note)} title={safeString(released.reason)}>
            Released{released.operator !== null && ` by ${safeString(released.operator)}`}:{' '}
            {safeString(released.reason)}
          </div>
        )}
      </td>
      <td className={table.number}>{heldCount === null ? '–' : formatCount(heldCount)}</td>
      <td className={clsx(table.quiet, table.apart)}>
        <div
          className={clsx(table.cut, styles.sentence)}
          title={at === null ? undefined : formatSeconds(at, zone)}
        >
          {at === null ? 'Unknown' : formatAgo(at, clock.now())}
          {operator !== null && ` by ${safeString(operator)}`}
        </div>
      </td>
      <td>
        <Acts hold={hold} />
      </td>
    </tr>
  );
}

function Acts({ hold }: { readonly hold: Hold }) {
  const { askRelease, showOnly, showScreen } = useActions();
  const whyNot = useAppState(selectWhyNoActs);
  const { filter, entity, released, id } = hold;
  if (released) return null;
  const show = (): void => {
    const target = entity && targetTerm(entity.type, entity.id);
    const terms = filter?.terms ?? (target ? [target] : []);
    const isBounded = filter !== null && (filter.from !== null || filter.to !== null);
    showOnly(
      [...terms, { field: 'held', values: ['yes'], negated: false }],
      isBounded ? { kind: 'between', from: filter.from, to: filter.to } : ALL_TIME,
    );
    showScreen('history');
    focusRegion('history');
  };
  return (
    <div className={table.acts}>
      <Button look="quiet" size="small" onPress={show}>
        Show events<span className="visually-hidden"> of hold {id}</span>
      </Button>
      {whyNot === null && (
        <Button
          look="quiet"
          size="small"
          isRisky
          icon={<Lock size={13} />}
          onPress={() => askRelease(hold)}
        >
          Release…<span className="visually-hidden"> hold {id}</span>
        </Button>
      )}
    </div>
  );
}

/** What a hold holds: chosen events, all of an entity, or all that match. */
function heldInWords({ kind, entity, filter, heldCount }: Hold, zone: string): string {
  if (entity) return `All of ${safeString(entity.name ?? entity.id)} (${safeString(entity.type)})`;
  if (filter) {
    const text = describeFilter(filter, zone);
    return text === '' ? 'Everything' : `All that match ${text}`;
  }
  return kind === 'events' && heldCount !== null
    ? formatCountOf(heldCount, 'chosen event')
    : 'Chosen events';
}
