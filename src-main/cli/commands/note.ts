import { authorize } from '../authorize.ts';
import { changeStore } from '../change-store.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { ACCESS_OPTIONS } from '../options/access-options.ts';
import { usageError } from '../options/parse-options.ts';
import { checkedWords } from '../options/words-option.ts';
import { actLines } from '../print/act-lines.ts';
import { printJson, printLines } from '../print/output.ts';

export const noteCommand: Command = {
  name: 'note',
  summary: 'Write a note on an event',
  operands: 'ID TEXT',
  notes: [
    'ID is the id of an event, or its number as `annals query` lists it under #. Notes are never',
    'changed or removed; a wrong one is followed by another. `annals get ID` shows them.',
  ],
  options: ACCESS_OPTIONS,
  examples: [
    ['note 1204 "Ada says it was her"', ''],
    ['note im_01893f9c6f20af0030f9d9921cb88b01 "see case 7" --json', '{"eventId": …, …}'],
  ],

  async run(options) {
    const [name, text, more] = options.operands;
    if (name === undefined || text === undefined || more !== undefined) {
      throw usageError('Name one event and write one text: annals note ID "TEXT".');
    }
    const words = checkedWords('The note', text);
    const operator = await authorize(options, 'auditor');
    const { seq, result } = changeStore(options, ({ reads, writes }) => {
      const [seq] = reads.seqsOf([name]);
      if (seq === undefined) throw new Error('the event was not looked up');
      const result = writes.addNote({ seq, text: words, operator });
      return { seq, result };
    });
    if (options.has('json')) printJson(result);
    else printLines(actLines(`Wrote a note on event #${seq}.`, result.headSeq));
    return EXIT.done;
  },
};
