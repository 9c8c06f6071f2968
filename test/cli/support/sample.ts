import type { EventJson } from '#shared/model/event-json.ts';
import { CLOUDTRAIL_FOLDER } from '../../import/support/files.ts';
import { makeTempFolder } from '../../support/temp-store.ts';
import { annals, jsonOf } from './annals.ts';

/** How often each value is there. */
export type Counts = Readonly<Record<string, number>>;

/** A page of events as `query` and the ready-made questions print it. */
export interface PageJson {
  readonly items: readonly EventJson[];
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly nextCursor: string | null;
}

/** A store with the 2,900 CloudTrail records, asked through the real command line. */
export class SampleStore {
  /** Whoever makes the store removes it. */
  readonly home = makeTempFolder();

  async fill(): Promise<void> {
    jsonOf(await annals(this.home, ['import', CLOUDTRAIL_FOLDER, '--store', 't.db', '--json']));
  }

  /** The JSON document that a command prints. */
  async ask(...args: string[]): Promise<unknown> {
    return jsonOf(await annals(this.home, [...args, '--store', 't.db', '--json']));
  }

  /** What a command prints for people. */
  async show(...args: string[]): Promise<string> {
    const { stdout, stderr } = await annals(this.home, [...args, '--store', 't.db']);
    if (stderr !== '') throw new Error(stderr);
    return stdout;
  }

  async count(...filter: string[]): Promise<number> {
    return ((await this.ask('count', ...filter)) as { total: number }).total;
  }

  /** Every event that a listing command has, page by page. */
  async everyPage(...args: string[]): Promise<EventJson[]> {
    const items: EventJson[] = [];
    let cursor: string | null = null;
    do {
      const next: string[] = cursor === null ? [] : ['--cursor', cursor];
      const page = (await this.ask(...args, ...next)) as PageJson;
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }
}

/** What a command prints about the store of {@link tempStore}. */
export async function askTrail(folder: string, ...args: string[]): Promise<unknown> {
  return jsonOf(await annals(folder, [...args, '--store', 'trail.db', '--json']));
}

/** How often each value is there. */
export function countBy<Item>(items: readonly Item[], valueOf: (item: Item) => unknown): Counts {
  const counts: Record<string, number> = {};
  for (const item of items) {
    const value = valueOf(item);
    if (typeof value === 'string') counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}
