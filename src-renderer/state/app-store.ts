import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AnnalsClient } from '../api/client.ts';
import type { Clock } from './clock.ts';
import type { LocalStore } from './recent-queries.ts';
import { createAccessSlice } from './slices/access.ts';
import type { AccessActions, AccessSlice } from './slices/access.ts';
import { createChosenSlice } from './slices/chosen.ts';
import type { ChosenActions, ChosenSlice } from './slices/chosen.ts';
import { createDesktopSlice } from './slices/desktop.ts';
import type { DesktopActions, DesktopSlice } from './slices/desktop.ts';
import { createEntitiesSlice } from './slices/entities.ts';
import type { EntitiesActions, EntitiesSlice } from './slices/entities.ts';
import { createErrorsSlice } from './slices/errors.ts';
import type { ErrorsActions, ErrorsSlice } from './slices/errors.ts';
import { createExportingSlice } from './slices/exporting.ts';
import type { ExportingActions, ExportingSlice } from './slices/exporting.ts';
import { createFilterSlice } from './slices/filter.ts';
import type { FilterActions, FilterSlice } from './slices/filter.ts';
import { createHoldsSlice } from './slices/holds.ts';
import type { HoldsActions, HoldsSlice } from './slices/holds.ts';
import { createImportOfferSlice } from './slices/import-offer.ts';
import type { ImportOfferActions, ImportOfferSlice } from './slices/import-offer.ts';
import { createImportsSlice } from './slices/imports.ts';
import type { ImportsActions, ImportsSlice } from './slices/imports.ts';
import { createJobsSlice } from './slices/jobs.ts';
import type { JobsActions, JobsSlice } from './slices/jobs.ts';
import { createListDialogsSlice } from './slices/list-dialogs.ts';
import type { ListDialogsActions, ListDialogsSlice } from './slices/list-dialogs.ts';
import { createMappingsSlice } from './slices/mappings.ts';
import type { MappingsActions, MappingsSlice } from './slices/mappings.ts';
import { createNoticesSlice } from './slices/notices.ts';
import type { NoticesActions, NoticesSlice } from './slices/notices.ts';
import { createOverlaysSlice } from './slices/overlays.ts';
import type { OverlaysActions, OverlaysSlice } from './slices/overlays.ts';
import { createOperatorsSlice } from './slices/operators.ts';
import type { OperatorsActions, OperatorsSlice } from './slices/operators.ts';
import { createProofSlice } from './slices/proof.ts';
import type { ProofActions, ProofSlice } from './slices/proof.ts';
import { createPruningSlice } from './slices/pruning.ts';
import type { PruningActions, PruningSlice } from './slices/pruning.ts';
import { createQuerySlice } from './slices/query.ts';
import type { QueryActions, QuerySlice } from './slices/query.ts';
import { createRecordingSlice } from './slices/recording.ts';
import type { RecordingActions, RecordingSlice } from './slices/recording.ts';
import { createRetentionSlice } from './slices/retention.ts';
import type { RetentionActions, RetentionSlice } from './slices/retention.ts';
import { createReviewSlice } from './slices/review.ts';
import type { ReviewActions, ReviewSlice } from './slices/review.ts';
import { createReviewMarkSlice } from './slices/review-mark.ts';
import type { ReviewMarkActions, ReviewMarkSlice } from './slices/review-mark.ts';
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
import { createViewsSlice } from './slices/views.ts';
import type { ViewsActions, ViewsSlice } from './slices/views.ts';

/** What the operator chose and what the window shows about main; never rows of the trail. */
export type AppState = SessionSlice &
  FilterSlice &
  QuerySlice &
  SelectionSlice &
  ScreenSlice &
  ViewSlice &
  ViewsSlice &
  ListDialogsSlice &
  JobsSlice &
  ImportOfferSlice &
  MappingsSlice &
  ImportsSlice &
  NoticesSlice &
  RecordingSlice &
  ChosenSlice &
  ReviewSlice &
  ReviewMarkSlice &
  OperatorsSlice &
  EntitiesSlice &
  ErrorsSlice &
  ExportingSlice &
  ToastSlice &
  DesktopSlice &
  OverlaysSlice &
  HoldsSlice &
  ProofSlice &
  PruningSlice &
  RetentionSlice &
  AccessSlice;

/** What the window can do; these functions never change. */
export type AppActions = SessionActions &
  FilterActions &
  QueryActions &
  SelectionActions &
  ScreenActions &
  ViewActions &
  ViewsActions &
  ListDialogsActions &
  JobsActions &
  ImportOfferActions &
  MappingsActions &
  ImportsActions &
  NoticesActions &
  RecordingActions &
  ChosenActions &
  ReviewActions &
  ReviewMarkActions &
  OperatorsActions &
  EntitiesActions &
  ErrorsActions &
  ExportingActions &
  ToastActions &
  DesktopActions &
  OverlaysActions &
  HoldsActions &
  ProofActions &
  PruningActions &
  RetentionActions &
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
    ...createViewsSlice(set, get, surroundings),
    ...createListDialogsSlice(set, get, surroundings),
    ...createJobsSlice(set, get, surroundings),
    ...createImportOfferSlice(set, get, surroundings),
    ...createMappingsSlice(set, get, surroundings),
    ...createImportsSlice(set, get, surroundings),
    ...createNoticesSlice(set, get, surroundings),
    ...createRecordingSlice(set, get, surroundings),
    ...createChosenSlice(set, get, surroundings),
    ...createReviewSlice(set, get, surroundings),
    ...createReviewMarkSlice(set, get, surroundings),
    ...createOperatorsSlice(set, get, surroundings),
    ...createEntitiesSlice(set, get, surroundings),
    ...createErrorsSlice(set, get, surroundings),
    ...createExportingSlice(set, get, surroundings),
    ...createToastSlice(set, get, surroundings),
    ...createHoldsSlice(set, get, surroundings),
    ...createProofSlice(set, get, surroundings),
    ...createPruningSlice(set, get, surroundings),
    ...createRetentionSlice(set, get, surroundings),
    ...createAccessSlice(set, get, surroundings),
    ...createDesktopSlice(set, get, surroundings),
    ...createOverlaysSlice(set, get, surroundings),
  }));
}
