import { readFileSync, rmSync } from 'node:fs';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import { exportPartialPath, removeStalePartials } from '../../export/partial-file.ts';
import { readmeText } from '../../bundle/readme.ts';
import { ZipWriter } from '../../bundle/zip-writer.ts';
import type { WrittenFile } from '../../bundle/zip-writer.ts';
import { loadSigningKey } from '../chain/signing-key.ts';
import type { SigningKey } from '../chain/signing-key.ts';
import { assertFree } from '../export/write-export.ts';
import { headOf } from '../queries/scan.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { AsyncSliced, Operator, Progress, Sliced } from '../store-api.ts';
import { chainLines, leafBytes, runBytes } from './chain-part.ts';
import type { BundleContents } from './contents.ts';
import { eventLines, originalLines } from './event-part.ts';
import { fingerprintOf, manifestJson, proofJson, signatureJson } from './manifest.ts';
import type { BundleFacts } from './manifest.ts';
import { joinedBytes, joinedLines } from './pieces.ts';
import { findProofRange } from './proof-range.ts';
import { findHeld, holdLines, reviewLines } from './review-part.ts';
import { selectEvents } from './selection.ts';
import type { BundleSelection } from './selection.ts';
import { toFileError } from './file-error.ts';

export interface WriteBundle {
  readonly selection: BundleSelection;
  /** Where the bundle will be; it is written under another name beside it. */
  readonly path: string;
  /** Whether a file of that name may be there. */
  readonly replaces: boolean;
  readonly operator: Operator;
  /** Of Annals. */
  readonly version: string;
  /** IANA name of the zone in which the operator reads times; those in the bundle are in UTC. */
  readonly timeZone: string;
  /** Path of the verifier to put in: src-main/bundle/verify.mjs. */
  readonly verifier: string;
}

/** A bundle under the name it was written as; whoever asked for it moves it to its own, or removes it. */
export interface WrittenBundle extends WrittenFile {
  readonly partial: string;
  readonly path: string;
  /** Chosen events, all of which are in it. */
  readonly events: number;
  /** First and last event that the proof is about. */
  readonly first: number;
  readonly last: number;
  /** Fingerprint of the key that signed it. */
  readonly key: string;
}

export interface BundleJobs {
  /**
   * Writes a bundle of one snapshot of the store. If it fails or is given up, no file stays.
   * @throws AnnalsError INVALID_INPUT for a filter that no event can tell of, NOT_FOUND if no event
   *   is chosen, FILE_UNWRITABLE, STORE_CORRUPT if the store cannot prove what it holds, JOB_RUNNING
   *   while a prune runs among the events
   */
  writeBundle(request: WriteBundle): AsyncSliced<WrittenBundle>;
}

/**
 * {@link BundleJobs.writeBundle}.
 * @param db a connection that does nothing else meanwhile
 */
