import type { JobKind } from '#shared/model/job.ts';
import type { Verdict } from '#shared/model/verification.ts';
import { safeString } from '#shared/text/safe-text.ts';
import { formatBytes, formatCount, formatCountOf } from '../../format/numbers.ts';
import type { ShownJob } from '../../state/slices/jobs.ts';

/** How far a job is. */
export interface JobProgress {
  readonly title: string;
  /** 0 to 1; null if it is not known. */
  readonly share: number | null;
  readonly count: string;
}

/** How a job ended. */
export interface JobEnd {
  readonly title: string;
  readonly tone: 'good' | 'warn' | 'bad';
  readonly words: string;
  /** The file it made, if it did. */
  readonly file: string | null;
}

const TITLES: Readonly<Record<ShownJob['kind'], string>> = {
  import: 'Import',
  export: 'Export',
  prune: 'Deleting events',
  retention: 'Retention',
  verify: 'Verification',
  bundle: 'Evidence bundle',
} satisfies Readonly<Record<Exclude<JobKind, 'preview'>, string>>;

const VERDICTS: Readonly<Record<Verdict, Pick<JobEnd, 'tone' | 'words'>>> = {
  intact: { tone: 'good', words: 'The store is intact.' },
  tampered: { tone: 'bad', words: 'The store was tampered with.' },
  undecided: { tone: 'warn', words: 'There is not enough evidence to decide.' },
};

/** How far a job is, in words; null if it has ended. */
export function progressOf(job: ShownJob): JobProgress | null {
  if (job.state.kind !== 'running') return null;
  if (job.kind === 'import') {
    const { read, bytesRead, bytesTotal } = job.state.progress;
    return {
      title: `Importing ${safeString(job.title)}`,
      share: bytesTotal === 0 ? null : Math.min(1, bytesRead / bytesTotal),
      count: `${formatCount(read)} read`,
    };
  }
  const { done, total } = job.state.progress;
  return {
    title: safeString(job.title),
    share: total === 0 ? null : Math.min(1, done / total),
    count: total === 0 ? 'Beginning…' : `${formatCount(done)} of ${formatCount(total)}`,
  };
}

/** How a job ended, in words; null while it runs. */
export function endOf(job: ShownJob): JobEnd | null {
  const title =
    job.kind === 'import' ? `${TITLES.import}: ${safeString(job.title)}` : TITLES[job.kind];
  switch (job.state.kind) {
    case 'running':
      return null;
    case 'failed': {
      const { message, hint } = job.state.error;
      return { title, tone: 'bad', words: `${message} ${hint}`.trim(), file: null };
    }
    case 'cancelled': {
      const done = resultOf(job);
      const words = done === null ? 'Stopped; nothing was changed.' : `Stopped. ${done.words}`;
      return { title, tone: 'warn', words, file: null };
    }
    case 'done': {
      const done = resultOf(job);
      return done && { title, ...done };
    }
  }
}

/** What came of it; null if nothing did. */
function resultOf(job: ShownJob): Omit<JobEnd, 'title'> | null {
  if (job.state.kind === 'running' || job.state.kind === 'failed' || !job.state.result) return null;
  switch (job.kind) {
    case 'import': {
      const { added, duplicates, rejected } = job.state.result;
      const words = [
        `${formatCount(added)} added`,
        ...(duplicates > 0 ? [`${formatCount(duplicates)} already there`] : []),
        ...(rejected > 0 ? [`${formatCount(rejected)} rejected`] : []),
      ];
      return { tone: rejected > 0 ? 'warn' : 'good', words: `${words.join(', ')}.`, file: null };
    }
    case 'export': {
      const { written, bytes, file } = job.state.result;
      const words = `${formatCountOf(written, 'event')}, ${formatBytes(bytes)}.`;
      return { tone: 'good', words, file };
    }
    case 'bundle': {
      const { events, bytes, name } = job.state.result;
      const words = `${formatCountOf(events, 'event')} with their proof, ${formatBytes(bytes)}.`;
      return { tone: 'good', words, file: name };
    }
    case 'prune': {
      const { deleted, keptByHold } = job.state.result;
      const kept = keptByHold === 0 ? '' : `, ${formatCount(keptByHold)} kept by holds`;
      return { tone: 'good', words: `${formatCount(deleted)} deleted${kept}.`, file: null };
    }
    case 'retention':
      return {
        tone: 'good',
        words: `${formatCount(job.state.result.deleted)} deleted by the rules.`,
        file: null,
      };
    case 'verify': {
      const { verdict, events } = job.state.result;
      const { tone, words } = VERDICTS[verdict];
      return { tone, words: `${words} ${formatCountOf(events, 'event')} checked.`, file: null };
    }
  }
}
