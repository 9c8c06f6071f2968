import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLOUDTRAIL } from '../../e2e/support/app.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const FIXTURES = join(ROOT, 'test', 'import', 'fixtures');

/** The operator's own store, made as an operator would: by the command line, from real logs. */
export function makeStore(home: string): void {
  annals(home, ['import', CLOUDTRAIL]);
  for (const source of readdirSync(FIXTURES, { withFileTypes: true })) {
    // Some of these hold broken lines: what is rejected belongs to the picture.
    if (source.isDirectory()) annals(home, ['import', join(FIXTURES, source.name)]);
  }
  annals(home, ['record'], JSON.stringify(realError()));
  annals(home, ['record'], JSON.stringify(CHANGE));
  annals(home, [
    'flag',
    '--query',
    'action:ConsoleLogin',
    '--note',
    'Asked the owner of the account',
  ]);
}

/** An error that really happened, just now. */
function realError(): object {
  try {
    readdirSync(join(ROOT, 'no-such-folder'));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return {
      action: 'folder.read',
      category: 'system',
      outcome: 'error',
      severity: 'error',
      message: 'The folder of screenshots could not be read',
      errorType: error.name,
      errorMessage: error.message.replaceAll(ROOT, '…/'),
      stackTrace: (error.stack ?? '').replaceAll(ROOT, '…/'),
    };
  }
  throw new Error('there is such a folder');
}

/** A change of nested settings, as programs record it. */
const CHANGE = {
  action: 'setting.change',
  category: 'admin',
  outcome: 'success',
  severity: 'notice',
  message: 'Changed how long events of the categories auth and data are kept',
  targets: [{ type: 'setting', id: 'retention', name: 'Retention' }],
  changes: {
    old: {
      auth: { keepDays: 90, enabled: true },
      data: { keepDays: 365 },
      note: 'as agreed in 2024',
    },
    new: { auth: { keepDays: 365, enabled: true }, data: { keepDays: 365, archive: true } },
  },
};

function annals(home: string, args: readonly string[], input = ''): void {
  execFileSync(process.execPath, [join(ROOT, 'src-main', 'cli', 'main.ts'), ...args], {
    input,
    env: { ...process.env, ANNALS_HOME: home },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
