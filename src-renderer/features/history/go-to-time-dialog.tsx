import { useState } from 'react';
import type { FormEvent } from 'react';
import { failureOf } from '../../api/client.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { formatSeconds, formatZone } from '../../format/times.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { LineDialog } from '../../ui/line-dialog.tsx';
import { parseWantedTime } from './wanted-time.ts';

/** Nobody writes a time that is longer. */
const MOST_LENGTH = 64;

/** Asks for a time, and goes to the event that stands there in the list. */
export function GoToTimeDialog() {
  const isOpen = useAppState((state) => state.isGoingToTime);
  return isOpen && <TimeDialog />;
}

function TimeDialog() {
  const { clock, history } = useApp();
  const zone = useZone();
  const order = useAppState((state) => state.order);
  const { chooseOnly, moveTo, setGoingToTime, setOrder } = useActions();
  const activeTime = useActiveTime();
  const [text, setText] = useState(activeTime);
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isByTime = order !== 'recorded';
  const isOldest = order === 'oldest';

  const goTo = async (ms: number): Promise<void> => {
    setBusy(true);
    try {
      const index = await history.positionAt(ms);
      if (index === null) {
        const side = isOldest ? 'at or after' : 'at or before';
        setProblem(`No event in this list happened ${side} ${formatSeconds(ms, zone)}.`);
        return;
      }
      const seq = history.rowAt(index)?.seq ?? null;
      chooseOnly(seq);
      moveTo(index, seq);
      setGoingToTime(false);
      requestAnimationFrame(() => focusRegion('history'));
    } catch (error) {
      const { message, hint } = failureOf(error);
      setProblem(`${message} ${hint}`);
    } finally {
      setBusy(false);
    }
  };

  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const time = parseWantedTime(text, zone, clock.now(), order);
    if (time.kind === 'time') void goTo(time.ms);
    else setProblem('Write a time as 2023-07-10 14:30, a date alone, or now-3h.');
  };

  return (
    <LineDialog
      title="Go to time"
      label={`Time in ${formatZone(zone, clock.now())}`}
      value={text}
      placeholder="2023-07-10 14:30"
      maxLength={MOST_LENGTH}
      hint={
        isOldest
          ? 'Goes to the first event at or after it. A date or now-3h will do.'
          : 'Goes to the last event at or before it. A date or now-3h will do.'
      }
      problem={
        isByTime
          ? problem
          : 'The list is in the order of recording, which has no place for a time. Order it by time first.'
      }
      onChange={(value) => {
        setText(value);
        setProblem('');
      }}
      onSubmit={handleSubmit}
      onClose={() => setGoingToTime(false)}
    >
      {isByTime ? (
        <Button look="primary" type="submit" isDisabled={text.trim() === '' || isBusy}>
          Go
        </Button>
      ) : (
        <Button
          look="primary"
          onPress={({ target }) => {
            setOrder('newest');
            target.closest('form')?.querySelector('input')?.focus();
          }}
        >
          Order by time
        </Button>
      )}
    </LineDialog>
  );
}

/** When the active event happened, to start from; empty if there is none. */
function useActiveTime(): string {
  const { history } = useApp();
  const zone = useZone();
  const activeIndex = useAppState((state) => state.activeIndex);
  const row = activeIndex === null ? null : history.rowAt(activeIndex);
  return row ? formatSeconds(row.occurredAt, zone) : '';
}
