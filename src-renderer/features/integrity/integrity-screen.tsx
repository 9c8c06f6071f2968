import { FileArchive, Stamp, ShieldCheck } from 'lucide-react';
import { CommandButton } from '../window/command-button.tsx';
import { useAppState } from '../../state/app-context.tsx';
import { selectHasRunningJob, selectMay, selectStoreInfo } from '../../state/selectors.ts';
import { PartText, ScreenPart } from '../../ui/screen-part.tsx';
import { ScreenFrame } from '../navigation/screen-frame.tsx';
import { EvidenceTable } from './evidence-table.tsx';
import styles from './integrity-screen.module.css';
import { VerdictPanel } from './verdict-panel.tsx';

/** Whether the trail is what was recorded, what shows that, and what can be taken along as proof. */
export function IntegrityScreen() {
  const verification = useAppState((state) => state.verification);
  return (
    <ScreenFrame
      title="Integrity"
      note="Every event is linked to the one before. Verifying checks all of them."
      actions={<VerifyActs />}
    >
      <VerdictPanel verification={verification} />
      {verification && <EvidenceTable verification={verification} />}
      <TakeAlong />
    </ScreenFrame>
  );
}

function VerifyActs() {
  const mayProve = useAppState((state) => selectMay(state, 'auditor'));
  const isBusy = useAppState(selectHasRunningJob);
  if (!mayProve) return <span className={styles.quiet}>Only an auditor can verify.</span>;
  return (
    <>
      <CommandButton command="proof.verifySeals" isDisabled={isBusy} />
      <CommandButton
        command="proof.verify"
        isDisabled={isBusy}
        look="primary"
        icon={<ShieldCheck size={14} />}
      />
    </>
  );
}

/** What goes out of the store, so that others can hold it against it. */
function TakeAlong() {
  const mayProve = useAppState((state) => selectMay(state, 'auditor'));
  const isBusy = useAppState(selectHasRunningJob);
  const isReadOnly = useAppState((state) => selectStoreInfo(state)?.isReadOnly ?? false);
  if (!mayProve) return null;
  return (
    <ScreenPart title="To take along">
      {isReadOnly && (
        <PartText>
          This store can only be read. Sealing and bundling are recorded, so they need one that can
          be written.
        </PartText>
      )}
      <div className={styles.offers}>
        <div className={styles.offer}>
          <h3 className={styles.subtitle}>A seal</h3>
          <p className={styles.quiet}>
            A small signed file about all events up to now. Keep it where nobody who can write to
            the store can, and verify against it later.
          </p>
          <CommandButton command="seal.save" isDisabled={isReadOnly} icon={<Stamp size={14} />} />
        </div>
        <div className={styles.offer}>
          <h3 className={styles.subtitle}>An evidence bundle</h3>
          <p className={styles.quiet}>
            Chosen events with their proof and a verifier of its own, for somebody without Annals.
          </p>
          <CommandButton
            command="bundle.make"
            isDisabled={isReadOnly || isBusy}
            icon={<FileArchive size={14} />}
          />
        </div>
      </div>
    </ScreenPart>
  );
}
