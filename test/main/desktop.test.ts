import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '#shared/model/job.ts';
import { createJobSignals } from '../../src-main/app/job-signals.ts';
import { Handover, namedIn } from '../../src-main/desktop/arguments.ts';
import { eventLink, eventOfLink } from '../../src-main/desktop/event-link.ts';
import { RecentStores } from '../../src-main/desktop/recent-stores.ts';
import { wantedBy } from '../../src-main/desktop/wanted.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'annals-desktop-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text = '{}\n'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('arguments', () => {
  it('are files and links, without options and without the path of the app', () => {
    const argv = [
      '/bin/electron',
      '--no-sandbox',
      '/annals',
      '--inspect=0',
      'a.json',
      'annals://event/x',
    ];
    expect(namedIn(argv, true)).toEqual(['a.json', 'annals://event/x']);
    expect(namedIn(['/opt/annals', 'a.json'], false)).toEqual(['a.json']);
    expect(namedIn(['/opt/annals', '', 'x'.repeat(5_000)], false)).toEqual([]);
  });

  it('of another start count only if they are what we hand over', () => {
    for (const hostile of [
      null,
      'x',
      {},
      { named: 'x', folder: '/' },
      { named: [7], folder: '/' },
    ]) {
      expect(Handover.safeParse(hostile).success).toBe(false);
    }
  });
});

describe('links to events', () => {
  it.each(['al_0198a6f4-4f3e-7cc0-8000-000000000001', 'im_01893f9c6f20', 'a/b c?%#ü'])(
    'lead back to %s',
    (id) => expect(eventOfLink(eventLink(id))).toBe(id),
  );

  it.each([
    'annals://event/',
    'annals://event//',
    'annals://app/index.html',
    'annals://event/%zz',
    'annals://event/a/../b',
    'annals://event/a?b',
    'annals://events/a',
    `annals://event/${'a'.repeat(2_000)}`,
    'https://event/a',
  ])('are not %s', (link) => expect(eventOfLink(link)).toBeNull());
});

describe('what is named', () => {
  it('is a store by its ending or its content, a link, or files to import together', async () => {
    const app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
    const store = app.session.path ?? '';
    const ours = file('case.annals');
    const log = file('a.json');
    mkdirSync(join(folder, 'logs'));
    expect(
      wantedBy({
        named: [
          store,
          'case.annals',
          'a.json',
          'logs',
          'annals://event/al_1',
          pathToFileURL(log).href,
        ],
        folder,
      }),
    ).toEqual([
      { kind: 'store', path: store },
      { kind: 'store', path: ours },
      { kind: 'event', id: 'al_1' },
      { kind: 'import', paths: [log, join(folder, 'logs'), log] },
    ]);
    await app.close();
  });

  it.each([
    ['nowhere.json', 'FILE_UNREADABLE'],
    ['file://server/share/a.json', 'FILE_UNREADABLE'],
    ['https://example.org/a.json', 'INVALID_INPUT'],
    ['annals://app/index.html', 'INVALID_INPUT'],
    ['a\0b', 'FILE_UNREADABLE'],
  ])('%s is refused as %s', (name, code) => {
    expect(wantedBy({ named: [name], folder })).toMatchObject([
      { kind: 'refused', error: { code } },
    ]);
  });
});

