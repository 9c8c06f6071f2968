import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloudTrailRecords } from '../import/support/files.ts';
import { makeEvent } from '../support/make-event.ts';
import { removeFolder, tempStore } from '../support/temp-store.ts';
import { annals, jsonOf } from './support/annals.ts';
import { SampleStore } from './support/sample.ts';
import type { PageJson } from './support/sample.ts';

interface SummaryJson {
  readonly id: string;
  readonly occurredAt: string;
}

interface RelatedJson {
  readonly newer: SummaryJson | null;
  readonly older: SummaryJson | null;
  readonly sameTarget: { readonly target: unknown; readonly events: readonly SummaryJson[] };
  readonly sameActor: readonly SummaryJson[];
  readonly sameCorrelation: readonly SummaryJson[];
}

const store = new SampleStore();

beforeAll(() => store.fill());

afterAll(() => removeFolder(store.home));

describe('annals get', () => {
  it('prints everything about one event, found by id or number', async () => {
    const [first] = cloudTrailRecords();
    const page = (await store.ask(
      'query',
      '--order',
      'recorded',
      '--limit',
      '1',
      '--offset',
      '2900',
    )) as PageJson;
    const event = page.items[0];
    const byId = await store.ask('get', event?.id ?? '');
    expect(byId).toMatchObject({ event, review: { flag: null, notes: [], holds: [] } });
    expect(JSON.parse((byId as { raw: string }).raw)).toEqual(first);
    expect(await store.ask('get', String(event?.seq))).toEqual(byId);
  });

  it('shows it to people, original included', async () => {
    const stdout = await store.show('get', '1');
    expect(stdout).toContain('Action       ');
    expect(stdout).toContain('\nOriginal\n  {"eventVersion"');
  });

  it('tells what happened around it', async () => {
    const { items } = (await store.ask('query', '--limit', '1000')) as PageJson;
    const index = items.findIndex(
      ({ targets, correlationId }) => targets[0]?.id === 'ec2' && correlationId !== null,
    );
    const [newer, event, older] = items.slice(index - 1, index + 2);
    const found = (await store.ask('get', event?.id ?? '')) as { related: RelatedJson };
    expect(found.related.newer).toMatchObject({ id: newer?.id, occurredAt: newer?.occurredAt });
    expect(found.related.older).toMatchObject({ id: older?.id });
    const { sameTarget, sameActor, sameCorrelation } = found.related;
    expect(sameTarget.target).toEqual(event?.targets[0]);
    expect(sameTarget.events.length).toBeGreaterThan(1);
    for (const list of [sameActor, sameCorrelation]) {
      expect(list.map(({ id }) => id)).toContain(event?.id);
    }
    const shown = await store.show('get', event?.id ?? '');
    expect(shown).toMatch(
      new RegExp(
        `\\nJust after and just before\\n.*\\n *${newer?.seq}  .*\\n *${older?.seq}  `,
        'u',
      ),
    );
    expect(shown).toContain('\nLast events of service ec2\n');
    expect(shown).toContain('\nBy the same actor, around that time\n');
  });

  it('tells what people added to it', async () => {
    const { writes, folder } = tempStore();
    writes.record([makeEvent()]);
    const operator = { id: 'o-1', name: 'Olga\u001b[2J' };
    const selection = { seqs: [1] };
    writes.flagEvents({ selection, flagged: true, note: 'look\nhere', operator });
    writes.addNote({ seq: 1, text: 'It was me.', operator });
    writes.placeHold({ selection, reason: 'case 7', operator });
    const run = await annals(folder, ['get', '1', '--store', 'trail.db', '--json']);
    const time = expect.stringMatching(/^\d{4}-.+Z$/u) as string;
    expect(jsonOf(run)).toMatchObject({
      review: {
        flag: { note: 'look\nhere', at: time, operator: operator.name },
        notes: [{ text: 'It was me.', at: time, operator: operator.name }],
        holds: [{ id: 1, kind: 'events', reason: 'case 7', at: time, operator: operator.name }],
      },
    });
    const { stdout } = await annals(folder, ['get', '1', '--store', 'trail.db']);
    expect(stdout).toMatch(
      /\nReview\n {2}Flagged by Olga⟨U\+001B⟩\[2J, [-\d]+ [:\d]+\n {4}look\n {4}here\n {2}Note by .+\n {4}It was me\.\n {2}Held by hold 1 by .+\n {4}case 7\n/u,
    );
  });

  it('refuses an event that is not there with 2', async () => {
    for (const id of ['im_nope', '99999']) {
      const run = await annals(store.home, ['get', id, '--store', 't.db', '--json']);
      expect(run.stderr).toBe(
        `annals: There is no event ${id}. \`annals query\` lists those there are.\n`,
      );
      expect([run.code, run.stdout]).toEqual([2, '']);
    }
  });
});
