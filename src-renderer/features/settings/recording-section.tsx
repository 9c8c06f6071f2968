import { safeString } from '#shared/text/safe-text.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { useAppState } from '../../state/app-context.tsx';
import { selectStoreInfo } from '../../state/selectors.ts';
import styles from './settings-screen.module.css';
import { SettingLine, SettingsSection } from './settings-section.tsx';

/** Whether the console can record what happens in it, and what that is. */
export function RecordingSection() {
  return (
    <SettingsSection
      title="Recording"
      note="The console’s own acts are events of the trail. This cannot be switched off."
    >
      <SettingLine label="State">
        <State />
      </SettingLine>
      <dl className={styles.facts}>
        <dt>Always</dt>
        <dd>
          Imports, exports and copies, flags, notes, holds, sign-offs, prunes, verifications, seals;
          signing in and out, locking, and changes of operators. An act on events that cannot be
          recorded is not done.
        </dd>
        <dt>When it fails</dt>
        <dd>Calls that a role does not allow, calls that should have changed something, errors.</dd>
        <dt>Not</dt>
        <dd>Looking: lists, details, counts, searches.</dd>
        <dt>Secrets</dt>
        <dd>
          Passwords, tokens, keys and card numbers are masked before anything is written. Imported
          records are evidence, and stay as they are.
        </dd>
      </dl>
    </SettingsSection>
  );
}

function State() {
  const recording = useAppState((state) => state.recording);
  const isReadOnly = useAppState((state) => selectStoreInfo(state)?.isReadOnly ?? false);
  if (!recording) return null;
  const { unrecorded, lost, keptIn } = recording;
  if (unrecorded + lost === 0) {
    return (
      <span className={styles.state}>
        {isReadOnly ? 'This store can only be read; nothing waits' : 'Everything was recorded'}
      </span>
    );
  }
  return (
    <span className={styles.warn}>
      {unrecorded > 0 &&
        `${formatCountOf(unrecorded, 'event waits', 'events wait')}${keptIn === null ? '' : ` in ${safeString(keptIn)}`}`}
      {unrecorded > 0 && lost > 0 && '; '}
      {lost > 0 && `${formatCountOf(lost, 'event')} could not be kept`}
    </span>
  );
}
