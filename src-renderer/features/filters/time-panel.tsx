import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { PRESET_DURATIONS, describeRange } from '../../format/describe-range.ts';
import { formatCount } from '../../format/numbers.ts';
import { Button as PlainButton } from 'react-aria-components/Button';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { selectIsSinceReview } from '../../state/selectors.ts';
import { ALL_TIME } from '#shared/time/time-window.ts';
import type { TimeRange } from '#shared/time/time-window.ts';
import { ZoneButton } from '../zone/zone-button.tsx';
import { ExactRange } from './exact-range.tsx';
import { TypedDuration } from './typed-duration.tsx';
import styles from './time-panel.module.css';

const PRESETS: readonly TimeRange[] = [
  ...PRESET_DURATIONS.map((duration) => ({ kind: 'last', duration }) as const),
  ALL_TIME,
];

/** Ranges one press away, beside others to type or to choose in a calendar. */
export function TimePanel({ onDone }: { readonly onDone: () => void }) {
  const zone = useZone();
  const range = useAppState((state) => state.range);
  const isSinceReview = useAppState(selectIsSinceReview);
  const unreviewed = useAppState((state) => state.reviewState?.unreviewed ?? null);
  const { setPeriod } = useActions();
  const choose = (period: TimeRange | 'sinceReview'): void => {
    setPeriod(period);
    onDone();
  };
  return (
    <div className={styles.panel}>
      <ul className={styles.presets}>
        {PRESETS.map((preset) => {
          const label = describeRange(preset, zone);
          return (
            <Preset
              key={label}
              label={label}
              isChosen={!isSinceReview && label === describeRange(range, zone)}
              onChoose={() => choose(preset)}
            />
          );
        })}
        <Preset
          label="Since last review"
          note={unreviewed === null ? '' : formatCount(unreviewed)}
          isChosen={isSinceReview}
          onChoose={() => choose('sinceReview')}
        />
      </ul>
      <div className={styles.typed}>
        <TypedDuration range={range} onChoose={choose} />
        {/* Read anew in another zone. */}
        <ExactRange key={zone} range={range} onChoose={choose} />
        <div className={styles.foot}>
          <span className={styles.label}>Zone</span>
          <ZoneButton look="quiet" size="small" hasOffset />
        </div>
      </div>
    </div>
  );
}

interface PresetProps {
  readonly label: string;
  readonly note?: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Preset({ label, note = '', isChosen, onChoose }: PresetProps) {
  return (
    <li>
      <PlainButton
        className={clsx(styles.preset, isChosen && styles.chosen)}
        aria-pressed={isChosen}
        onPress={onChoose}
      >
        <span className={styles.words}>{label}</span>
        {note !== '' && <span className={styles.count}>{note}</span>}
        {isChosen && <Check size={14} aria-hidden />}
      </PlainButton>
    </li>
  );
}
