import { AnnalsError } from '#shared/ipc/failure.ts';
import type { MappingSpec } from '#shared/model/mapping-spec.ts';
import { MappingFiles, mappingFolder, readMapping } from '../../import/mappings/mapping-files.ts';
import { MAPPINGS } from '../../import/mappings/registry.ts';
import { dataPaths } from '../../data-paths.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import type { Options } from '../options/parse-options.ts';
import { mappingTableLines } from '../print/mapping-table.ts';
import { outputWidth, printJson, printLines } from '../print/output.ts';

const ACTS = ['show', 'save', 'remove'] as const;

export const mappingsCommand: Command = {
  name: 'mappings',
  summary: 'List how records become events, or save a mapping of your own',
  operands: '',
  notes: [
    'A mapping says which part of a record becomes which field of an event. Those that ship with',
    'Annals recognise their records by themselves; one of your own is a small JSON file, written by',
    'hand (docs/importing.md) or in the import dialog of the console.',
  ],
  options: [
    { name: 'show', value: 'NAME', help: 'Print a mapping of your own as JSON', group: 'Options' },
    { name: 'save', value: 'FILE', help: 'Save the mapping in FILE', group: 'Options' },
    { name: 'remove', value: 'NAME', help: 'Remove a mapping of your own', group: 'Options' },
  ],
  examples: [
    ['mappings', 'all of them'],
    ['mappings --save portal.json', 'check it, and keep it'],
    ['import log.jsonl --mapping portal --dry-run', 'try it'],
  ],

  async run(options) {
    noOperands(options);
    const [act, another] = ACTS.filter((name) => options.has(name));
    if (another !== undefined)
      throw usageError('Take a call for each of --show, --save, --remove.');
    const files = new MappingFiles(mappingFolder(dataPaths()));
    if (act === 'show') return show(await files.list(), options.one('show') ?? '');
    if (act === 'save') await files.save(await readMapping(options.one('save') ?? ''));
    if (act === 'remove') await files.remove(options.one('remove') ?? '');
    return list(await files.list(), options);
  },
};

function list(saved: readonly MappingSpec[], options: Options): number {
  const mappings = [
    ...saved.map(({ name, title }) => ({ name, title, isOwn: true })),
    ...MAPPINGS.map(({ name, title }) => ({ name, title, isOwn: false })),
  ];
  if (options.has('json')) printJson({ mappings });
  else printLines(mappingTableLines(mappings, outputWidth()));
  return EXIT.done;
}

function show(saved: readonly MappingSpec[], name: string): number {
  const spec = saved.find((each) => each.name === name);
  if (!spec) {
    throw new AnnalsError(
      'NOT_FOUND',
      `There is no mapping “${name}” of your own.`,
      'annals mappings lists them.',
    );
  }
  printJson(spec);
  return EXIT.done;
}
