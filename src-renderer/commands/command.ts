import type { AppStore } from '../state/app-store.ts';

/** A part of the window that can take the focus. */
export type Region = 'query' | 'history' | 'detail' | 'timeline' | 'facets';

/** What a command may act on. */
export interface CommandContext {
  readonly store: AppStore;
  /** Rows in the current result. */
  readonly rowCount: () => number;
  /** seq of the event at a position, if its row is loaded. */
  readonly seqAt: (index: number) => number | null;
  readonly focus: (region: Region) => void;
}

/** One thing the operator can do, whichever way: shortcut, button or native menu. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Shortcuts such as `Mod+O` or `/`; Mod is Ctrl, or Cmd on macOS. */
  readonly keys: readonly string[];
  readonly isEnabled: (context: CommandContext) => boolean;
  readonly run: (context: CommandContext) => void;
}
