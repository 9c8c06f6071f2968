import { ChevronDown, Clock } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { describeRange } from '../../format/describe-range.ts';
import { useAppState, useZone } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { PanelPopover } from '../../ui/panel-popover.tsx';
import { TimePanel } from './time-panel.tsx';

/** The time the list covers, and the way to change it. */
export function TimeButton() {
  const zone = useZone();
  const range = useAppState((state) => state.range);
  return (
    <DialogTrigger>
      <Button
        icon={<Clock size={14} aria-hidden />}
        aria-label={`Time range: ${describeRange(range, zone)}`}
      >
        {describeRange(range, zone)}
        <ChevronDown size={13} aria-hidden />
      </Button>
      <PanelPopover label="Time range" placement="bottom end">
        {(close) => <TimePanel onDone={close} />}
      </PanelPopover>
    </DialogTrigger>
  );
}
