import type { EventDetail } from '#shared/model/audit-event.ts';
import { blankEvent } from '#shared/model/audit-event.ts';
import type { Severity } from '#shared/model/vocabulary.ts';

/** The fields of a CloudTrail record that the fake needs. */
interface CloudTrailRecord {
  readonly eventTime: string;
  readonly eventName: string;
  readonly eventSource: string;
  readonly eventID: string;
  readonly readOnly?: boolean;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly userIdentity?: Readonly<Record<string, unknown>>;
  readonly requestParameters?: Readonly<Record<string, unknown>> | null;
}

/** A CloudTrail file as the sample data has it. */
export interface CloudTrailFile {
  readonly Records: readonly unknown[];
}

/** Real records as details, mapped simply; the importer does it properly. Oldest first. */
export function eventsFromCloudTrail(files: readonly CloudTrailFile[]): EventDetail[] {
  return files
    .flatMap((file) => file.Records as readonly CloudTrailRecord[])
    .toSorted((a, b) => a.eventTime.localeCompare(b.eventTime))
    .map((record, index) => toDetail(record, index + 1));
}

function toDetail(record: CloudTrailRecord, seq: number): EventDetail {
  const service = record.eventSource.replace('.amazonaws.com', '');
  const actorName =
    text(record.userIdentity?.['userName']) ?? text(record.userIdentity?.['invokedBy']);
  const [type, id] = Object.entries(record.requestParameters ?? {}).find(
    ([key, value]) => typeof value === 'string' && /name|id$/iu.test(key),
  ) ?? ['service', service];
  const what = `${actorName ?? 'aws'} ${record.eventName} on ${String(id)}`;
  const base = blankEvent(Date.parse(record.eventTime), record.eventName);
  return {
    event: {
      ...base,
      seq,
      id: record.eventID,
      recordedAt: Date.parse('2026-11-20T09:30:00Z'),
      category: /AssumeRole|ConsoleLogin/u.test(record.eventName) ? 'auth' : 'management',
      outcome: record.errorCode === undefined ? 'success' : outcomeOf(record.errorCode),
      severity: severityOf(record),
      source: 'import',
      actorId: text(record.userIdentity?.['arn']) ?? null,
      actorName: actorName ?? null,
      actorType: 'user',
      targets: [
        { type, id: String(id), name: null },
        ...(type === 'service' ? [] : [{ type: 'service', id: service, name: null }]),
      ],
      message: record.errorMessage ?? what,
      metadata: JSON.parse(JSON.stringify(record.requestParameters ?? {})),
      ip: record.sourceIPAddress ?? null,
      userAgent: record.userAgent ?? null,
      errorType: record.errorCode ?? null,
      errorMessage: record.errorMessage ?? null,
      batch: 1,
      hash: seq.toString(16).padStart(64, '9f3c'),
    },
    raw: JSON.stringify(record),
    importedFrom: 'CloudTrail_us-east-1_20230710T1200Z.json',
  };
}

function outcomeOf(errorCode: string): 'failure' | 'error' {
  return errorCode === 'ThrottlingException' ? 'error' : 'failure';
}

function severityOf(record: CloudTrailRecord): Severity {
  if (/Unauthorized|AccessDenied/u.test(record.errorCode ?? '')) return 'warning';
  if (/^(?:Delete|StopLogging|Disable)/u.test(record.eventName)) return 'error';
  return record.readOnly === false ? 'notice' : 'info';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
