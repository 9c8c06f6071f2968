/**
 * A program of its own that records, for tests of what happens between processes. Run as
 * `node recorder-child.ts STORE STATE_FOLDER NAME COUNT`; prints how each event went as one line of
 * JSON. With a count of 0 it records one event and then throws what nobody catches.
 */
import { openRecorder } from '../../../src-main/recorder/recorder.ts';
import { captureProcessErrors } from '../../../src-main/recorder/capture-process.ts';

const [, , store = '', stateFolder = '', name = '', count = '0'] = process.argv;
const recorder = openRecorder({ store, stateFolder, application: name });
const tell = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

if (count === '0') {
  captureProcessErrors(recorder, process);
  tell(recorder.record({ action: 'start' }));
  throw new TypeError('nobody catches this: password=hunter2');
}
for (let index = 0; index < Number(count); index += 1) {
  tell(recorder.userAction('count', { id: `${name}-${index}` }));
}
recorder.close();