describe('recent stores', () => {
  const open = (): RecentStores => new RecentStores(join(folder, 'recent.json'), () => undefined);

  it('are kept, the last one first, ten at most, and only for their owner', () => {
    const recent = open();
    for (let number = 1; number <= 12; number += 1) recent.opened(join(folder, `${number}.annals`));
    recent.opened(join(folder, '5.annals'));
    const names = open().list.map(({ name }) => name);
    expect(names).toHaveLength(10);
    expect(names.slice(0, 3)).toEqual(['5.annals', '12.annals', '11.annals']);
    expect(statSync(join(folder, 'recent.json')).mode & 0o077).toBe(0);
    expect(open().list).toEqual(recent.list);
  });

  it('of the same name are told apart by their folders, and no path is told', () => {
    const recent = open();
    recent.opened('/one/audit.annals');
    recent.opened('/two/audit.annals');
    expect(recent.list.map(({ name }) => name)).toEqual([
      'audit.annals (two)',
      'audit.annals (one)',
    ]);
    expect(JSON.stringify(recent.list)).not.toContain('/one');
  });

  it('begin anew where the file is damaged or somebody else wrote it', () => {
    for (const text of ['{', '[{"id":"x","path":"/a"}]', '[{"id":7}]', 'null']) {
      file('recent.json', text);
      expect(open().list).toEqual([]);
    }
    file('recent.json', JSON.stringify([{ id: crypto.randomUUID(), path: 'relative.db' }]));
    expect(open().list).toEqual([]);
  });

  it('that are gone are said to be, and no store is made in their place', async () => {
    const app = await startRealApp();
    const gone = join(app.folder, 'gone.annals');
    app.recent.opened(gone);
    const [{ id } = { id: '' }] = app.recent.list;
    expect(await app.call('store.openRecent', { id })).toMatchObject({
      ok: false,
      error: { code: 'STORE_MISSING', message: '“gone.annals” is not where it was.' },
    });
    expect(() => readFileSync(gone)).toThrow('ENOENT');
    await app.close();
  });
});

describe('what was asked for', () => {
  it('behind a store waits until that was taken, and each is handed over once', async () => {
    const app = await startRealApp();
    app.asked.add([
      { kind: 'event', id: 'al_1' },
      { kind: 'store', path: join(folder, 'a.annals') },
      { kind: 'import', paths: [file('a.json')] },
    ]);
    const take = async (): Promise<string[]> =>
      valueOf(await app.call('desktop.take', {})).asked.map(({ kind }) => kind);
    expect(await take()).toEqual(['event', 'store']);
    expect(await take()).toEqual(['import']);
    expect(await take()).toEqual([]);
    await app.close();
  });

  it('waits for somebody to sign in, unless it is another store', async () => {
    const app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
    const ada = { name: 'Ada', passphrase: 'correct horse' };
    valueOf(await app.call('operator.add', { ...ada, role: 'admin' }));
    app.asked.add([{ kind: 'event', id: 'al_1' }]);
    expect(valueOf(await app.call('desktop.take', {})).asked).toEqual([]);
    valueOf(await app.call('access.signIn', ada));
    expect(valueOf(await app.call('desktop.take', {})).asked).toEqual([
      { kind: 'event', id: 'al_1' },
    ]);
    await app.close();
  });
});

describe('signals of work', () => {
  const progress = { done: 1, total: 4 };
  const job = (state: Job['state']): Job =>
    ({ jobId: 'j', kind: 'export', title: 'secret.csv', state }) as Job;
  const running = job({ kind: 'running', progress });
  const failed = job({ kind: 'failed', error: { code: 'STORE_FULL', message: 'm', hint: '' } });

  function setUp(tookMs: number, isFocused: boolean) {
    const shares: number[] = [];
    const told: string[] = [];
    let now = 0;
    const changed = createJobSignals({
      showProgress: (share) => shares.push(share),
      notify: (...words) => told.push(words.join(' ')),
      isFocused: () => isFocused,
      now: () => now,
    });
    changed(running);
    now = tookMs;
    return { shares, told, changed };
  }

  it('show progress on the taskbar while it runs', () => {
    const { shares, changed } = setUp(10, true);
    changed(failed);
    expect(shares).toEqual([0.25, -1]);
  });

  it('tell of the end of long work while nobody looks, and of nothing in it', () => {
    const { told, changed } = setUp(6_000, false);
    changed(failed);
    expect(told).toEqual(['The export has failed Annals shows what happened.']);
  });

  it.each([
    ['short work', 400, false, failed],
    ['a window that is looked at', 6_000, true, failed],
    ['what the operator stopped', 6_000, false, job({ kind: 'cancelled', result: null })],
  ] as const)('say nothing of %s', (_what, tookMs, isFocused, end) => {
    const { told, changed } = setUp(tookMs, isFocused);
    changed(end);
    expect(told).toEqual([]);
  });
});
