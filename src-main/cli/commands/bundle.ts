import { resolve } from 'node:path';
import type { BundleResult } from '#shared/model/bundle.ts';
import { makeBundle } from '../../bundle/make-bundle.ts';
import { openExistingWrites, openJobs } from '../../store/open-store.ts';
import type { Progress, StoreWrites } from '../../store/store-api.ts';
import { authorize } from '../authorize.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { interruptSignal } from '../interrupt.ts';
import { ACCESS_OPTIONS } from '../options/access-options.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { FILTER_NOTES, filterOf, filterOptions } from '../options/filter-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import { framedBar } from '../print/bar.ts';
import { bundleLines } from '../print/bundle-report.ts';
import { printJson, printLines } from '../print/output.ts';
import { ProgressLine } from '../print/progress-line.ts';
import { runSliced } from '../run-sliced.ts';
import { VERIFIER } from '../verifier-path.ts';
import { zoneName } from '../print/format.ts';
import { annalsVersion } from '../version.ts';

const BAR_COLUMNS = 20;

export const bundleCommand: Command = {
  name: 'bundle',
  summary: 'Make an evidence bundle: events with what proves them',
  operands: '',
  notes: [
    'One zip file for somebody who has nothing but Node: the events that match, their originals, notes',
    'and holds, what proves that nobody changed them, and the program that verifies it. One event',
    'records that it was made.',
    '',
    ...FILTER_NOTES,
  ],
  options: [
    { name: 'out', value: 'FILE', help: 'Write the bundle to this file', group: 'Options' },
    {
      name: 'replace',
      value: null,
      help: 'Write it also where a file is already',
      group: 'Options',
    },
    ...ACCESS_OPTIONS,
    ...filterOptions(),
  ],
  examples: [
    ['bundle --out case-7.zip --target seller:17 --last 90d', 'everything about a seller'],
    ['bundle --out q1.zip --from 2026-01-01 --to 2026-04-01 --json', '{"matched": n, …}'],
    ['verify --bundle case-7.zip', 'what an auditor does'],
  ],

  async run(options) {
    noOperands(options);
    const out = options.one('out');
    if (out === undefined) throw usageError('Say where to write the bundle, with --out FILE.');
    const path = resolve(out);
    const filter = filterOf(options, Date.now());
    const result = await make(storePath(options), {
      selection: { filter },
      path,
      replaces: options.has('replace'),
      operator: await authorize(options, 'auditor'),
      version: annalsVersion(),
      timeZone: zoneName(),
      verifier: VERIFIER,
    });
    if (options.has('json')) printJson(bundleJson(result, path));
    else printLines(bundleLines(result, out));
    return EXIT.done;
  },
};

/** The writer opens the store only when there is something to record. */
async function make(
  store: string,
  request: Parameters<typeof makeBundle>[1],
): Promise<BundleResult> {
  const line = new ProgressLine();
  const signal = interruptSignal();
  const { jobs, close } = openJobs(store, openOptions());
  const written = <Value>(write: (writes: StoreWrites) => Value): Promise<Value> =>
    Promise.resolve().then(() => {
      const writer = openExistingWrites(store, openOptions());
      try {
        return write(writer.writes);
      } finally {
        writer.close();
      }
    });
  try {
    return await makeBundle(
      {
        write: (asked) =>
          runSliced(jobs.writeBundle(asked), signal, (progress) =>
            line.show(progressText(progress)),
          ),
        finish: (asked) => written((writes) => writes.finishExport(asked)),
        record: (event) => written((writes) => writes.record([event])),
      },
      request,
    );
  } finally {
    line.clear();
    close();
  }
}

/** As product.md §12 has it for exports; the manifest is a file in the bundle. */
function bundleJson({ name: _name, events, ...result }: BundleResult, file: string): unknown {
  return { matched: events, written: events, file, manifest: 'manifest.json', ...result };
}

function progressText({ done, total }: Progress): string {
  const share = total === 0 ? 1 : done / total;
  return `${`${Math.floor(share * 100)} %`.padStart(5)} ${framedBar(share, BAR_COLUMNS)}`;
}
