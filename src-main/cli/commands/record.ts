import process from 'node:process';
import { AnnalsError } from '#shared/ipc/failure.ts';
import type { NewEvent } from '#shared/model/audit-event.ts';
import { EventInput, completeEvent } from '#shared/model/event-json.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { describeEventIssue } from '../../import/run/event-issue.ts';
import { parseJson } from '../../import/formats/json-record.ts';
import { RecordError } from '../../import/formats/record.ts';
import { decodeUtf8 } from '../../import/formats/utf8.ts';
import { openWrites } from '../../store/open-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { EVENT_OPTIONS, eventFromOptions } from '../options/event-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import { printJson, printLines } from '../print/output.ts';

export const recordCommand: Command = {
  name: 'record',
  summary: 'Record one event',
  operands: '',
  notes: [
    'Takes the event from the options, or, if there are none, as one JSON object from standard',
    'input. Only the action must be there. The store is created if there is none.',
  ],
  options: EVENT_OPTIONS,
  examples: [
    ['record --action user.login --actor alice --outcome failure', 'a failed login'],
    ['record --action seller.flag --target seller:17:Acme', 'done to something'],
    ['record < event.json --json', '{"id": …, "seq": n}'],
  ],

  async run(options) {
    noOperands(options);
    const isByOptions = EVENT_OPTIONS.some(({ name }) => options.has(name));
    const event = completed(isByOptions ? eventFromOptions(options) : await eventFromInput());
    const { writes, close } = openWrites(storePath(options), openOptions());
    try {
      const [recorded] = writes.record([event]);
      if (!recorded) throw new Error('the store did not answer');
      const { id, seq, isNew } = recorded;
      if (options.has('json')) printJson({ id, seq });
      else
        printLines([isNew ? `Recorded as #${seq}  ${id}` : `Was there already, as #${seq}  ${id}`]);
      return EXIT.done;
    } finally {
      close();
    }
  },
};

/** @throws AnnalsError INVALID_INPUT naming the field */
function completed(input: unknown): NewEvent {
  const parsed = EventInput.safeParse(input);
  if (parsed.success) return completeEvent(parsed.data, Date.now());
  throw new AnnalsError(
    'INVALID_INPUT',
    `The event was not recorded: ${describeEventIssue(parsed.error, input)}.`,
    'See `annals record --help` for the fields.',
  );
}

/** @throws AnnalsError INVALID_INPUT if standard input holds no JSON object */
async function eventFromInput(): Promise<unknown> {
  if (process.stdin.isTTY) {
    throw usageError(
      'Say at least what was done, with --action.',
      'Or give an event as JSON on standard input.',
    );
  }
  const bytes = await readInput();
  const value = parseInput(bytes);
  if (Array.isArray(value)) {
    throw new AnnalsError(
      'INVALID_INPUT',
      'Standard input holds a list, and `record` takes one event.',
      'Save the list to a file and use `annals import`.',
    );
  }
  return value;
}

async function readInput(): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes > LIMITS.recordBytes) {
      throw new AnnalsError(
        'INVALID_INPUT',
        'The event is larger than 4 MiB.',
        'Leave out what is large.',
      );
    }
  }
  return Buffer.concat(parts);
}

function parseInput(bytes: Buffer): unknown {
  try {
    const text = decodeUtf8(bytes);
    if (text.trim() === '') throw new RecordError('standard input is empty');
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    throw new AnnalsError(
      'INVALID_INPUT',
      `The event was not recorded: ${error.message}.`,
      'Give one event as a JSON object on standard input, or describe it with options.',
    );
  }
}
