import { useId } from 'react';
import type { FocusEvent, FormEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import form from './form-dialog.module.css';
import styles from './line-dialog.module.css';
import { ModalDialog } from './modal-dialog.tsx';

interface LineDialogProps {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly maxLength: number;
  /** What to know before writing. */
  readonly hint: string;
  /** What is wrong with what was written; empty if nothing is. */
  readonly problem: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit: (event: FormEvent) => void;
  readonly onClose: () => void;
  /** The button that takes what was written. */
  readonly children: ReactNode;
}

/** A dialog that asks for one line of text. */
export function LineDialog(props: LineDialogProps) {
  const { title, label, value, placeholder, maxLength, hint, problem } = props;
  const { onChange, onSubmit, onClose, children } = props;
  const id = useId();
  return (
    <ModalDialog label={title} size="small" onClose={onClose}>
      <form className={form.form} onSubmit={onSubmit}>
        <h2 className={form.title}>{title}</h2>
        <label className={form.field}>
          <span className={form.label}>{label}</span>
          <input
            className={form.line}
            type="text"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- writing is what it was opened for
            autoFocus
            value={value}
            placeholder={placeholder}
            maxLength={maxLength}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={problem !== ''}
            aria-describedby={id}
            onFocus={(event: FocusEvent<HTMLInputElement>) => event.target.select()}
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
        <div id={id} className={styles.words}>
          {problem === '' && hint !== '' && <p className={form.hint}>{hint}</p>}
          <p className={form.problem} role="alert">
            {problem}
          </p>
        </div>
        <div className={form.buttons}>
          <Button onPress={onClose}>Cancel</Button>
          {children}
        </div>
      </form>
    </ModalDialog>
  );
}
