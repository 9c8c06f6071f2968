import { readFileSync } from 'node:fs';

/** The version of Annals, from its package. */
export function annalsVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return version;
}
