import { UsageError } from '../explain-error.ts';
import { type FileItem, isObject, type Text } from './item.ts';

/** A line without an end would otherwise fill the memory. */
const longestLine = 16 * 2 ** 20;

/** One JSON object a line. A line that cannot be read is an item of its own that fails; the others go on. */
export async function* readNdjson(text: Text): AsyncGenerator<FileItem> {
  let rest = '';
  let line = 0;
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop()!;
    if (rest.length > longestLine)
      throw new UsageError(`Line ${line + lines.length + 1} is longer than 16 million characters.`);
    for (const one of lines) {
      line += 1;
      if (one.trim() !== '') yield readLine(one, line);
    }
  }
  if (rest.trim() !== '') yield readLine(rest, line + 1);
}

function readLine(text: string, line: number): FileItem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { broken: `Line ${line} is not JSON. Write one JSON object a line, or a JSON array.` };
  }
  return isObject(value) ? { params: value } : { broken: `Line ${line} is not a JSON object.` };
}
