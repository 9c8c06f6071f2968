import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RecordResult } from '../../../src-main/recorder/recorder.ts';
import type { StorePlace } from '../../support/temp-store.ts';

const SCRIPT = fileURLToPath(new URL('recorder-child.ts', import.meta.url));
/** A user without rights; the tests run as root in containers. */
const NOBODY = 65_534;

export interface RecorderRun {
  readonly code: number;
  readonly results: readonly RecordResult[];
  readonly stderr: string;
}

/** Runs recorder-child.ts to its end. */
export function runRecorder(
  { path, open }: StorePlace,
  name: string,
  count: number,
  options: { readonly asNobody?: boolean } = {},
): Promise<RecorderRun> {
  const rights = options.asNobody ? { uid: NOBODY, gid: NOBODY } : {};
  const parameters = [SCRIPT, path, open.stateFolder, name, String(count)];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, parameters, rights, (_error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => line !== '');
      const results = lines.map((line) => JSON.parse(line) as RecordResult);
      resolve({ code: child.exitCode ?? -1, results, stderr });
    });
  });
}
