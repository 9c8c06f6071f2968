import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeEvents } from '../support/make-event.ts';
import { startRealApp, valueOf } from '../support/real-app.ts';
import type { RealApp } from '../support/real-app.ts';
import { anywhere, expensiveQuestions } from './support/expensive-questions.ts';

/** Events of the store: enough that a walk over all of them has many slices. */
const EVENTS = 12_000;
/** Every so many an event has the mark that the patient question looks for. */
const MARKED_EVERY = 1_000;

const EXPENSIVE = expensiveQuestions('nowhere');

describe('expensive questions over real threads', () => {
  let app: RealApp;
  beforeAll(async () => {
    app = await startRealApp();
    valueOf(await app.call('store.openDefault', {}));
    const events = makeEvents(EVENTS).map((event, index) => ({
      ...event,
      metadata: {
        text: 'lorem ipsum '.repeat(50),
        mark: index % MARKED_EVERY === 0 ? 'xyzzy' : '',
      },
    }));
    await app.session.host.writes.record(events);
  });
  afterAll(() => app.close());

  it('end as CANCELLED, ten at once, while another goes on and answers right', async () => {
    const asked = EXPENSIVE.map(([channel, input]) => {
      const requestId = randomUUID();
      return { requestId, result: app.dispatch({ channel, input, requestId }) };
    });
    const patient = app.call('history.facets', {
      filter: anywhere('xyzzy'),
      fields: ['action'],
      limit: 5,
    });
    for (const { requestId } of asked) valueOf(await app.call('call.cancel', { requestId }));
    for (const { result } of asked) {
      expect(await result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    }
    expect(valueOf(await patient).fields).toMatchObject([
      { values: [{ value: 'user.login', count: EVENTS / MARKED_EVERY }], distinct: 1 },
    ]);
    expect(app.bugs).toEqual([]);
  });

  it('end with the store, without a word on the terminal', async () => {
    // The threads' output is written to the process's own, whichever console they use.
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const asked = EXPENSIVE.map(([channel, input]) => app.dispatch({ channel, input }));
    valueOf(await app.call('store.reopen', {}));
    for (const result of await Promise.all(asked)) {
      const code = expect.stringMatching(/^(CANCELLED|STORE_UNAVAILABLE)$/u);
      expect(result).toMatchObject({ ok: false, error: { code } });
    }
    expect(write.mock.calls.map(([chunk]) => String(chunk))).toEqual([]);
    expect(app.bugs).toEqual([]);
    write.mockRestore();
  });

  it('end with the page, and the next page is answered right', async () => {
    const asked = EXPENSIVE.map(([channel, input]) => app.dispatch({ channel, input }));
    app.endPage(1);
    for (const result of await Promise.all(asked)) {
      expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    }
    const question = { filter: anywhere('xyzzy'), order: 'newest' } as const;
    const { queryId, rows } = valueOf(await app.call('history.open', question));
    expect(rows).toHaveLength(EVENTS / MARKED_EVERY);
    const { total } = valueOf(await app.call('history.total', { queryId }));
    expect(total).toBe(EVENTS / MARKED_EVERY);
  });
});
