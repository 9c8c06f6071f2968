import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '#shared/model/default-settings.ts';
import type { SavedView } from '#shared/model/settings.ts';
import { describe, expect, test } from 'vitest';
import { openSettings } from '../../src-main/app/settings-file.ts';

const view: SavedView = {
  id: 'view-1',
  name: 'Failed',
  range: { kind: 'last', duration: '7d' },
  terms: [{ field: 'outcome', values: ['failure'], negated: false }],
  order: 'oldest',
  columns: [{ id: 'time', width: 150 }, { id: 'message' }],
  density: 'compact',
};

async function pathOf(content?: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'annals-settings-')), 'settings.json');
  if (content !== undefined) await writeFile(path, content);
  return path;
}

describe('the file of settings', () => {
  test('keeps columns and views for the next start', async () => {
    const path = await pathOf();
    const settings = await openSettings(path);
    expect(settings.current).toEqual(DEFAULT_SETTINGS);
    const columns = [{ id: 'seq' }, { id: 'of-a-later-version', width: 90 }];
    await settings.change({ columns, views: [view], hiddenViews: ['held'] });
    expect((await openSettings(path)).current).toEqual({
      ...DEFAULT_SETTINGS,
      columns,
      views: [view],
      hiddenViews: ['held'],
    });
  });

  test('has the last of many changes, each made before the one before was written', async () => {
    const path = await pathOf();
    const settings = await openSettings(path);
    const views = Array.from({ length: 60 }, (_, index) => ({ ...view, id: `view-${index}` }));
    await Promise.all(
      views.map((_, index) => settings.change({ views: views.slice(0, 60 - index) })),
    );
    expect((await openSettings(path)).current.views).toEqual(views.slice(0, 1));
  });

  test('loses what is damaged or unknown in it, and nothing else', async () => {
    const path = await pathOf(
      JSON.stringify({
        theme: 'pink',
        density: 'compact',
        columns: [{ id: 'time', width: -4 }],
        views: [view],
        mood: 'good',
      }),
    );
    const { current } = await openSettings(path);
    expect(current).toEqual({ ...DEFAULT_SETTINGS, density: 'compact', views: [view] });
  });

  test.each(['', 'null', '[1]', '"text"', '{'])(
    'begins anew where %j is all it holds',
    async (text) => {
      const path = await pathOf(text);
      expect((await openSettings(path)).current).toEqual(DEFAULT_SETTINGS);
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );
});
