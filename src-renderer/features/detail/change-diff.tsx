import type { EventChanges } from '#shared/model/audit-event.ts';
import { clsx } from 'clsx';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { formatCountOf } from '../../format/numbers.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import styles from './change-diff.module.css';
import { changesOf } from './change-parts.ts';
import type { Change } from './change-parts.ts';
import { LineActions } from './line-actions.tsx';
import { LineDiff } from './line-diff.tsx';
import type { DiffPart } from './text-diff.ts';

/** Changes shown at once; each may be long. */
const FIRST_CHANGES = 50;

/** Each changed value, before and after, with what differs marked. */
export function ChangeDiff({ changes }: { readonly changes: EventChanges }) {
  const all = useMemo(() => changesOf(changes), [changes]);
  const [most, setMost] = useState(FIRST_CHANGES);
  const more = all.length - most;
  if (all.length === 0)
    return <p className={styles.none}>The values before and after are the same.</p>;
  return (
    <>
      <ul className={styles.diff}>
        {all.slice(0, most).map((change) => (
          <ChangeLine key={change.path} change={change} />
        ))}
      </ul>
      {more > 0 && (
        <div className={styles.more}>
          <MoreButton onPress={() => setMost(most + FIRST_CHANGES)}>
            Show {formatCountOf(Math.min(more, FIRST_CHANGES), 'more change')} of {more}
          </MoreButton>
        </div>
      )}
    </>
  );
}

function ChangeLine({ change }: { readonly change: Change }) {
  const { path, kind, copied } = change;
  return (
    <li className={styles.change}>
      <div className={styles.key}>
        <span className={styles.path}>
          <SafeText text={path} />
        </span>
        <span className={styles.kind}>{kind}</span>
      </div>
      <Values change={change} />
      <LineActions name={path} value={copied} filter={undefined} className={styles.actions} />
    </li>
  );
}

function Values({ change: { shown } }: { readonly change: Change }) {
  switch (shown.as) {
    case 'values':
      return (
        <>
          {shown.old !== null && <Side side="old">{whole(shown.old)}</Side>}
          {shown.new !== null && <Side side="new">{whole(shown.new)}</Side>}
        </>
      );
    case 'words':
      return (
        <>
          <Side side="old">{marked(shown.parts, 'old')}</Side>
          <Side side="new">{marked(shown.parts, 'new')}</Side>
        </>
      );
    case 'lines':
      return <LineDiff parts={shown.parts} />;
  }
}

const SIGNS = {
  old: { sign: '−', label: 'before' },
  new: { sign: '+', label: 'after' },
} as const;

function Side({ side, children }: { readonly side: 'old' | 'new'; readonly children: ReactNode }) {
  const { sign, label } = SIGNS[side];
  return (
    <div className={clsx(styles.value, styles.side, styles[side])}>
      <span className={styles.sign} aria-hidden>
        {sign}
      </span>
      <span className="visually-hidden">{label}: </span>
      <span>{children}</span>
    </div>
  );
}

/** Longer values are cut on screen; copying takes all. */
const SHOWN_LENGTH = 4_000;

function whole(text: string): ReactNode {
  if (text === '') return <span className={styles.empty}>empty</span>;
  const isCut = text.length > SHOWN_LENGTH;
  return (
    <>
      <SafeText as="block" text={isCut ? text.slice(0, SHOWN_LENGTH) : text} />
      {isCut && (
        <span className={styles.empty}>
          {' '}
          and {formatCountOf(text.length - SHOWN_LENGTH, 'more character')}; copy to see all
        </span>
      )}
    </>
  );
}

/** One of two texts, with what the other has not marked in it. */
function marked(parts: readonly DiffPart[], side: 'old' | 'new'): ReactNode {
  const Mark = side === 'old' ? 'del' : 'ins';
  return parts
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ at, kind, text }) => {
      const words = <SafeText as="block" text={text} />;
      return kind === 'same' ? (
        <span key={at}>{words}</span>
      ) : (
        <Mark key={at} className={styles.mark}>
          {words}
        </Mark>
      );
    });
}
