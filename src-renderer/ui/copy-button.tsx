import { Check, Copy, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';
import { IconButton } from './icon-button.tsx';

interface CopyButtonProps {
  readonly label: string;
  /** Called when pressed, so that long text is made only then. */
  readonly text: () => string;
  /** Reached by arrow keys, from a neighbour. */
  readonly excludeFromTabOrder?: boolean;
}

/** How long the tick stays. */
const SAID_MS = 1200;
const LOOKS = {
  done: { label: 'Copied', Icon: Check },
  failed: { label: 'Could not be copied', Icon: X },
} as const;

/** Copies text and says so with a tick. */
export function CopyButton({ label, text, excludeFromTabOrder = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<keyof typeof LOOKS | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const { Icon, label: said } = outcome ? LOOKS[outcome] : { Icon: Copy, label };
  return (
    <IconButton
      size="small"
      label={said}
      excludeFromTabOrder={excludeFromTabOrder}
      onPress={() => {
        void copyText(text()).then((isDone) => setOutcome(isDone ? 'done' : 'failed'));
      }}
    >
      <Icon size={13} />
    </IconButton>
  );
}
