import { COMMAND_IDS } from '#shared/model/commands.ts';
import type { CommandId } from '#shared/model/commands.ts';
import type { SliceCreator } from '../app-store.ts';
import { loadRecentCommands, saveRecentCommands, withRecentCommand } from '../recent-commands.ts';

/** What the help is about, a topic a page. */
export type HelpTopic =
  | 'searching'
  | 'reviewing'
  | 'exporting'
  | 'proving'
  | 'retention'
  | 'keyboard';

/** What opens above any screen, and is about the window itself. */
interface OverlaysState {
  readonly isPaletteOpen: boolean;
  /** The page of the help that is shown; null while it is closed. */
  readonly helpTopic: HelpTopic | null;
  readonly isJobListOpen: boolean;
  /** Commands that were chosen in the palette on this machine, the last one first. */
  readonly recentCommands: readonly CommandId[];
}

export interface OverlaysActions {
  readonly openPalette: () => void;
  readonly closePalette: () => void;
  /** Remembers what was chosen in the palette. */
  readonly commandChosen: (command: CommandId) => void;
  readonly openHelp: (topic: HelpTopic) => void;
  readonly closeHelp: () => void;
  readonly showJobList: (isOpen: boolean) => void;
}

export type OverlaysSlice = OverlaysState & OverlaysActions;

export const createOverlaysSlice: SliceCreator<OverlaysSlice> = (set, get, { local }) => ({
  isPaletteOpen: false,
  helpTopic: null,
  isJobListOpen: false,
  recentCommands: loadRecentCommands(local, COMMAND_IDS),
  openPalette: () => set({ isPaletteOpen: true }),
  closePalette: () => set({ isPaletteOpen: false }),
  commandChosen: (command) => {
    const recentCommands = withRecentCommand(get().recentCommands, command);
    set({ recentCommands });
    saveRecentCommands(local, recentCommands);
  },
  openHelp: (helpTopic) => set({ helpTopic }),
  closeHelp: () => set({ helpTopic: null }),
  showJobList: (isJobListOpen) => set({ isJobListOpen }),
});
