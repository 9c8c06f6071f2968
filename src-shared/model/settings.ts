import { z } from 'zod';

/** What the operator chose about the window; not part of the trail. */
export const Settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'standard', 'comfortable']),
  /** Width of the detail pane in CSS pixels. */
  detailWidth: z.int().min(280).max(1200),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'standard',
  detailWidth: 420,
};
