import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useEffect } from 'react';
import { clsx } from 'clsx';
import type { Verdict, Verification } from '#shared/model/verification.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatAgo, formatSeconds } from '../../format/times.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { useActions, useApp, useAppState, useZone } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './integrity-screen.module.css';
import { VERDICT_TITLES, provedInWords, reasonInWords } from './verdict-words.ts';

const ICONS: Readonly<Record<Verdict, LucideIcon>> = {
  intact: ShieldCheck,
  tampered: ShieldAlert,
  undecided: ShieldQuestion,
};

/** The verdict of the last verification; how far the next one is. */
export function VerdictPanel({ verification }: { readonly verification: Verification | null }) {
  return (
    <section className={styles.verdictPart} aria-label="Verdict">
      <Running />
      {verification ? <Verdicts verification={verification} /> : <NotYet />}
    </section>
  );
}

/** How far the verification is that runs. */
function Running() {
  const job = useAppState((state) => state.job);
  const { cancelJob } = useActions();
  if (job?.kind !== 'verify' || job.state.kind !== 'running') return null;
  const { done, total } = job.state.progress;
  return (
    <div className={styles.running}>
      <p role="status">
        {total === 0
          ? 'Beginning to verify…'
          : `Verifying: ${formatCount(done)} of ${formatCount(total)} events`}
      </p>
      <div className={styles.bar}>
        <ProgressBar label="Verifying" value={total === 0 ? null : done / total} />
      </div>
      <Button size="small" onPress={() => void cancelJob(job.jobId)}>
        Stop
      </Button>
    </div>
  );
}

function NotYet() {
  const { clock } = useApp();
  const zone = useZone();
  const past = useAppState((state) => state.pastVerification);
  const { loadPastVerification } = useActions();
  useEffect(() => void loadPastVerification(), [loadPastVerification]);
  return (
    <div className={styles.verdict}>
      <ShieldQuestion size={32} strokeWidth={1.5} className={styles.none} aria-hidden />
      <div>
        <h2 className={styles.headline}>Not verified since this store was opened</h2>
        <p className={styles.quiet}>
          Verify the trail to find out whether anything in it was changed, is missing, or was added.
        </p>
        {past && (
          <p className={styles.when} title={formatSeconds(past.occurredAt, zone)}>
            The trail tells of one {formatAgo(past.occurredAt, clock.now())}:{' '}
            {safeString(past.message)}
          </p>
        )}
      </div>
    </div>
  );
}

function Verdicts({ verification }: { readonly verification: Verification }) {
  const { clock } = useApp();
  const zone = useZone();
  const { verdict, verifiedAt, firstBad, unknown } = verification;
  const Icon = ICONS[verdict];
  return (
    <>
      <div className={clsx(styles.verdict, styles[verdict])}>
        <Icon size={32} strokeWidth={1.5} aria-hidden />
        <div className={styles.words}>
          <h2 className={styles.headline}>{VERDICT_TITLES[verdict]}</h2>
          <p className={styles.reason}>{reasonInWords(verification, zone)}</p>
          <p className={styles.when} title={formatSeconds(verifiedAt, zone)}>
            Verified {formatAgo(verifiedAt, clock.now())}, at {formatSeconds(verifiedAt, zone)}
          </p>
        </div>
        {firstBad !== null && <ShowBad seq={firstBad} />}
      </div>
      <div className={styles.columns}>
        <Sentences title="What was found" sentences={provedInWords(verification)} />
        <Sentences
          title="What this cannot know"
          sentences={unknown.map((sentence) => safeString(sentence))}
        />
      </div>
    </>
  );
}

/** The way to the first event that does not fit; if it is gone, the details say so. */
function ShowBad({ seq }: { readonly seq: number }) {
  const { showEvent } = useActions();
  return <Button onPress={() => showEvent(seq)}>Show event {formatCount(seq)}</Button>;
}

interface SentencesProps {
  readonly title: string;
  readonly sentences: readonly string[];
}

function Sentences({ title, sentences }: SentencesProps) {
  return (
    <div>
      <h3 className={styles.subtitle}>{title}</h3>
      <ul className={styles.list}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
