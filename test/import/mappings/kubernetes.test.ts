import { describe, expect, it } from 'vitest';
import { kubernetes } from '../../../src-main/import/mappings/kubernetes.ts';
import { CONTEXT } from '../support/context.ts';
import { mapped, recordsOf } from '../support/mapped.ts';
import { fieldsOf } from './fields.ts';

describe('the Kubernetes mapping, over a cluster’s audit log', () => {
  const records = recordsOf('audit2rbac/demo.log');
  const bob = {
    by: 'kubernetes',
    category: 'metadata',
    actorId: 'system:admin',
    actorName: 'bob',
    actorType: 'user',
    ip: '::1',
  };

  it('takes every record, and no other mapping does', () => {
    const all = [...records, ...recordsOf('panther/kubernetes.jsonl')];
    expect(all.map((record) => mapped(record).by)).toEqual(all.map(() => 'kubernetes'));
  });

  it('reads a request that was refused', () => {
    const message = 'pods is forbidden: User "bob" cannot list pods in the namespace "default"';
    expect(fieldsOf(records[0])).toEqual({
      ...bob,
      time: '2017-09-11T19:55:05.000Z',
      action: 'list pods',
      outcome: 'failure',
      severity: 'warning',
      targets: ['pods:default', 'service:kubernetes'],
      message,
      correlationId: '033d17af-082d-4b24-aa22-627752e83d71',
      errorType: 'Forbidden',
      errorMessage: message,
      sourceId: '033d17af-082d-4b24-aa22-627752e83d71 ResponseComplete',
    });
  });

  it('reads a request that is about no resource', () => {
    expect(fieldsOf(records[2])).toEqual({
      ...bob,
      time: '2017-09-11T20:27:42.000Z',
      action: 'get',
      outcome: 'success',
      severity: 'info',
      targets: ['path:/apis/authentication.k8s.io/v1', 'service:kubernetes'],
      message: '/apis/authentication.k8s.io/v1',
      correlationId: 'c62065cf-b803-4ec6-bf7e-d8087a58ad43',
      sourceId: 'c62065cf-b803-4ec6-bf7e-d8087a58ad43 ResponseComplete',
    });
  });

  it('keeps who acted beside whom they acted as', () => {
    for (const record of records) {
      expect(mapped(record).metadata).toMatchObject({
        user: { username: 'system:admin' },
        impersonatedUser: { username: 'bob' },
      });
    }
  });
});

describe('the Kubernetes mapping, over events of Amazon EKS', () => {
  const records = recordsOf('panther/kubernetes.jsonl');

  it('reads what nobody asked for by name', () => {
    expect(fieldsOf(records[0])).toEqual({
      by: 'kubernetes',
      time: '2024-11-13T18:34:10.595Z',
      category: 'metadata',
      action: 'get',
      outcome: 'success',
      severity: 'info',
      actorId: 'system:anonymous',
      actorName: 'system:anonymous',
      actorType: 'anonymous',
      targets: ['path:/version', 'service:kubernetes'],
      message: '/version',
      ip: '44.238.138.237',
      userAgent: 'python-requests/2.31.0',
      correlationId: 'd976bfc6-a2bc-49d5-bdeb-074441e0b875',
      sourceId: 'd976bfc6-a2bc-49d5-bdeb-074441e0b875 ResponseComplete',
    });
  });

  it('reads a part of a thing', () => {
    expect(fieldsOf(records[1])).toEqual({
      by: 'kubernetes',
      time: '2022-11-29T00:09:04.380Z',
      category: 'request',
      action: 'get pods/log',
      outcome: 'success',
      severity: 'info',
      actorId: 'aws-iam-authenticator:123412341234:AROARLIVEKVNIRVGDLJWJ',
      actorName: 'kubernetes-admin',
      actorType: 'user',
      targets: ['pods:default/kube-bench-drn4j (kube-bench-drn4j)', 'service:kubernetes'],
      message: '/api/v1/namespaces/default/pods/kube-bench-drn4j/log?container=kube-bench',
      ip: '5.5.5.5',
      userAgent: 'kubectl/v1.25.4 (darwin/arm64) kubernetes/872a965',
      correlationId: '35506555-dffc-4337-b2b1-c4af52b88e18',
      sourceId: '35506555-dffc-4337-b2b1-c4af52b88e18 ResponseStarted',
    });
  });

  it('reads a refusal without a reason', () => {
    expect(fieldsOf(records[2])).toMatchObject({
      time: '2022-11-29T22:34:06.892Z',
      action: 'watch endpointslices',
      outcome: 'failure',
      severity: 'warning',
      actorId: '5e4461f9-f529-4e66-9343-0b0cc9452284',
      actorName: 'system:serviceaccount:kube-system:coredns',
      actorType: 'service',
      targets: ['endpointslices:endpointslices', 'service:kubernetes', 'service:discovery.k8s.io'],
    });
  });

  it('reads a write', () => {
    expect(fieldsOf(records[3])).toMatchObject({
      time: '2025-08-26T17:40:49.320Z',
      action: 'create serviceaccounts/token',
      outcome: 'success',
      severity: 'notice',
      actorType: 'system',
      targets: ['serviceaccounts:kube-system/kube-proxy (kube-proxy)', 'service:kubernetes'],
    });
  });
});

describe('the Kubernetes mapping', () => {
  const request = {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    requestReceivedTimestamp: '2026-01-02T03:04:05.123456Z',
    auditID: 'a',
    stage: 'RequestReceived',
    verb: 'create',
    user: { username: 'alice' },
  };

  it('takes the stages of a request for events of their own', () => {
    const ids = ['RequestReceived', 'ResponseComplete'].map(
      (stage) => kubernetes.map({ ...request, stage }, CONTEXT).sourceId,
    );
    expect(ids).toEqual(['a RequestReceived', 'a ResponseComplete']);
  });

  it('knows no outcome before there is an answer or a decision', () => {
    const decided = (decision: string): object =>
      fieldsOf({ ...request, annotations: { 'authorization.k8s.io/decision': decision } });
    expect(fieldsOf(request)).toMatchObject({ outcome: 'unknown' });
    expect(decided('allow')).toMatchObject({ outcome: 'success' });
    expect(decided('forbid')).toMatchObject({ outcome: 'failure' });
  });

  it('takes reviews of tokens for sign-ins', () => {
    const review = { ...request, objectRef: { resource: 'tokenreviews' } };
    expect(fieldsOf({ ...review, responseStatus: { code: 201 } })).toMatchObject({
      category: 'auth',
      severity: 'info',
    });
    expect(fieldsOf({ ...review, responseStatus: { code: 401 } })).toMatchObject({
      severity: 'warning',
    });
  });

  it('names what was created by its answer', () => {
    const record = {
      ...request,
      objectRef: { resource: 'pods', namespace: 'ns' },
      responseObject: { metadata: { name: 'web-1' } },
    };
    expect(fieldsOf(record)).toMatchObject({
      targets: ['pods:ns/web-1 (web-1)', 'service:kubernetes'],
    });
  });

  it('leaves a cluster’s own events alone', () => {
    const own = {
      kind: 'Event',
      apiVersion: 'v1',
      involvedObject: { kind: 'Pod' },
      type: 'Normal',
    };
    expect(kubernetes.matches(own)).toBe(false);
  });

  it('says what is missing', () => {
    const { requestReceivedTimestamp: _, ...timeless } = request;
    expect(() => kubernetes.map(timeless, CONTEXT)).toThrow('has no requestReceivedTimestamp');
  });
});
