import { describe, expect, it } from 'vitest';
import { github } from '../../../src-main/import/mappings/github.ts';
import { CONTEXT } from '../support/context.ts';
import { mapped, recordsOf } from '../support/mapped.ts';
import { fieldsOf } from './fields.ts';

describe('the GitHub mapping, over real records', () => {
  const records = recordsOf('panther/github.jsonl');

  it('takes every record, and no other mapping does', () => {
    expect(records.map((record) => mapped(record).by)).toEqual(records.map(() => 'github'));
  });

  it('reads a time in milliseconds', () => {
    expect(fieldsOf(records[11])).toEqual({
      by: 'github',
      time: '2022-12-15T13:31:51.111Z',
      category: 'business_advanced_security',
      action: 'business_advanced_security.enabled',
      outcome: 'success',
      severity: 'notice',
      actorId: 'bobert',
      actorName: 'bobert',
      actorType: 'user',
      targets: ['user:bobert'],
      message: 'bobert business_advanced_security.enabled on bobert',
      ip: '12.12.12.12',
      sourceId: 'gAcccccccccccccccccccc',
    });
  });

  it('reads a time in a text', () => {
    expect(fieldsOf(records[3])).toEqual({
      by: 'github',
      time: '2022-08-16T16:56:49.309Z',
      category: 'repository_secret_scanning_push_protection',
      action: 'repository_secret_scanning_push_protection.disable',
      outcome: 'success',
      severity: 'notice',
      actorId: 'bobert',
      actorName: 'bobert',
      actorType: 'user',
      targets: ['repo:an-org/a-repo', 'user:bobert', 'service:an-org'],
      message: 'bobert repository_secret_scanning_push_protection.disable on an-org/a-repo',
      sourceId: null,
    });
  });

  it('reads a workflow that failed', () => {
    expect(fieldsOf(records[1])).toEqual({
      by: 'github',
      time: '2023-01-31T18:58:27.638Z',
      category: 'workflows',
      action: 'workflows.completed_workflow_run',
      outcome: 'failure',
      severity: 'notice',
      actorId: 'github_handle',
      actorName: 'github_handle',
      actorType: 'user',
      targets: ['repo:your-org/panther-analysis-copy', 'service:panther-labs'],
      message: 'github_handle workflows.completed_workflow_run on your-org/panther-analysis-copy',
      sourceId: 'pWWWWWWWWWWWWWWWWWWWWW',
    });
  });
});

describe('the GitHub mapping', () => {
  const push = {
    '@timestamp': 1_623_971_719_091,
    action: 'git.push',
    actor: 'cat',
    org: 'my-org',
    repo: 'my-org/my-repo',
  };

  it('knows records without GitHub’s own fields by their actions', () => {
    expect(fieldsOf(push)).toMatchObject({ by: 'github', category: 'git', severity: 'notice' });
    expect(github.matches({ ...push, action: 'order.create' })).toBe(false);
    expect(github.matches({ ...push, action: 'push' })).toBe(false);
    expect(github.matches({ ...push, actor: { id: '1' } })).toBe(false);
    expect(github.matches({ ...push, action: 'file.added', org: undefined })).toBe(false);
  });

  it('prefers what the operation was to how it is called', () => {
    const deed = (operation: string): object =>
      fieldsOf({ ...push, action: 'repo.add_topic', operation_type: operation });
    expect(deed('access')).toMatchObject({ severity: 'info' });
    expect(deed('modify')).toMatchObject({ severity: 'notice' });
  });

  it('takes what has a name of failure for one', () => {
    expect(fieldsOf({ ...push, action: 'user.failed_login' })).toMatchObject({
      outcome: 'failure',
      severity: 'warning',
    });
    expect(fieldsOf({ ...push, conclusion: 'cancelled' })).toMatchObject({ outcome: 'unknown' });
  });

  it('tells programs from people', () => {
    expect(fieldsOf({ ...push, actor: 'dependabot[bot]' })).toMatchObject({ actorType: 'service' });
    expect(fieldsOf({ ...push, actor_is_bot: true })).toMatchObject({ actorType: 'service' });
  });

  it('names the organisation where there is nothing smaller', () => {
    const { repo: _, ...rest } = push;
    expect(fieldsOf({ ...rest, action: 'org.update_member' })).toMatchObject({
      targets: ['org:my-org', 'service:my-org'],
    });
  });

  it('takes Panther’s time where there is no other, and says what is missing', () => {
    const { '@timestamp': _, ...rest } = push;
    const record = { ...rest, p_event_time: '2025-10-15 18:41:19.605000000' };
    expect(fieldsOf(record)).toMatchObject({ time: '2025-10-15T18:41:19.605Z' });
    expect(() => github.map(rest, CONTEXT)).toThrow('has no @timestamp');
  });
});
