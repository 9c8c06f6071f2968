import { useEffect, useMemo, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { EVERYTHING } from '#shared/model/filter-fields.ts';
import type { RetentionRule } from '#shared/model/retention.ts';
import { useActions, useApp, useAppState } from '../../state/app-context.tsx';
import { readRuleForm, ruleFormOf } from '../../state/rule-form.ts';
import type { RuleForm } from '../../state/rule-form.ts';
import { Button } from '../../ui/button.tsx';
import { CheckLine } from '../../ui/check-line.tsx';
import { InputLine } from '../../ui/input-line.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { RadioLines } from '../export/radio-lines.tsx';
import form from '../../ui/dialog-form.module.css';
import styles from './rule-dialog.module.css';

/** Writes a rule, a new one or another version of one. */
export function RuleDialog({ original }: { readonly original: RetentionRule | null }) {
  const { closeRule, setRules } = useActions();
  const rules = useAppState((state) => state.retention?.rules);
  const [draft, setDraft] = useState(() => ruleFormOf(original));
  const [failure, setFailure] = useState('');
  const [wasSent, setSent] = useState(false);
  const others = useMemo(
    () => (rules ?? []).filter((rule) => rule !== original),
    [rules, original],
  );
  const reading = readRuleForm(draft, others);
  const change = (part: Partial<RuleForm>): void => setDraft((before) => ({ ...before, ...part }));
  const title = original ? 'Edit the rule' : 'Add a rule';

  const handleSubmit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    if (reading.kind === 'problem') return;
    const refused = await setRules([...others, reading.rule]);
    if (refused) setFailure(`${refused.message} ${refused.hint}`);
  };

  return (
    <ModalDialog label={title} size="small" onClose={closeRule}>
      <form className={form.form} onSubmit={(event) => void handleSubmit(event)}>
        <h2 className={form.title}>{title}</h2>
        <RadioLines
          legend="About"
          value={draft.about}
          choices={[
            { value: 'category', label: 'One category' },
            { value: 'others', label: 'All other categories' },
          ]}
          onChange={(about) => change({ about })}
        />
        {draft.about === 'category' && (
          <CategoryLine value={draft.category} onChange={(category) => change({ category })} />
        )}
        <div className={form.field} role="group" aria-label="Keep">
          <span className={form.label}>Keep</span>
          <Bounds draft={draft} onChange={change} />
        </div>
        <CheckLine isOn={draft.isEnabled} onChange={(isEnabled) => change({ isEnabled })}>
          Enabled: applied daily, without asking
        </CheckLine>
        <p className={form.problem} role="alert">
          {reading.kind === 'problem' && wasSent ? reading.problem : failure}
        </p>
        <div className={form.buttons}>
          <Button onPress={closeRule}>Cancel</Button>
          <Button look="primary" type="submit">
            Save
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}

interface BoundsProps {
  readonly draft: RuleForm;
  readonly onChange: (part: Partial<RuleForm>) => void;
}

function Bounds({ draft, onChange }: BoundsProps) {
  return (
    <>
      <div className={styles.bound}>
        <CheckLine isOn={draft.hasAge} onChange={(hasAge) => onChange({ hasAge })}>
          For a time
        </CheckLine>
        {draft.hasAge && (
          <InputLine
            label="of"
            after="days"
            width={80}
            inputMode="numeric"
            value={draft.days}
            onChange={(days) => onChange({ days })}
          />
        )}
      </div>
      <div className={styles.bound}>
        <CheckLine isOn={draft.hasNewest} onChange={(hasNewest) => onChange({ hasNewest })}>
          Up to a number
        </CheckLine>
        {draft.hasNewest && (
          <InputLine
            label="of"
            after="events"
            width={112}
            inputMode="numeric"
            value={draft.count}
            onChange={(count) => onChange({ count })}
          />
        )}
      </div>
      <p className={form.hint}>
        {draft.hasNewest && 'By number, events of the last 30 days stay in any case. '}
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
