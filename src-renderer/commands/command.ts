import type { CommandId, CommandWords } from '#shared/model/commands.ts';
import type { AppStore } from '../state/app-store.ts';

/** A part of the window that can take the focus. */
export type Region = 'query' | 'history' | 'detail' | 'timeline' | 'facets' | 'screen' | 'entities';

/** What a command may act on. */
export interface CommandContext {
  readonly store: AppStore;
  /** Rows in the current result. */
  readonly rowCount: () => number;
  /** seq of the event at a position, if its row is loaded. */
  readonly seqAt: (index: number) => number | null;
  readonly focus: (region: Region) => void;
}

/** What a command does, and when. */
export interface Behaviour {
  readonly isEnabled: (context: CommandContext) => boolean;
  readonly run: (context: CommandContext) => void;
}

/** One thing the operator can do, whichever way: shortcut, button, palette or native menu. */
export interface Command extends CommandWords, Behaviour {
  readonly id: CommandId;
}
