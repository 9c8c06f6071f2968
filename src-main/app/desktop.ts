import { app, clipboard, nativeImage, shell } from 'electron';
import type { NativeImage, WebContents } from 'electron';
import type { Desktop } from '../ipc/export-handlers.ts';

/** What the desktop can do. @param page that of the window, from which files are dragged */
export function createDesktop(page: () => WebContents | null): Desktop {
  return {
    reveal: (path) => shell.showItemInFolder(path),
    copy: (text) => void clipboard.writeText(text),
    drag: async (path) => {
      const icon = await iconOf(path);
      page()?.startDrag({ file: path, icon });
    },
  };
}

/** The icon that the desktop gives to the file, or a plain sheet where it has none. */
async function iconOf(path: string): Promise<NativeImage> {
  const icon = await app.getFileIcon(path).catch(() => null);
  return icon && !icon.isEmpty() ? icon : sheet();
}

/** A grey sheet: dragging takes an icon that is not empty. */
function sheet(): NativeImage {
  const size = { width: 24, height: 32 };
  return nativeImage.createFromBitmap(Buffer.alloc(size.width * size.height * 4, 0xb0), size);
}
