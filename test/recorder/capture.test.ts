import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { captureElectronErrors } from '../../src-main/recorder/capture-electron.ts';
import { captureProcessErrors } from '../../src-main/recorder/capture-process.ts';
import { storePlace } from '../support/temp-store.ts';
import { eventsOf, memorySink } from './support/recorders.ts';
import { runRecorder } from './support/run-recorder.ts';

describe('errors that nobody catches', () => {
  it('are recorded, then what was kept, and then the given end comes', async () => {
    const sink = memorySink();
    const program = new EventEmitter();
    const ending = new Promise<unknown[]>((resolve) => {
      captureProcessErrors(sink, program, {
        end: (...end) => resolve([...end, sink.events.length, sink.flushes]),
      });
    });
    const error = new TypeError('no');
    program.emit('uncaughtException', error);
    expect(await ending).toEqual([error, 'uncaughtException', 1, 1]);
    expect(sink.events).toMatchObject([
      {
        action: 'error.uncaught',
        errorType: 'TypeError',
        metadata: { origin: 'uncaughtException' },
      },
    ]);
  });

  it('come to their end also where what was kept could not be recorded', async () => {
    const program = new EventEmitter();
    const sink = { record: () => undefined, flush: () => Promise.reject(new Error('locked')) };
    const ending = new Promise<unknown[]>((resolve) => {
      captureProcessErrors(sink, program, { end: (...end) => resolve(end) });
    });
    program.emit('unhandledRejection', 'a reason');
    expect(await ending).toEqual(['a reason', 'unhandledRejection']);
  });

  it('are not recorded any more after it was said so', () => {
    const program = new EventEmitter();
    const sink = memorySink();
    captureProcessErrors(sink, program, { end: () => undefined })();
    captureProcessErrors(sink, program)();
    expect(program.eventNames()).toEqual([]);
  });

  it('end a program as they would have, with the error in the store', async () => {
    const place = storePlace();
    const { code, stderr } = await runRecorder(place, 'program', 0);
    expect(code).toBe(1);
    expect(stderr).toContain('nobody catches this');
    expect(eventsOf(place)).toMatchObject([
      { action: 'start' },
      {
        action: 'error.uncaught',
        severity: 'error',
        errorType: 'TypeError',
        errorMessage: 'nobody catches this: password=[redacted]',
        stackTrace: expect.stringContaining('recorder-child.ts'),
      },
    ]);
  });
});

describe('processes of Electron that are gone', () => {
  it('are recorded with their reason, but for those that ended of themselves', () => {
    const sink = memorySink();
    const app = new EventEmitter();
    const stop = captureElectronErrors(app, sink);
    app.emit('render-process-gone', {}, {}, { reason: 'oom', exitCode: 5 });
    app.emit('child-process-gone', {}, { reason: 'killed', exitCode: 9, type: 'GPU' });
    app.emit('child-process-gone', {}, { reason: 'clean-exit', exitCode: 0, type: 'Utility' });
    stop();
    app.emit('render-process-gone', {}, {}, { reason: 'crashed', exitCode: 5 });
    expect(sink.events).toMatchObject([
      {
        action: 'process.gone',
        severity: 'critical',
        errorType: 'render-process-gone',
        message: 'The process of a window is gone: oom (exit code 5)',
      },
      {
        severity: 'warning',
        errorType: 'child-process-gone',
        message: 'The process “GPU” is gone: killed (exit code 9)',
        metadata: { reason: 'killed', exitCode: 9, type: 'GPU' },
      },
    ]);
  });
});
