import { useState } from 'react';
import type { OperatorInfo } from '#shared/model/operator.ts';
import type { Role } from '#shared/model/role.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions } from '../../state/app-context.tsx';
import { FormDialog, FormHint } from '../../ui/form-dialog.tsx';
import type { Refusal } from '../../ui/form-dialog.tsx';
import { RadioLines } from '../export/radio-lines.tsx';
import styles from '../../ui/form-dialog.module.css';

/** What an admin wants to do about an operator. */
export type OperatorAsking =
  | { readonly kind: 'add'; readonly isFirst: boolean }
  | { readonly kind: 'passphrase' | 'remove'; readonly operator: OperatorInfo };

interface OperatorDialogProps {
  readonly asking: OperatorAsking;
  readonly onClose: () => void;
}

/** As short as a passphrase may be (PASSPHRASE_LENGTH). */
const SHORTEST = 8;
const LONGEST = 1_024;

const ROLE_CHOICES: readonly { readonly value: Role; readonly label: string; note: string }[] = [
  { value: 'viewer', label: 'Viewer', note: 'looks' },
  { value: 'auditor', label: 'Auditor', note: 'also reviews, exports, verifies' },
  { value: 'admin', label: 'Admin', note: 'also imports, deletes, decides who' },
];

/** Adds an operator, gives one a new passphrase, or removes one. */
export function OperatorDialog({ asking, onClose }: OperatorDialogProps) {
  const { changeOperators } = useActions();
  const isFirst = asking.kind === 'add' && asking.isFirst;
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(isFirst ? 'admin' : 'auditor');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const change = (): Promise<Refusal | null> => {
    if (asking.kind === 'add') return changeOperators('operator.add', { name, role, passphrase });
    const { id } = asking.operator;
    return asking.kind === 'remove'
      ? changeOperators('operator.remove', { id })
      : changeOperators('operator.change', { id, passphrase });
  };
  const send = async (): Promise<Refusal | null> => {
    const wrong = asking.kind === 'remove' ? null : whatIsWrong(asking, name, passphrase, again);
    const refusal = wrong === null ? await change() : { message: wrong, hint: '' };
    if (!refusal) onClose();
    return refusal;
  };

  return (
    <FormDialog
      title={titleOf(asking)}
      act={ACTS[asking.kind]}
      look={asking.kind === 'remove' ? 'danger' : 'primary'}
      role={asking.kind === 'remove' ? 'alertdialog' : 'dialog'}
      send={send}
      onClose={onClose}
    >
      {asking.kind === 'add' && (
        <>
          {isFirst && (
            <p>
              From now on this store asks who is there: you will sign in with this name. The first
              operator is an admin.
            </p>
          )}
          <Field label="Name" value={name} onChange={setName} isFirst />
          {!isFirst && (
            <RadioLines legend="Role" value={role} choices={ROLE_CHOICES} onChange={setRole} />
          )}
        </>
      )}
      {asking.kind === 'remove' ? (
        <p>
          {safeString(asking.operator.name)} cannot sign in any more. What they did stays in the
          trail.
        </p>
      ) : (
        <>
          <Field
            label={asking.kind === 'add' ? 'Passphrase' : 'New passphrase'}
            value={passphrase}
            onChange={setPassphrase}
            isSecret
            isFirst={asking.kind === 'passphrase'}
          />
          <Field label="The same again" value={again} onChange={setAgain} isSecret />
          <FormHint>
            At least {SHORTEST} characters; several words are best. It cannot be read back, and
            nobody can restore it.
          </FormHint>
        </>
      )}
    </FormDialog>
  );
}

const ACTS = { add: 'Add', passphrase: 'Change passphrase', remove: 'Remove' } as const;

function titleOf(asking: OperatorAsking): string {
  if (asking.kind === 'add') return 'Add an operator';
  const name = safeString(asking.operator.name);
  return asking.kind === 'remove' ? `Remove ${name}?` : `New passphrase for ${name}`;
}

function whatIsWrong(
  { kind }: OperatorAsking,
  name: string,
  passphrase: string,
  again: string,
): string | null {
  if (kind === 'add' && name.trim() === '') return 'Write a name.';
  if (passphrase.normalize('NFC').length < SHORTEST) {
    return `The passphrase has fewer than ${SHORTEST} characters.`;
  }
  return passphrase === again ? null : 'The two passphrases are not the same.';
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isSecret?: boolean;
  readonly isFirst?: boolean;
}

function Field({ label, value, onChange, isSecret = false, isFirst = false }: FieldProps) {
  return (
    <label className={styles.field}>
      <span className={styles.label}>{label}</span>
      <input
        className={styles.line}
        type={isSecret ? 'password' : 'text'}
        value={value}
        maxLength={LONGEST}
        autoComplete={isSecret ? 'new-password' : 'off'}
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- writing is what it was opened for
        autoFocus={isFirst}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
