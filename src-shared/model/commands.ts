/** Under what heading the palette and the help list a command. */
export const COMMAND_GROUPS = ['Store', 'Find', 'Events', 'Entities', 'Screens', 'Window'] as const;
type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** How a command is called and reached, wherever it is offered. */
export interface CommandWords {
  readonly label: string;
  /** Shortcuts such as `Mod+O` or `/`; Mod is Ctrl, or Cmd on macOS. */
  readonly keys: readonly string[];
  readonly group: CommandGroup;
}

/**
 * Everything the operator can do, once: native menu, palette, shortcuts, tooltips and help take
 * their words from here. What a command does stands in src-renderer/commands.
 */
export const COMMANDS = {
  'import.files': { label: 'Import files…', keys: ['Mod+O'], group: 'Store' },
  'import.folder': { label: 'Import a folder…', keys: ['Mod+Shift+O'], group: 'Store' },
  'store.choose': { label: 'Open a store…', keys: [], group: 'Store' },
  'store.create': { label: 'New store…', keys: [], group: 'Store' },
  'store.openDefault': { label: 'Open my store', keys: [], group: 'Store' },
  'store.openSample': { label: 'Explore sample data', keys: [], group: 'Store' },
  'access.lock': { label: 'Lock the window', keys: ['Mod+L'], group: 'Store' },
  'access.signOut': { label: 'Sign out', keys: [], group: 'Store' },
  'proof.verify': { label: 'Verify the trail', keys: [], group: 'Store' },
  'proof.verifySeals': { label: 'Verify against seals…', keys: [], group: 'Store' },
  'seal.save': { label: 'Save a seal…', keys: [], group: 'Store' },
  'bundle.make': { label: 'Make an evidence bundle…', keys: [], group: 'Store' },
  'prune.open': { label: 'Delete events…', keys: [], group: 'Store' },
  'retention.run': { label: 'Apply retention now…', keys: [], group: 'Store' },
  'query.focus': { label: 'Search', keys: ['/', 'Mod+F'], group: 'Find' },
  'query.clear': { label: 'Clear all filters', keys: ['Mod+Shift+X'], group: 'Find' },
  'query.sinceReview': { label: 'What is new since the last review', keys: [], group: 'Find' },
  'history.refresh': { label: 'Refresh', keys: ['F5', 'Mod+R'], group: 'Find' },
  'history.top': { label: 'Go to the first event', keys: ['Mod+Home'], group: 'Find' },
  'history.bottom': { label: 'Go to the last event', keys: ['Mod+End'], group: 'Find' },
  'history.goToTime': { label: 'Go to time…', keys: ['Mod+G'], group: 'Find' },
  'view.save': { label: 'Save as a view…', keys: ['Mod+S'], group: 'Find' },
  'view.update': { label: 'Update the view', keys: [], group: 'Find' },
  'screen.history': { label: 'History', keys: ['Mod+1'], group: 'Screens' },
  'screen.entities': { label: 'Entities', keys: ['Mod+2'], group: 'Screens' },
  'screen.errors': { label: 'Errors', keys: ['Mod+3'], group: 'Screens' },
  'screen.imports': { label: 'Imports', keys: ['Mod+4'], group: 'Screens' },
  'screen.retention': { label: 'Retention', keys: ['Mod+5'], group: 'Screens' },
  'screen.integrity': { label: 'Integrity', keys: ['Mod+6'], group: 'Screens' },
  'screen.settings': { label: 'Settings', keys: ['Mod+,'], group: 'Screens' },
  'screen.about': { label: 'About Annals', keys: [], group: 'Screens' },
  'timeline.toggle': { label: 'Show or hide the timeline', keys: ['Mod+T'], group: 'Window' },
  'columns.choose': { label: 'Columns…', keys: [], group: 'Window' },
  'facets.toggle': { label: 'Show or hide the facets', keys: ['Mod+B'], group: 'Window' },
  'zone.choose': { label: 'Change the time zone…', keys: [], group: 'Window' },
  'detail.toggle': { label: 'Show or hide the details', keys: ['Mod+I'], group: 'Events' },
  'detail.close': { label: 'Close the details', keys: ['Escape'], group: 'Events' },
  'detail.copyJson': { label: 'Copy the event as JSON', keys: [], group: 'Events' },
  'detail.previous': { label: 'Previous event', keys: ['Alt+ArrowUp'], group: 'Events' },
  'detail.next': { label: 'Next event', keys: ['Alt+ArrowDown'], group: 'Events' },
  'events.chooseAll': { label: 'Select all that match', keys: ['Mod+A'], group: 'Events' },
  'events.flag': { label: 'Flag', keys: ['F'], group: 'Events' },
  'events.unflag': { label: 'Unflag', keys: ['Shift+F'], group: 'Events' },
  'window.undo': { label: 'Undo', keys: ['Mod+Z'], group: 'Events' },
  'events.flagWithNote': { label: 'Flag with a note…', keys: ['Shift+N'], group: 'Events' },
  'events.note': { label: 'Add a note…', keys: ['N'], group: 'Events' },
  'events.hold': { label: 'Hold…', keys: [], group: 'Events' },
  'events.markReviewed': { label: 'Mark as reviewed up to here…', keys: [], group: 'Events' },
  'events.copy': { label: 'Copy events', keys: ['Mod+Shift+C'], group: 'Events' },
  'events.export': { label: 'Export…', keys: ['Mod+E'], group: 'Events' },
  'event.copyLink': { label: 'Copy link to the event', keys: ['Mod+Shift+L'], group: 'Events' },
  'palette.open': { label: 'Commands…', keys: ['Mod+K', 'Mod+Shift+P'], group: 'Window' },
  'jobs.show': { label: 'Show running and past work', keys: ['Mod+J'], group: 'Window' },
  'help.open': { label: 'Help', keys: ['F1'], group: 'Window' },
  'help.shortcuts': { label: 'Keyboard shortcuts', keys: ['?'], group: 'Window' },
  'entities.showEvents': { label: 'Show events of the entity', keys: [], group: 'Entities' },
  'entities.flagWithNote': { label: 'Flag entities with a note…', keys: [], group: 'Entities' },
  'entities.copyIds': { label: 'Copy ids of entities', keys: [], group: 'Entities' },
} as const satisfies Readonly<Record<string, CommandWords>>;

export type CommandId = keyof typeof COMMANDS;

/** In the order in which help lists them. */
export const COMMAND_IDS = Object.keys(COMMANDS) as [CommandId, ...CommandId[]];
