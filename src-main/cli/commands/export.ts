import { resolve } from 'node:path';
import { runExport } from '../../jobs/run-export.ts';
import { manifestPath } from '../../store/export/write-export.ts';
import { openExistingWrites, openJobs } from '../../store/open-store.ts';
import type { Progress } from '../../store/store-api.ts';
import { authorize } from '../authorize.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { interruptSignal } from '../interrupt.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { ACCESS_OPTIONS } from '../options/access-options.ts';
import { EXPORT_OPTIONS, exportRequestOf } from '../options/export-options.ts';
import { FILTER_NOTES, filterOptions } from '../options/filter-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import { framedBar } from '../print/bar.ts';
import { exportJson, exportLines } from '../print/export-report.ts';
import { formatCount, zoneName } from '../print/format.ts';
import { printJson, printLines } from '../print/output.ts';
import { ProgressLine } from '../print/progress-line.ts';
import { runSliced } from '../run-sliced.ts';
import { annalsVersion } from '../version.ts';

const BAR_COLUMNS = 20;

export const exportCommand: Command = {
  name: 'export',
  summary: 'Write the events that match a filter to a file',
  operands: '',
  notes: [
    'Writes exactly the events that match at one moment, and beside them FILE.manifest.json, which',
    'says what was exported and what the file is to hash to. The export is an event of the trail. A',
    'file gets its name only when it is whole and recorded. annals import reads native exports back.',
    '',
    ...FILTER_NOTES,
  ],
  options: [...EXPORT_OPTIONS, ...ACCESS_OPTIONS, ...filterOptions()],
  examples: [
    ['export --out all.csv', 'everything, as a table'],
    ['export --last 30d --outcome failure --out failures.jsonl', 'one JSON object a line'],
    ['export --out week.csv --last 7d --columns occurredAt,actorName,message', 'three columns'],
    ['export --out siem.jsonl --profile ecs --order oldest', 'in the words of Elastic'],
    ['export --out all.json --json', '{"matched": n, "written": n, "file", "sha256", …}'],
  ],

  async run(options) {
    noOperands(options);
    const out = options.one('out');
    if (out === undefined) throw usageError('Say where to: --out FILE.');
    const request = exportRequestOf(options, out, Date.now());
    const path = storePath(options);
    const operator = await authorize(options, 'auditor');
    // First of all, because an export that cannot be recorded is not made.
    const { writes, close } = openExistingWrites(path, openOptions());
    const line = new ProgressLine();
    try {
      const { jobs, close: closeJobs } = openJobs(path, openOptions());
      try {
        const signal = interruptSignal();
        const result = await runExport(
          {
            write: (work) =>
              runSliced(jobs.writeExport(work), signal, (progress) =>
                line.show(progressText(progress)),
              ),
            finish: async (finished) => writes.finishExport(finished),
            record: async (event) => writes.record([event]),
          },
          {
            request,
            path: resolve(out),
            replaces: options.has('replace'),
            operator,
            version: annalsVersion(),
            timeZone: request.zone ?? zoneName(),
          },
        );
        line.clear();
        if (options.has('json')) printJson(exportJson(result, out, manifestPath(out)));
        else printLines(exportLines(result, out, manifestPath(out)));
        return EXIT.done;
      } finally {
        closeJobs();
      }
    } finally {
      line.clear();
      close();
    }
  },
};

function progressText({ done, total }: Progress): string {
  const share = total === 0 ? 1 : done / total;
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  return `${percent} ${framedBar(share, BAR_COLUMNS)}  ${formatCount(done)} of ${formatCount(total)} events`;
}
