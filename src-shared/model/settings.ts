import { z } from 'zod';
import { FACET_FIELDS } from './facets.ts';
import { TimeZone } from './time-zone.ts';
import { TIMELINE_SPLITS } from './timeline.ts';

/** What the operator chose about the window; not part of the trail. */
export const Settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** `system` is what the desktop asks for. */
  contrast: z.enum(['system', 'more']),
  /** Zone that times are shown in; null is that of this machine. */
  zone: TimeZone.nullable(),
  density: z.enum(['compact', 'standard', 'comfortable']),
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
});
export type Settings = z.infer<typeof Settings>;
