/** Pieces of a file that are large enough to be worth a step each. */
const PIECE_BYTES = 65_536;

/** Lines of text as pieces of a file, each line with its end. */
export function* joinedLines(lines: Iterable<string>): Generator<Buffer> {
  let parts: string[] = [];
  let length = 0;
  for (const line of lines) {
    parts.push(line, '\n');
    length += line.length;
    if (length < PIECE_BYTES) continue;
    yield Buffer.from(parts.join(''));
    parts = [];
    length = 0;
  }
  if (parts.length > 0) yield Buffer.from(parts.join(''));
}

/** Small bytes as pieces of a file. */
export function* joinedBytes(chunks: Iterable<Uint8Array>): Generator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length < PIECE_BYTES) continue;
    yield Buffer.concat(parts);
    parts = [];
    length = 0;
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}
