import type { MappingEntry } from '#shared/ipc/import-contract.ts';
import type { ImportPreview } from '#shared/model/import-preview.ts';
import type { MappingSpec } from '#shared/model/mapping-spec.ts';
import { failureOf } from '../../api/client.ts';
import type { SliceCreator } from '../app-store.ts';
import {
  NOTHING_TRIED,
  callable,
  currentSpec,
  derivedName,
  problemOf,
  problemsOf,
  readable,
  startFrom,
} from '../edited-mapping.ts';
import type { EditedMapping } from '../edited-mapping.ts';
import { EMPTY_FORM, specOf } from '../mapping-form.ts';
import type { MappingForm } from '../mapping-form.ts';
import { formOfText, textOf } from '../mapping-text.ts';
import { TAKES_ANYTHING, pathsOf, recordsOf } from '../record-paths.ts';

interface MappingsState {
  /** The operator's own first; empty until they are read. */
  readonly mappings: readonly MappingEntry[];
  /** Null while no mapping is edited. */
  readonly edited: EditedMapping | null;
}

export interface MappingsActions {
  readonly loadMappings: () => Promise<void>;
  /** @param entry one of the operator's own to start from; null to start from nothing */
  readonly editMapping: (entry: MappingEntry | null, how: 'change' | 'copy') => void;
  readonly changeMapping: (change: Partial<MappingForm>) => void;
  readonly changeMappingText: (text: string) => void;
  /** Turns between the boxes and the text; the boxes stay away while they cannot hold the text. */
  readonly showMappingAs: (how: 'form' | 'text') => void;
  /** Saves it and reads the files on offer by it. */
  readonly saveMapping: () => Promise<void>;
  readonly removeMapping: (name: string) => Promise<void>;
  readonly closeMapping: () => void;
}

export type MappingsSlice = MappingsState & MappingsActions;

/** Typing should not ask for every letter. */
const SETTLE_MS = 300;

export const createMappingsSlice: SliceCreator<MappingsSlice> = (set, get, { client }) => {
  let settling: ReturnType<typeof setTimeout> | undefined;
  let trying = new AbortController();

  const change = (part: Partial<EditedMapping>): void =>
    set(({ edited }) => ({ edited: edited && { ...edited, ...part } }));

  /** Reads the files on offer by a mapping, with the other options as they are. */
  const sample = async (
    mapping: MappingSpec,
    signal: AbortSignal,
  ): Promise<ImportPreview | null> => {
    const { offered } = get();
    if (!offered) return null;
    const { offer, options } = offered;
    const input = { token: offer.token, options: { ...options, mapping, isStrict: false } };
    return client.call('import.sample', input, signal);
  };

  const tryOut = async (): Promise<void> => {
    const { edited } = get();
    if (!edited) return;
    trying.abort();
    const { signal } = (trying = new AbortController());
    const read = currentSpec(edited);
    if (read.kind === 'problem') {
      change({ problem: read.problem, isTrying: false, live: null });
      return;
    }
    try {
      const live = await sample(callable(read.spec), signal);
      if (!signal.aborted) change({ live, problem: null, isTrying: false });
    } catch (error) {
      if (signal.aborted) return;
      change({ problem: problemOf(failureOf(error)), isTrying: false, live: null });
    }
  };
  const tryOutSoon = (): void => {
    clearTimeout(settling);
    change({ isTrying: true });
    settling = setTimeout(() => void tryOut(), SETTLE_MS);
  };
  const findPaths = async (): Promise<void> => {
    try {
      const preview = await sample(TAKES_ANYTHING, new AbortController().signal);
      change({ paths: preview ? pathsOf(recordsOf(preview)) : [] });
    } catch {
      // Without them paths are typed; why the files cannot be read, the preview says.
      change({ paths: [] });
    }
  };
  const saveAs = async (spec: MappingSpec, original: string | null): Promise<void> => {
    let { mappings } = await client.call('mapping.save', { spec });
    if (original !== null && original !== spec.name) {
      ({ mappings } = await client.call('mapping.remove', { name: original }));
    }
    set({ mappings, edited: null });
    const { offered, changeImportOptions, refreshOffer } = get();
    if (offered?.options.mapping === spec.name) refreshOffer();
    else changeImportOptions({ mapping: spec.name });
  };

  return {
    mappings: [],
    edited: null,
    loadMappings: async () => {
      try {
        const { mappings } = await client.call('mapping.list', {});
        set({ mappings });
      } catch (error) {
        get().notifyFailure(failureOf(error));
      }
    },
    editMapping: (entry, how) => {
      const spec = entry?.spec;
      const started = spec ? startFrom(spec, how) : { form: EMPTY_FORM, text: null };
      const original = spec && how === 'change' ? spec.name : null;
      set({ edited: { ...NOTHING_TRIED, ...started, original } });
      void findPaths();
      void tryOut();
    },
    changeMapping: (part) => {
      const { edited } = get();
      if (!edited) return;
      change({
        form: { ...edited.form, ...part, ...derivedName(edited, part) },
        isChanged: true,
        ...('title' in part && { titleProblem: null, nameProblem: null }),
        ...('name' in part && { nameProblem: null }),
        saveFailure: null,
      });
      tryOutSoon();
    },
    changeMappingText: (text) => {
      change({ text, isChanged: true, saveFailure: null });
      tryOutSoon();
    },
    showMappingAs: (how) => {
      const { edited } = get();
      if (!edited) return;
      if (how === 'text') {
        if (edited.text === null) change({ text: textOf(specOf(edited.form)) });
        return;
      }
      const form = edited.text === null ? edited.form : formOfText(edited.text);
      if (form) change({ form, text: null });
    },
    saveMapping: async () => {
      const { edited, mappings } = get();
      if (!edited || edited.isSaving) return;
      const read = currentSpec(edited);
      if (read.kind === 'problem') {
        change({ problem: read.problem });
        return;
      }
      const problems = problemsOf(read.spec, edited.original, mappings);
      change({ ...problems, saveFailure: null });
      if (problems.titleProblem !== null || problems.nameProblem !== null) return;
      change({ isSaving: true });
      try {
        await saveAs(read.spec, edited.original);
      } catch (error) {
        change({ isSaving: false, saveFailure: readable(failureOf(error)) });
      }
    },
    removeMapping: async (name) => {
      try {
        const { mappings } = await client.call('mapping.remove', { name });
        set({ mappings, edited: null });
        if (get().offered?.options.mapping === name) get().changeImportOptions({ mapping: null });
      } catch (error) {
        const failure = failureOf(error);
        if (get().edited) change({ saveFailure: failure });
        else get().notifyFailure(failure);
      }
    },
    closeMapping: () => {
      clearTimeout(settling);
      trying.abort();
      set({ edited: null });
    },
  };
};
