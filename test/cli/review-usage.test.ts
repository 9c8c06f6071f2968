import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeEvent } from '../support/make-event.ts';
import { tempFolder, tempStore } from '../support/temp-store.ts';
import { annals } from './support/annals.ts';

describe('mistakes in commands of reviewing', () => {
  it.each([
    // Nothing is ever flagged or held because somebody forgot to say what.
    [['flag'], 'Say what to flag: --ids, a filter, --entities, or --all for every event.'],
    [['flag', '--unflag', '--query', ' '], 'Say what to flag'],
    [['flag', '--all', '--ids', '1'], '--ids, --all and a filter each say which events are meant.'],
    [['flag', '--ids', '1', '--actor', 'Ada'], '--ids, --all and a filter each say'],
    [['flag', '--all', '--last', '7d'], '--ids, --all and a filter each say'],
    [['flag', '--ids', ' , '], '--ids names no event.'],
    [['flag', '--ids', '1,'.repeat(10_001)], '--ids can name 10,000 events at most.'],
    [['flag', '--entities', 'seller:17', '--all'], 'One act flags either events or entities.'],
    [['flag', '--entities', 'seller'], '“seller” for --entities is not TYPE:ID.'],
    [['flag', '--entities', ':17'], '“:17” for --entities is not TYPE:ID.'],
    [['flag', '--ids', '1', '--note', ' '], '--note must be a text that can be read'],
    [['flag', '--undo', '1', '--unflag'], '--undo takes a whole act back.'],
    [['flag', '--undo', '1', '--all'], '--undo takes a whole act back.'],
    [['note', '1'], 'Name one event and write one text: annals note ID "TEXT".'],
    [['note', '1', 'two', 'words'], 'Name one event and write one text'],
    [['note', '1', ' '], 'The note must be a text that can be read'],
    [['hold', '--ids', '1'], 'Say why, with --reason.'],
    [['hold', '--release', '1'], 'Say why, with --reason.'],
    [['hold', '--reason', 'x'], 'Say what to hold: --ids, --entity, a filter, or --all.'],
    [['hold', '--release', 'x', '--reason', 'x'], '--release must be a whole number, 1 or more'],
    [['hold', '--release', '1', '--all', '--reason', 'x'], '--release names the hold'],
    [['hold', '--entity', 'a:b', '--all', '--reason', 'x'], 'A hold is on events or on an entity.'],
    [['hold', '--flagged', '--reason', 'x'], 'A hold cannot ask for “flagged”'],
    [['review', '--note', 'x'], '--note goes with --mark.'],
    [['review', '--up-to', '1'], '--up-to goes with --mark.'],
    [['review', '--mark', '--up-to', '9'], 'The store does not have 1 event: 9.'],
    [['batches', 'all'], '“all” is not an option.'],
  ])('%j', async (args, message) => {
    const store = tempStore();
    store.writes.record([makeEvent()]);
    const run = await annals(store.folder, [...args, '--store', 'trail.db', '--json']);
    expect(run.stderr).toContain(`annals: ${message}`);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(store.reads.facts().headSeq).toBe(1);
  });
});

describe('commands of reviewing', () => {
  it.each([
    ['flag', '--all'],
    ['note', '1', 'x'],
    ['hold'],
    ['hold', '--all', '--reason', 'x'],
    ['hold', '--release', '1', '--reason', 'x'],
    ['review'],
    ['review', '--mark'],
    ['batches'],
  ])('%s %s need a store, and make none', async (...args) => {
    const folder = tempFolder();
    const run = await annals(folder, [...args, '--store', 'none.db']);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(/^annals: There is no store at none\.db\./u);
    expect(existsSync(join(folder, 'none.db'))).toBe(false);
  });

  it('take ids with colons, and types whose colons are escaped', async () => {
    const store = tempStore();
    const targets = [
      { type: 'role', id: 'arn:aws:iam::1:role/a,b', name: null },
      { type: 'a:b', id: 'c', name: null },
    ];
    store.writes.record([makeEvent({ targets })]);
    const entities = String.raw`role:arn:aws:iam::1:role/a\,b,a\:b:c`;
    const args = ['flag', '--entities', entities, '--store', 'trail.db'];
    expect((await annals(store.folder, args)).stdout).toMatch(/^Flagged 2 entities\./u);
  });
});
