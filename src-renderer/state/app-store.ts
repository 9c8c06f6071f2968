import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AnnalsClient } from '../api/client.ts';
import type { Clock } from './clock.ts';
import type { LocalStore } from './recent-queries.ts';
import { createAccessSlice } from './slices/access.ts';
import type { AccessActions, AccessSlice } from './slices/access.ts';
import { createChosenSlice } from './slices/chosen.ts';
import type { ChosenActions, ChosenSlice } from './slices/chosen.ts';
import { createEntitiesSlice } from './slices/entities.ts';
import type { EntitiesActions, EntitiesSlice } from './slices/entities.ts';
import { createErrorsSlice } from './slices/errors.ts';
import type { ErrorsActions, ErrorsSlice } from './slices/errors.ts';
import { createExportingSlice } from './slices/exporting.ts';
import type { ExportingActions, ExportingSlice } from './slices/exporting.ts';
import { createFilterSlice } from './slices/filter.ts';
import type { FilterActions, FilterSlice } from './slices/filter.ts';
import { createImportOfferSlice } from './slices/import-offer.ts';
import type { ImportOfferActions, ImportOfferSlice } from './slices/import-offer.ts';
import { createImportsSlice } from './slices/imports.ts';
import type { ImportsActions, ImportsSlice } from './slices/imports.ts';
import { createJobsSlice } from './slices/jobs.ts';
import type { JobsActions, JobsSlice } from './slices/jobs.ts';
import { createMappingsSlice } from './slices/mappings.ts';
import type { MappingsActions, MappingsSlice } from './slices/mappings.ts';
import { createNoticesSlice } from './slices/notices.ts';
import type { NoticesActions, NoticesSlice } from './slices/notices.ts';
import { createQuerySlice } from './slices/query.ts';
import type { QueryActions, QuerySlice } from './slices/query.ts';
import { createRecordingSlice } from './slices/recording.ts';
import type { RecordingActions, RecordingSlice } from './slices/recording.ts';
import { createReviewSlice } from './slices/review.ts';
import type { ReviewActions, ReviewSlice } from './slices/review.ts';
import { createScreenSlice } from './slices/screen.ts';
import type { ScreenActions, ScreenSlice } from './slices/screen.ts';
import { createSelectionSlice } from './slices/selection.ts';
import type { SelectionActions, SelectionSlice } from './slices/selection.ts';
import { createSessionSlice } from './slices/session.ts';
import type { SessionActions, SessionSlice } from './slices/session.ts';
import { createToastSlice } from './slices/toast.ts';
import type { ToastActions, ToastSlice } from './slices/toast.ts';
import { createViewSlice } from './slices/view.ts';
import type { ViewActions, ViewSlice } from './slices/view.ts';

/** What the operator chose and what the window shows about main; never rows of the trail. */
export type AppState = SessionSlice &
  FilterSlice &
  QuerySlice &
  SelectionSlice &
  ScreenSlice &
  ViewSlice &
  JobsSlice &
  ImportOfferSlice &
  MappingsSlice &
  ImportsSlice &
  NoticesSlice &
  RecordingSlice &
  ChosenSlice &
  ReviewSlice &
  EntitiesSlice &
  ErrorsSlice &
  ExportingSlice &
  ToastSlice &
  AccessSlice;

/** What the window can do; these functions never change. */
export type AppActions = SessionActions &
  FilterActions &
  QueryActions &
  SelectionActions &
  ScreenActions &
  ViewActions &
  JobsActions &
  ImportOfferActions &
  MappingsActions &
  ImportsActions &
  NoticesActions &
  RecordingActions &
  ChosenActions &
  ReviewActions &
  EntitiesActions &
  ErrorsActions &
  ExportingActions &
  ToastActions &
  AccessActions;

export type AppStore = StoreApi<AppState>;

/** What every slice may reach beside the state itself. */
export interface Surroundings {
  readonly client: AnnalsClient;
  readonly clock: Clock;
  /** What outlives the window on this machine; without it nothing does. */
  readonly local?: LocalStore;
  /** Puts text onto the clipboard; answers false if that was refused, or if there is none. */
  readonly copyText?: (text: string) => Promise<boolean>;
}

/** Makes one slice of the store: its initial state and its actions. */
export type SliceCreator<Slice> = (
  set: AppStore['setState'],
  get: () => AppState,
  surroundings: Surroundings,
) => Slice;

/** A store of its own for each window and each test. */
export function createAppStore(surroundings: Surroundings): AppStore {
  return createStore<AppState>()((set, get) => ({
    ...createSessionSlice(set, get, surroundings),
    ...createFilterSlice(set, get, surroundings),
    ...createQuerySlice(set, get, surroundings),
    ...createSelectionSlice(set, get, surroundings),
    ...createScreenSlice(set, get, surroundings),
    ...createViewSlice(set, get, surroundings),
    ...createJobsSlice(set, get, surroundings),
    ...createImportOfferSlice(set, get, surroundings),
    ...createMappingsSlice(set, get, surroundings),
    ...createImportsSlice(set, get, surroundings),
    ...createNoticesSlice(set, get, surroundings),
    ...createRecordingSlice(set, get, surroundings),
    ...createChosenSlice(set, get, surroundings),
    ...createReviewSlice(set, get, surroundings),
    ...createEntitiesSlice(set, get, surroundings),
    ...createErrorsSlice(set, get, surroundings),
    ...createExportingSlice(set, get, surroundings),
    ...createToastSlice(set, get, surroundings),
    ...createAccessSlice(set, get, surroundings),
  }));
}
