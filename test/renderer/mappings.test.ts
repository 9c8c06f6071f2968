import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MappingEntry } from '#shared/ipc/import-contract.ts';
import { MappingSpec } from '#shared/model/mapping-spec.ts';
import type { EditedMapping } from '../../src-renderer/state/edited-mapping.ts';
import { FakeFailure } from './support/fake-annals.ts';
import type { FakeOptions } from './support/fake-annals.ts';
import { makePreview, makeRow } from './support/make-preview.ts';
import { makeStore } from './support/make-store.ts';

const SPEC: MappingSpec = {
  annalsMapping: 1,
  name: 'vpn',
  title: 'VPN gateway',
  recognises: [],
  fields: { time: { from: ['when'], value: null, words: {} } },
  targets: [],
  isComplete: false,
};
const OWN: MappingEntry = { name: 'vpn', title: 'VPN gateway', spec: SPEC };
const BUILT_IN: MappingEntry = { name: 'generic', title: 'Anything else', spec: null };
const PREVIEW = makePreview({
  isWhole: true,
  read: 1,
  added: 1,
  firstAdded: [makeRow(2, { metadata: { when: '2026-01-02', user: { name: 'mia' } } })],
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function setUp(overrides: FakeOptions['overrides'] = {}) {
  const made = makeStore({
    overrides: {
      'import.sample': () => PREVIEW,
      'mapping.list': () => ({ mappings: [OWN, BUILT_IN] }),
      'mapping.save': ({ spec }) => ({
        mappings: [{ name: spec.name, title: spec.title, spec: spec as MappingSpec }, BUILT_IN],
      }),
      'mapping.remove': () => ({ mappings: [BUILT_IN] }),
      ...overrides,
    },
  });
  const { state } = made;
  await state().loadStoreState();
  await state().chooseImport('files');
  await state().loadMappings();
  await settle();
  const edited = (): EditedMapping => {
    const part = state().edited;
    if (!part) throw new Error('nothing is edited');
    return part;
  };
  const samples = () => made.fake.calls.filter(({ channel }) => channel === 'import.sample');
  return { ...made, edited, samples };
}

/** Lets calls be answered, and typing settle. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(400);
}

describe('a new mapping', () => {
  test('is offered the paths of the records, however they are written', async () => {
    const { state, edited } = await setUp();
    state().editMapping(null, 'change');
    await settle();
    expect(edited().paths).toEqual([
      { path: 'when', example: '2026-01-02' },
      { path: 'user.name', example: 'mia' },
    ]);
  });

  test('is tried out once typing has settled, before it has a name', async () => {
    const { state, samples, edited } = await setUp();
    state().editMapping(null, 'change');
    await settle();
    const before = samples().length;
    for (const paths of ['w', 'wh', 'when']) {
      state().changeMapping({ fields: { time: { paths, fixed: '', words: '' } } });
    }
    await settle();
    expect(samples()).toHaveLength(before + 1);
    expect(samples().at(-1)?.input).toMatchObject({
      options: { mapping: { fields: { time: { from: ['when'] } } } },
    });
    expect(edited()).toMatchObject({ live: { added: 1 }, isTrying: false, problem: null });
  });

  test('takes its name from its title until the name was typed', async () => {
    const { state, edited } = await setUp();
    state().editMapping(null, 'change');
    state().changeMapping({ title: 'VPN gateway 2' });
    expect(edited().form.name).toBe('vpn-gateway-2');
    state().changeMapping({ name: 'mine' });
    state().changeMapping({ title: 'Another' });
    expect(edited().form.name).toBe('mine');
  });

  test('is not saved without a title, with a bad name, or over another', async () => {
    const { state, edited, fake } = await setUp();
    state().editMapping(null, 'change');
    await state().saveMapping();
    expect(edited().titleProblem).not.toBeNull();
    expect(edited().nameProblem).not.toBeNull();
    state().changeMapping({ title: 'VPN', name: 'vpn' });
    await state().saveMapping();
    expect(edited().nameProblem).toBe('There is a mapping of this name already.');
    expect(fake.calls.some(({ channel }) => channel === 'mapping.save')).toBe(false);
  });

  test('is the one that reads the files once it is saved', async () => {
    const { state } = await setUp();
    state().editMapping(null, 'change');
    state().changeMapping({ title: 'Door log' });
    await state().saveMapping();
    expect(state().edited).toBeNull();
    expect(state().offered?.options.mapping).toBe('door-log');
    expect(state().mappings.map(({ name }) => name)).toEqual(['door-log', 'generic']);
  });

  test('that cannot be saved says why and stays', async () => {
    const { state, edited } = await setUp({
      'mapping.save': () => {
        throw new FakeFailure({
          code: 'INVALID_INPUT',
          message: 'mapping.save: spec.title: too long',
          hint: '',
        });
      },
    });
    state().editMapping(null, 'change');
    state().changeMapping({ title: 'Door log' });
    await state().saveMapping();
    expect(edited()).toMatchObject({
      isSaving: false,
      saveFailure: { message: 'title: too long' },
    });
  });
});

describe('a saved mapping', () => {
  test('goes under its old name when it is saved under another', async () => {
    const { state, fake } = await setUp();
    state().editMapping(OWN, 'change');
    state().changeMapping({ name: 'vpn-2' });
    await state().saveMapping();
    expect(fake.calls.find(({ channel }) => channel === 'mapping.remove')?.input).toEqual({
      name: 'vpn',
    });
  });

  test('is read again by the files when it has changed', async () => {
    const { state, samples } = await setUp();
    state().changeImportOptions({ mapping: 'vpn' });
    state().editMapping(OWN, 'change');
    await settle();
    const before = samples().length;
    await state().saveMapping();
    await settle();
    expect(samples()).toHaveLength(before + 1);
    expect(state().offered?.options.mapping).toBe('vpn');
  });

  test('is duplicated under a name of its own', async () => {
    const { state, edited } = await setUp();
    state().editMapping(OWN, 'copy');
    expect(edited()).toMatchObject({
      original: null,
      form: { name: 'vpn-copy', title: 'VPN gateway (copy)' },
    });
  });

  test('that is removed reads nothing any more', async () => {
    const { state } = await setUp();
    state().changeImportOptions({ mapping: 'vpn' });
    state().editMapping(OWN, 'change');
    await state().removeMapping('vpn');
    expect(state().edited).toBeNull();
    expect(state().offered?.options.mapping).toBeNull();
  });
});

describe('a mapping as text', () => {
  test('says the same as the boxes, both ways', async () => {
    const { state, edited } = await setUp();
    state().editMapping(OWN, 'change');
    state().showMappingAs('text');
    const { text } = edited();
    const parsed: unknown = JSON.parse(text ?? '');
    expect(MappingSpec.parse(parsed)).toEqual(SPEC);
    state().changeMappingText((text ?? '').replace('"when"', '"at"'));
    state().showMappingAs('form');
    expect(edited()).toMatchObject({ text: null, form: { fields: { time: { paths: 'at' } } } });
  });

  test('that is no JSON is told at once, and not sent', async () => {
    const { state, edited, samples } = await setUp();
    state().editMapping(OWN, 'change');
    state().showMappingAs('text');
    await settle();
    const before = samples().length;
    state().changeMappingText('{"annalsMapping": ');
    await settle();
    expect(edited().problem).toContain('not valid JSON');
    expect(samples()).toHaveLength(before);
    state().showMappingAs('form');
    expect(edited().text).toBe('{"annalsMapping": ');
  });

  test('stays text while it says more than the boxes can hold', async () => {
    const { state, edited } = await setUp();
    const from = ['a, with a comma'];
    const spec = { ...SPEC, fields: { time: { from, value: null, words: {} } } };
    state().editMapping({ ...OWN, spec }, 'change');
    expect(edited().text).not.toBeNull();
    state().showMappingAs('form');
    expect(edited().text).not.toBeNull();
  });
});
