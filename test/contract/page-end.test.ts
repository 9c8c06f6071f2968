import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { onPageEnd } from '../../src-main/ipc/page-end.ts';

describe('the end of a page', () => {
  it('is when it is loaded anew, crashes or is closed, not when it merely might go', () => {
    const contents = new EventEmitter();
    const told: string[] = [];
    let event = '';
    onPageEnd(contents as WebContents, () => told.push(event));
    const events = [
      'did-start-navigation',
      'will-navigate',
      'did-navigate-in-page',
      'did-navigate',
      'render-process-gone',
      'destroyed',
    ];
    for (event of events) contents.emit(event);
    expect(told).toEqual(['did-navigate', 'render-process-gone', 'destroyed']);
  });
});
