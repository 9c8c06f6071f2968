import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { formatSeconds } from '../../format/times.ts';
import { useApp, useZone } from '../../state/app-context.tsx';
import { ALL_TIME, resolveRange } from '#shared/time/time-window.ts';
import type { TimeRange } from '#shared/time/time-window.ts';
import { Button } from '../../ui/button.tsx';
import { parseLocalTime } from '../../state/local-time.ts';
import type { TypedTime } from '../../state/local-time.ts';
import { MonthCalendar } from './month-calendar.tsx';
import styles from './time-panel.module.css';

interface ExactRangeProps {
  readonly range: TimeRange;
  readonly onChoose: (range: TimeRange) => void;
}

/** Both bounds of a range, typed or chosen in a calendar, in the zone of the window. */
export function ExactRange({ range, onChoose }: ExactRangeProps) {
  const { clock } = useApp();
  const zone = useZone();
  const now = clock.now();
  const bounds = resolveRange(range, now);
  const [from, setFrom] = useState(() => textOf(bounds.from, zone));
  const [to, setTo] = useState(() => textOf(bounds.to, zone));
  /** Which bound the next day of the calendar is for. */
  const [wanted, setWanted] = useState<'from' | 'to'>('from');
  const fromTime = parseLocalTime(from, zone, 'start');
  const toTime = parseLocalTime(to, zone, 'end');
  const isReversed = fromTime.kind === 'time' && toTime.kind === 'time' && fromTime.ms >= toTime.ms;
  const isReady = fromTime.kind !== 'wrong' && toTime.kind !== 'wrong' && !isReversed;

  const handleSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    const fromMs = msOf(fromTime);
    const toMs = msOf(toTime);
    const isOpen = fromMs === null && toMs === null;
    onChoose(isOpen ? ALL_TIME : { kind: 'between', from: fromMs, to: toMs });
  };
  const chooseDay = (day: string): void => {
    if (wanted === 'from') {
      setFrom(day);
      // A day before what was chosen begins another range.
      if (to !== '' && to.slice(0, 10) < day) setTo('');
    } else setTo(day);
    setWanted(wanted === 'from' ? 'to' : 'from');
  };

  const problem = isReversed
    ? 'From must be before To.'
    : isReady
      ? null
      : 'Write a time as 2023-07-10 or 2023-07-10 14:30.';
  const notes = [noteOf(fromTime), noteOf(toTime)].filter((note) => note !== null);
  return (
    <form className={styles.exact} onSubmit={handleSubmit}>
      <TimeField
        label="From"
        value={from}
        isWrong={fromTime.kind === 'wrong'}
        onFocus={() => setWanted('from')}
        onChange={setFrom}
      />
      <TimeField
        label="To"
        value={to}
        isWrong={toTime.kind === 'wrong'}
        onFocus={() => setWanted('to')}
        onChange={setTo}
      />
      <MonthCalendar
        today={formatSeconds(now, zone).slice(0, 10)}
        from={dayOf(from)}
        to={dayOf(to)}
        onChoose={chooseDay}
      />
      {problem !== null ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : (
        <p className={notes.length > 0 ? styles.told : styles.note} role="status">
          {notes.length > 0
            ? [...new Set(notes)].join(' ')
            : 'A date alone means the whole day. Leave a field empty for no bound.'}
        </p>
      )}
      <div className={styles.act}>
        <Button look="primary" type="submit" isDisabled={!isReady}>
          Apply
        </Button>
      </div>
    </form>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isWrong: boolean;
  readonly onFocus: () => void;
  readonly onChange: (value: string) => void;
}

function TimeField({ label, value, isWrong, onFocus, onChange }: TimeFieldProps) {
  return (
    <label className={styles.field}>
      <span className={styles.label}>{label}</span>
      <input
        className={styles.input}
        type="text"
        value={value}
        placeholder="Any time"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={isWrong}
        onFocus={onFocus}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

function textOf(ms: number | null, zone: string): string {
  return ms === null ? '' : formatSeconds(ms, zone);
}

function msOf(time: TypedTime): number | null {
  return time.kind === 'time' ? time.ms : null;
}

function noteOf(time: TypedTime): string | null {
  return time.kind === 'time' ? time.note : null;
}

/** The day that a typed time begins with; null if it does not. */
function dayOf(text: string): string | null {
  const day = /^\s*(\d{4}-\d\d-\d\d)(?:$|[T\s])/u.exec(text)?.[1];
  return day !== undefined && parseLocalTime(day, 'UTC', 'start').kind === 'time' ? day : null;
}
