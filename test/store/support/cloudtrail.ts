import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ImportedEvent } from '../../../src-main/store/store-api.ts';
import { makeEvent } from '../../support/make-event.ts';

interface CloudTrailRecord {
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventName: string;
  readonly eventSource: string;
}

const FOLDER = fileURLToPath(new URL('../../../src-main/sample-data/cloudtrail', import.meta.url));

/** The real records of the sample data, mapped as simply as the store needs; 2,900 in 55 files. */
export function cloudTrailEvents(): ImportedEvent[] {
  return readdirSync(FOLDER)
    .toSorted()
    .flatMap((name) => {
      const file = JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as {
        readonly Records: readonly CloudTrailRecord[];
      };
      return file.Records.map(toImported);
    });
}

function toImported(record: CloudTrailRecord): ImportedEvent {
  const service = record.eventSource.replace('.amazonaws.com', '');
  const event = makeEvent({
    occurredAt: Date.parse(record.eventTime),
    action: record.eventName,
    targets: [{ type: 'service', id: service, name: null }],
    message: `${record.eventName} on ${service}`,
  });
  const raw = Buffer.from(JSON.stringify(record, null, 1));
  return { event: { ...event, id: `ct:${record.eventID}` }, raw };
}
