import { CONTEXT } from './support/context.ts';
import { isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { NewEvent } from '#shared/model/audit-event.ts';
import { cloudTrail } from '../../src-main/import/mappings/cloudtrail.ts';
import type { ParsedRecord } from '../../src-main/import/formats/record.ts';
import {
  CLOUDTRAIL_FOLDER,
  cloudTrailRecords,
  fixture,
  jsonLines,
  tempFile,
} from './support/files.ts';
import { collect } from './support/run-import.ts';

interface Raw {
  readonly eventName: string;
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventCategory: string;
  readonly errorCode?: string;
  readonly readOnly: boolean;
  readonly sourceIPAddress: string;
  readonly userIdentity: {
    readonly userName?: string;
    readonly arn?: string;
    readonly principalId?: string;
  };
  readonly resources?: readonly { readonly ARN?: string }[];
}

const raws = cloudTrailRecords() as unknown as Raw[];

function tally(values: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? '–'] = (counts[value ?? '–'] ?? 0) + 1;
  return counts;
}

function map(record: ParsedRecord): NewEvent {
  const base = {
    eventName: 'GetUser',
    eventSource: 'iam.amazonaws.com',
    eventTime: '2026-01-02T03:04:05Z',
    readOnly: true,
  };
  return cloudTrail.map({ ...base, ...record }, CONTEXT).event;
}

