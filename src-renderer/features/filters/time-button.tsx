import { ChevronDown, Clock } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { describeRange } from '../../format/describe-range.ts';
import { useAppState, useZone } from '../../state/app-context.tsx';
import { selectIsSinceReview } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { PanelPopover } from '../../ui/panel-popover.tsx';
import { TimePanel } from './time-panel.tsx';

/** The time the list covers, and the way to change it. */
export function TimeButton() {
  const zone = useZone();
  const range = useAppState((state) => state.range);
  const isSinceReview = useAppState(selectIsSinceReview);
  const words =
    isSinceReview && range.kind === 'all' ? 'Since last review' : describeRange(range, zone);
  return (
    <DialogTrigger>
      <Button icon={<Clock size={14} aria-hidden />} aria-label={`Time range: ${words}`}>
        {words}
        <ChevronDown size={13} aria-hidden />
      </Button>
      <PanelPopover label="Time range" placement="bottom end">
        {(close) => <TimePanel onDone={close} />}
      </PanelPopover>
    </DialogTrigger>
  );
}
