import { describe, expect, it } from 'vitest';
import type { ParsedRecord } from '../../../src-main/import/formats/record.ts';
import { googleCloud } from '../../../src-main/import/mappings/google-cloud.ts';
import { CONTEXT } from '../support/context.ts';
import { mapped, recordsOf } from '../support/mapped.ts';
import { fieldsOf } from './fields.ts';

const panther = recordsOf('panther/google-cloud.jsonl');
const plaso = recordsOf('plaso/gcp_logging.jsonl');

describe('the Google Cloud mapping, over real records', () => {
  it('takes every record, and no other mapping does', () => {
    const all = [...panther, ...plaso];
    expect(all.map((record) => mapped(record).by)).toEqual(all.map(() => 'google-cloud'));
  });

  it('reads a write', () => {
    expect(fieldsOf(plaso[0])).toEqual({
      by: 'google-cloud',
      time: '2021-10-19T02:57:47.339Z',
      category: 'activity',
      action: 'beta.compute.networks.insert',
      outcome: 'success',
      severity: 'notice',
      actorId: 'fakeemailxyz@gmail.com',
      actorName: 'fakeemailxyz@gmail.com',
      actorType: 'user',
      targets: [
        'gce_network:projects/fake-project/global/networks/test (test)',
        'service:compute.googleapis.com',
      ],
      message: 'fakeemailxyz@gmail.com beta.compute.networks.insert on test',
      ip: '1.1.1.1',
      userAgent: 'UserAgent',
      correlationId: 'operation-1634612259304-5ceabd30fb515-0c5c5a7d-0ac8bbff',
      sourceId: 'projects/fake-project/logs/cloudaudit.googleapis.com%2Factivity iv9wx9d16l2',
    });
  });

  it('reads denied access', () => {
    const message =
      'Permission "iam.serviceAccounts.create" denied on resource (or it may not exist).';
    expect(fieldsOf(plaso[2])).toEqual({
      by: 'google-cloud',
      time: '2024-12-03T17:58:44.882Z',
      category: 'activity',
      action: 'google.iam.admin.v1.CreateServiceAccount',
      outcome: 'failure',
      severity: 'error',
      actorId: 'serviceAccount:dvwa-service-account@ketchup.iam.gserviceaccount.com',
      actorName: 'dvwa-service-account@ketchup.iam.gserviceaccount.com',
      actorType: 'service',
      targets: ['service_account:projects/ketchup (ketchup)', 'service:iam.googleapis.com'],
      message,
      ip: '34.72.217.225',
      userAgent: '(gzip),gzip(gfe)',
      errorType: '7',
      errorMessage: message,
      sourceId: 'projects/ketchup/logs/cloudaudit.googleapis.com%2Factivity 1awjxggeaxqgz',
    });
  });

  it('reads entries of other logs', () => {
    expect(fieldsOf(plaso[1])).toEqual({
      by: 'google-cloud',
      time: '2021-10-19T02:04:00.272Z',
      category: 'testlog',
      action: 'testlog',
      outcome: 'unknown',
      severity: 'info',
      targets: ['project:fake-project'],
      message: 'This is a text payload',
      sourceId: 'projects/fake-project/logs/testlog 1io3yo2fursxdi',
    });
  });

  it('reads names in lower case', () => {
    expect(fieldsOf(panther[1])).toEqual({
      by: 'google-cloud',
      time: '2023-05-23T19:28:44.562Z',
      category: 'activity',
      action: 'google.appengine.v1.Firewall.UpdateIngressRule',
      outcome: 'success',
      severity: 'notice',
      actorId: 'user@domain.com',
      actorName: 'user@domain.com',
      actorType: 'user',
      targets: [
        'gae_app:apps/test-project-123456/firewall/ingressRules/1000 (1000)',
        'service:appengine.googleapis.com',
      ],
      message: 'user@domain.com google.appengine.v1.Firewall.UpdateIngressRule on 1000',
      ip: '12.12.12.12',
      sourceId:
        'projects/test-project-123456/logs/cloudaudit.googleapis.com%2Factivity -xxxxxxxxxxxx',
    });
  });

  it('reads records that have names in both spellings', () => {
    expect(fieldsOf(panther[0])).toMatchObject({
      time: '2023-03-09T16:28:40.890Z',
      category: 'policy',
      action: 'google.storage.objects.get',
      outcome: 'failure',
      severity: 'error',
      errorType: '7',
      sourceId: 'projects/gcpproject/logs/cloudaudit.googleapis.com%2Fpolicy 13ogcded7jh2',
    });
  });

  it('reads records without a log’s name', () => {
    expect(fieldsOf(panther[2])).toEqual({
      by: 'google-cloud',
      time: '2025-12-15T15:40:29.533Z',
      category: 'storage',
      action: 'storage.objects.delete',
      outcome: 'failure',
      severity: 'error',
      actorId: 'user@example.com',
      actorName: 'user@example.com',
      actorType: 'user',
      targets: [
        'gcs_bucket:projects/_/buckets/test-bucket/objects/test-file.txt (test-file.txt)',
        'service:storage.googleapis.com',
      ],
      message: 'PERMISSION_DENIED',
      errorType: '7',
      errorMessage: 'PERMISSION_DENIED',
      sourceId: null,
    });
  });

  it('knows what changes who may do what', () => {
    expect(fieldsOf(panther[3])).toMatchObject({ action: 'SetIamPolicy', sensitive: true });
    expect(fieldsOf(panther[4])).not.toHaveProperty('sensitive');
  });
});

describe('the Google Cloud mapping', () => {
  const entry = (fields: ParsedRecord): ParsedRecord => ({
    timestamp: '2026-01-02T03:04:05Z',
    protoPayload: { methodName: 'storage.objects.get', ...fields },
  });

  it('does not take a status that is OK for an error', () => {
    expect(fieldsOf(entry({ status: { code: 0, message: 'OK' } }))).toEqual({
      by: 'google-cloud',
      time: '2026-01-02T03:04:05.000Z',
      category: 'storage',
      action: 'storage.objects.get',
      outcome: 'success',
      severity: 'info',
      targets: [],
      message: 'storage.objects.get',
      sourceId: null,
    });
  });

  it('warns of denied access if Google gives no severity', () => {
    const denied = entry({ status: { code: 7 } });
    expect(fieldsOf(denied)).toMatchObject({ severity: 'warning' });
    expect(fieldsOf({ ...denied, severity: 'DEFAULT' })).toMatchObject({ severity: 'warning' });
    expect(fieldsOf({ ...entry({}), severity: 'ALERT' })).toMatchObject({ severity: 'critical' });
  });

  it('takes Panther’s time where there is no other, and says what is missing', () => {
    const record = { protoPayload: { methodName: 'v1.compute.firewalls.patch' } };
    expect(fieldsOf({ ...record, p_event_time: '2023-03-28 17:37:02.096' })).toMatchObject({
      time: '2023-03-28T17:37:02.096Z',
    });
    expect(() => googleCloud.map(record, CONTEXT)).toThrow('has no timestamp');
  });
});
