import { describe, expect, it } from 'vitest';
import { mapped, recordsOf } from '../support/mapped.ts';

const BASE = {
  __REALTIME_TIMESTAMP: '1534860261221373',
  SYSLOG_IDENTIFIER: 'sshd',
  SYSLOG_FACILITY: '10',
  PRIORITY: '6',
  _UID: '0',
  _HOSTNAME: 'web1',
};

describe('the mapping of the journal', () => {
  it('reads exported entries', () => {
    const [alert, info] = recordsOf('lnav/logfile_journald.json').map((record) => mapped(record));
    expect(alert).toMatchObject({
      by: 'journald',
      time: '2018-08-21T14:04:21.221Z',
      action: 'python',
      category: 'daemon',
      outcome: 'failure',
      severity: 'critical',
      actorId: '0',
      actorName: 'root',
      targets: ['unit:medusa-GpsLocator.service', 'service:imx6ul-medusa'],
      message: 'GPS Reference longitude: 7.358143333',
      host: 'imx6ul-medusa',
      sourceId:
        's=e991dd5775894620914f2f7126aae6c1;i=372a;b=0dc874d3fbd44bdbb6fbcfaa27481492;m=24ea327;t=573f280a663fd;x=9ceeb77ef4331563',
    });
    expect(info).toMatchObject({
      outcome: 'unknown',
      severity: 'info',
      message: 'GPS Reference latitude: 46.908706667',
    });
  });

  it('reads a message of bytes, and one that was given twice', () => {
    expect(mapped({ ...BASE, MESSAGE: [72, 195, 164, 33] })['message']).toBe('Hä!');
    expect(mapped({ ...BASE, MESSAGE: ['one', 'two'] })['message']).toBe('one');
    expect(mapped({ ...BASE, MESSAGE: null })['message']).toBe('root sshd on web1');
  });

  it('reads who failed to log in, which is logged as an information', () => {
    const MESSAGE = 'Failed password for invalid user admin from 203.0.113.7 port 51122 ssh2';
    expect(mapped({ ...BASE, MESSAGE })).toMatchObject({
      category: 'authpriv',
      outcome: 'failure',
      severity: 'warning',
      actorName: 'admin',
      ip: '203.0.113.7',
    });
  });

  it('finds the trace in a message', () => {
    const MESSAGE =
      'failed\nTraceback (most recent call last):\n  File "a.py", line 1\nValueError: no';
    expect(mapped({ ...BASE, PRIORITY: '3', MESSAGE })).toMatchObject({
      message: 'failed',
      severity: 'error',
      errorType: 'ValueError',
      stackTrace: 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no',
    });
  });
});
