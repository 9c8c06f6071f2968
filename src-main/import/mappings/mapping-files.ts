import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { AnnalsError } from '#shared/ipc/failure.ts';
import { MappingSpec } from '#shared/model/mapping-spec.ts';
import { describeSystemError } from '../sources/system-error.ts';
import { MAPPINGS } from './registry.ts';

/** A mapping is small; anything larger is another file. */
const MOST_BYTES = 1_048_576;
const ENDING = '.json';

/** Where the operator's own mappings are: the console and the command line share them. */
export function mappingFolder({ config }: { readonly config: string }): string {
  return join(config, 'mappings');
}

/** The operator's own mappings: one JSON file each, in a folder of the settings. */
export class MappingFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All of them by name. A file that is no mapping is left out, and said on the terminal. */
  async list(): Promise<MappingSpec[]> {
    const names = await readdir(this.#folder).catch((): string[] => []);
    const specs: MappingSpec[] = [];
    for (const name of names.toSorted()) {
      if (!name.endsWith(ENDING)) continue;
      try {
        const spec = await readMapping(join(this.#folder, name));
        // The file's name is the key by which it is saved and removed.
        if (`${spec.name}${ENDING}` === name) specs.push(spec);
      } catch (error) {
        console.error(error instanceof AnnalsError ? error.message : error);
      }
    }
    return specs;
  }

  /** Saves a mapping under its name. @throws AnnalsError INVALID_INPUT, FILE_UNREADABLE */
  async save(spec: MappingSpec): Promise<void> {
    if (MAPPINGS.some(({ name }) => name === spec.name)) {
      throw new AnnalsError(
        'INVALID_INPUT',
        `“${spec.name}” is a mapping that ships with Annals.`,
        'Choose another name.',
      );
    }
    const path = this.#pathOf(spec.name);
    const partial = `${path}.${process.pid}.partial`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(partial, `${JSON.stringify(spec, null, 2)}\n`, { mode: 0o600 });
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined);
      throw unusable(path, error);
    }
  }

  /** @throws AnnalsError NOT_FOUND, FILE_UNREADABLE */
  async remove(name: string): Promise<void> {
    const path = this.#pathOf(name);
    try {
      await rm(path);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        throw new AnnalsError('NOT_FOUND', `There is no mapping “${name}” of your own.`, '');
      }
      throw unusable(path, error);
    }
  }

  #pathOf(name: string): string {
    return join(this.#folder, `${basename(name)}${ENDING}`);
  }
}

/**
 * Reads a mapping from a file.
 * @throws AnnalsError FILE_UNREADABLE, or INVALID_INPUT naming the field that is wrong
 */
export async function readMapping(path: string): Promise<MappingSpec> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw unusable(path, error);
  }
  return parseMapping(text, basename(path));
}

/** @param name what the text is called in errors; @throws AnnalsError INVALID_INPUT */
export function parseMapping(text: string, name: string): MappingSpec {
  let value: unknown;
  try {
    value = text.length > MOST_BYTES ? null : JSON.parse(text);
  } catch (error) {
    throw notAMapping(name, `it is not valid JSON (${String(error)})`);
  }
  const parsed = MappingSpec.safeParse(value);
  if (parsed.success) return parsed.data;
  throw notAMapping(name, describeIssue(parsed.error));
}

function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  return `${field === '' ? '' : `“${field}”: `}${issue?.message ?? 'not a mapping'}`;
}

function notAMapping(name: string, problem: string): AnnalsError {
  return new AnnalsError(
    'INVALID_INPUT',
    `“${name}” is not a mapping: ${problem}.`,
    'docs/importing.md shows what a mapping looks like.',
  );
}

function unusable(path: string, error: unknown): AnnalsError {
  const { problem, hint } = describeSystemError(error);
  return new AnnalsError('FILE_UNREADABLE', `“${path}” cannot be used: ${problem}.`, hint, {
    cause: error,
  });
}