describe('the CloudTrail mapping, over 2,900 real records', async () => {
  const { events, result } = await collect([CLOUDTRAIL_FOLDER]);
  const mapped = events.map(({ event }) => event);

  it('takes every record', () => {
    expect(raws).toHaveLength(2_900);
    expect(result).toMatchObject({ read: 2_900, added: 2_900, rejected: 0, format: 'cloudtrail' });
  });

  it('makes events that the schema accepts', () => {
    for (const event of mapped) expect(NewEvent.safeParse(event).error).toBeUndefined();
  });

  it('keeps every record byte for byte', () => {
    expect(events.map(({ raw }) => JSON.parse(raw) as unknown)).toEqual(raws);
  });

  it('agrees with what the records say', () => {
    expect(mapped.map(({ action }) => action)).toEqual(raws.map(({ eventName }) => eventName));
    expect(mapped.map(({ occurredAt }) => occurredAt)).toEqual(
      raws.map(({ eventTime }) => Date.parse(eventTime)),
    );
    expect(mapped.filter(({ outcome }) => outcome === 'failure')).toHaveLength(
      raws.filter(({ errorCode }) => errorCode !== undefined).length,
    );
    expect(tally(mapped.map(({ errorType }) => errorType))).toEqual(
      tally(raws.map(({ errorCode }) => errorCode ?? null)),
    );
    expect(mapped.map(({ ip }) => ip)).toEqual(
      raws.map(({ sourceIPAddress }) => (isIP(sourceIPAddress) ? sourceIPAddress : null)),
    );
  });

  it('sorts them into categories', () => {
    const expected = raws.map(({ eventName, readOnly, eventCategory }) => {
      if (eventName === 'ConsoleLogin' || eventName.startsWith('AssumeRole')) return 'auth';
      return readOnly ? eventCategory.toLowerCase() : 'write';
    });
    expect(mapped.map(({ category }) => category)).toEqual(expected);
  });

  it('names who did it and what it was done to', () => {
    for (const [index, raw] of raws.entries()) {
      const event = mapped[index];
      if (raw.userIdentity.userName !== undefined) {
        expect(event?.actorName).toBe(raw.userIdentity.userName);
        expect(event?.actorId).toBe(raw.userIdentity.arn ?? raw.userIdentity.principalId);
      }
      const arns = (raw.resources ?? []).flatMap(({ ARN }) => (ARN === undefined ? [] : [ARN]));
      if (arns.length > 0) {
        const ids = event?.targets.filter(({ type }) => type !== 'service').map(({ id }) => id);
        expect(ids).toEqual(arns);
      }
    }
  });

  it('gives ids that tell all events apart and put them in order of time', () => {
    expect(new Set(mapped.map(({ id }) => id)).size).toBe(
      new Set(raws.map(({ eventID }) => eventID)).size,
    );
    const byId = mapped.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const times = byId.map(({ occurredAt }) => occurredAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('the CloudTrail mapping', () => {
  it('reads a record in any of its three shapes alike', async () => {
    const records = cloudTrailRecords().slice(0, 20);
    const shapes = await Promise.all([
      collect([tempFile('a', JSON.stringify({ Records: records }))]),
      collect([tempFile('b', JSON.stringify(records, null, 2))]),
      collect([tempFile('c', jsonLines(records))]),
      collect([tempFile('d', JSON.stringify(records[0]))]),
    ]);
    const [first, ...others] = shapes.map(({ events }) => events.map(({ event }) => event));
    expect(first).toHaveLength(20);
    expect(others).toEqual([first, first, first?.slice(0, 1)]);
  });

  it.each([
    [
      'a failed sign-in',
      { eventName: 'ConsoleLogin', readOnly: false, responseElements: { ConsoleLogin: 'Failure' } },
      'failure',
      'warning',
      'auth',
    ],
    [
      'a sign-in',
      { eventName: 'ConsoleLogin', readOnly: false, responseElements: { ConsoleLogin: 'Success' } },
      'success',
      'notice',
      'auth',
    ],
    ['denied access', { errorCode: 'AccessDenied' }, 'failure', 'warning', 'management'],
    [
      'denied access in EC2',
      { errorCode: 'Client.UnauthorizedOperation' },
      'failure',
      'warning',
      'management',
    ],
    [
      'another failed read',
      { errorCode: 'NoSuchEntityException' },
      'failure',
      'info',
      'management',
    ],
    [
      'a read of data',
      { eventName: 'GetObject', eventCategory: 'Data' },
      'success',
      'info',
      'data',
    ],
    ['a write', { eventName: 'CreateUser', readOnly: false }, 'success', 'notice', 'write'],
    ['logging stopped', { eventName: 'StopLogging', readOnly: false }, 'success', 'error', 'write'],
    ['a trail deleted', { eventName: 'DeleteTrail', readOnly: false }, 'success', 'error', 'write'],
    [
      'MFA taken away',
      { eventName: 'DeactivateMFADevice', readOnly: false },
      'success',
      'error',
      'write',
    ],
    [
      'a policy detached',
      { eventName: 'DetachRolePolicy', readOnly: false },
      'success',
      'error',
      'write',
    ],
    [
      'a key to be deleted',
      { eventName: 'ScheduleKeyDeletion', readOnly: false },
      'success',
      'error',
      'write',
    ],
    [
      'a user deleted in vain',
      { eventName: 'DeleteUser', readOnly: false, errorCode: 'AccessDenied' },
      'failure',
      'warning',
      'write',
    ],
    [
      'a bucket deleted',
      { eventName: 'DeleteBucket', readOnly: false },
      'success',
      'notice',
      'write',
    ],
  ])('judges %s', (_what, record, outcome, severity, category) => {
    const event = map(record);
    expect([event.outcome, event.severity, event.category]).toEqual([outcome, severity, category]);
  });

  it('takes what is no address for a service', () => {
    const event = map({ sourceIPAddress: 'secretsmanager.amazonaws.com' });
    expect(event.ip).toBeNull();
    expect(event.targets).toEqual([
      { type: 'service', id: 'iam', name: null },
      { type: 'service', id: 'secretsmanager', name: null },
    ]);
  });

  it('finds what it is about in the request where no resources are named', () => {
    const targets = (requestParameters: unknown, eventName = 'GetUser'): string[] =>
      map({ eventName, requestParameters }).targets.map(({ type, id }) => `${type}:${id}`);
    expect(targets({ roleName: 'r', policyArn: 'arn:aws:iam::aws:policy/P' })).toEqual([
      'role:r',
      'policy:arn:aws:iam::aws:policy/P',
      'service:iam',
    ]);
    expect(targets({ name: 'trail-1' }, 'DeleteTrail')).toContain('trail:trail-1');
    expect(
      targets({ instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }] } }),
    ).toEqual(['instance:i-1', 'instance:i-2', 'service:iam']);
    expect(targets({ filterSet: { items: [{ vpcId: 'x' }] }, clientRequestToken: 't' })).toEqual([
      'service:iam',
    ]);
  });

  it('names an actor without a user name by what is known', () => {
    const actor = (userIdentity: unknown): unknown[] => {
      const { actorId, actorName, actorType } = map({ userIdentity });
      return [actorId, actorName, actorType];
    };
    const root = 'arn:aws:iam::123456789012:root';
    expect(actor({ type: 'Root', arn: root })).toEqual([root, 'root', 'user']);
    expect(actor({ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' })).toEqual([
      'ec2.amazonaws.com',
      'ec2.amazonaws.com',
      'service',
    ]);
    expect(actor({ type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' })).toEqual([
      'ANONYMOUS_PRINCIPAL',
      'ANONYMOUS_PRINCIPAL',
      'anonymous',
    ]);
    expect(actor(undefined)).toEqual([null, null, null]);
  });

  it('says in a sentence what happened, or what the error was', () => {
    const userIdentity = { type: 'IAMUser', userName: 'ada' };
    expect(map({ userIdentity, requestParameters: { roleName: 'r' } }).message).toBe(
      'ada GetUser on r',
    );
    expect(map({ errorCode: 'X', errorMessage: 'No such user' }).message).toBe('No such user');
  });

  it('trusts an eventID only if it is a UUID', () => {
    const idOf = (eventID: string): string | null =>
      cloudTrail.map(
        { eventName: 'a', eventSource: 'b', eventTime: '2026-01-01', eventID },
        CONTEXT,
      ).sourceId;
    expect(idOf('1')).toBeNull();
    expect(idOf('10163ed2-2253-469d-a5ee-cbc6651f8934')).toBe(
      '10163ed2-2253-469d-a5ee-cbc6651f8934',
    );
  });

  it('leaves request parameters to the raw record, which would be there twice', () => {
    expect(map({ requestParameters: { a: 'x' } }).metadata).not.toHaveProperty('requestParameters');
  });

  it('reads single records of another origin', async () => {
    const { events } = await collect([
      fixture('stratus/aws.defense-evasion.cloudtrail-stop.json'),
      fixture('stratus/aws.initial-access.console-login-without-mfa.json'),
    ]);
    expect(events.map(({ event }) => [event.action, event.category, event.severity])).toEqual([
      ['StopLogging', 'write', 'error'],
      ['ConsoleLogin', 'auth', 'notice'],
    ]);
  });
});
