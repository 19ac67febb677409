/** Why one record could not be read. */
export type SourceFault = {
  code:
    | 'wrong_field_count'
    | 'unclosed_quote'
    | 'stray_quote'
    | 'nul_byte'
    | 'record_too_large'
    | 'invalid_json'
    | 'not_an_object'
    | 'bad_encoding';
  message: string;
  what_to_do: string;
  column?: string;
};

/** One record of a file. Its text shares memory with its batch: copy what is kept for long. */
export type SourceRecord = {
  /** Position among the data records, from 0; a faulty record counts. */
  index: number;
  /** Line of the file on which it begins, from 1. */
  line: number;
  /**
   * The record as it stands in the file, decoded, without its final line break; of a JSON array, the element's text. Of a record over the
   * bound only the beginning. Of one with `bad_encoding`, bytes that are not UTF-8 are shown as Windows-1252 has them.
   */
  raw: string;
  /** CSV: as many as the header has. */
  cells?: string[];
  /** NDJSON and JSON array. */
  object?: Record<string, unknown>;
  /** Then there are neither cells nor object. */
  fault?: SourceFault;
};

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Delimiter = ',' | ';' | '\t' | '|';
export type LineBreak = '\n' | '\r\n' | '\r';

export type SourceWarning = { code: string; message: string; line?: number };

/** What a file is, found from its content. */
export type SourceInfo = {
  format: 'csv' | 'ndjson' | 'json';
  delimiter?: Delimiter;
  encoding: Encoding;
  bom: boolean;
  gzip: boolean;
  lineBreak: LineBreak;
  /** CSV: a name for each column, by which it is addressed; no two are equal. */
  header?: string[];
  /** CSV: what stands above each column, trimmed; absent where these are the names. */
  headings?: string[];
  headerRaw?: string;
  warnings: SourceWarning[];
};

export type OpenedSource = {
  info: SourceInfo;
  /**
   * In batches of some hundred, to be read once. Reading stops while the consumer does.
   * @throws {RollcallError} invalid_params, where the rest of the file cannot be read: a gzip or a JSON array that breaks off; the records
   *   before it stand
   * @throws the reason of the signal
   */
  records: AsyncIterable<SourceRecord[]>;
  /** Size on disk; undefined for a stream. */
  bytes?: number;
  /** Size of its content, of gzip as far as that can be known before it is read; undefined for a stream. */
  unpackedBytes?: number;
  /** Bytes read so far, of those on disk. */
  bytesRead(): number;
  /** Rows of delimiters alone that were passed over so far. */
  blankRows(): number;
  close(): Promise<void>;
};

export type OpenSourceOptions = {
  /** Longest record, counted in UTF-8. @default 1 MiB */
  maxRecordBytes?: number;
  /**
   * How much of a stream is looked at before its first record, to find its encoding. A stream that somebody writes line by line takes 1:
   * then nothing is waited for but the first line.
   * @default 1 MiB
   */
  sampleBytes?: number;
  /** Passes over rows of a CSV that consist of delimiters alone, as Excel leaves them at the end; `blankRows` counts them. @default false */
  ignoreBlankRows?: boolean;
  /** Ends the reading. */
  signal?: AbortSignal;
};
