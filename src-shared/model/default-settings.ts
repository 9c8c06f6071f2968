import type { Settings } from './settings.ts';

/** What holds where nothing was chosen. Beside the schema, so that the page can have it without. */
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  contrast: 'system',
  zone: null,
  density: 'standard',
  detailWidth: 420,
  isTimelineOpen: true,
  timelineSplit: 'outcome',
  facets: 'auto',
  facetsWidth: 240,
  foldedFacets: [],
  columns: [],
  views: [],
  hiddenViews: [],
  isViewsOpen: true,
};
