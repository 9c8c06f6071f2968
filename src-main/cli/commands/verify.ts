import process from 'node:process';
import type { Verdict, Verification } from '#shared/model/verification.ts';
import { currentOperator } from '../../operator.ts';
import { openExistingWrites } from '../../store/open-store.ts';
import type { Progress } from '../../store/store-api.ts';
import { verifyEvent } from '../../store/verify/verify-event.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { interruptSignal } from '../interrupt.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { noOperands } from '../options/parse-options.ts';
import { framedBar } from '../print/bar.ts';
import { formatCount } from '../print/format.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';
import { ProgressLine } from '../print/progress-line.ts';
import { verificationJson, verifyReportLines } from '../print/verify-report.ts';
import { visibleLine } from '../print/visible-text.ts';
import { verifyBundleOf } from '../verify-bundle.ts';
import { verifyHere } from '../verify-here.ts';

const EXIT_CODES: Readonly<Record<Verdict, number>> = {
  intact: EXIT.done,
  tampered: EXIT.foundWrong,
  undecided: EXIT.undecided,
};

const BAR_COLUMNS = 20;

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Check whether anything in the trail was changed',
  operands: '',
  notes: [
    'Recomputes the hash chain over all events and holds it against what was kept outside of the',
    'store: the anchor of this user, and seals. Says what it found, since when nothing was changed,',
    'and what cannot be known. That it was verified becomes an event of the trail.',
    'Ends with 0 if intact, 1 if tampered with, and 4 if nothing is there that could tell.',
  ],
  options: [
    {
      name: 'seal',
      value: 'FILE',
      help: 'Hold the store against a seal; can be given more than once',
      group: 'Options',
    },
    {
      name: 'bundle',
      value: 'FILE',
      help: 'Verify an evidence bundle, a zip or a folder, and no store',
      group: 'Options',
    },
    {
      name: 'key',
      value: 'FINGERPRINT',
      help: 'With --bundle: the key that must have signed it, or its first 16 digits',
      group: 'Options',
    },
  ],
  examples: [
    ['verify', 'the store of the console'],
    ['verify --seal 2026-Q1.json --seal usb/june.json', 'against two seals'],
    ['verify --bundle case-7.zip --key 3f2a…', 'an evidence bundle, by the key of its operator'],
    ['verify --store case-7.db --json', '{"verdict": …, "events": n, "firstBad": …}'],
  ],

  async run(options) {
    noOperands(options);
    if (options.has('bundle')) return verifyBundleOf(options);
    const path = storePath(options);
    const startedAt = performance.now();
    const line = new ProgressLine();
    let verification: Verification;
    try {
      verification = await verifyHere(path, options.all('seal'), interruptSignal(), (progress) =>
        line.show(progressText(progress)),
      );
    } finally {
      line.clear();
    }
    const elapsed = performance.now() - startedAt;
    const failure = record(path, verification);
    if (options.has('json')) {
      printJson({ ...verificationJson(verification), recorded: failure === null });
    } else {
      printLines(verifyReportLines(verification, elapsed, outputWidth()));
      if (failure !== null) process.stderr.write(`annals: Not recorded. ${visibleLine(failure)}\n`);
    }
    return EXIT_CODES[verification.verdict];
  },
};

function progressText({ done, total }: Progress): string {
  const share = total === 0 ? 1 : done / total;
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  return `${percent} ${framedBar(share, BAR_COLUMNS)}  ${formatCount(done)} of ${formatCount(total)} events`;
}

/**
 * The verdict stands whether or not it can be recorded: the store may be the reason why not.
 * @returns that reason; null if it was recorded
 */
function record(path: string, verification: Verification): string | null {
  try {
    const { writes, close } = openExistingWrites(path, openOptions());
    try {
      writes.record([verifyEvent(verification, currentOperator())]);
      return null;
    } finally {
      close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
