import type { StoreInfo } from '#shared/model/store-state.ts';
import { safeString } from '#shared/text/safe-text.ts';

/** A store as people call it: their own, the sample, or by its file. */
export function storeName({ kind, name }: Pick<StoreInfo, 'kind' | 'name'>): string {
  if (kind === 'default') return 'My store';
  if (kind === 'sample') return 'Sample data';
  return safeString(name);
}
