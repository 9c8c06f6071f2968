import { AnnalsError } from '#shared/ipc/failure.ts';
import { LIMITS } from '#shared/model/limits.ts';
import { describeProblem, findJsonProblem } from './json-problem.ts';
import { isObject, parseJson } from './json-record.ts';
import { JsonSplitter } from './json-splitter.ts';
import type { DocumentShape } from './json-splitter.ts';
import { DocumentError, RecordError } from './record.ts';
import type { RawRecord } from './record.ts';
import { readChunks } from '../sources/source-reader.ts';
import type { ImportSource } from '../sources/sources.ts';
import { decodeUtf8, firstBadByte } from './utf8.ts';
import { holdsRecords } from './wrapper.ts';

/**
 * Reads a JSON document from beginning to end before anything of it is stored, since a broken
 * document is refused whole, and tells where its records are.
 * @param signal ends the check early, for an import that is not going to happen
 * @throws AnnalsError FILE_UNRECOGNISED with the line where it breaks
 */
export async function checkDocument(
  source: ImportSource,
  onRead: (bytes: number) => void,
  signal: AbortSignal,
): Promise<DocumentShape> {
  try {
    const chunks = readChunks(source, onRead);
    // What is larger than a record may be cannot be one record, so it must hold a list.
    if (source.bytes > LIMITS.recordBytes) return await checkStreaming(chunks, signal);
    return await checkAtOnce(chunks);
  } catch (error) {
    if (error instanceof DocumentError) throw broken(source, error);
    throw error;
  }
}

/** The same refusal for a document that turns out broken later, because it was changed. */
export function broken(source: ImportSource, error: DocumentError): AnnalsError {
  return new AnnalsError(
    'FILE_UNRECOGNISED',
    `“${source.name}” is a broken JSON document, line ${error.line}: ${error.message}.`,
    'Nothing of it was imported. Export it again, or keep one record per line (JSON Lines).',
    { cause: error },
  );
}

async function checkAtOnce(chunks: AsyncIterable<Buffer>): Promise<DocumentShape> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  const value = parseDocument(Buffer.concat(parts));
  return isObject(value) && !holdsRecords(value) ? 'whole' : 'list';
}

function parseDocument(bytes: Buffer): unknown {
  const badByte = firstBadByte(bytes);
  if (badByte !== -1) throw new DocumentError(lineAt(bytes, badByte), 'it is not UTF-8 there');
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    const problem = findJsonProblem(text);
    const line = text.slice(0, problem?.index ?? 0).split('\n').length;
    throw new DocumentError(line, problem ? describeProblem(text, problem) : 'not valid JSON');
  }
}

function lineAt(bytes: Buffer, index: number): number {
  return bytes.toString('latin1', 0, index).split('\n').length;
}

async function checkStreaming(
  chunks: AsyncIterable<Buffer>,
  signal: AbortSignal,
): Promise<DocumentShape> {
  const splitter = new JsonSplitter('list');
  for await (const chunk of chunks) {
    if (signal.aborted) return 'list';
    checkAll(splitter.push(chunk));
  }
  checkAll(splitter.end());
  return 'list';
}

function checkAll(records: Iterable<RawRecord>): void {
  for (const { line, bytes, problem } of records) {
    if (problem !== '') continue;
    try {
      parseJson(decodeUtf8(bytes));
    } catch (error) {
      throw error instanceof RecordError ? new DocumentError(line, error.message) : error;
    }
  }
}
