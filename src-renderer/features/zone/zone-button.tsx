import { DialogTrigger } from 'react-aria-components/Dialog';
import { formatZone } from '../../format/times.ts';
import { useApp, useZone } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import type { ButtonProps } from '../../ui/button.tsx';
import { PanelPopover } from '../../ui/panel-popover.tsx';
import { ZonePanel } from './zone-panel.tsx';

interface ZoneButtonProps extends Pick<ButtonProps, 'look' | 'size'> {
  /** Whether the offset of the moment is told too. */
  readonly hasOffset?: boolean;
  /** Where it can be opened from elsewhere. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

/** The zone that times are shown in, and the way to another. */
export function ZoneButton({ look, size, hasOffset = false, ...open }: ZoneButtonProps) {
  const { clock } = useApp();
  const zone = useZone();
  const full = formatZone(zone, clock.now());
  return (
    <DialogTrigger {...open}>
      <Button look={look ?? 'plain'} size={size ?? 'normal'} aria-label={`Time zone: ${full}`}>
        {hasOffset ? full : zone}
      </Button>
      <PanelPopover label="Time zone">{(close) => <ZonePanel onDone={close} />}</PanelPopover>
    </DialogTrigger>
  );
}
