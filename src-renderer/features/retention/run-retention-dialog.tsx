import type { Retention } from '#shared/model/retention.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { FormDialog, FormHint } from '../../ui/form-dialog.tsx';
import styles from './run-retention-dialog.module.css';
import { previewInWords, ruleName } from './rule-words.ts';

/** Asks whether what the rules say is to be deleted now, and says what that would be. */
export function RunRetentionDialog() {
  const isAsked = useAppState((state) => state.isRetentionAsked);
  const retention = useAppState((state) => state.retention);
  const { runRetention, closeRetentionAsking } = useActions();
  if (!isAsked) return null;
  const isOn = retention?.rules.some(({ isEnabled }) => isEnabled) ?? false;
  return (
    <FormDialog
      title="Delete what the rules say?"
      act="Delete"
      look="danger"
      role="alertdialog"
      isReady={isOn}
      send={runRetention}
      onClose={closeRetentionAsking}
    >
      {retention && isOn && <EnabledRules retention={retention} />}
      {retention && !isOn && <p>No rule is enabled, so there is nothing to delete.</p>}
      <FormHint>
        Held events stay. The trail keeps a record of what was deleted, and by whom.
      </FormHint>
    </FormDialog>
  );
}

function EnabledRules({ retention }: { readonly retention: Retention }) {
  const previews = useAppState((state) => state.rulePreviews);
  return (
    <dl className={styles.rules}>
      {retention.rules
        .filter(({ isEnabled }) => isEnabled)
        .map(({ category }) => (
          <div key={category ?? ''} className={styles.rule}>
            <dt className={styles.name}>{ruleName(category)}</dt>
            <dd>{previewInWords(previews.get(category) ?? null)}</dd>
          </div>
        ))}
    </dl>
  );
}
