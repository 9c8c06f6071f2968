import type { Severity } from '#shared/model/vocabulary.ts';
import type { EventSink } from './event-sink.ts';

/** What Electron says of a process that is gone. */
interface Gone {
  /** `crashed`, `oom`, `killed`, … */
  readonly reason: string;
  readonly exitCode: number;
  /** `GPU`, `Utility`, …, of processes that are no pages. */
  readonly type?: string;
  readonly name?: string;
  readonly serviceName?: string;
}

type PageGone = (event: unknown, page: unknown, details: Gone) => void;
type ChildGone = (event: unknown, details: Gone) => void;

/** The part of Electron's `app` that is listened to. */
export interface ElectronAppLike {
  on(event: 'render-process-gone', listener: PageGone): unknown;
  on(event: 'child-process-gone', listener: ChildGone): unknown;
  off(event: 'render-process-gone', listener: PageGone): unknown;
  off(event: 'child-process-gone', listener: ChildGone): unknown;
}

/** One that ends of itself is no news. */
const EXPECTED = 'clean-exit';

/**
 * Records that a page, or another process of an Electron program, is gone.
 * @returns a function that stops listening
 */
export function captureElectronErrors(app: ElectronAppLike, sink: EventSink): () => void {
  const record = (what: string, errorType: string, gone: Gone): void => {
    const { reason, exitCode } = gone;
    if (reason === EXPECTED) return;
    sink.record({
      action: 'process.gone',
      category: 'system',
      source: 'system',
      outcome: 'error',
      severity: severityOf(reason),
      message: `${what} is gone: ${reason} (exit code ${exitCode})`,
      errorType,
      metadata: { ...gone },
    });
  };
  const onPage: PageGone = (_event, _page, gone) =>
    record('The process of a window', 'render-process-gone', gone);
  const onChild: ChildGone = (_event, gone) => {
    const name = gone.name ?? gone.serviceName ?? gone.type ?? 'unnamed';
    record(`The process “${name}”`, 'child-process-gone', gone);
  };
  app.on('render-process-gone', onPage);
  app.on('child-process-gone', onChild);
  return () => {
    app.off('render-process-gone', onPage);
    app.off('child-process-gone', onChild);
  };
}

function severityOf(reason: string): Severity {
  if (reason === 'oom' || reason === 'memory-eviction') return 'critical';
  return reason === 'killed' ? 'warning' : 'error';
}
