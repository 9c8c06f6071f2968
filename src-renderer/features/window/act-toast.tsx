import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { safeString } from '#shared/text/safe-text.ts';
import { describeCommand, useCommand } from '../../commands/use-commands.ts';
import { useKeyboardBack } from '../../commands/use-keyboard-back.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import type { Toast } from '../../state/slices/toast.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './act-toast.module.css';

/** Long enough to read it and to change one's mind. */
const SHOWN_MS = 10_000;

/** What was just done, with the way back where there is one. */
export function ActToast() {
  const toast = useAppState((state) => state.toast);
  return <div role="status">{toast && <ToastLine key={toast.id} toast={toast} />}</div>;
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  const { dismissToast } = useActions();
  const run = useCommand();
  const { keys } = describeCommand('window.undo');
  const [isPaused, setPaused] = useState(false);
  const left = useRef(SHOWN_MS);
  const line = useRef<HTMLDivElement>(null);
  useKeyboardBack(line);

  useEffect(() => {
    if (isPaused) return;
    const startedAt = performance.now();
    const timer = setTimeout(dismissToast, left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - startedAt;
    };
  }, [isPaused, dismissToast]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only waits while it is read
    <div
      ref={line}
      className={styles.toast}
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      <p className={styles.text}>{safeString(toast.text)}</p>
      {toast.undo && (
        <Button size="small" onPress={() => run('window.undo')}>
          Undo <kbd className={styles.keys}>{keys}</kbd>
        </Button>
      )}
      <IconButton size="small" label="Put this away" onPress={dismissToast}>
        <X size={13} />
      </IconButton>
    </div>
  );
}
