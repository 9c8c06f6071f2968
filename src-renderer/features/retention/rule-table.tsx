import { clsx } from 'clsx';
import { Circle, CircleCheck, Plus } from 'lucide-react';
import { useRef } from 'react';
import type { Retention, RetentionRule } from '#shared/model/retention.ts';
import { focusRegion } from '../../commands/focus-region.ts';
import { formatAgo, formatSeconds } from '../../format/times.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { selectMay, selectStoreInfo } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import table from '../../ui/data-table.module.css';
import { PartText, ScreenPart } from '../../ui/screen-part.tsx';
import styles from './retention-screen.module.css';
import { keptInWords, previewInWords, ruleName, stateInWords } from './rule-words.ts';

/** The rules, what they would delete now, and the ways to change them. */
export function RuleTable({ retention }: { readonly retention: Retention }) {
  const { previewRules, editRule } = useActions();
  const whyNot = useWhyNoRules();
  const mayPlan = useAppState((state) => selectMay(state, 'admin'));
  const { rules } = retention;
  return (
    <ScreenPart
      title="Rules"
      note={
        <>
          {stateInWords(retention)} <LastRun at={retention.lastRunAt} /> {whyNot}
        </>
      }
      actions={
        <>
          {mayPlan && rules.length > 0 && (
            <Button look="quiet" onPress={() => void previewRules()}>
              What would go now?
            </Button>
          )}
          {whyNot === null && (
            <Button icon={<Plus size={14} />} onPress={() => editRule(null)}>
              Add a rule…
            </Button>
          )}
        </>
      }
    >
      {rules.length === 0 ? (
        <PartText>
          A rule keeps events of one category, or of all others, for a time or up to a number.
        </PartText>
      ) : (
        <Rules rules={rules} mayChange={whyNot === null} />
      )}
    </ScreenPart>
  );
}

function LastRun({ at }: { readonly at: number | null }) {
  const { clock } = useApp();
  const zone = useZone();
  if (at === null) return null;
  return <span title={formatSeconds(at, zone)}>Last applied {formatAgo(at, clock.now())}.</span>;
}

interface RulesProps {
  readonly rules: readonly RetentionRule[];
  readonly mayChange: boolean;
}

function Rules({ rules, mayChange }: RulesProps) {
  const { setRules, notifyFailure } = useActions();
  /** All rules are kept at once: a second press before the answer would take the first one back. */
  const isSaving = useRef(false);
  const save = async (next: readonly RetentionRule[]): Promise<boolean> => {
    if (isSaving.current) return false;
    isSaving.current = true;
    const failure = await setRules(next);
    isSaving.current = false;
    if (failure) notifyFailure(failure);
    return failure === null;
  };
  return (
    <table className={table.table} aria-label="Rules">
      <thead>
        <tr>
          <th style={{ width: '22%' }}>Category</th>
          <th>Keeps</th>
          <th style={{ width: '22%' }}>Would delete now</th>
          <th style={{ width: 110 }}>State</th>
          <th style={{ width: 230 }}>
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.category ?? ''} className={table.row}>
            <td className={table.name}>
              <div className={table.cut} title={ruleName(rule.category)}>
                {ruleName(rule.category)}
              </div>
            </td>
            <td className={styles.sentence}>{keptInWords(rule)}</td>
            <Preview rule={rule} />
            <td>
              <State isEnabled={rule.isEnabled} />
            </td>
            <td>{mayChange && <Acts rule={rule} rules={rules} save={save} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Preview({ rule }: { readonly rule: RetentionRule }) {
  const preview = useAppState((state) => state.rulePreviews.get(rule.category));
  return (
    <td className={table.quiet} aria-live="polite">
      {preview === undefined ? '–' : previewInWords(preview)}
    </td>
  );
}

function State({ isEnabled }: { readonly isEnabled: boolean }) {
  const Icon = isEnabled ? CircleCheck : Circle;
  return (
    <span className={clsx(table.state, isEnabled ? styles.on : styles.off)}>
      <Icon size={14} aria-hidden />
      {isEnabled ? 'Enabled' : 'Off'}
    </span>
  );
}

interface ActsProps {
  readonly rule: RetentionRule;
  readonly rules: readonly RetentionRule[];
  /** Puts others in their place. @returns whether that was done */
  readonly save: (rules: readonly RetentionRule[]) => Promise<boolean>;
}

function Acts({ rule, rules, save }: ActsProps) {
  const { editRule } = useActions();
  const about = <span className="visually-hidden"> the rule for {ruleName(rule.category)}</span>;
  const toggled = { ...rule, isEnabled: !rule.isEnabled };
  return (
    <div className={table.acts}>
      <Button
        look="quiet"
        size="small"
        onPress={() => void save(rules.map((each) => (each === rule ? toggled : each)))}
      >
        {rule.isEnabled ? 'Turn off' : 'Enable'}
        {about}
      </Button>
      <Button look="quiet" size="small" onPress={() => editRule(rule)}>
        Edit…{about}
      </Button>
      <Button
        look="quiet"
        size="small"
        isRisky
        onPress={() => {
          void save(rules.filter((each) => each !== rule)).then((isDone) => {
            // The button that had the keyboard is gone.
            if (isDone) focusRegion('screen');
          });
        }}
      >
        Remove{about}
      </Button>
    </div>
  );
}

/** Why no rule can be changed; null if they can. */
function useWhyNoRules(): string | null {
  const mayChange = useAppState((state) => selectMay(state, 'admin'));
  const isReadOnly = useAppState((state) => selectStoreInfo(state)?.isReadOnly ?? false);
  if (!mayChange) return 'Only an admin can change the rules.';
  return isReadOnly ? 'This store can only be read, so its rules are not applied.' : null;
}
