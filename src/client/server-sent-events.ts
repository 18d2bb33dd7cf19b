/** Server-sent events out of the chunks of a response, as the HTML standard writes them ("event stream interpretation"). */

export interface StreamMessage {
  readonly id: string;
  readonly data: string;
}

/** Yields each message when it is complete; a message cut off by the end of the stream is dropped. */
export async function* readMessages(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamMessage> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  let id = '';
  let data: string[] = [];
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
    const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) {
          yield { id, data: data.join('\n') };
        }
        data = [];
      } else if (line.startsWith('data:')) {
        data.push(fieldOf(line));
      } else if (line.startsWith('id:')) {
        id = fieldOf(line);
      }
    }
  }
}

function fieldOf(line: string): string {
  return line.slice(line.indexOf(':') + 1).replace(/^ /, '');
}
