import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { toFailure } from '#shared/ipc/failure.ts';
import { openJobs, openReads, openWrites } from '../open-store.ts';
import { JOB_METHODS, READ_METHODS, WRITE_METHODS } from './protocol.ts';
import type { Control, Greeting, Request, StoreWorkerData } from './protocol.ts';
import { serve, serveOnly } from './serve.ts';
import type { Served } from './serve.ts';

/** A store thread: opens the store in its role, answers calls until it is told to close. */

interface Opened {
  readonly methods: Served;
  readonly backup: string | null;
  readonly close: () => void;
}

function open({ role, path, open: options }: StoreWorkerData): Opened {
  switch (role) {
    case 'reader': {
      const { reads, close } = openReads(path, options);
      return { methods: serveOnly(reads, READ_METHODS), backup: null, close };
    }
    case 'job': {
      const { jobs, close } = openJobs(path, options);
      return { methods: serveOnly(jobs, JOB_METHODS), backup: null, close };
    }
    case 'writer': {
      const { writes, backup, close } = openWrites(path, options);
      return { methods: serveOnly(writes, WRITE_METHODS), backup, close };
    }
  }
}

function main(): void {
  const owner = parentPort;
  if (!owner) throw new Error('this is the entry of a worker thread');
  const greet = (greeting: Greeting): void => owner.postMessage(greeting);
  let store: Opened;
  try {
    store = open(workerData as StoreWorkerData);
  } catch (error) {
    greet({ kind: 'failed', failure: toFailure(error) });
    owner.close();
    return;
  }
  serve(owner, store.methods);
  const ports = new Set<MessagePort>();
  owner.on('message', (message: Control | Request) => {
    if (message.kind === 'connect') {
      const { port } = message;
      ports.add(port);
      port.on('close', () => ports.delete(port));
      serve(port, store.methods);
    }
    if (message.kind === 'close') {
      // An open port would keep the thread alive, and its far side waiting.
      for (const port of ports) port.close();
      store.close();
      owner.close();
    }
  });
  greet({ kind: 'ready', backup: store.backup });
}

main();
