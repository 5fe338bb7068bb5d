import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Snapshot } from './domain/snapshot.ts';
import { type DocumentFolders, type MadeDocuments, writeDocuments } from './io/site-documents.ts';
import { makeDocuments } from './make-documents.ts';

interface Task {
  snapshot: Snapshot;
  where: { origin: string; base: string };
  folders: DocumentFolders;
}

/** Makes every file that is not a page, in a thread of its own while pages are made in this one. */
export function makeDocumentsAside(task: Task): Promise<MadeDocuments> {
  return new Promise((done, failed) => {
    const worker = new Worker(import.meta.filename, { workerData: task });
    worker.once('message', done);
    worker.once('error', failed);
    worker.once('exit', () => failed(new Error('The thread that makes documents ended before it was done.')));
  });
}

if (!isMainThread) {
  const { snapshot, where, folders } = workerData as Task;
  parentPort?.postMessage(await writeDocuments(makeDocuments(snapshot, where), folders));
}
