import type { TimelineSplit } from '#shared/model/timeline.ts';
import { OUTCOMES, SEVERITIES } from '#shared/model/vocabulary.ts';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import bars from './timeline-bars.module.css';
import styles from './split-value.module.css';

interface SplitValueProps {
  readonly by: TimelineSplit;
  readonly value: string;
}

/** A value that bars are split by, with the colour of its part. */
export function SplitValue({ by, value }: SplitValueProps) {
  return (
    <span className={styles.value}>
      <svg className={bars[by]} width="8" height="8" aria-hidden>
        <rect className={bars[value]} width="8" height="8" rx="1.5" />
      </svg>
      <Mark by={by} value={value} />
    </span>
  );
}

function Mark({ by, value }: SplitValueProps) {
  if (by === 'outcome') {
    const outcome = OUTCOMES.find((each) => each === value);
    return outcome ? <OutcomeMark outcome={outcome} place="menu" /> : value;
  }
  const severity = SEVERITIES.find((each) => each === value);
  return severity ? <SeverityMark severity={severity} /> : value;
}
