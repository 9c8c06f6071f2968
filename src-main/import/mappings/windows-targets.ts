import type { ParsedRecord } from '../formats/record.ts';
import type { GivenTarget } from './event-fields.ts';
import { nameText } from './field-text.ts';

/** Fields that name a thing, the most telling first, with what kind of thing it is. */
const NAMED: readonly (readonly [type: string, ...fields: string[]])[] = [
  ['service', 'ServiceName'],
  ['process', 'NewProcessName'],
  ['registry', 'TargetObject'],
  ['file', 'TargetFilename'],
  ['process', 'TargetImage'],
  ['module', 'ImageLoaded'],
  ['pipe', 'PipeName'],
  ['share', 'ShareName'],
  ['address', 'DestinationHostname', 'DestinationIp', 'DestAddress'],
  ['device', 'Device'],
  ['process', 'ProcessName', 'CallerProcessName', 'Image', 'SourceImage', 'Application'],
];

/**
 * What a Windows event is about, and the program that did it last.
 * @param isTargetActing true if the account named as target is the actor
 */
export function windowsTargets(record: ParsedRecord, isTargetActing: boolean): GivenTarget[] {
  const object = textOf(record, 'ObjectName');
  const user = textOf(record, 'TargetUserName');
  const targets: GivenTarget[] = [];
  if (object !== null) {
    const type = textOf(record, 'ObjectType') ?? 'object';
    targets.push({ type, id: object, name: fileNameOf(object) });
  }
  if (user !== null && !isTargetActing) {
    const sid = textOf(record, 'TargetUserSid') ?? textOf(record, 'TargetSid');
    targets.push({ type: 'user', id: sid === 'S-1-0-0' ? user : (sid ?? user), name: user });
  }
  for (const [type, ...fields] of NAMED) {
    const id = fields.map((field) => textOf(record, field)).find((text) => text !== null);
    if (id !== undefined) targets.push({ type, id, name: fileNameOf(id) });
  }
  return targets;
}

function textOf(record: ParsedRecord, field: string): string | null {
  const text = nameText(record[field]);
  return text === '-' ? null : text;
}

/** What stands last in a path of Windows; null for anything else. */
function fileNameOf(id: string): string | null {
  const end = id.lastIndexOf('\\') + 1;
  return end === 0 || end === id.length ? null : id.slice(end);
}
