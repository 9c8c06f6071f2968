import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import styles from './modal-dialog.module.css';

interface ModalDialogProps {
  readonly label: string;
  /**
   * `small` asks one question, `medium` a few, `large` is a place to work; `list` hangs from above,
   * so that what is typed into stays where it is while what it finds gets shorter.
   */
  readonly size: 'small' | 'medium' | 'large' | 'list';
  /** `alertdialog` for a question that must be answered. */
  readonly role?: 'dialog' | 'alertdialog';
  /** True if it takes the place of another one, so that the window does not flicker. */
  readonly isReplacing?: boolean;
  /** Escape was pressed. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog above the window, as long as it is rendered: it takes the keyboard, keeps it, and gives
 * it back. A press beside it does nothing, since there may be work in it.
 */
export function ModalDialog(props: ModalDialogProps) {
  const { label, size, role = 'dialog', isReplacing = false, onClose, children } = props;
  const [isStill] = useState(isReplacing);
  const dialog = useRef<HTMLElement>(null);
  useLostKeyboard(dialog, onClose);
  return (
    <ModalOverlay
      className={clsx(styles.overlay, isStill && styles.still)}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={clsx(styles.modal, styles[size], isStill && styles.still)}>
        <Dialog ref={dialog} className={styles.dialog ?? ''} role={role} aria-label={label}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * A button that is disabled while it has the keyboard loses it to the page, where Escape reaches no
 * dialog: the next key brings it back to the topmost one.
 */
function useLostKeyboard(dialog: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (event.target !== document.body) return;
      const open = document.querySelectorAll('[role="dialog"], [role="alertdialog"]');
      if (open[open.length - 1] !== dialog.current) return;
      event.preventDefault();
      if (event.key === 'Escape') close.current();
      else dialog.current?.focus();
    };
    document.addEventListener('keydown', handleKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', handleKeyDown, { capture: true });
  }, [dialog]);
}
