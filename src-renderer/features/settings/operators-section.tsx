import { clsx } from 'clsx';
import { useEffect, useState } from 'react';
import type { OperatorInfo } from '#shared/model/operator.ts';
import { ROLES } from '#shared/model/role.ts';
import type { Role } from '#shared/model/role.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatSeconds } from '../../format/times.ts';
import { useActions, useAppState, useZone } from '../../state/app-context.tsx';
import { selectMay, selectStoreInfo } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import table from '../../ui/data-table.module.css';
import { FailureCode } from '../../ui/failure-code.tsx';
import { SelectBox } from '../../ui/select-box.tsx';
import { IdleMinutesBox } from './idle-minutes-box.tsx';
import { OperatorDialog } from './operator-dialog.tsx';
import type { OperatorAsking } from './operator-dialog.tsx';
import styles from './settings-screen.module.css';
import { SettingLine, SettingsSection } from './settings-section.tsx';

const ROLE_LABELS: Readonly<Record<Role, string>> = {
  viewer: 'Viewer',
  auditor: 'Auditor',
  admin: 'Admin',
};

/** Who may sign in to the store, and what they may do. */
export function OperatorsSection() {
  const isAdmin = useAppState((state) => selectMay(state, 'admin'));
  return (
    <SettingsSection
      title="Operators"
      note="They belong to the store. Viewers look; auditors also flag, note, hold, sign off, export and verify; admins do everything."
    >
      {isAdmin ? (
        <Operators />
      ) : (
        <p className={styles.line}>
          Only an admin can see and change who may sign in. <Self />
        </p>
      )}
    </SettingsSection>
  );
}

/** As whom somebody looks at this. */
function Self() {
  const access = useAppState((state) => state.access);
  if (access?.kind !== 'signedIn') return null;
  return `You are signed in as ${safeString(access.name)}, ${access.role}.`;
}

function Operators() {
  const { loadOperators, forgetOperators } = useActions();
  const list = useAppState((state) => state.operators);
  const failure = useAppState((state) => state.operatorsFailure);
  const isReadOnly = useAppState((state) => selectStoreInfo(state)?.isReadOnly ?? false);
  const [asking, setAsking] = useState<OperatorAsking | null>(null);
  useEffect(() => {
    void loadOperators();
    return forgetOperators;
  }, [loadOperators, forgetOperators]);

  if (!list) {
    if (!failure) return <div aria-busy />;
    return (
      <p className={styles.line} role="alert">
        {failure.message} <FailureCode failure={failure} />{' '}
        <Button size="small" onPress={() => void loadOperators()}>
          Try again
        </Button>
      </p>
    );
  }
  const { operators, idleMinutes } = list;
  return (
    <>
      {operators.length === 0 ? (
        <p className={styles.line}>
          Nobody has to sign in: whoever uses this computer is an admin here. From the first
          operator on, everybody signs in with a passphrase.
        </p>
      ) : (
        <OperatorTable operators={operators} isReadOnly={isReadOnly} onAsk={setAsking} />
      )}
      {isReadOnly ? (
        <p className={styles.hint}>This store can only be read, so operators stay as they are.</p>
      ) : (
        <div className={styles.acts}>
          <Button onPress={() => setAsking({ kind: 'add', isFirst: operators.length === 0 })}>
            Add an operator…
          </Button>
        </div>
      )}
      {operators.length > 0 && (
        <SettingLine
          label="Lock the window when idle"
          hint="After so many minutes without a key or a movement. Jobs go on."
        >
          <IdleMinutesBox minutes={idleMinutes} isDisabled={isReadOnly} />
        </SettingLine>
      )}
      {asking && <OperatorDialog asking={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

interface OperatorTableProps {
  readonly operators: readonly OperatorInfo[];
  readonly isReadOnly: boolean;
  readonly onAsk: (asking: OperatorAsking) => void;
}

function OperatorTable({ operators, isReadOnly, onAsk }: OperatorTableProps) {
  const zone = useZone();
  const { changeOperators } = useActions();
  const [problem, setProblem] = useState('');
  const admins = operators.filter(({ role }) => role === 'admin').length;
  const changeRole = async (id: string, role: Role): Promise<void> => {
    const failure = await changeOperators('operator.change', { id, role });
    setProblem(failure ? `${failure.message} ${failure.hint}` : '');
  };
  return (
    <>
      <table className={clsx(table.table, table.inset)} aria-label="Operators">
        <thead>
          <tr>
            <th>Name</th>
            <th className={styles.role}>Role</th>
            <th className={styles.since}>Since</th>
            <th className={styles.acted}>
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {operators.map((operator) => {
            const { id, name, role, createdAt } = operator;
            const isLastAdmin = role === 'admin' && admins === 1;
            return (
              <tr key={id}>
                <td className={clsx(table.name, table.cut)}>{safeString(name)}</td>
                <td>
                  {isReadOnly || isLastAdmin ? (
                    <span title={isLastAdmin ? 'The last admin stays an admin' : ''}>
                      {ROLE_LABELS[role]}
                    </span>
                  ) : (
                    <SelectBox
                      label={`Role of ${safeString(name)}`}
                      value={role}
                      choices={ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))}
                      onChange={(next) => void changeRole(id, next)}
                    />
                  )}
                </td>
                <td className={clsx(table.quiet, table.time)}>
                  {formatSeconds(createdAt, zone).slice(0, 10)}
                </td>
                <td>
                  {!isReadOnly && (
                    <div className={table.acts}>
                      <Button
                        look="quiet"
                        size="small"
                        aria-label={`New passphrase for ${safeString(name)}…`}
                        onPress={() => onAsk({ kind: 'passphrase', operator })}
                      >
                        New passphrase…
                      </Button>
                      <Button
                        look="quiet"
                        size="small"
                        isRisky
                        isDisabled={isLastAdmin}
                        aria-label={`Remove ${safeString(name)}…`}
                        onPress={() => onAsk({ kind: 'remove', operator })}
                      >
                        Remove…
                      </Button>
                    </div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.problem} role="alert">
        {problem}
      </p>
    </>
  );
}
