import { existsSync } from 'node:fs';
import { openExistingWrites } from '../../store/open-store.ts';
import { printSeal, writeSeal } from '../../store/verify/seal-file.ts';
import { authorize } from '../authorize.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { ACCESS_OPTIONS } from '../options/access-options.ts';
import { openOptions, storePath } from '../options/common-options.ts';
import { noOperands, usageError } from '../options/parse-options.ts';
import { printJson, printLines } from '../print/output.ts';
import { visibleLine } from '../print/visible-text.ts';

export const sealCommand: Command = {
  name: 'seal',
  summary: 'Sign what the trail is now, to be kept elsewhere',
  operands: '',
  notes: [
    'A seal shows later that nothing in front of it was changed, even to those who can write to the',
    'store and to this computer. It is a small text: mail it, print it, put it on another disk.',
    'Printed, or written to a file that is not there yet. That it was made is an event of the trail.',
  ],
  options: [
    { name: 'out', value: 'FILE', help: 'Write the seal to this file', group: 'Options' },
    ...ACCESS_OPTIONS,
  ],
  examples: [
    ['seal --out /media/usb/2026-06.json', 'onto another disk'],
    ['seal | mail auditor@example.org', 'to somebody else'],
    ['verify --seal /media/usb/2026-06.json', 'what it is for'],
  ],

  async run(options) {
    noOperands(options);
    const out = options.one('out');
    if (out !== undefined && existsSync(out)) {
      throw usageError(`There is a file ${out} already.`, 'Give another name: a seal is evidence.');
    }
    const operator = await authorize(options, 'auditor');
    const { writes, close } = openExistingWrites(storePath(options), openOptions());
    try {
      const { seal, eventId } = writes.seal({ operator });
      if (out !== undefined) writeSeal(out, seal);
      if (options.has('json')) printJson({ seq: seal.seq, eventId, file: out ?? null, seal });
      else if (out === undefined) printLines([printSeal(seal).trimEnd()]);
      else printLines([`Sealed up to event #${seal.seq}: ${visibleLine(out)}`]);
      return EXIT.done;
    } finally {
      close();
    }
  },
};
