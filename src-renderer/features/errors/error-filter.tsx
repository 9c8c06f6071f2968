import { useActions, useAppState } from '../../state/app-context.tsx';
import { ERROR_SEVERITIES } from '../../state/slices/errors.ts';
import { SelectBox } from '../../ui/select-box.tsx';
import styles from './errors-screen.module.css';

const DAYS = [1, 7, 30, 90, 365] as const;
const ALL = 'all';

const DAY_CHOICES = [
  { value: ALL, label: 'All time' },
  ...DAYS.map((days) => ({
    value: String(days),
    label: days === 1 ? 'Last 24 hours' : `Last ${days} days`,
  })),
];
const SEVERITY_CHOICES = [
  { value: ALL, label: 'Any severity' },
  ...ERROR_SEVERITIES.map((severity) => {
    const name = severity.slice(2);
    return {
      value: severity,
      label: name === 'critical' ? 'Critical' : `${capital(name)} and worse`,
    };
  }),
];

/** How recent and how severe the errors are that are grouped. */
export function ErrorFilter() {
  const { severity, days } = useAppState((state) => state.errorQuery);
  const { askErrors } = useActions();
  return (
    <div className={styles.filter} role="search" aria-label="Errors">
      <SelectBox
        label="Severity"
        value={severity ?? ALL}
        choices={SEVERITY_CHOICES}
        onChange={(value) =>
          askErrors({ severity: ERROR_SEVERITIES.find((each) => each === value) ?? null })
        }
      />
      <SelectBox
        label="Time"
        value={days === null ? ALL : String(days)}
        choices={DAY_CHOICES}
        onChange={(value) => askErrors({ days: value === ALL ? null : Number(value) })}
      />
    </div>
  );
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
