import { describe, expect, it } from 'vitest';
import { makeEvent } from '../support/make-event.ts';
import { tempFolder, tempStore } from '../support/temp-store.ts';
import { annals, ended, startAnnals } from './support/annals.ts';

const COMMANDS = [
  'import',
  'record',
  'query',
  'count',
  'facets',
  'timeline',
  'get',
  'failures',
  'by-service',
  'errors',
  'entities',
  'flag',
  'note',
  'hold',
  'review',
  'batches',
  'bundle',
  'operators',
  'doctor',
];

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
    [['count', '--days', '366'], '--days must be a whole number, 1 to 365, and not “366”.'],
    [
      ['count', '--days', '7', '--last', '7d'],
      '--last and --days both say where the range starts.',
    ],
    [['count', '--flagged=maybe'], '--flagged: “maybe” is not one of yes, no.'],
    [['count', '--flagged', 'no'], '“no” is not an option.'],
    [['failures', '--days', '0'], '--days must be a whole number, 1 to 90, and not “0”.'],
    [['failures', '--days', '91'], '--days must be a whole number, 1 to 90, and not “91”.'],
    [['failures', '--limit', '1001'], '--limit must be a whole number, 1 to 1000'],
    [['failures', '--offset', '-1'], '--offset must be a whole number, 0 or more'],
    [['by-service'], 'Name one service: annals by-service NAME.'],
    [['by-service', 'a', 'b'], 'Name one service: annals by-service NAME.'],
    [['by-service', 'x'.repeat(513)], 'The name of the service is not valid'],
    [['by-service', 'a', '--days', '0'], '--days must be a whole number, 1 to 365, and not “0”.'],
    [['by-service', 'a', '--days', '366'], '--days must be a whole number, 1 to 365'],
    [['by-service', 'a', '--outcome', 'bad'], '--outcome: “bad” is not one of'],
    [['errors', '--limit', '201'], '--limit must be a whole number, 1 to 200, and not “201”.'],
    [['errors', '--limit', '0'], '--limit must be a whole number, 1 to 200'],
    [['errors', '--severity', 'bad'], '--severity: “bad” is not one of'],
    [['entities', '--limit', '1001'], '--limit must be a whole number, 1 to 1000'],
    [['entities', '--order', 'size'], '--order must be one of events, recent, name'],
    [['entities', '--search', 'x'.repeat(513)], '--search: '],
    [['entities', '--flagged=maybe'], '--flagged must be one of yes, no, any'],
    [['facets', '--field', 'acton'], 'Did you mean action?'],
    [['facets', '--field', 'message'], '--field: “message” is not one of category, action'],
    [['facets', '--limit', '1001'], '--limit must be a whole number, 1 to 1000'],
    [['timeline', '--by', 'actor'], '--by must be one of severity, outcome, and not “actor”.'],
    [['timeline', '--buckets', '1001'], '--buckets must be a whole number, 1 to 1000'],
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

  it('lets no event give orders to the terminal, whatever the command', async () => {
    const evil = 'e\u001b[2J\u009b\u202el\r';
    const { writes, folder } = tempStore();
    const event = makeEvent({
      action: evil,
      category: evil,
      actorId: evil,
      actorName: evil,
      targets: [{ type: evil, id: evil, name: evil }],
      outcome: 'error',
      errorType: evil,
      errorMessage: evil,
      message: evil,
      intent: evil,
      ip: evil,
      correlationId: evil,
      occurredAt: Date.now(),
    });
    writes.record([event, event]);
    const commands = ['query', 'facets', 'timeline', 'failures', 'errors', 'entities', 'get 1'];
    for (const command of commands) {
      const run = await annals(folder, [...command.split(' '), '--store', 'trail.db']);
      expect([run.code, run.stderr]).toEqual([0, '']);
      expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
      if (command !== 'timeline') expect(run.stdout).toContain('e⟨U+001B⟩[2J⟨U+009B⟩⟨U+202E⟩l');
    }
  });

  it('has no colours where it is no terminal', async () => {
    const run = await ended(startAnnals(tempFolder(), ['--help']));
    expect(run.stdout).not.toContain('\u001b');
  });
});
