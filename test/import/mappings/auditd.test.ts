import { describe, expect, it } from 'vitest';
import type { ParsedRecord } from '../../../src-main/import/formats/record.ts';
import { mapped } from '../support/mapped.ts';

const DELETED =
  'type=DEL_USER msg=audit(1783414573.076:399): pid=2057 uid=0 auid=0 ses=6 subj=unconfined_u msg=\'op=deleting-user-not-found acct="specimenuser" exe="/usr/bin/userdel" hostname=? addr=? terminal=? res=failed\'\u001dUID="root" AUID="root"';

/** A record as the reader of audit logs takes it apart. */
function record(given: {
  readonly time: string;
  readonly types: readonly string[];
  readonly fields: ParsedRecord;
  readonly text: string;
  readonly node?: string;
}): ParsedRecord {
  return { serial: '399', ...given };
}

describe('the mapping of Linux audit', () => {
  it('reads a failed act on an account', () => {
    const fields = {
      pid: '2057',
      uid: '0',
      auid: '0',
      ses: '6',
      op: 'deleting-user-not-found',
      acct: 'specimenuser',
      exe: '/usr/bin/userdel',
      hostname: '?',
      addr: '?',
      res: 'failed',
      UID: 'root',
      AUID: 'root',
    };
    const event = mapped(
      record({ time: '1783414573.076', types: ['DEL_USER'], fields, text: DELETED, node: 'web1' }),
    );
    expect(event).toMatchObject({
      by: 'auditd',
      time: '2026-07-07T08:56:13.076Z',
      action: 'DEL_USER deleting-user-not-found',
      category: 'account',
      outcome: 'failure',
      severity: 'notice',
      actorId: '0',
      actorName: 'root',
      targets: [
        'user:specimenuser',
        'process:/usr/bin/userdel (userdel)',
        'service:userdel',
        'service:web1',
      ],
      message: DELETED.replace('\u001d', ' '),
      host: 'web1',
      sessionId: '6',
      sourceId: null,
      metadata: { serial: '399', fields: { acct: 'specimenuser' } },
    });
    expect(event['ip']).toBeUndefined();
    expect(event.metadata).not.toHaveProperty('text');
  });

  it('names who tries to log in by the account that they ask for', () => {
    const fields = {
      uid: '0',
      auid: '4294967295',
      ses: '4294967295',
      op: 'pubkey',
      acct: 'root',
      exe: '/usr/libexec/openssh/sshd-session',
      addr: '172.23.112.1',
      res: 'failed',
      UID: 'root',
      AUID: 'unset',
    };
    const event = mapped(
      record({ time: '1783414613.119', types: ['USER_AUTH'], fields, text: 'type=USER_AUTH …' }),
    );
    expect(event).toMatchObject({
      time: '2026-07-07T08:56:53.119Z',
      action: 'USER_AUTH pubkey',
      category: 'auth',
      outcome: 'failure',
      severity: 'warning',
      actorName: 'root',
      ip: '172.23.112.1',
      targets: ['process:/usr/libexec/openssh/sshd-session (sshd-session)', 'service:sshd-session'],
    });
    expect(event).not.toHaveProperty('actorId');
    expect(event).not.toHaveProperty('sessionId');
  });

  it('names an event of several lines by the one that it is about', () => {
    const fields = {
      auid: '0',
      ses: '7',
      res: '1',
      success: 'yes',
      exit: '1',
      exe: '/usr/bin/x',
      AUID: 'root',
      SYSCALL: 'write',
    };
    const login = record({
      time: '1783414613.166',
      types: ['LOGIN', 'SYSCALL', 'PROCTITLE'],
      fields,
      text: 'type=LOGIN …\ntype=SYSCALL …',
    });
    expect(mapped(login)).toMatchObject({
      action: 'LOGIN',
      category: 'auth',
      outcome: 'success',
      message: 'type=LOGIN …',
    });
    expect(mapped({ ...login, types: ['SYSCALL', 'EXECVE', 'CWD'] })).toMatchObject({
      action: 'SYSCALL write',
      category: 'syscall',
      outcome: 'success',
      severity: 'info',
    });
  });

  it('takes denied access for a failure to be warned of', () => {
    const text =
      'type=AVC msg=audit(1243332701.744:101): avc: denied { getattr } for pid=2714 comm="ls" path="/usr/lib/locale/locale-archive"\ntype=SYSCALL …';
    const fields = {
      pid: '2714',
      path: '/usr/lib/locale/locale-archive',
      success: 'yes',
      exit: '0',
      auid: '0',
      exe: '/bin/ls',
    };
    expect(
      mapped(record({ time: '1243332701.744', types: ['AVC', 'SYSCALL'], fields, text })),
    ).toMatchObject({
      time: '2009-05-26T10:11:41.744Z',
      action: 'AVC getattr',
      category: 'access',
      outcome: 'failure',
      severity: 'warning',
      targets: ['process:/bin/ls (ls)', 'file:/usr/lib/locale/locale-archive', 'service:ls'],
    });
    const refused = {
      success: 'no',
      exit: '-13',
      auid: '1000',
      SYSCALL: 'openat',
      name: '/etc/shadow',
    };
    expect(
      mapped(
        record({ time: '1243332701.744', types: ['SYSCALL', 'PATH'], fields: refused, text: '' }),
      ),
    ).toMatchObject({
      outcome: 'failure',
      severity: 'warning',
      errorType: 'EACCES',
      targets: ['file:/etc/shadow'],
    });
  });

  it('names the command that was run as somebody else', () => {
    const fields = {
      auid: '1000',
      AUID: 'ada',
      cmd: 'id -u',
      exe: '/usr/bin/sudo',
      res: 'success',
    };
    const given = { time: '1783414573.687', types: ['USER_CMD'], fields, text: 'type=USER_CMD …' };
    expect(mapped(record(given))).toMatchObject({
      action: 'USER_CMD',
      category: 'user',
      outcome: 'success',
      actorName: 'ada',
      targets: ['command:id -u', 'process:/usr/bin/sudo (sudo)', 'service:sudo'],
    });
  });

  it('copes with lines that say nothing', () => {
    expect(
      mapped(record({ time: '1337845222.174', types: ['NOMSG'], fields: {}, text: 'x' })),
    ).toMatchObject({
      time: '2012-05-24T07:40:22.174Z',
      action: 'NOMSG',
      category: 'audit',
      outcome: 'unknown',
    });
    expect(() => mapped(record({ time: '', types: [], fields: {}, text: '' }))).toThrow(
      'msg=audit',
    );
  });
});
