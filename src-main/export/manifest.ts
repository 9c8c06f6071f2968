import { printQuery } from '#shared/filter-syntax/print.ts';
import type { ExportRequest } from '#shared/model/export.ts';
import { columnsOf } from '#shared/model/export.ts';
import { formatIsoTime } from '#shared/time/iso-time.ts';
import type { WrittenFile } from './partial-file.ts';
import type { JsonValue } from './profiles/profile.ts';

/** What the store says of its chain at the moment of an export, signed. All bytes are hex. */
export interface ManifestHead {
  readonly chain: string;
  readonly seq: number;
  readonly link: string;
  readonly retained: number;
  readonly pruned: number;
  /** ISO 8601, as it stands in the signed text. */
  readonly at: string;
  readonly keyId: string;
  /** Null if the store has lost it. */
  readonly publicKey: string | null;
  readonly signature: string;
}

/** What is said about an export as a whole. */
export interface ExportFacts {
  readonly request: ExportRequest;
  readonly events: number;
  readonly head: ManifestHead;
  readonly operator: { readonly id: string; readonly name: string };
  /** Of Annals. */
  readonly version: string;
  /** IANA name of the zone of the operator; times in the file are UTC. */
  readonly timeZone: string;
  /** Integer milliseconds UTC. */
  readonly createdAt: number;
}

/** What a JSON document says of itself; no name in it may be taken for the time of an event. */
export function documentHeader(facts: ExportFacts): { [name: string]: JsonValue } {
  const { request, events, version, timeZone, createdAt, operator } = facts;
  const { chain, seq, link } = facts.head;
  return {
    format: 'annals.export.v1',
    app: { name: 'Annals', version },
    exportedAt: formatIsoTime(createdAt),
    operator: { id: operator.id, name: operator.name },
    profile: request.profile,
    order: request.order,
    query: printQuery(request.filter),
    filter: request.filter,
    timeZone,
    chain,
    head: { seq, link },
    count: events,
  };
}

/**
 * The manifest that stands beside an export (docs/exporting.md).
 * @param file its name, without its folder
 */
export function manifestJson(facts: ExportFacts, file: string, written: WrittenFile): string {
  const { request, events, version, timeZone, createdAt, operator } = facts;
  const { filter, seqs, order, format, profile, bom, formulaGuard, zone } = request;
  const { chain, ...head } = facts.head;
  const manifest = {
    format: 'annals.manifest.v1',
    app: { name: 'Annals', version },
    createdAt: formatIsoTime(createdAt),
    operator: { id: operator.id, name: operator.name },
    file: { name: file, ...written },
    events,
    selection: { query: printQuery(filter), filter, ...(seqs && { seqs }), order },
    export: {
      format,
      profile,
      columns: profile === 'native' ? columnsOf(request) : null,
      ...(format === 'csv' ? { bom, formulaGuard, localTimes: zone } : {}),
    },
    timeZone,
    chain,
    head,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
