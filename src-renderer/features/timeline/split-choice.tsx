import type { TimelineSplit } from '#shared/model/timeline.ts';
import { useActions } from '../../state/app-context.tsx';
import { Segments } from '../../ui/segments.tsx';

const CHOICES = [
  { value: 'outcome', label: 'Outcome' },
  { value: 'severity', label: 'Severity' },
] as const satisfies readonly { readonly value: TimelineSplit; readonly label: string }[];

/** What the bars are split by. */
export function SplitChoice({ by }: { readonly by: TimelineSplit }) {
  const { changeSettings } = useActions();
  return (
    <Segments
      label="Split the timeline by"
      size="small"
      value={by}
      choices={CHOICES}
      onChange={(timelineSplit) => void changeSettings({ timelineSplit })}
    />
  );
}
