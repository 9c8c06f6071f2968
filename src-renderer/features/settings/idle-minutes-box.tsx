import { useState } from 'react';
import { useActions } from '../../state/app-context.tsx';
import styles from './settings-screen.module.css';

const MOST_MINUTES = 1_440;

interface IdleMinutesBoxProps {
  readonly minutes: number;
  readonly isDisabled: boolean;
}

/** After how many idle minutes the window is locked; kept when the box is left or Enter pressed. */
export function IdleMinutesBox({ minutes, isDisabled }: IdleMinutesBoxProps) {
  const { changeOperators } = useActions();
  /** What is typed; null while nothing is. */
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const typed = draft === null ? minutes : Number(draft);
  const isWrong = !Number.isInteger(typed) || typed < 1 || typed > MOST_MINUTES;

  const keep = async (): Promise<void> => {
    setDraft(null);
    if (isWrong || typed === minutes) return;
    const failure = await changeOperators('access.setIdle', { minutes: typed });
    setProblem(failure?.message ?? '');
  };

  return (
    <>
      {problem !== '' && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
      <input
        className={styles.minutes}
        type="text"
        inputMode="numeric"
        aria-label="Minutes until the window is locked"
        aria-invalid={isWrong}
        title={`1 to ${MOST_MINUTES.toLocaleString('en')}`}
        disabled={isDisabled}
        value={draft ?? String(minutes)}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep();
        }}
      />
      minutes
    </>
  );
}
