import { PAGE_ERROR_LIMITS } from '#shared/model/limits.ts';
import type { PageError } from '#shared/model/page-error.ts';
import type { AnnalsClient } from './client.ts';

/** What Chromium says when a layout takes one more round; nothing is wrong then. */
const HARMLESS = 'ResizeObserver loop';

/**
 * Has main record the errors that nothing in the page catches.
 * @returns a function that stops it
 */
export function reportErrors(client: AnnalsClient, page: EventTarget): () => void {
  const report = (error: PageError): void => {
    // An error of reporting errors would be reported.
    client.call('app.reportError', error).catch(() => undefined);
  };
  const onError = (event: Event): void => {
    const { message, error } = event as ErrorEvent;
    if (!message.startsWith(HARMLESS)) report(describe('error', error ?? message));
  };
  const onRejection = (event: Event): void =>
    report(describe('unhandledrejection', (event as PromiseRejectionEvent).reason));
  page.addEventListener('error', onError);
  page.addEventListener('unhandledrejection', onRejection);
  return () => {
    page.removeEventListener('error', onError);
    page.removeEventListener('unhandledrejection', onRejection);
  };
}

function describe(origin: PageError['origin'], thrown: unknown): PageError {
  const isError = thrown instanceof Error;
  const stack = isError ? thrown.stack : undefined;
  return {
    origin,
    name: (isError ? thrown.name : typeof thrown).slice(0, PAGE_ERROR_LIMITS.name),
    message: (isError ? thrown.message : String(thrown)).slice(0, PAGE_ERROR_LIMITS.message),
    stack: stack?.slice(0, PAGE_ERROR_LIMITS.stack) ?? null,
  };
}
