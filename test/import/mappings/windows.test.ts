import { describe, expect, it } from 'vitest';
import { mapped, recordsOf } from '../support/mapped.ts';

const BASE = {
  EventID: 4673,
  Channel: 'Security',
  Hostname: 'h',
  TimeCreated: '2020-01-01T00:00:00Z',
};

describe('the mapping of Windows events, of records of NXLog', () => {
  const [privilege, logon, dcom, registry] = recordsOf('otrf/windows-nxlog.jsonl').map((record) =>
    mapped(record),
  );

  it('reads a failed audit', () => {
    expect(privilege).toMatchObject({
      by: 'windows-event',
      time: '2020-09-17T21:32:15.336Z',
      action: '4673 Sensitive Privilege Use',
      category: 'security',
      outcome: 'failure',
      severity: 'error',
      actorId: 'S-1-5-21-4228717743-1032521047-1810997296-1104',
      actorName: String.raw`THESHIRE\pgustavo`,
      actorType: 'user',
      targets: [
        String.raw`process:C:\Users\pgustavo\Desktop\GruntHTTP.exe (GruntHTTP.exe)`,
        'service:WORKSTATION5.theshire.local',
        'service:Microsoft-Windows-Security-Auditing',
      ],
      message: 'A privileged service was called.',
      host: 'WORKSTATION5.theshire.local',
      sessionId: '0x2b78cd',
      sourceId: '["WORKSTATION5.theshire.local","Security","166058"]',
    });
  });

  it('keeps the whole message in the metadata, and rounded keywords out of it', () => {
    expect(privilege?.metadata['Message']).toContain('\r\n\r\nSubject:\r\n\tSecurity ID:');
    expect(privilege?.metadata).not.toHaveProperty('Keywords');
  });

  it('reads a logon: who logged on acted, dashes are nothing', () => {
    expect(logon).toMatchObject({
      time: '2020-09-17T21:32:45.557Z',
      action: '4624 Logon',
      outcome: 'success',
      severity: 'info',
      actorId: 'S-1-5-18',
      actorName: String.raw`THESHIRE.LOCAL\MORDORDC$`,
      actorType: 'service',
      targets: ['service:MORDORDC.theshire.local', 'service:Microsoft-Windows-Security-Auditing'],
      message: 'An account was successfully logged on.',
      ip: '::1',
      sessionId: '0xa2a317',
      sourceId: '["MORDORDC.theshire.local","Security","239197"]',
    });
  });

  it('reads events of logs that do not audit', () => {
    expect(dcom).toMatchObject({
      time: '2020-09-17T21:32:38.513Z',
      action: '10028',
      category: 'system',
      outcome: 'unknown',
      severity: 'error',
      actorName: String.raw`THESHIRE\pgustavo`,
      correlationId: '{46215348-E120-4AF1-B43B-0050329A2725}',
    });
    expect(registry).toMatchObject({
      time: '2020-09-17T21:31:51.092Z',
      action: '13 Registry value set',
      category: 'microsoft-windows-sysmon/operational',
      severity: 'info',
      actorId: 'S-1-5-18',
      actorName: String.raw`NT AUTHORITY\SYSTEM`,
      actorType: 'system',
      targets: [
        String.raw`registry:HKU\S-1-5-20\Software\Microsoft\Windows\CurrentVersion\DeliveryOptimization\Usage\UploadMonthlyInternetBytes (UploadMonthlyInternetBytes)`,
        String.raw`process:C:\windows\System32\svchost.exe (svchost.exe)`,
        'service:WORKSTATION6.theshire.local',
        'service:Microsoft-Windows-Sysmon',
      ],
      message: 'Registry value set',
    });
  });
});

