import { z } from 'zod';
import { EpochMs } from './audit-event.ts';
import { EventOrder, FilterTerm } from './event-filter.ts';
import { FACET_FIELDS } from './facets.ts';
import { LIMITS, VIEW_LIMITS } from './limits.ts';
import { TimeZone } from './time-zone.ts';
import { TIMELINE_SPLITS } from './timeline.ts';

const DENSITIES = ['compact', 'standard', 'comfortable'] as const;

/** A column of the list, and its width where one was chosen. */
export const ColumnChoice = z.strictObject({
  /** A column that this version does not know is kept, and not shown. */
  id: z.string().min(1).max(VIEW_LIMITS.columnId),
  /** In CSS pixels; without one, the list decides. */
  width: z.int().min(VIEW_LIMITS.columnWidth.min).max(VIEW_LIMITS.columnWidth.max).optional(),
});
export type ColumnChoice = z.infer<typeof ColumnChoice>;

/** In the order in which they stand; none at all for those of a list that nobody changed. */
const ColumnChoices = z.array(ColumnChoice).max(VIEW_LIMITS.columns);

/** The time that a view covers, as somebody chose it. */
const ViewRange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('last'), duration: z.string().regex(/^\d{1,6}[smhdw]$/u) }),
  z.strictObject({
    kind: z.literal('between'),
    from: EpochMs.nullable(),
    to: EpochMs.nullable(),
  }),
]);

/** A named filter, and how its list looks. */
export const SavedView = z.strictObject({
  id: z.string().min(1).max(VIEW_LIMITS.viewId),
  name: z.string().min(1).max(VIEW_LIMITS.viewName),
  range: ViewRange,
  terms: z.array(FilterTerm).max(LIMITS.filterTerms),
  order: EventOrder,
  columns: ColumnChoices,
  density: z.enum(DENSITIES),
});
export type SavedView = z.infer<typeof SavedView>;

/** What the operator chose about the window; not part of the trail. */
export const Settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** `system` is what the desktop asks for. */
  contrast: z.enum(['system', 'more']),
  /** Zone that times are shown in; null is that of this machine. */
  zone: TimeZone.nullable(),
  density: z.enum(DENSITIES),
  /** Width of the detail pane in CSS pixels. */
  detailWidth: z.int().min(280).max(1200),
  isTimelineOpen: z.boolean(),
  timelineSplit: z.enum(TIMELINE_SPLITS),
  /** `auto` shows the facets where the window has room for them. */
  facets: z.enum(['auto', 'open', 'closed']),
  /** Width of the facets in CSS pixels. */
  facetsWidth: z.int().min(180).max(480),
  /** Sections of the facets whose values are hidden. */
  foldedFacets: z.array(z.enum(FACET_FIELDS)).max(FACET_FIELDS.length),
  columns: ColumnChoices,
  views: z.array(SavedView).max(VIEW_LIMITS.views),
  /** Views that come with Annals and are not wanted, by id. */
  hiddenViews: z.array(z.string().max(VIEW_LIMITS.viewId)).max(VIEW_LIMITS.views),
  /** False if the views above the facets are folded away. */
  isViewsOpen: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;