export async function* writeBundle(
  db: ReadDb,
  stateFolder: string,
  request: WriteBundle,
): AsyncSliced<WrittenBundle> {
  const createdAt = Date.now();
  assertTellable(request.selection);
  assertFree(request.path, request.replaces);
  removeStalePartials(request.path, createdAt);
  const key = loadSigningKey(stateFolder);
  db.exec('BEGIN');
  try {
    const contents = yield* findContents(db, stateFolder, request.selection);
    const { range, counts } = contents;
    const partial = exportPartialPath(request.path);
    const { operator, version, timeZone, selection } = request;
    const facts = { selection, range, counts, operator, version, timeZone, createdAt };
    const written = yield* writeZip(partial, contents, facts, key, request.verifier);
    const { events } = counts;
    const { first, last } = range;
    const { path } = request;
    return { partial, path, events, first, last, key: fingerprintOf(key.publicKey), ...written };
  } catch (error) {
    throw toFileError(error, request.path);
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}

/** A filter that is longer than this as JSON would leave no room in the event that tells of it. */
const FILTER_CHARS = LIMITS.json / 2;

function assertTellable(selection: BundleSelection): void {
  if (!('filter' in selection) || JSON.stringify(selection).length <= FILTER_CHARS) return;
  throw new AnnalsError(
    'INVALID_INPUT',
    'This filter is longer than the record of an export can say.',
    'Choose by fewer values.',
  );
}

function* findContents(
  db: ReadDb,
  stateFolder: string,
  selection: BundleSelection,
): Sliced<BundleContents> {
  const headSeq = headOf(db).seq;
  const selected = yield* selectEvents(db, selection, { upToSeq: headSeq, stateFolder });
  if (!selected) {
    throw new AnnalsError(
      'NOT_FOUND',
      'No events match, and a bundle of nothing proves nothing.',
      'Choose other events.',
    );
  }
  const { seqs, first, last } = selected;
  const range = findProofRange(db, first, last);
  const held = yield* findHeld(db, seqs, headSeq);
  const proofOnly = new Set(range.prunes.map(({ act }) => act).filter((act) => !seqs.has(act)));
  for (const act of proofOnly) seqs.add(act);
  const counts = {
    events: 0,
    proofEvents: 0,
    leaves: 0,
    pruned: 0,
    originals: 0,
    reviewed: 0,
    holds: 0,
    rowsRead: 0,
  };
  return { db, range, whole: seqs, proofOnly, held, counts, chosen: selected.count };
}

/** Leaves no file behind unless it is whole. */
async function* writeZip(
  path: string,
  contents: BundleContents,
  facts: Omit<BundleFacts, 'files'>,
  key: SigningKey,
  verifier: string,
): AsyncSliced<WrittenFile> {
  const zip = new ZipWriter(path, facts.createdAt);
  const files: Record<string, WrittenFile> = {};
  let isWhole = false;
  try {
    for (const { name, pieces, isPacked } of partsOf(contents, facts, key, verifier)) {
      const adding = zip.add(name, pieces, { isPacked });
      for (;;) {
        const { value, done } = await adding.next();
        if (done) {
          files[name] = value;
          break;
        }
        yield progressOf(contents);
      }
    }
    const manifest = manifestJson({ ...facts, files }, key);
    yield* zip.add('manifest.json', [Buffer.from(manifest)]);
    yield* zip.add('signature.json', [Buffer.from(signatureJson(manifest, key))]);
    const written = await zip.close();
    isWhole = true;
    return written;
  } finally {
    if (!isWhole) {
      await zip.abandon();
      rmSync(path, { force: true });
    }
  }
}

interface Part {
  readonly name: string;
  readonly pieces: Iterable<Uint8Array>;
  readonly isPacked?: boolean;
}

/** Every file of a bundle that the manifest lists, in the order in which they are written. */
function partsOf(
  contents: BundleContents,
  { createdAt, operator }: Omit<BundleFacts, 'files'>,
  key: SigningKey,
  verifier: string,
): readonly Part[] {
  const readme = readmeText({
    events: contents.chosen,
    createdAt: formatIsoTime(createdAt),
    operator: `${operator.name} (${operator.id})`,
    fingerprint: fingerprintOf(key.publicKey),
  });
  const { db, range } = contents;
  return [
    { name: 'README.txt', pieces: [Buffer.from(readme)] },
    { name: 'verify.mjs', pieces: [readFileSync(verifier)] },
    { name: 'events.jsonl', pieces: joinedLines(eventLines(contents)) },
    { name: 'originals.jsonl', pieces: joinedLines(originalLines(contents)) },
    { name: 'review.jsonl', pieces: joinedLines(reviewLines(contents)) },
    { name: 'holds.jsonl', pieces: joinedLines(holdLines(contents)) },
    { name: 'chain.jsonl', pieces: joinedLines(chainLines(contents)) },
    { name: 'leaves.bin', pieces: joinedBytes(leafBytes(contents)), isPacked: false },
    { name: 'runs.bin', pieces: joinedBytes(runBytes(contents)), isPacked: false },
    { name: 'proof.json', pieces: [Buffer.from(proofJson(db, range))] },
  ];
}

/** Whole events are read four times, for a file each; all others of the range at most once. */
function progressOf({ counts, chosen, range }: BundleContents): Progress {
  const total = range.last - range.first + 1 + 3 * chosen;
  return { done: Math.min(counts.rowsRead, total), total };
}
