/** Cuts a stream of text into JSON values, one a line. Lines may be long: images travel in them. */
import type { Readable } from 'node:stream';

/** Calls `receive` for every whole line; a line that is not JSON goes to `garbage`. */
export function readJsonLines(
  stream: Readable,
  receive: (value: unknown) => void,
  garbage: (line: string) => void = () => undefined
): void {
  let pieces: string[] = [];
  const take = (line: string): void => {
    if (line === '') {
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      garbage(line);
      return;
    }
    receive(value);
  };
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = chunk.split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length > 0) {
      const first = pieces.join('') + (lines.shift() ?? '');
      pieces = [];
      [first, ...lines].forEach(take);
    }
    if (rest !== '') {
      pieces.push(rest);
    }
  });
}