describe('the mapping of Windows events, of records of others', () => {
  it('reads those without category, level and number', () => {
    const [cleared, process, group] = recordsOf('otrf/windows-winlog.jsonl').map((record) =>
      mapped(record),
    );
    expect(cleared).toMatchObject({
      by: 'windows-event',
      time: '2020-10-19T12:28:23.942Z',
      action: '1102 The audit log was cleared',
      severity: 'error',
      actorName: String.raw`WORKSTATION5\wardog`,
      message: 'The audit log was cleared.',
      sourceId: null,
    });
    expect(process).toMatchObject({
      time: '2020-10-19T12:28:31.089Z',
      action: '4688 A new process has been created',
      severity: 'info',
      actorName: String.raw`WORKSTATION5\wardog`,
      targets: [
        String.raw`process:C:\Windows\System32\esentutl.exe (esentutl.exe)`,
        'service:WORKSTATION5',
        'service:Microsoft-Windows-Security-Auditing',
      ],
    });
    expect(group).toMatchObject({
      action: '4799 A security-enabled local group membership was enumerated',
      severity: 'info',
      targets: [
        'user:S-1-5-32-551 (Backup Operators)',
        String.raw`process:C:\Windows\System32\esentutl.exe (esentutl.exe)`,
        'service:WORKSTATION5',
        'service:Microsoft-Windows-Security-Auditing',
      ],
    });
  });

  it('reads those of Log Analytics, with fields in XML', () => {
    const [logon, object, connection, handle] = recordsOf('otrf/windows-log-analytics.jsonl').map(
      (record) => mapped(record),
    );
    expect(logon).toMatchObject({
      by: 'windows-event',
      time: '2021-08-02T13:06:38.330Z',
      action: '4624 An account was successfully logged on',
      outcome: 'success',
      actorId: 'S-1-5-21-2490359158-13971675-3780420524-500',
      actorName: String.raw`SIMULANDLABS.COM\wardog`,
      actorType: 'user',
      ip: '192.168.2.5',
      host: 'DC01.simulandlabs.com',
      sessionId: '0x8f0cd568',
    });
    expect(object).toMatchObject({ action: '4662 An operation was performed on an object' });
    expect(connection).toMatchObject({
      by: 'windows-event',
      action: '5156',
      outcome: 'unknown',
      ip: 'fe80::a405:857d:204:efa5',
    });
    expect(handle).toMatchObject({
      action: '4656 A handle to an object was requested',
      actorName: String.raw`WORKGROUP\WORKSTATION5$`,
      actorType: 'system',
      targets: [
        String.raw`Key:\REGISTRY\MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon (Winlogon)`,
        String.raw`process:C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe (powershell.exe)`,
        'service:WORKSTATION5',
        'service:Microsoft-Windows-Security-Auditing',
      ],
    });
  });

  it.each([
    ['a rounded number', JSON.parse('-9214364837600034815'), 'success'],
    ['a rounded number', JSON.parse('-9218868437227405311'), 'failure'],
    ['without a sign', JSON.parse('9232379236109516800'), 'success'],
    ['hexadecimal', '0x8010000000000000', 'failure'],
    ['decimal text', '-9214364837600034816', 'success'],
    ['other bits', JSON.parse('-9223372036854775808'), 'unknown'],
    ['words', 'Audit Success', 'unknown'],
    ['a fraction', 1.5, 'unknown'],
  ])('reads the outcome from keywords: %s', (_what, Keywords: unknown, outcome) => {
    expect(mapped({ ...BASE, Keywords })).toMatchObject({ outcome });
  });

  it('reads a failed logon, with its reason', () => {
    const failed = {
      ...BASE,
      EventID: '4625',
      TargetUserName: 'root',
      TargetDomainName: '-',
      Status: '0xC000006D',
      IpAddress: '-',
    };
    expect(mapped(failed)).toMatchObject({
      action: '4625',
      outcome: 'failure',
      severity: 'warning',
      actorName: 'root',
      errorType: '0xC000006D',
    });
    expect(mapped(failed)['ip']).toBeUndefined();
  });

  it('never takes the clock on the wall', () => {
    const { TimeCreated: _, ...timeless } = BASE;
    expect(() => mapped({ ...timeless, EventTime: '2020-01-01 00:00:00' })).toThrow('has no');
  });
});
