import type { EventFilter } from '../../../src-shared/model/event-filter.ts';
import { conditionOf, literal } from './condition.ts';
import { ShellTool } from './shell-tool.ts';

/** The sqlite3 command line on the very same store. */
export class SqliteCli {
  readonly #tool: ShellTool;

  constructor(store: string) {
    this.#tool = new ShellTool('sqlite3', ['-readonly', store]);
  }

  /** Number of matching events. */
  async count(filter: EventFilter): Promise<number> {
    const condition = conditionOf(filter, likeText) ?? 'FALSE';
    const query = `SELECT count(*) FROM event WHERE ${condition}`.replaceAll('\n', ' ');
    const [line] = await this.#tool.ask(`${query}; SELECT ${literal(ShellTool.END)};`);
    return Number(line);
  }

  close(): void {
    this.#tool.close();
  }
}

const SEARCHED = [
  'message',
  'action',
  'actor_name',
  'actor_id',
  'id',
  'ip',
  'error_type',
  'error_message',
  'session_id',
  'correlation_id',
  'host',
];

/** LIKE folds ASCII letters, and the benchmark's texts have no others. */
function likeText(text: string): string {
  const pattern = literal(`%${text}%`);
  const columns = SEARCHED.map((column) => `ifnull(${column} LIKE ${pattern}, FALSE)`);
  const targets = `EXISTS (SELECT 1 FROM json_each(targets) AS target
    WHERE target.value ->> 1 LIKE ${pattern} OR target.value ->> 2 LIKE ${pattern})`;
  return `(${[...columns, targets].join(' OR ')})`;
}
