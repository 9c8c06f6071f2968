import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rowCount, test } from './support/app.ts';

async function withSampleData(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Explore sample data/u }).click();
  await expect.poll(() => rowCount(page)).toBe(2_901);
}

test('the page has no Node, no Electron, and only the declared bridge', async ({ start }) => {
  const { page } = await start();
  const found = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis,
    ),
    bridge: Object.keys((globalThis as unknown as { annals: object }).annals).toSorted(),
    address: location.href,
  }));
  expect(found).toEqual({
    globals: [],
    bridge: ['invoke', 'offerDroppedFiles', 'subscribe'],
    address: 'annals://app/index.html',
  });
});

test('the window is isolated and has no developer tools', async ({ start }) => {
  const { app, page } = await start();
  const window = await app.browserWindow(page);
  const preferences = await window.evaluate(({ webContents }) => {
    const { contextIsolation, nodeIntegration, sandbox, webviewTag, webSecurity } =
      webContents.getLastWebPreferences() ?? {};
    webContents.openDevTools();
    const hasDevTools = webContents.isDevToolsOpened();
    return { contextIsolation, nodeIntegration, sandbox, webviewTag, webSecurity, hasDevTools };
  });
  expect(preferences).toEqual({
    contextIsolation: true,
    nodeIntegration: false,
    sandbox: true,
    webviewTag: false,
    webSecurity: true,
    hasDevTools: false,
  });
});

test('the page can run no code but its own and reach no address', async ({ start }) => {
  const { page } = await start();
  const outcome = await page.evaluate(async () => {
    const attempt = async (act: () => unknown): Promise<string> => {
      try {
        await act();
        return 'done';
      } catch {
        return 'refused';
      }
    };
    const inline = document.createElement('script');
    const ran = await attempt(() => {
      inline.textContent = 'globalThis.hacked = true';
      document.head.append(inline);
    });
    return {
      inline: ran === 'done' && 'hacked' in globalThis,
      // In a task of its own: what Playwright evaluates directly may evaluate text.
      eval: await new Promise((resolve) => {
        setTimeout(() => void attempt(() => (0, eval)('1 + 1')).then(resolve), 0);
      }),
      html: await attempt(() => {
        document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
      }),
      file: await attempt(() => fetch('file:///etc/passwd')),
      http: await attempt(() => fetch('http://127.0.0.1:9/')),
      own: await attempt(() => fetch('annals://app/index.html')),
      opened: window.open('https://example.org') === null,
      frame: await new Promise<boolean>((resolve) => {
        const frame = document.createElement('iframe');
        frame.src = 'annals://app/index.html';
        frame.addEventListener('load', () => resolve(frame.contentDocument?.title === 'Annals'));
        setTimeout(() => resolve(false), 1_000);
        document.body.append(frame);
      }),
    };
  });
  expect(outcome).toEqual({
    inline: false,
    eval: 'refused',
    html: 'refused',
    file: 'refused',
    http: 'refused',
    own: 'refused',
    opened: true,
    frame: false,
  });
});

test('no navigation leads away from the page', async ({ start }) => {
  const { app, page } = await start();
  const addresses = [
    'https://example.org/',
    'file:///etc/passwd',
    'data:text/html,<h1>x</h1>',
    'annals://app.evil/index.html',
    'javascript:document.title="hacked"',
    'blob:annals://app/00000000-0000-0000-0000-000000000000',
  ];
  for (const address of addresses) {
    await page.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      document.body.append(link);
      link.click();
      link.remove();
    }, address);
    await page.waitForTimeout(100);
    expect(page.url()).toBe('annals://app/index.html');
    expect(await page.evaluate(() => document.title)).toContain('Annals');
  }
  expect(app.windows()).toHaveLength(1);
});

test('the app serves its own files only', async ({ start }) => {
  const { app } = await start();
  const statuses = await app.evaluate(async ({ net }) => {
    const paths = [
      'index.html',
      '../main/index.js',
      '%2e%2e/main/index.js',
      '..%5cmain%5cindex.js',
      'index.html%00.js',
      'assets/',
      `${'a/'.repeat(500)}x`,
    ];
    return Promise.all(paths.map(async (path) => (await net.fetch(`annals://app/${path}`)).status));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404]);
});

test('every permission is denied', async ({ start }) => {
  const { page } = await start();
  const answers = await page.evaluate(async () => {
    const names = [
      'notifications',
      'geolocation',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
    ];
    return Promise.all(
      names.map(async (name) => {
        const permission = { name } as unknown as PermissionDescriptor;
        return (await navigator.permissions.query(permission)).state;
      }),
    );
  });
  expect(new Set(answers)).toEqual(new Set(['denied']));
});

test('a second start hands over to the first', async ({ start }) => {
  const { app } = await start();
  const second = await start().then(
    () => 'window',
    () => 'ended',
  );
  expect(second).toBe('ended');
  expect(app.windows()).toHaveLength(1);
});

test('calls with undeclared names or bad input are refused with a code', async ({ start }) => {
  const { page } = await start();
  await withSampleData(page);
  const codes = await page.evaluate(async () => {
    type Invoke = (channel: string, input: unknown) => Promise<{ error?: { code: string } }>;
    const { invoke } = (globalThis as unknown as { annals: { invoke: Invoke } }).annals;
    const calls: [string, unknown][] = [
      ['import.dropped', { paths: ['/etc/passwd'] }],
      ['sql', { text: 'SELECT 1' }],
      ['history.detail', { seq: '1 OR 1=1' }],
      ['history.rows', { queryId: 'q1', start: 0, end: 1e9 }],
      ['history.detail', { seq: 1, extra: true }],
    ];
    return Promise.all(
      calls.map(async ([channel, input]) => (await invoke(channel, input)).error?.code),
    );
  });
  expect(codes).toEqual(Array.from({ length: 5 }, () => 'INVALID_INPUT'));
});
