import { describe, expect, test } from 'vitest';
import { createClient } from '../../src-renderer/api/client.ts';
import { reportErrors } from '../../src-renderer/api/report-errors.ts';
import { FakeFailure, createFakeAnnals } from './support/fake-annals.ts';

/** A page that reports to a fake main, and what has reached main. */
function makePage(options: Parameters<typeof createFakeAnnals>[0] = {}) {
  const fake = createFakeAnnals(options);
  const page = new EventTarget();
  const stop = reportErrors(createClient(fake), page);
  const emit = (type: string, details: object): void => {
    page.dispatchEvent(Object.assign(new Event(type), details));
  };
  return { emit, stop, reports: () => fake.calls.map(({ input }) => input) };
}

describe('errors that nothing in the page catches', () => {
  test('are reported with name, message and stack, also where no Error was thrown', () => {
    const { emit, reports } = makePage();
    const error = new TypeError('no such field');
    emit('error', { message: 'Uncaught TypeError: no such field', error });
    emit('error', { message: 'Script error.', error: null });
    emit('unhandledrejection', { reason: 'a text' });
    expect(reports()).toEqual([
      { origin: 'error', name: 'TypeError', message: 'no such field', stack: error.stack },
      { origin: 'error', name: 'string', message: 'Script error.', stack: null },
      { origin: 'unhandledrejection', name: 'string', message: 'a text', stack: null },
    ]);
  });

  test('are cut to what main takes', () => {
    const { emit, reports } = makePage();
    const error = new Error('x'.repeat(100_000));
    emit('error', { message: '', error });
    expect(reports()).toMatchObject([{ message: 'x'.repeat(4_096) }]);
  });

  test('are left out where they mean nothing, and after it was said so', () => {
    const { emit, stop, reports } = makePage();
    emit('error', { message: 'ResizeObserver loop completed with undelivered notifications.' });
    stop();
    emit('unhandledrejection', { reason: 'late' });
    expect(reports()).toEqual([]);
  });

  test('cause no further error when main cannot take them', async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown): unknown => unhandled.push(reason);
    process.on('unhandledRejection', listen);
    const { emit } = makePage({
      overrides: {
        'app.reportError': () => {
          throw new FakeFailure({ code: 'SHUTTING_DOWN', message: 'Closing.', hint: '' });
        },
      },
    });
    emit('unhandledrejection', { reason: 'a text' });
    await new Promise((resolve) => setTimeout(resolve, 0));
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  });
});
