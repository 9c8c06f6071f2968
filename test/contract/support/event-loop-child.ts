/**
 * A program of its own that measures how late the event loop of the main process is, for
 * event-loop.test.ts: all of main but Electron. Run as `node event-loop-child.ts MODE MOST`; in
 * mode `held-up` the main process itself computes now and then. It measures until it has found
 * the loop in time, MOST rounds at most, and prints one line of JSON: the list of {@link Round}s.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { makeEvents } from '../../support/make-event.ts';
import { startRealApp, valueOf } from '../../support/real-app.ts';
import type { RealApp } from '../../support/real-app.ts';
import { expensiveQuestions } from './expensive-questions.ts';
import { ASKED, LIMIT_MS, latenessOf } from './lateness.ts';
import type { Round } from './lateness.ts';

const EVENTS = 12_000;
const IDLE_MS = 500;
/** So often ten questions are asked and, after a while, cancelled. */
const TIMES = ASKED / 10;
const PATIENCE_MS = 120;
/** How long, and how often, the main process computes in mode `held-up`. */
const HELD_UP_MS = 60;
const HELD_UP_EVERY_MS = 120;

const [, , mode, most] = process.argv;
const app = await startRealApp({ checksOutput: false });
try {
  await fillStore(app);
  const rounds: Round[] = [];
  do rounds.push(await measure(app, `${rounds.length}`));
  while (latenessOf(rounds) >= LIMIT_MS && rounds.length < Number(most));
  writeSync(1, `${JSON.stringify(rounds)}\n`);
} finally {
  await app.close();
}

async function fillStore(app: RealApp): Promise<void> {
  valueOf(await app.call('store.openDefault', {}));
  const metadata = { text: 'lorem ipsum '.repeat(50) };
  await app.session.host.writes.record(makeEvents(EVENTS, { metadata }));
}

async function measure(app: RealApp, name: string): Promise<Round> {
  const idle = await delayDuring(() => pause(IDLE_MS));
  const codes: string[] = [];
  const timer = mode === 'held-up' ? setInterval(compute, HELD_UP_EVERY_MS) : null;
  const busy = await delayDuring(async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const asked = expensiveQuestions(`absent ${name} ${time}`).map(([channel, input]) => {
        const requestId = randomUUID();
        return { requestId, result: app.dispatch({ channel, input, requestId }) };
      });
      await pause(PATIENCE_MS);
      for (const { requestId } of asked) void app.call('call.cancel', { requestId });
      for (const { result } of asked) {
        const ended = await result;
        codes.push(ended.ok ? 'OK' : ended.error.code);
      }
    }
  });
  if (timer) clearInterval(timer);
  const count = (code: string): number => codes.filter((each) => each === code).length;
  return { idle, busy, cancelled: count('CANCELLED'), answered: count('OK') };
}

/**
 * The delay at the 99th percentile, in milliseconds. Sampled every 10 ms and not more closely:
 * among a thousand short samples one long stop would be too rare to be seen.
 */
async function delayDuring(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  await work();
  delay.disable();
  return delay.percentile(99) / 1e6;
}

function compute(): void {
  const until = performance.now() + HELD_UP_MS;
  while (performance.now() < until);
}
