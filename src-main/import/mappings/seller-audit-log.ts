import type { EventChanges } from '#shared/model/audit-event.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { isObject } from '../formats/json-record.ts';
import type { ParsedRecord } from '../formats/record.ts';
import { defineMapping } from './define-mapping.ts';
import type { GivenTarget } from './event-fields.ts';
import { jsonIn } from './json-text.ts';
import { at, isThere } from './record-path.ts';
import { rowId } from './row-id.ts';
import { changesFrom } from './stored-json.ts';

const oldValue = at('old_value');
const newValue = at('new_value');
const sellerId = at('seller_id');
const sellerName = at('seller_name');

const ACTIONS: ReadonlySet<unknown> = new Set(['add', 'edit', 'remove', 'export', 'flag']);

/**
 * Rows of the table `seller_audit_log`, and entries of the API over it. An act on many sellers is
 * one row without a seller: its name is a sentence then, and the sellers are in `new_value`.
 */
export const sellerAuditLog = defineMapping({
  name: 'seller-audit-log',
  title: 'Seller audit log',
  matches: (record) =>
    ACTIONS.has(record['action']) &&
    Object.hasOwn(record, 'seller_name') &&
    (isThere(record['created_at']) || Object.hasOwn(record, 'seller_id')),
  time: at('created_at'),
  timeField: 'created_at',
  action: at('action'),
  category: () => 'data',
  // Acts that fail leave no row.
  outcome: () => 'success',
  actorId: at('user_id'),
  actorName: at('user_name', 'user_email'),
  targets: targetsOf,
  message: (record) => (isThere(sellerId(record)) ? undefined : sellerName(record)),
  changes: changesOf,
  affectedCount: at('affected_count'),
  totalCount: at('seller_count_snapshot', 'total_count', 'seller_count'),
  isWrite: (record) => record['action'] !== 'export',
  sourceId: (record) => rowId(record),
});

function targetsOf(record: ParsedRecord): GivenTarget[] {
  const id = sellerId(record);
  if (isThere(id)) return [{ type: 'seller', id, name: sellerName(record) }];
  const value = jsonIn(newValue(record));
  const sellers: unknown = isObject(value) ? value['sellers'] : undefined;
  if (!Array.isArray(sellers)) return [];
  return sellers
    .slice(0, LIMITS.targets)
    .map((seller: unknown) =>
      isObject(seller)
        ? { type: 'seller', id: seller['id'] ?? seller['name'], name: seller['name'] }
        : { type: 'seller', id: seller },
    );
}

function changesOf(record: ParsedRecord): EventChanges | null {
  return changesFrom(withoutSellers(oldValue(record)), withoutSellers(newValue(record)));
}

/** The list of sellers is what the targets are. */
function withoutSellers(value: unknown): unknown {
  const values = jsonIn(value);
  if (!isObject(values)) return value;
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== 'sellers'));
}
