import type { SourceInfo } from '../sources/index.ts';
import { createMapper, type Mapper, type MapperOptions } from './create-mapper.ts';

/** The mapper for the records of a file that was opened, or is staged. */
export function createFileMapper(
  { format = 'csv', header, delimiter }: Partial<Pick<SourceInfo, 'format' | 'header' | 'delimiter'>>,
  options: Pick<MapperOptions, 'proposal' | 'ifMissing' | 'currency'>,
): Mapper {
  return createMapper({
    ...options,
    json: format !== 'csv',
    ...(header && { header }),
    ...(delimiter !== undefined && { delimiter }),
  });
}
