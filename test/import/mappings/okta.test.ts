import { describe, expect, it } from 'vitest';
import { okta } from '../../../src-main/import/mappings/okta.ts';
import { CONTEXT } from '../support/context.ts';
import { mapped, recordsOf } from '../support/mapped.ts';
import { fieldsOf } from './fields.ts';

const BROWSER = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/';

describe('the Okta mapping, over real records', () => {
  const records = recordsOf('panther/okta.jsonl');
  const odd = recordsOf('panther/okta-odd.jsonl');

  it('takes every record, and no other mapping does', () => {
    const all = [...records, ...odd];
    expect(all.map((record) => mapped(record).by)).toEqual(all.map(() => 'okta'));
  });

  it('reads a success', () => {
    expect(fieldsOf(records[4])).toEqual({
      by: 'okta',
      time: '2020-11-25T21:27:03.496Z',
      category: 'user',
      action: 'user.account.privilege.grant',
      outcome: 'success',
      severity: 'info',
      actorId: '00uu1uuuuIlllaaaa356',
      actorName: 'jack@acme.io',
      actorType: 'user',
      targets: ['User:00u6eup97mAJZWYmP357 (Alice Green)'],
      message: 'Grant user privilege',
      ip: '136.24.229.58',
      userAgent: `${BROWSER}537.36 (KHTML, like Gecko) Chrome/86.0.4240.198 Safari/537.36`,
      sensitive: true,
      sourceId: '2a992f80-d1ad-4f62-900e-8c68bb72a21b',
    });
  });

  it('reads a failure, and names in lower case', () => {
    expect(fieldsOf(records[6])).toEqual({
      by: 'okta',
      time: '2022-06-22T18:18:29.015Z',
      category: 'user',
      action: 'user.session.start',
      outcome: 'failure',
      severity: 'info',
      actorId: '00abc123',
      actorName: 'homer.simpson@duff.com',
      actorType: 'user',
      targets: ['User:0002222AAAA (Peter Griffin)'],
      message: 'Authentication of user via MFA',
      ip: '1.3.2.4',
      userAgent: `${BROWSER}537.36 (KHTML, like Gecko) Chrome/102.0.0.0 Safari/537.36`,
      sessionId: '100-abc-9999',
      correlationId: 'ABcDeFgG',
      errorType: 'INVALID_CREDENTIALS',
      sourceId: 'AbC-123-XyZ',
    });
  });

  it('takes a challenge for neither success nor failure', () => {
    expect(fieldsOf(odd[0])).toEqual({
      by: 'okta',
      time: '2022-06-22T18:18:29.015Z',
      category: 'policy',
      action: 'policy.evaluate_sign_on',
      outcome: 'unknown',
      severity: 'info',
      actorId: '00abc123',
      actorName: 'homer.simpson@duff.com',
      actorType: 'user',
      targets: [
        'AppInstance:Okta Admin Console',
        'User:0002222AAAA (Peter Griffin)',
        'service:Okta Admin Console',
      ],
      message: 'Evaluation of sign-on policy',
      ip: '1.3.2.4',
      userAgent: `${BROWSER}537.36 (KHTML`,
      sessionId: '100-abc-9999',
      correlationId: 'ABcDeFgG',
      sourceId: 'AbC-123-XyZ',
    });
  });

  it('takes Panther’s time where there is no other', () => {
    expect(fieldsOf(odd[1])).toEqual({
      by: 'okta',
      time: '2021-06-04T09:59:53.650Z',
      category: 'user',
      action: 'user.session.start',
      outcome: 'failure',
      severity: 'warning',
      actorId: 'unknown',
      actorName: 'admin',
      actorType: 'user',
      targets: [],
      message: 'admin user.session.start',
      ip: '111.111.111.111',
      errorType: 'VERIFICATION_ERROR',
      sourceId: null,
    });
  });

  it('reads what Okta denied', () => {
    expect(fieldsOf(odd[2])).toMatchObject({
      time: '2022-08-29T16:07:26.592Z',
      outcome: 'failure',
      severity: 'warning',
      targets: ['URL Pattern:/app/{app}/{key}/'],
      errorType: 'Too many requests attempted by an individual user',
    });
  });
});

describe('the Okta mapping', () => {
  const record = {
    eventType: 'user.session.start',
    published: '2026-01-02T03:04:05.678Z',
    actor: { id: '1', alternateId: 'ann@example.com', type: 'User' },
  };

  it('does not take the reason of a success for an error', () => {
    const outcome = { result: 'ALLOW', reason: 'Sign-on policy evaluation resulted in ALLOW' };
    expect(fieldsOf({ ...record, outcome })).toMatchObject({ outcome: 'success' });
    expect(fieldsOf({ ...record, outcome })).not.toHaveProperty('errorType');
  });

  it('says what is missing', () => {
    const { published: _, ...rest } = record;
    const timeless = { ...rest, outcome: { result: 'SUCCESS' } };
    expect(okta.matches(timeless)).toBe(true);
    expect(() => okta.map(timeless, CONTEXT)).toThrow('has no published');
  });
});
