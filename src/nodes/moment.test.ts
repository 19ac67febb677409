import { describe, expect, test } from 'vitest';
import { orderMoment, utcMoment } from './moment.ts';

describe('a moment', () => {
  test.each([
    ['2026-01-31', '2026-01-31'],
    ['2026-01-31T10:00:00', '2026-01-31T10:00:00'],
    ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00'],
    ['2026-01-31T10:00:00.123+02:00', '2026-01-31T08:00:00'],
    ['2026-01-31 10:00', '2026-01-31T10:00:00'],
  ])('%s filters customers as %s, in UTC', (given, sent) => {
    expect(utcMoment(given, 'date_created_min')).toBe(sent);
  });

  test.each(['2026-01-31T10:00:00Z', '2026-01-31', 'Thu, 20 Apr 2017 11:32:00 -0400', '20 Apr 2017 11:32 GMT'])(
    '%s filters orders as it is',
    (given) => {
      expect(orderMoment(given, 'min_date_created')).toBe(given);
    },
  );

  test.each([
    'yesterday',
    '31/01/2026',
    '2026-13-01',
    '2026-02-30',
    '2026-02-30T10:00:00Z',
    '1769850000',
    'Thu, 99 Apr 2017 11:32:00 -0400',
  ])('%s is none', (given) => {
    expect(() => utcMoment(given, 'date_created_min')).toThrow(expect.objectContaining({ param: 'date_created_min' }));
    expect(() => orderMoment(given, 'min_date_created')).toThrow(expect.objectContaining({ code: 'invalid_params' }));
  });
});
