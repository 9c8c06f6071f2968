/** One key of a place in the window, and what it does there. */
interface PlaceKey {
  /** As in src-shared/model/commands.ts; alternatives one by one. */
  readonly keys: readonly string[];
  readonly does: string;
}

/** The keys that are no commands: they mean something only where the keyboard is. */
export interface PlaceKeys {
  readonly place: string;
  readonly keys: readonly PlaceKey[];
}

/**
 * What list-keys.ts, choose-keys.ts, timeline-plot.tsx and query-keys.ts do, in words. Whoever
 * changes those changes these: test/renderer/help.test.ts holds them against each other.
 */
export const PLACE_KEYS: readonly PlaceKeys[] = [
  {
    place: 'In the list',
    keys: [
      { keys: ['ArrowDown', 'J'], does: 'Next event' },
      { keys: ['ArrowUp', 'K'], does: 'Previous event' },
      { keys: ['PageDown', 'PageUp'], does: 'A page on, a page back' },
      { keys: ['Home', 'End'], does: 'First event, last event' },
      { keys: ['Enter'], does: 'Open the details' },
      { keys: ['Space'], does: 'Select the event, or not' },
      { keys: ['Shift+ArrowDown', 'Shift+ArrowUp'], does: 'Select on from here' },
      { keys: ['Mod+ArrowDown', 'Mod+ArrowUp'], does: 'Move and keep the selection' },
      { keys: ['Escape'], does: 'Select nothing, then leave the details' },
      { keys: ['ContextMenu'], does: 'What can be done with the event' },
    ],
  },
  {
    place: 'In the query bar',
    keys: [
      { keys: ['Enter'], does: 'Take the suggestion, or ask' },
      { keys: ['Tab'], does: 'Complete what was typed' },
      { keys: ['ArrowDown'], does: 'Next suggestion, or on to the list' },
      { keys: ['Alt+ArrowDown'], does: 'Open the suggestions' },
      { keys: ['ArrowUp'], does: 'In an empty bar: what was asked before' },
      { keys: ['Escape'], does: 'Close the suggestions, then leave the bar' },
    ],
  },
  {
    place: 'In the timeline',
    keys: [
      { keys: ['ArrowLeft', 'ArrowRight'], does: 'From bar to bar' },
      { keys: ['Shift+ArrowLeft', 'Shift+ArrowRight'], does: 'Select a stretch of time' },
      { keys: ['PageUp', 'PageDown'], does: 'Ten bars at once' },
      { keys: ['Home', 'End'], does: 'First bar, last bar' },
      { keys: ['Enter'], does: 'Show only that time' },
      { keys: ['Backspace'], does: 'Back to the time before' },
      { keys: ['Escape'], does: 'Clear the selection' },
    ],
  },
  {
    place: 'Anywhere',
    keys: [
      { keys: ['Tab', 'Shift+Tab'], does: 'Next place, place before' },
      { keys: ['Mod++', 'Mod+-'], does: 'Larger, smaller' },
      { keys: ['Mod+0'], does: 'As large as at first' },
      { keys: ['Escape'], does: 'Close what is open on top' },
    ],
  },
];
