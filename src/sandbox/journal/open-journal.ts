import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Lines that survive the process. Each is one JSON text. */
export type Journal = {
  /** What messages call it: the path of the file. @default 'the journal' */
  file?: string;
  /** What is there, oldest first. */
  lines(): Iterable<string>;
  /** Bytes that are there. */
  size(): number;
  /** Adds a line with the next write, one for all lines of a tick. */
  append(line: string): void;
  /**
   * Resolves when every line so far was handed to the operating system; undefined when none is waiting. Rejects when that failed, say because
   * the disk is full: the lines then wait, in order, and the next call tries them again.
   */
  flushed(): Promise<void> | undefined;
  /** Whether lines wait because writing them failed. @default never */
  isBehind?(): boolean;
  /** Puts these lines in the place of all before, or leaves everything as it was. */
  replace(lines: Iterable<string>): void;
  /** @throws when lines that wait cannot be written; they are lost, and the file is closed all the same */
  close(): void;
};

const CHUNK = 1 << 20;

/**
 * Opens `journal.ndjson` in a directory. A line counts once the operating system has it: that survives the death of the process (kill -9), which
 * is what a sandbox needs; the death of the machine may cost the latest lines, since there is no fsync. A last line that was cut off is dropped.
 * @throws when the file cannot be read or written
 */
export function openJournal(
  directory: string,
  options: { /** @default nothing */ warn?: (message: string) => void } = {},
): Journal {
  const file = join(directory, 'journal.ndjson');
  let fd = openSync(file, 'a+', 0o600);
  dropTornLine(fd, file, options.warn);
  let size = statSync(file).size;
  let waiting: string[] = [];
  let flush: Promise<void> | undefined;
  let behind = false;

  function write(): void {
    const bytes = Buffer.from(waiting.join(''));
    // What a failed write left of its lines would spoil the line behind it.
    if (behind) ftruncateSync(fd, size);
    behind = true;
    writeAll(fd, bytes);
    behind = false;
    size += bytes.length;
    waiting = [];
  }

  function schedule(): Promise<void> {
    const next = new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        flush = undefined;
        try {
          write();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    // A late commit has nobody who waits for it.
    next.catch(() => undefined);
    return next;
  }

  return {
    *lines() {
      let rest: Buffer = Buffer.alloc(0);
      const chunk = Buffer.allocUnsafe(CHUNK);
      for (let at = 0; ; ) {
        const read = readSync(fd, chunk, 0, CHUNK, at);
        if (read === 0) return;
        at += read;
        let text = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, read)]) : chunk.subarray(0, read);
        for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10)) {
          if (end > 0) yield text.toString('utf8', 0, end);
          text = text.subarray(end + 1);
        }
        rest = Buffer.from(text);
      }
    },
    file,
    size: () => size,
    append(line) {
      waiting.push(line, '\n');
      flush ??= schedule();
    },
    flushed() {
      if (waiting.length > 0) flush ??= schedule();
      return flush;
    },
    isBehind: () => behind,
    replace(lines) {
      const temporary = `${file}.new`;
      try {
        writeNew(temporary, lines);
        renameSync(temporary, file);
      } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
      }
      closeSync(fd);
      fd = openSync(file, 'a+', 0o600);
      size = statSync(file).size;
      waiting = [];
      behind = false;
    },
    close() {
      try {
        if (waiting.length > 0) write();
      } finally {
        closeSync(fd);
      }
    },
  };
}

function writeNew(file: string, lines: Iterable<string>): void {
  const fd = openSync(file, 'w', 0o600);
  try {
    let batch: string[] = [];
    for (const line of lines) {
      batch.push(line, '\n');
      if (batch.length >= 1000) {
        writeAll(fd, Buffer.from(batch.join('')));
        batch = [];
      }
    }
    writeAll(fd, Buffer.from(batch.join('')));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}

/** Cuts the file behind its last line break. */
function dropTornLine(fd: number, file: string, warn?: (message: string) => void): void {
  const size = statSync(file).size;
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - CHUNK);
    const read = readSync(fd, chunk, 0, end - start, start);
    const line = chunk.subarray(0, read).lastIndexOf(10);
    if (line >= 0 || start === 0) {
      const keep = line < 0 ? 0 : start + line + 1;
      if (keep < size) {
        ftruncateSync(fd, keep);
        warn?.(`${file}: dropped a last line that was cut off (${size - keep} bytes)`);
      }
      return;
    }
    end = start;
  }
}
