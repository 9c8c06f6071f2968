import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import type { TimelineSplit } from '#shared/model/timeline.ts';
import { useActions } from '../../state/app-context.tsx';
import styles from './split-choice.module.css';

const CHOICES = [
  { id: 'outcome', label: 'Outcome' },
  { id: 'severity', label: 'Severity' },
] as const satisfies readonly { readonly id: TimelineSplit; readonly label: string }[];

/** What the bars are split by. */
export function SplitChoice({ by }: { readonly by: TimelineSplit }) {
  const { changeSettings } = useActions();
  return (
    <ToggleButtonGroup
      className={styles.group ?? ''}
      aria-label="Split the timeline by"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[by]}
      onSelectionChange={(keys) => {
        const chosen = CHOICES.find(({ id }) => keys.has(id));
        if (chosen) void changeSettings({ timelineSplit: chosen.id });
      }}
    >
      {CHOICES.map(({ id, label }) => (
        <ToggleButton key={id} id={id} className={styles.choice ?? ''}>
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
