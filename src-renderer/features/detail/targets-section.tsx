import type { EventTarget } from '#shared/model/audit-event.ts';
import { useState } from 'react';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from './section.tsx';
import { TargetLine } from './target-line.tsx';
import styles from './targets-section.module.css';

/** A bulk act has thousands of targets: so many are shown first, and with each press. */
const FIRST_TARGETS = 8;
const MORE_TARGETS = 100;

/** What the event touched. */
export function TargetsSection({ targets }: { readonly targets: readonly EventTarget[] }) {
  const [most, setMost] = useState(FIRST_TARGETS);
  if (targets.length === 0) return null;
  const more = targets.length - most;
  const isOne = targets.length === 1;
  return (
    <Section
      title={isOne ? 'Target' : 'Targets'}
      {...(!isOne && {
        note: formatCount(targets.length),
        actions: (
          <CopyButton
            label="Copy ids of all targets"
            text={() => targets.map(({ id }) => id).join('\n')}
          />
        ),
      })}
    >
      <ul className={styles.targets}>
        {targets.slice(0, most).map((target, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- an event may name a thing twice
          <TargetLine key={`${index}:${target.type}:${target.id}`} target={target} />
        ))}
      </ul>
      {more > 0 && (
        <div className={styles.more}>
          <MoreButton onPress={() => setMost(most + MORE_TARGETS)}>
            Show {formatCountOf(Math.min(more, MORE_TARGETS), 'more target')}
            {more > MORE_TARGETS && ` of ${formatCount(more)}`}
          </MoreButton>
        </div>
      )}
    </Section>
  );
}
