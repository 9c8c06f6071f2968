import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Button as PlainButton } from 'react-aria-components/Button';
import { PRESET_DURATIONS, describeRange } from '../../format/describe-range.ts';
import { formatSeconds, formatZone } from '../../format/times.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { ALL_TIME, resolveRange } from '#shared/time/time-window.ts';
import type { TimeRange } from '#shared/time/time-window.ts';
import { Button } from '../../ui/button.tsx';
import { parseLocalTime } from '../../state/local-time.ts';
import styles from './time-panel.module.css';

const PRESETS: readonly TimeRange[] = [
  ...PRESET_DURATIONS.map((duration) => ({ kind: 'last', duration }) as const),
  ALL_TIME,
];

/** Ranges one press away beside exact bounds to type. */
export function TimePanel({ onDone }: { readonly onDone: () => void }) {
  const zone = useZone();
  const range = useAppState((state) => state.range);
  const { setRange } = useActions();
  const choose = (next: TimeRange): void => {
    setRange(next);
    onDone();
  };
  return (
    <div className={styles.panel}>
      <ul className={styles.presets}>
        {PRESETS.map((preset) => {
          const label = describeRange(preset, zone);
          const isChosen = label === describeRange(range, zone);
          return (
            <li key={label}>
              <PlainButton
                className={clsx(styles.preset, isChosen && styles.chosen)}
                aria-pressed={isChosen}
                onPress={() => choose(preset)}
              >
                {label}
                {isChosen && <Check size={14} aria-hidden />}
              </PlainButton>
            </li>
          );
        })}
      </ul>
      <ExactRange range={range} onChoose={choose} />
    </div>
  );
}

interface ExactRangeProps {
  readonly range: TimeRange;
  readonly onChoose: (range: TimeRange) => void;
}

function ExactRange({ range, onChoose }: ExactRangeProps) {
  const { clock } = useApp();
  const zone = useZone();
  const now = clock.now();
  const bounds = resolveRange(range, now);
  const [from, setFrom] = useState(() => textOf(bounds.from, zone));
  const [to, setTo] = useState(() => textOf(bounds.to, zone));
  const fromTime = parseLocalTime(from, zone, 'start');
  const toTime = parseLocalTime(to, zone, 'end');
  const isReversed = fromTime.kind === 'time' && toTime.kind === 'time' && fromTime.ms >= toTime.ms;
  const isReady = fromTime.kind !== 'wrong' && toTime.kind !== 'wrong' && !isReversed;

  const handleSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    const fromMs = fromTime.kind === 'time' ? fromTime.ms : null;
    const toMs = toTime.kind === 'time' ? toTime.ms : null;
    const isOpen = fromMs === null && toMs === null;
    onChoose(isOpen ? ALL_TIME : { kind: 'between', from: fromMs, to: toMs });
  };

  return (
    <form className={styles.exact} onSubmit={handleSubmit}>
      <TimeField label="From" value={from} isWrong={fromTime.kind === 'wrong'} onChange={setFrom} />
      <TimeField label="To" value={to} isWrong={toTime.kind === 'wrong'} onChange={setTo} />
      <p className={styles.note} role={isReady ? undefined : 'alert'}>
        {isReversed
          ? 'From must be before To.'
          : isReady
            ? 'A date alone means the whole day. Leave a field empty for no bound.'
            : 'Write a time as 2023-07-10 or 2023-07-10 14:30.'}
      </p>
      <div className={styles.foot}>
        <span className={styles.zone} title="Times in this window are in this zone">
          {formatZone(zone, now)}
        </span>
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
  readonly onChange: (value: string) => void;
}

function TimeField({ label, value, isWrong, onChange }: TimeFieldProps) {
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
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

function textOf(ms: number | null, zone: string): string {
  return ms === null ? '' : formatSeconds(ms, zone);
}
