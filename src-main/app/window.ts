import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { pageUrl } from '../security/app-url.ts';

const DEFAULT_SIZE = { width: 1440, height: 900 };
const MINIMUM_SIZE = { minWidth: 960, minHeight: 600 };

/** The page's own background, so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#ffffff', dark: '#121317' };

const WindowState = z.strictObject({
  bounds: z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  isMaximized: z.boolean(),
});

/**
 * Opens the window where it was last, if that place is still on a screen.
 * @param configFolder where the place of the window is kept
 */
export function createWindow(preload: string, configFolder: string): BrowserWindow {
  const statePath = join(configFolder, 'window.json');
  const state = readState(statePath);
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...MINIMUM_SIZE,
    ...(state && isOnScreen(state.bounds) ? state.bounds : {}),
    show: false,
    title: 'Annals',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: import.meta.env.DEV,
    },
  });
  if (state?.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => keepState(statePath, window));
  void window.loadURL(pageUrl());
  return window;
}

function readState(path: string): z.infer<typeof WindowState> | null {
  try {
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return WindowState.parse(stored);
  } catch {
    return null;
  }
}

function keepState(path: string, window: BrowserWindow): void {
  const state = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
  try {
    writeFileSync(path, JSON.stringify(state));
  } catch (error) {
    // The place of a window is not worth a message; it opens in the middle next time.
    console.error(error);
  }
}

/** True if enough of the title bar is on a screen to take hold of it. */
function isOnScreen(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const left = Math.max(bounds.x, workArea.x);
    const right = Math.min(bounds.x + bounds.width, workArea.x + workArea.width);
    const isTopVisible = bounds.y >= workArea.y && bounds.y < workArea.y + workArea.height - 40;
    return right - left >= 100 && isTopVisible;
  });
}
