import { describe, expect, test } from 'vitest';
import type { ChannelInput } from '#shared/ipc/contract.ts';
import { EVERYTHING } from '#shared/model/event-filter.ts';
import { createClient, failureOf } from '../../src-renderer/api/client.ts';
import { createFakeAnnals } from './support/fake-annals.ts';
import type { FakeOptions } from './support/fake-annals.ts';

const never = (): Promise<never> => new Promise(() => undefined);
const QUESTION: ChannelInput<'history.open'> = { filter: EVERYTHING, order: 'newest' };

function setUp(options: FakeOptions = {}) {
  const fake = createFakeAnnals(options);
  const cancels = () => fake.calls.filter(({ channel }) => channel === 'call.cancel');
  return { fake, client: createClient(fake), cancels };
}

describe('a call with a signal', () => {
  test('fails as CANCELLED when the signal is aborted', async () => {
    const { client } = setUp({ overrides: { 'history.open': never } });
    const abort = new AbortController();
    const call = client.call('history.open', QUESTION, abort.signal).catch(failureOf);
    abort.abort();
    expect(await call).toMatchObject({ code: 'CANCELLED' });
  });

  test('fails as CANCELLED when the signal was aborted before', async () => {
    const { client } = setUp({ overrides: { 'history.open': never } });
    const call = client.call('history.open', QUESTION, AbortSignal.abort()).catch(failureOf);
    expect(await call).toMatchObject({ code: 'CANCELLED' });
  });

  test('ends alone: others on the same channel go on', async () => {
    const { client, cancels, fake } = setUp({ overrides: { 'history.open': never } });
    const abort = new AbortController();
    void client.call('history.open', QUESTION, new AbortController().signal);
    const call = client.call('history.open', QUESTION, abort.signal).catch(failureOf);
    abort.abort();
    await call;
    const [, second] = fake.calls;
    expect(cancels().map(({ input }) => input)).toEqual([{ requestId: second?.requestId }]);
  });

  test('is not cancelled any more once it has been answered', async () => {
    const { client, cancels } = setUp();
    const abort = new AbortController();
    await client.call('history.open', QUESTION, abort.signal);
    abort.abort();
    expect(cancels()).toEqual([]);
  });
});

test('a call without a signal has no name to be cancelled by', async () => {
  const { client, fake } = setUp();
  await client.call('store.state', {});
  expect(fake.calls).toEqual([{ channel: 'store.state', input: {}, requestId: undefined }]);
});
