import { useState } from 'react';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './form-dialog.module.css';
import { ModalDialog } from './modal-dialog.tsx';

/** Why what was written is not taken. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

interface FormDialogProps {
  readonly title: string;
  /** The button that takes what was written. */
  readonly act: string;
  readonly look?: 'primary' | 'danger';
  /** `alertdialog` for a question about what cannot be taken back: Cancel has the keyboard. */
  readonly role?: 'dialog' | 'alertdialog';
  /** False while something is missing. */
  readonly isReady?: boolean;
  /** Does it. Whoever succeeds closes the dialog. */
  readonly send: () => Promise<Refusal | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that asks a few things and does one: it says why that failed, and is not sent twice. */
export function FormDialog(props: FormDialogProps) {
  const { title, act, look = 'primary', role = 'dialog', isReady = true } = props;
  const { send, onClose, children } = props;
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isOff = isBusy || !isReady;

  const handleSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isOff) return;
    setBusy(true);
    const refusal = await send();
    setBusy(false);
    setProblem(refusal ? `${refusal.message} ${refusal.hint}`.trim() : '');
  };

  return (
    <ModalDialog label={title} size="small" role={role} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => void handleSubmit(event)}
        onChange={() => setProblem('')}
      >
        <h2 className={styles.title}>{title}</h2>
        {children}
        <p className={styles.problem} role="alert">
          {problem}
        </p>
        <div className={styles.buttons}>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- what takes away is not pressed by chance */}
          <Button autoFocus={role === 'alertdialog'} onPress={onClose}>
            Cancel
          </Button>
          <Button look={look} type="submit" isDisabled={isOff}>
            {act}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}

/** As long as a note or a reason may be (LIMITS.message). */
const MOST_WORDS = 65_536;

interface WordsFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Where a sentence or two are written, with Ctrl+Enter to send them. */
export function WordsField({ label, value, onChange }: WordsFieldProps) {
  const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  return (
    <label className={styles.field}>
      <span className={styles.label}>{label}</span>
      <textarea
        className={styles.words}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- writing is what it was opened for
        autoFocus
        rows={4}
        maxLength={MOST_WORDS}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={handleKeyDown}
      />
    </label>
  );
}

/** What to know before it is done. */
export function FormHint({ children }: { readonly children: ReactNode }) {
  return <p className={styles.hint}>{children}</p>;
}
