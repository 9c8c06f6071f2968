import { describe, expect, it } from 'vitest';
import { lacksDisplay, onVirtualDisplay } from '../../scripts/electron/display.ts';
import { launchArguments } from '../../scripts/electron/launch-options.ts';
import { missingLibraries } from '../../scripts/electron/system-libraries.ts';
import { programs } from '../../scripts/electron/system-packages.ts';

describe('missingLibraries', () => {
  it('names the libraries that the linker did not find', () => {
    const output = [
      '\tlinux-vdso.so.1 (0x00007ffd4d9f2000)',
      '\tlibffmpeg.so => ./libffmpeg.so (0x00007f0c5a000000)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0c59e00000)',
      '\tlibgbm.so.1 => not found',
      '',
    ].join('\n');
    expect(missingLibraries(output)).toEqual(['libgtk-3.so.0', 'libgbm.so.1']);
  });

  it('names none where all are found', () => {
    expect(missingLibraries('\tlibm.so.6 => /lib/libm.so.6 (0x0000)\n')).toEqual([]);
  });
});

describe('programs', () => {
  it('misses those that are nowhere on the PATH', async () => {
    const need = programs('a test', ['sh', 'surely-not-a-program'], ['some-package']);
    expect(await need.missing()).toEqual(['surely-not-a-program']);
  });

  it('names the one command that installs the packages', () => {
    const need = programs('a test', ['a'], ['package-a', 'package-b']);
    expect(need.command).toBe('sudo apt-get install --yes package-a package-b');
  });
});

describe('lacksDisplay', () => {
  it('is so on Linux without X11 and without Wayland', () => {
    expect(lacksDisplay({}, 'linux')).toBe(true);
    expect(lacksDisplay({ DISPLAY: '' }, 'linux')).toBe(true);
  });

  it.each([{ DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }])('is not so with %o', (env) => {
    expect(lacksDisplay(env, 'linux')).toBe(false);
  });

  it.each(['darwin', 'win32'] as const)('is never so on %s', (platform) => {
    expect(lacksDisplay({}, platform)).toBe(false);
  });
});

describe('onVirtualDisplay', () => {
  it('runs the same command with the same environment inside xvfb-run', () => {
    const env = { A: 'b' };
    const command = onVirtualDisplay({ file: 'electron', args: ['one', 'two words'], env });
    expect(command.file).toBe('xvfb-run');
    expect(command.args.slice(-3)).toEqual(['electron', 'one', 'two words']);
    expect(command.env).toBe(env);
  });
});

describe('launchArguments', () => {
  it('switch the sandbox off for root', () => {
    expect(launchArguments(true)).toEqual(['--no-sandbox']);
  });

  it('leave the sandbox on for everyone else', () => {
    expect(launchArguments(false)).toEqual([]);
  });
});
