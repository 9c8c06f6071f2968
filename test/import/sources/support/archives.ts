import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { tempFolder } from '../../../support/temp-store.ts';

/** A file for an archive, by its name there. */
export type Inner = readonly [name: string, content: string | Buffer];

/** A zip archive as any program makes it. */
export async function zipOf(
  files: readonly Inner[],
  options: { readonly compress?: boolean; readonly mode?: number } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of files) zip.addBuffer(Buffer.from(content), name, options);
  zip.end();
  return buffer(zip.outputStream);
}

/** Writes files into a folder that ends with the test. @returns the folder */
export function folderOf(files: readonly Inner[]): string {
  const folder = tempFolder();
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  return folder;
}

/** An entry of a zip archive that no program would make. */
export interface OddEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly flags?: number;
  readonly method?: number;
  readonly mode?: number;
  readonly crc?: number;
  readonly size?: number;
  /** Index of the entry whose data it claims for itself. */
  readonly dataOf?: number;
}

/** A zip archive byte by byte, however odd. */
export function oddZip(entries: readonly OddEntry[]): Buffer {
  const data: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '');
    const packed = deflateRawSync(content);
    const name = Buffer.from(entry.name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(entry.flags ?? 0x8_00, 2);
    facts.writeUInt16LE(entry.method ?? 8, 4);
    facts.writeUInt32LE(0x21_00_00, 6);
    facts.writeUInt32LE(entry.crc ?? crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(entry.size ?? content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const start = entry.dataOf === undefined ? offset : (offsets[entry.dataOf] ?? 0);
    offsets.push(start);
    const end = Buffer.alloc(14);
    end.writeUInt32LE((entry.mode ?? 0) * 65_536, 6);
    end.writeUInt32LE(start, 10);
    // The lower byte is the version, the upper one says that there are Unix modes.
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), facts, end, name);
    if (entry.dataOf !== undefined) continue;
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, name, packed]);
    data.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const tail = Buffer.alloc(22);
  tail.write('PK\x05\x06', 'latin1');
  tail.writeUInt16LE(entries.length, 8);
  tail.writeUInt16LE(entries.length, 10);
  tail.writeUInt32LE(central.length, 12);
  tail.writeUInt32LE(offset, 16);
  return Buffer.concat([...data, central, tail]);
}
