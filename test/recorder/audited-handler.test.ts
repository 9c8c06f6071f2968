import { describe, expect, it } from 'vitest';
import { auditedHandler } from '../../src-main/recorder/audited-handler.ts';
import { channelKind } from '../../src-main/recorder/channel-kind.ts';
import { memorySink } from './support/recorders.ts';

interface Call {
  readonly user: string;
}

const call: Call = { user: 'ada' };
const handler = (_event: Call, name: string): string => `done: ${name}`;

describe('an audited handler', () => {
  it('answers as the handler does, and is recorded with operator, channel, outcome and duration', () => {
    const sink = memorySink();
    const options = { operator: ({ user }: Call) => ({ id: user }) };
    expect(auditedHandler(sink, 'seller.rename', handler, options)(call, 'Acme')).toBe(
      'done: Acme',
    );
    expect(sink.events).toEqual([
      {
        action: 'seller.rename',
        category: 'system',
        outcome: 'success',
        message: 'seller.rename',
        actor: { id: 'ada' },
        durationMs: expect.any(Number),
        metadata: { channel: 'seller.rename', kind: 'write' },
      },
    ]);
  });

  it('is recorded with its parameters if they are named', () => {
    const sink = memorySink();
    auditedHandler(sink, 'seller.rename', handler, { parameters: ['name'] })(call, 'Acme');
    expect(sink.events).toMatchObject([{ metadata: { parameters: { name: 'Acme' } } }]);
  });

  it('passes on the error of a handler that fails, and is recorded as failed', async () => {
    const sink = memorySink();
    const error = new Error('no');
    const failing = auditedHandler(sink, 'seller.rename', () => Promise.reject(error));
    expect(await failing(call).catch((reason: unknown) => reason)).toBe(error);
    expect(sink.events).toMatchObject([
      { outcome: 'error', message: 'seller.rename failed', errorMessage: 'no' },
    ]);
  });

  it('is recorded as failed where the answer says so', () => {
    const sink = memorySink();
    const outcomeOf = () => 'failure' as const;
    auditedHandler(sink, 'seller.rename', handler, { outcomeOf })(call, 'Acme');
    expect(sink.events).toMatchObject([{ outcome: 'failure' }]);
  });

  it('leaves out reads, and what the program leaves out, but never what destroys', () => {
    const sink = memorySink();
    const channels = ['seller.list', 'seller.rename', 'seller.delete', 'log'];
    for (const channel of channels) auditedHandler(sink, channel, handler)(call, '');
    expect(sink.events.splice(0).map(({ action }) => action)).toEqual(channels.slice(1));

    for (const channel of channels) {
      auditedHandler(sink, channel, handler, { isRecorded: () => false })(call, '');
    }
    expect(sink.events.splice(0).map(({ action }) => action)).toEqual(['seller.delete']);

    for (const channel of channels) {
      auditedHandler(sink, channel, handler, { isRecorded: (name) => name === 'seller.list' })(
        call,
        '',
      );
    }
    expect(sink.events.splice(0).map(({ action }) => action)).toEqual([
      'seller.list',
      'seller.delete',
    ]);

    const options = { kind: 'destructive', isRecorded: () => false } as const;
    auditedHandler(sink, 'seller.list', handler, options)(call, '');
    expect(sink.events).toHaveLength(1);
  });
});

describe('the kind of a channel', () => {
  it.each([
    ['history.rows', 'read'],
    ['user:getById', 'read'],
    ['app/status', 'read'],
    ['get-page', 'read'],
    ['settings.set', 'write'],
    ['user.getOrCreateAndDelete', 'destructive'],
    ['prune.plan', 'destructive'],
    ['trail.exportRows', 'destructive'],
    ['hold', 'destructive'],
    ['getaway.start', 'write'],
    ['', 'write'],
  ])('of “%s” is %s', (channel, kind) => {
    expect(channelKind(channel)).toBe(kind);
  });
});
