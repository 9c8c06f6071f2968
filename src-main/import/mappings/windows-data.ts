import type { ParsedRecord } from '../formats/record.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** How the texts of audits name who did it. */
const SUBJECT =
  /\bSubject ?:\s+Security ID:\s+(\S+)\s+Account Name:\s+(\S+)\s+(?:Account Domain|Domain Name):\s+(\S+)/u;

const LONGEST_HEAD = 1_000;

/**
 * A Windows event with who did it, where only its text says so: events of a cleared log have no
 * fields for that in some collectors' records.
 */
export function withSubject(record: ParsedRecord): ParsedRecord {
  const message = record['Message'];
  if (typeof message !== 'string' || record['SubjectUserName'] !== undefined) return record;
  const [, sid, name, domain] = SUBJECT.exec(message.slice(0, LONGEST_HEAD)) ?? [];
  if (sid === undefined) return record;
  return {
    SubjectUserSid: sid,
    SubjectUserName: name,
    SubjectDomainName: domain,
    ...record,
  };
}

/**
 * A Windows event with what its XML says: Log Analytics leaves fields of some events in
 * `EventData`, as `<Data Name="SubjectUserName">…</Data>`. What the record has itself is kept.
 */
export function withEventData(record: ParsedRecord): ParsedRecord {
  const xml = record['EventData'];
  if (typeof xml !== 'string' || !xml.startsWith('<')) return record;
  const found: [string, string][] = [];
  for (const [, name, text] of xml.matchAll(/<Data Name="([\w ]{1,64})">([^<]*)<\/Data>/gu)) {
    if (name !== undefined && text !== undefined && name !== '__proto__') {
      found.push([
        name,
        text.replaceAll(/&(?:lt|gt|quot|apos|amp);/gu, (code) => ENTITIES[code] ?? code),
      ]);
    }
  }
  const { EventData: _, ...others } = record;
  return { ...Object.fromEntries(found), ...others };
}
