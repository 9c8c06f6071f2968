import { clsx } from 'clsx';
import { WrapText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { formatCount, formatCountOf } from '../../format/numbers.ts';
import { MoreButton } from '../../ui/more-button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Section } from './section.tsx';
import { stackLines } from './stack-lines.ts';
import styles from './stack-trace.module.css';

/** Lines shown at once; a trace may have thousands. */
const FIRST_LINES = 60;
/** Longer lines are cut on screen. */
const SHOWN_LENGTH = 2_000;

/** A stack trace: the program's own frames stand out from those of what it is built on. */
export function StackTrace({ trace }: { readonly trace: string }) {
  const lines = useMemo(() => stackLines(trace), [trace]);
  const [isWrapped, setWrapped] = useState(false);
  const [isOwnOnly, setOwnOnly] = useState(false);
  const [most, setMost] = useState(FIRST_LINES);
  const foreign = lines.filter(({ kind }) => kind === 'foreign').length;
  const hasOwn = lines.some(({ kind }) => kind === 'own');
  const shown = isOwnOnly ? lines.filter(({ kind }) => kind !== 'foreign') : lines;
  const more = shown.length - most;
  return (
    <Section
      title="Stack trace"
      actions={
        <span className={styles.actions}>
          {foreign > 0 && hasOwn && (
            <ToggleButton
              className={styles.toggle ?? ''}
              isSelected={isOwnOnly}
              onChange={setOwnOnly}
            >
              Own frames only
            </ToggleButton>
          )}
          <ToggleButton
            className={clsx(styles.toggle, styles.icon)}
            aria-label="Wrap long lines"
            isSelected={isWrapped}
            onChange={setWrapped}
          >
            <WrapText size={13} aria-hidden />
          </ToggleButton>
          <CopyButton label="Copy stack trace" text={() => trace} />
        </span>
      }
    >
      <pre
        className={clsx(styles.trace, isWrapped && styles.wrapped)}
        role="region"
        aria-label="Stack trace"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways
        tabIndex={0}
      >
        {shown.slice(0, most).map(({ at, text, kind }) => (
          <span key={at} className={clsx(styles.line, styles[kind])}>
            <SafeText as="block" text={text.slice(0, SHOWN_LENGTH)} />
            {'\n'}
          </span>
        ))}
      </pre>
      {isOwnOnly && (
        <p className={styles.note}>{formatCountOf(foreign, 'library frame')} not shown</p>
      )}
      {more > 0 && (
        <div className={styles.more}>
          <MoreButton onPress={() => setMost(most + 4 * FIRST_LINES)}>
            Show more lines ({formatCount(more)} left)
          </MoreButton>
        </div>
      )}
    </Section>
  );
}
