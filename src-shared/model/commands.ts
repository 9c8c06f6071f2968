/** What the native menu can ask the window to do. */
export const MENU_COMMANDS = [
  'import.files',
  'import.folder',
  'import.list',
  'store.choose',
  'query.focus',
  'query.clear',
  'history.refresh',
  'history.top',
  'history.bottom',
  'timeline.toggle',
  'facets.toggle',
  'detail.toggle',
  'events.chooseAll',
  'events.flag',
  'events.unflag',
  'events.undoFlagging',
  'events.note',
  'events.hold',
  'events.copy',
  'events.export',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];
