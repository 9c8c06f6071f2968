import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp-store.ts';
import { annals, ended, startAnnals } from './support/annals.ts';

const COMMANDS = ['import', 'record', 'query', 'count', 'get', 'doctor'];

describe('help', () => {
  it('lists every command, with examples', async () => {
    const { code, stdout } = await annals(tempFolder(), ['--help']);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toContain(`\n  ${command} `);
    expect(stdout).toContain('\nExamples\n');
  });

  it.each(COMMANDS)('explains %s, with examples and every option', async (command) => {
    const { code, stdout, stderr } = await annals(tempFolder(), [command, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`  annals ${command} `);
    expect(stdout).toMatch(/--store FILE .+\n/u);
    expect(stdout).toContain('\nExamples\n');
    expect(stdout.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  it('shows the version', async () => {
    expect((await annals(tempFolder(), ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});

describe('mistakes on the command line', () => {
  it.each([
    [[], ''],
    [['qeury'], 'There is no command “qeury”. Did you mean “query”?'],
    [['--verison'], 'There is no option “--verison”.'],
    [['query', '--outcme', 'failure'], 'There is no option --outcme. Did you mean --outcome?'],
    [
      ['query', '--outcome', 'failed'],
      '--outcome: “failed” is not one of success, failure, error, unknown.',
    ],
    [['query', '--severity', '>=warnin'], 'Did you mean >=warning?'],
    [['query', '--limit', '0'], '--limit must be a whole number, 1 to 1000, and not “0”.'],
    [['query', '--limit', '1001'], '--limit must be'],
    [['query', '--limit', 'many'], '--limit must be'],
    [['query', '--limit', '5', '--limit', '6'], '--limit can be given only once.'],
    [['query', '--offset', '-1'], '--offset must be a whole number, 0 or more'],
    [['query', '--order', 'up'], '--order must be one of newest, oldest, recorded'],
    [['query', '--cursor', 'x', '--offset', '1'], '--cursor and --offset'],
    [['query', '--text'], '--text needs a value: --text TEXT.'],
    [['query', '--text', '--json'], '--text needs a value'],
    [['query', '--json=yes'], '--json takes no value.'],
    [['query', 'failures'], '“failures” is not an option.'],
    [
      ['count', '--last', 'week'],
      '“week” for --last is not a length of time. Write 30m, 24h, 7d or 4w.',
    ],
    [['count', '--from', '2026-02-30'], '“2026-02-30” for --from is not a time.'],
    [['count', '--from', '2026-02-02', '--to', '2026-02-01'], '--from is not before --to.'],
    [['count', '--last', '7d', '--from', '2026-02-02'], '--last and --from'],
    [['count', '--batch', 'one'], '--batch: “one” is not a batch number.'],
    [['get'], 'Name one event: annals get ID.'],
    [['import'], 'Name the files or folders to import.'],
    [['import', 'x', '--format', 'xml'], '--format must be one of'],
    [['record', '--action', 'a', '--target', 'x'], '“x” for --target is not TYPE:ID'],
    [['record', '--action', 'a', '--metadata', '{'], '--metadata is not JSON.'],
    [['record', '--action', 'a', '--metadata', '[]'], '“metadata” must be'],
  ])('%j ends with 2 and says what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await annals(tempFolder(), args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    if (args.length > 0) expect([stdout, stderr.split('\n').length]).toEqual(['', 2]);
  });
});

describe('output', () => {
  it('ends quietly when nobody reads on', async () => {
    const home = tempFolder();
    for (let index = 0; index < 3; index += 1) {
      await annals(home, ['record', '--action', 'a', '--message', 'x'.repeat(60_000)]);
    }
    const child = startAnnals(home, ['query', '--json']);
    child.stdin.end();
    child.stdout.once('readable', () => child.stdout.destroy());
    child.stdout.on('error', () => undefined);
    const stderr: Buffer[] = [];
    child.stderr.on('data', (part: Buffer) => stderr.push(part));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect([code, Buffer.concat(stderr).toString()]).toEqual([0, '']);
  });

  it('has no colours where it is no terminal', async () => {
    const run = await ended(startAnnals(tempFolder(), ['--help']));
    expect(run.stdout).not.toContain('\u001b');
  });
});
