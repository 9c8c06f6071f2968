import { describe, expect, it } from 'vitest';
import { audited } from '../../src-main/recorder/audited.ts';
import { storePlace } from '../support/temp-store.ts';
import { eventsOf, memorySink, testRecorder } from './support/recorders.ts';

/** A clock that is 40 ms further at every look. */
function ticking(): () => number {
  let now = 0;
  return () => (now += 40);
}

describe('an audited function', () => {
  it('answers what it would have answered, and looks like itself', () => {
    const sink = memorySink();
    function add(a: number, b: number): number {
      return a + b;
    }
    const wrapped = audited(sink, add);
    expect(wrapped(1, 2)).toBe(3);
    expect([wrapped.name, wrapped.length]).toEqual(['add', 2]);
    const object = {};
    expect(audited(sink, () => object)()).toBe(object);
  });

  it('is recorded with its name, parameters, outcome and duration', () => {
    const sink = memorySink();
    const rename = (id: number, name: string): string => `${id}:${name}`;
    audited(sink, rename, { parameters: ['id', 'name'], clock: ticking() })(7, 'Ada');
    expect(sink.events).toEqual([
      {
        action: 'rename',
        outcome: 'success',
        message: 'rename',
        durationMs: 40,
        metadata: { parameters: { id: 7, name: 'Ada' } },
      },
    ]);
  });

  it('keeps `this`', () => {
    const sink = memorySink();
    class Counter {
      count = 3;
      next = audited(sink, function next(this: Counter, by: number) {
        this.count += by;
        return this;
      });
    }
    const counter = new Counter();
    expect(counter.next(4)).toBe(counter);
    expect(counter.count).toBe(7);
  });

  it('throws the very error that it would have thrown, and is recorded as failed', () => {
    const sink = memorySink();
    const error = new TypeError('no');
    const wrapped = audited(sink, () => {
      throw error;
    });
    expect(wrapped).toThrow(error);
    expect(thrownBy(wrapped)).toBe(error);
    expect(sink.events).toMatchObject([
      { outcome: 'error', severity: 'error', errorType: 'TypeError' },
      { outcome: 'error' },
    ]);
  });

  it('is recorded when its promise settles', async () => {
    const sink = memorySink();
    let resolve = (_value: string): void => undefined;
    const promise = new Promise<string>((done) => (resolve = done));
    const answer = audited(sink, () => promise, { action: 'wait' })();
    expect(sink.events).toEqual([]);
    resolve('done');
    expect(await answer).toBe('done');
    expect(sink.events).toMatchObject([{ action: 'wait', outcome: 'success' }]);
  });

  it('rejects with the very error that it would have rejected with', async () => {
    const sink = memorySink();
    const error = { reason: 'no Error at all' };
    const answer = audited(sink, async () => {
      throw error;
    })();
    expect(await answer.catch((reason: unknown) => reason)).toBe(error);
    expect(sink.events).toMatchObject([{ action: 'call', outcome: 'error', errorType: 'object' }]);
  });

  it('may describe each call, and means by an answer what it says', () => {
    const sink = memorySink();
    const save = (name: string) => ({ ok: name !== '' });
    const wrapped = audited(sink, save, {
      parameters: false,
      outcomeOf: (result) => ((result as { ok: boolean }).ok ? 'success' : 'failure'),
      details: ({ parameters, result }) => ({
        category: 'entity',
        message: `Saved ${String(parameters[0])}: ${JSON.stringify(result)}`,
        metadata: { more: 1 },
      }),
    });
    wrapped('Ada');
    wrapped('');
    expect(sink.events).toMatchObject([
      {
        outcome: 'success',
        category: 'entity',
        message: 'Saved Ada: {"ok":true}',
        metadata: { more: 1 },
      },
      { outcome: 'failure' },
    ]);
    expect(sink.events[0]?.metadata).not.toHaveProperty('parameters');
  });

  it('is not harmed by a description that fails', () => {
    const sink = memorySink();
    const broken = (): never => {
      throw new Error('in the description');
    };
    expect(audited(sink, () => 1, { details: broken, outcomeOf: broken })()).toBe(1);
    expect(sink.events).toMatchObject([{ outcome: 'unknown' }]);
  });
});

describe('the parameters of an audited function', () => {
  it('are recorded without secrets', () => {
    const place = storePlace();
    const recorder = testRecorder(place);
    const signIn = (_user: string, _password: string, _more: object): void => undefined;
    const more = { token: 'hunter3', url: 'https://a:hunter4@b/' };
    audited(recorder, signIn, { parameters: ['user', 'password', 'more'] })('ada', 'hunter2', more);
    audited(recorder, signIn)('ada', 'hunter2', more);
    const [named, unnamed] = eventsOf(place).map(({ metadata }) => metadata['parameters']);
    expect(named).toEqual({
      user: 'ada',
      password: '[redacted]',
      more: { token: '[redacted]', url: 'https://a:[redacted]@b/' },
    });
    expect(unnamed).toMatchObject({ parameter1: '[text]', parameter2: '[text]' });
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
