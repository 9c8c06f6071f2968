import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { TimeRange } from '#shared/time/time-window.ts';
import { Button } from '../../ui/button.tsx';
import { readTypedDuration } from './read-duration.ts';
import styles from './time-panel.module.css';

interface TypedDurationProps {
  readonly range: TimeRange;
  readonly onChoose: (range: TimeRange) => void;
}

/** The time up to now, as long as somebody types: `36h`, `2 weeks`. */
export function TypedDuration({ range, onChoose }: TypedDurationProps) {
  const [text, setText] = useState(range.kind === 'last' ? range.duration : '');
  const duration = readTypedDuration(text);
  const isWrong = duration === null && text.trim() !== '';
  const handleSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (duration !== null) onChoose({ kind: 'last', duration });
  };
  return (
    <form className={styles.relative} onSubmit={handleSubmit}>
      <div className={styles.row}>
        <label className={styles.field}>
          <span className={styles.label}>Last</span>
          <input
            className={styles.input}
            type="text"
            value={text}
            placeholder="36h, 2w, 10 days"
            spellCheck={false}
            autoComplete="off"
            aria-invalid={isWrong}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <Button type="submit" isDisabled={duration === null} aria-label="Apply the length of time">
          Apply
        </Button>
      </div>
      {isWrong && (
        <p className={styles.note} role="alert">
          Write 30s, 15m, 36h, 10d or 2w.
        </p>
      )}
    </form>
  );
}
