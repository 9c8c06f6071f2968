import { TriangleAlert, X } from 'lucide-react';
import { useRef } from 'react';
import type { CallFailure } from '../../api/client.ts';
import { useKeyboardBack } from '../../commands/use-keyboard-back.ts';
import { useActions, useAppState } from '../../state/app-context.tsx';
import { FailureCode } from '../../ui/failure-code.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './notices.module.css';
import { ActToast } from './act-toast.tsx';
import { RecordingNotice } from './recording-notice.tsx';

/** Failures of what the operator asked for, until they are put away. */
export function Notices() {
  const notices = useAppState((state) => state.notices);
  const { dismissNotice } = useActions();
  return (
    <div className={styles.stack} role="region" aria-label="Notices">
      <RecordingNotice />
      {notices.map(({ id, failure }) => (
        <Notice key={id} failure={failure} onDismiss={() => dismissNotice(id)} />
      ))}
      <ActToast />
    </div>
  );
}

interface NoticeProps {
  readonly failure: CallFailure;
  readonly onDismiss: () => void;
}

function Notice({ failure, onDismiss }: NoticeProps) {
  const notice = useRef<HTMLDivElement>(null);
  useKeyboardBack(notice);
  return (
    <div ref={notice} className={styles.notice} role="alert">
      <TriangleAlert size={16} className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <p className={styles.message}>{failure.message}</p>
        {failure.hint !== '' && <p className={styles.hint}>{failure.hint}</p>}
        <FailureCode failure={failure} />
      </div>
      <IconButton size="small" label="Put this away" onPress={onDismiss}>
        <X size={13} />
      </IconButton>
    </div>
  );
}
