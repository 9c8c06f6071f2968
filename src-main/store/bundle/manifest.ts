import { printQuery } from '#shared/filter-syntax/print.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import type { WrittenFile } from '../../bundle/zip-writer.ts';
import { sha256 } from '../chain/chain.ts';
import type { SigningKey } from '../chain/signing-key.ts';
import type { ReadDb } from '../sql/connection.ts';
import type { Operator } from '../store-api.ts';
import type { BundleCounts } from './contents.ts';
import type { ProofRange, StatementRow } from './proof-range.ts';
import type { BundleSelection } from './selection.ts';

/** manifest.json, signature.json and proof.json (docs/evidence-bundle.md). */

const SIGNED = Buffer.from('annals.bundle.v1\n');

/** What is said about a bundle as a whole. */
export interface BundleFacts {
  readonly selection: BundleSelection;
  readonly range: ProofRange;
  readonly counts: BundleCounts;
  readonly files: Readonly<Record<string, WrittenFile>>;
  readonly operator: Operator;
  /** Of Annals. */
  readonly version: string;
  /** IANA name of the zone in which the operator reads times. */
  readonly timeZone: string;
  /** Integer milliseconds UTC. */
  readonly createdAt: number;
}

/** @param key of the operator who makes the bundle */
export function manifestJson(facts: BundleFacts, key: SigningKey): string {
  const { range, operator } = facts;
  const { events, proofEvents, leaves, pruned, originals, reviewed, holds } = facts.counts;
  const { seq, link, at } = range.head;
  const manifest = {
    format: 'annals.bundle.v1',
    app: { name: 'Annals', version: facts.version },
    createdAt: formatIsoTime(facts.createdAt),
    timeZone: facts.timeZone,
    operator: { id: operator.id, name: operator.name },
    chain: range.chainId.toString('hex'),
    selection: selectionJson(facts.selection),
    range: { first: range.first, last: range.last },
    counts: { events, proofEvents, leaves, pruned, originals },
    review: { events: reviewed, holds },
    head: { seq, link: link.toString('hex'), at: timeText(at) },
    key: fingerprintOf(key.publicKey),
    files: facts.files,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export function signatureJson(manifest: string, key: SigningKey): string {
  const signature = key.sign(Buffer.concat([SIGNED, Buffer.from(manifest)]));
  const publicKey = key.publicKey.toString('hex');
  const format = 'annals.bundle-signature.v1';
  return `${JSON.stringify({ format, publicKey, signature: signature.toString('hex') })}\n`;
}

export function proofJson(db: ReadDb, range: ProofRange): string {
  const runsOf = db
    .prepare<[number], number>('SELECT count(*) FROM pruned_run WHERE prune = ?')
    .pluck();
  const proof = {
    format: 'annals.proof.v1',
    chain: range.chainId.toString('hex'),
    first: range.first,
    last: range.last,
    linkBefore: range.linkBefore.toString('hex'),
    prunes: range.prunes.map(({ id, act }) => ({ act, runs: runsOf.get(id) })),
    statements: range.statements.map(statementJson),
    head: statementJson(range.head),
    keys: keysOf(db, [...range.statements, range.head]),
  };
  return `${JSON.stringify(proof)}\n`;
}

/** All of the SHA-256 of a public key, in hex: what people compare. */
export function fingerprintOf(publicKey: Uint8Array): string {
  return sha256(publicKey).toString('hex');
}

function selectionJson(selection: BundleSelection): object {
  if ('ranges' in selection) return { ranges: selection.ranges.length };
  if ('plan' in selection) return selection;
  const { filter } = selection;
  return { query: printQuery(filter), filter };
}

function statementJson({ previous, ...row }: StatementRow): object {
  return {
    kind: previous ? 'checkpoint' : 'head',
    seq: row.seq,
    link: row.link.toString('hex'),
    retained: row.retained,
    pruned: row.pruned,
    at: timeText(row.at),
    ...(previous ? { previous: previous.toString('hex') } : {}),
    key: row.key_id,
    signature: row.signature.toString('hex'),
  };
}

/** As it stands in the signed text; a damaged store may hold a time that is none. */
function timeText(at: number): string {
  return Number.isNaN(new Date(at).getTime()) ? String(at) : formatIsoTime(at);
}

function keysOf(db: ReadDb, statements: readonly StatementRow[]): object[] {
  const find = db
    .prepare<[string], Buffer>('SELECT public_key FROM signing_key WHERE id = ?')
    .pluck();
  const ids = [...new Set(statements.map(({ key_id: id }) => id))];
  return ids.flatMap((id) => {
    const publicKey = find.get(id);
    return publicKey ? [{ id, publicKey: publicKey.toString('hex') }] : [];
  });
}
