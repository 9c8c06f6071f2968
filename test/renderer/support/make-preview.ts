import { blankEvent } from '#shared/model/audit-event.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import type { ImportPreview, PreviewRow } from '#shared/model/import-preview.ts';
import { emptyPreview } from './fake-annals.ts';

/** A preview of some records; what is not given is nothing. */
export function makePreview(given: Partial<ImportPreview> = {}): ImportPreview {
  return { ...emptyPreview(false), ...given };
}

/** A record on a line, and the event that it becomes. */
export function makeRow(line: number, event: Partial<NewEvent> = {}, file = 'a.csv'): PreviewRow {
  return {
    file,
    line,
    raw: `record ${line}`,
    mapping: 'generic',
    event: { ...blankEvent(Date.UTC(2026, 0, 1), 'user.login'), source: 'import', ...event },
  };
}
