import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Folder, import, and whether architecture allows it there. */
const IMPORTS: readonly (readonly [folder: string, specifier: string, isAllowed: boolean])[] = [
  ['src-shared/model', 'zod', true],
  ['src-shared/model', 'electron', false],
  ['src-shared/model', 'node:fs', false],
  ['src-shared/model', '../../src-main/data-paths.ts', false],
  ['src-renderer/data', '../state/app-store.ts', true],
  ['src-renderer/data', 'electron', false],
  ['src-renderer/data', 'node:fs', false],
  ['src-renderer/data', '../../src-main/data-paths.ts', false],
  ['src-renderer/data', '../features/history/columns.ts', false],
  ['src-renderer/state', '../ui/button.tsx', false],
  ['src-renderer/state', '#shared/model/role.ts', true],
  ['src-renderer/state', '#shared/model/job.ts', false],
  ['src-renderer/features', '#shared/ipc/contract.ts', false],
  ['src-renderer/ui', '../format/times.ts', true],
  ['src-renderer/ui', '../state/app-store.ts', false],
  ['src-main/preload', '#shared/ipc/channels.ts', true],
  ['src-main/preload', '#shared/ipc/contract.ts', false],
  ['src-main/preload', 'zod', false],
  ['src-main/store/schema/migrations', '../migration.ts', true],
  ['src-main/store/schema/migrations', '../../queries/scan.ts', false],
  ['src-main/store/schema/migrations', '#shared/model/limits.ts', false],
  ['src-main/store/queries', '../sql/fragment.ts', true],
  ['src-main/store/queries', '../host/lane.ts', false],
  ['src-main/store/queries', 'electron', false],
  ['src-main/store/worker', '../host/lane.ts', false],
  ['src-main/store/host', '../queries/scan.ts', false],
  ['src-main/store/host', 'better-sqlite3', false],
  ['src-main/import', '../store/store-api.ts', true],
  ['src-main/import', '../store/sql/fragment.ts', false],
  ['src-main/jobs', '../store/queries/scan.ts', false],
  ['src-main/jobs', 'better-sqlite3', false],
  ['src-main/recorder', '../store/open-store.ts', true],
  ['src-main/recorder', 'electron', false],
  ['src-main/cli', 'electron', false],
  ['src-main/app', 'electron', true],
  ['src-main/app', 'better-sqlite3', false],
];

const PROJECT = new URL('../..', import.meta.url).pathname;

interface OxlintReport {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

describe('the dependency rules', () => {
  const refused = new Set<string>();
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'annals-rules-'));
    copyFileSync(join(PROJECT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const [index, [place, specifier]] of IMPORTS.entries()) {
      const file = join(folder, place, `import-${index}.ts`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `import { thing } from '${specifier}';\nexport const other = thing;\n`);
    }
    const oxlint = join(PROJECT, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json'], { cwd: folder });
    const { diagnostics } = JSON.parse(stdout.toString()) as OxlintReport;
    for (const { code, filename } of diagnostics) {
      if (code.includes('no-restricted-imports')) refused.add(filename);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(IMPORTS.map((each, index) => [...each, index] as const))(
    '%s may import %s: %s',
    (place, _specifier, isAllowed, index) => {
      expect(refused.has(`${place}/import-${index}.ts`)).toBe(!isAllowed);
    },
  );
});
