import { type SourceRecord, splitRawCells } from '../sources/index.ts';
import { blankCells, blankJson, blankText, replaceCells } from './blank-secrets.ts';
import type { Plan } from './compile-plan.ts';
import { findSecrets, mayBeJson, namesInText } from './find-secrets.ts';
import { possiblePlaces } from './ragged-secrets.ts';
import { isSecretName } from './secret-names.ts';

/** What of a record may be kept. */
export type Cleaned = {
  raw: string;
  values: readonly unknown[];
  /** Positions whose text names a secret and cannot be read: they have no value. */
  dropped: number[];
};

/** A record that could not be read, without what may be secret in it. */
export type CleanedFault = {
  raw: string;
  /** What else was left out, as a sentence. */
  lost?: string;
};

export type HideOptions = {
  plan: Plan;
  json: boolean;
  delimiter: string;
  /** Reads an object as the values of the plan's columns. */
  readObject(object: Record<string, unknown>): unknown[];
};

const none: number[] = [];

const wholly: CleanedFault = {
  raw: '',
  lost: 'The record is left out here, since passwords, hashes or tokens may stand anywhere in it, which are never kept: take it from the original file.',
};

/** Takes secrets out of records: whole cells of secret columns, and the values under secret names in JSON, wherever that stands. */
export function hideSecrets({ plan, json, delimiter, readObject }: HideOptions) {
  const columns = new Set(plan.secrets.map((position) => plan.columns[position]!));
  const isSecret = (path: string) => columns.has(path) || isSecretName(path);
  const find = findSecrets(isSecret);

  return {
    /** Whether a record is to be cleaned at all; quick to tell. */
    mayHold: ({ raw, object }: SourceRecord): boolean =>
      json ? find.inValue(object) : plan.secrets.length > 0 || raw.includes('{'),
    /** What of a record may be kept, `given` being all its values; `unreadable` where it is nested too deeply to say. */
    clean: json ? cleanObject : cleanCells,
    cleanFaulty: json ? faultyJson : faultyCells,
  };

  function cleanCells({ raw, cells = [] }: SourceRecord, given: readonly unknown[]): Cleaned | undefined {
    if (raw.includes('{')) {
      const positions = cells.flatMap((text, at) => (find.inText(text) && !plan.secrets.includes(at) ? [at] : []));
      if (positions.length > 0) return cleanTexts(raw, cells, positions);
    }
    if (plan.secrets.length === 0) return undefined;
    return { raw: blankCells(raw, delimiter, plan.secrets), values: given, dropped: none };
  }

  function cleanTexts(raw: string, cells: readonly string[], positions: readonly number[]): Cleaned {
    const values: unknown[] = [...cells];
    const dropped: number[] = [];
    const texts = new Map(plan.secrets.map((position) => [position, '']));
    for (const position of positions) {
      const text = blankText(cells[position]!, isSecret);
      texts.set(position, text);
      if (text === '') dropped.push(position);
      values[position] = text === '' ? undefined : text;
    }
    return { raw: replaceCells(raw, delimiter, texts), values, dropped };
  }

  function cleanObject(record: SourceRecord, given: readonly unknown[]): Cleaned | 'unreadable' {
    const raw = blankJson(record.raw, isSecret);
    let values: unknown[];
    try {
      values = readObject(JSON.parse(raw) as Record<string, unknown>);
    } catch {
      // Nothing could be blanked one by one.
      return 'unreadable';
    }
    const dropped: number[] = [];
    given.forEach((value, position) => {
      if (plan.secrets.includes(position)) values[position] = value;
      else if (values[position] === '' && value !== '') {
        values[position] = undefined;
        dropped.push(position);
      }
    });
    return { raw, values, dropped };
  }

  function faultyJson(given: string): CleanedFault {
    const raw = blankJson(given, isSecret);
    return raw === '' && given !== '' ? wholly : { raw };
  }

  /** Where the cells of a faulty record cannot be told apart, none of them is known to be no secret. */
  function faultyCells(raw: string, code: string): CleanedFault {
    const isSplit = code === 'wrong_field_count' || code === 'nul_byte' || code === 'bad_encoding';
    if (plan.secrets.length > 0 && !isSplit) return wholly;
    const { left, lost } = plan.secrets.length > 0 ? blankRagged(raw) : { left: raw };
    const cleaned = (text: string): CleanedFault => ({ raw: text, ...(lost !== undefined && { lost }) });
    if (!left.includes('{')) return cleaned(left);
    const texts = new Map<number, string>();
    const cells = isSplit ? splitRawCells(left, delimiter) : [left];
    // JSON that nobody put in quotes has fallen apart at its own commas: then its name stands in one cell and its value in another.
    const rest = cells.filter((cell, position) => {
      const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      if (!isSplit || !mayBeJson(text) || !isJson(text)) return true;
      if (find.inText(text)) texts.set(position, blankText(text, isSecret));
      return false;
    });
    if (rest.some((cell) => cell.includes('{')) && rest.flatMap(namesInText).some(isSecret)) return wholly;
    return cleaned(texts.size > 0 ? replaceCells(left, delimiter, texts) : left);
  }

  function blankRagged(raw: string): { left: string; lost?: string } {
    const cells = splitRawCells(raw.replace(/(?<![\r\n])[\r\n]+$/, ''), delimiter);
    const email = plan.special.get('email')?.position;
    const places = possiblePlaces(cells, { secrets: plan.secrets, width: plan.columns.length, email });
    const left = blankCells(raw, delimiter, places.flat());
    const unsure = plan.secrets.filter(
      (_, at) => places[at]!.filter((place) => cells[place]!.trim() !== '').length > 1,
    );
    if (unsure.length === 0) return { left };
    const numbers = [...new Set(unsure.flatMap((secret) => places[plan.secrets.indexOf(secret)]!))];
    const names = unsure.map((secret) => `"${plan.columns[secret]}"`).join(', ');
    return {
      left,
      lost: `Cells ${numbers.map((place) => place + 1).join(', ')} are left out of it here, since each may be what belongs in ${names}, which is never kept: take them from the original file.`,
    };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
