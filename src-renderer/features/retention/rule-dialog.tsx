import { useEffect, useMemo, useState } from 'react';
import { EVERYTHING } from '#shared/model/filter-fields.ts';
import type { RetentionRule } from '#shared/model/retention.ts';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';
import { readRuleForm, ruleFormOf } from '../../state/rule-form.ts';
import type { RuleForm } from '../../state/rule-form.ts';
import { CheckLine } from '../../ui/check-line.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import type { Refusal } from '../../ui/form-dialog.tsx';
import { InputLine } from '../../ui/input-line.tsx';
import { RadioLines } from '../export/radio-lines.tsx';
import dialog from '../../ui/form-dialog.module.css';
import styles from './rule-dialog.module.css';

/** Writes a rule, a new one or another version of one. */
export function RuleDialog({ original }: { readonly original: RetentionRule | null }) {
  const { closeRule, setRules } = useActions();
  const rules = useAppState((state) => state.retention?.rules);
  const [form, setForm] = useState(() => ruleFormOf(original));
  const others = useMemo(
    () => (rules ?? []).filter((rule) => rule !== original),
    [rules, original],
  );
  const reading = readRuleForm(form, others);
  const change = (part: Partial<RuleForm>): void => setForm((before) => ({ ...before, ...part }));
  const send = async (): Promise<Refusal | null> =>
    reading.kind === 'problem'
      ? { message: reading.problem, hint: '' }
      : await setRules([...others, reading.rule]);

  return (
    <FormDialog
      title={original ? 'Edit the rule' : 'Add a rule'}
      act="Save"
      send={send}
      onClose={closeRule}
    >
      <RadioLines
        legend="About"
        value={form.about}
        choices={[
          { value: 'category', label: 'One category' },
          { value: 'others', label: 'All other categories' },
        ]}
        onChange={(about) => change({ about })}
      />
      {form.about === 'category' && (
        <CategoryLine value={form.category} onChange={(category) => change({ category })} />
      )}
      <div className={dialog.field} role="group" aria-label="Keep">
        <span className={dialog.label}>Keep</span>
        <Bounds form={form} onChange={change} />
      </div>
      <CheckLine isOn={form.isEnabled} onChange={(isEnabled) => change({ isEnabled })}>
        Enabled: applied daily, without asking
      </CheckLine>
    </FormDialog>
  );
}

interface BoundsProps {
  readonly form: RuleForm;
  readonly onChange: (part: Partial<RuleForm>) => void;
}

function Bounds({ form, onChange }: BoundsProps) {
  return (
    <>
      <div className={styles.bound}>
        <CheckLine isOn={form.hasAge} onChange={(hasAge) => onChange({ hasAge })}>
          For a time
        </CheckLine>
        {form.hasAge && (
          <InputLine
            label="of"
            after="days"
            width={80}
            inputMode="numeric"
            value={form.days}
            onChange={(days) => onChange({ days })}
          />
        )}
      </div>
      <div className={styles.bound}>
        <CheckLine isOn={form.hasNewest} onChange={(hasNewest) => onChange({ hasNewest })}>
          Up to a number
        </CheckLine>
        {form.hasNewest && (
          <InputLine
            label="of"
            after="events"
            width={112}
            inputMode="numeric"
            value={form.count}
            onChange={(count) => onChange({ count })}
          />
        )}
      </div>
      <p className={dialog.hint}>
        {form.hasNewest && 'By number, events of the last 30 days stay in any case. '}
        Events on hold always stay.
      </p>
    </>
  );
}

interface CategoryLineProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Any category may be named; those that there are, are offered. */
function CategoryLine({ value, onChange }: CategoryLineProps) {
  const { client } = useApp();
  const [known, setKnown] = useState<readonly string[]>([]);
  useEffect(() => {
    const asking = new AbortController();
    const question = { filter: EVERYTHING, fields: ['category' as const], limit: 50 };
    client.call('history.facets', question, asking.signal).then(
      ({ fields }) => setKnown(fields.flatMap((facet) => facet.values.map((each) => each.value))),
      // Without what there is, a category is typed.
      () => undefined,
    );
    return () => asking.abort();
  }, [client]);
  return (
    <InputLine
      label="Category"
      width={200}
      value={value}
      placeholder={known[0] ?? 'auth'}
      suggestions={known}
      onChange={onChange}
    />
  );
}
