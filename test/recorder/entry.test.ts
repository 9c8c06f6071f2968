import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { storePlace, tempStore } from '../support/temp-store.ts';
import { eventsOf } from './support/recorders.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** What both programs do; the store is their first parameter. */
const BODY = `
const recorder = openRecorder({ store: process.argv[2], stateFolder: process.argv[3], application: 'shop' });
const pay = audited(recorder, function pay(order) { return order.id; }, { parameters: ['order'] });
pay({ id: 7, cardNumber: '4111 1111 1111 1111' });
console.log(JSON.stringify(recorder.login({ id: 'ada' })));
recorder.close();
`;

describe('a program in JavaScript that has Annals as a linked package', () => {
  it.each([
    ['imports', 'program.mjs', `import { audited, openRecorder } from 'annals/recorder';`],
    ['requires', 'program.cjs', `const { audited, openRecorder } = require('annals/recorder');`],
  ])(
    '%s the recorder, and records while the console has the store open',
    async (_, name, first) => {
      const place = storePlace();
      tempStore(place);
      mkdirSync(join(place.folder, 'node_modules'));
      symlinkSync(PROJECT, join(place.folder, 'node_modules', 'annals'), 'dir');
      const program = join(place.folder, name);
      writeFileSync(program, first + BODY);
      const { stdout } = await run(process.execPath, [program, place.path, place.open.stateFolder]);
      expect(JSON.parse(stdout)).toMatchObject({ recorded: true, seq: 2 });
      expect(eventsOf(place)).toMatchObject([
        {
          action: 'pay',
          outcome: 'success',
          sensitive: true,
          metadata: {
            application: 'shop',
            parameters: { order: { id: 7, cardNumber: '[redacted]' } },
          },
        },
        { action: 'user.login', actorId: 'ada' },
      ]);
    },
  );
});
