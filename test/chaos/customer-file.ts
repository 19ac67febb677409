import { Readable } from 'node:stream';

/** What must become of a row. */
export type Expected = { email: string; fate: 'created' | 'skipped' | 'rejected' };

/** A file in which 3 % of the customers exist, 2 % are invalid and 1 % are repeated in other letter case. */
export function customerFile(rows: number) {
  const lines: string[] = ['Email,First Name,Last Name,Company,Phone,Address1,City,Province,Zip,Country Code,Note'];
  const expected: Expected[] = [];
  const present: { email: string; first_name: string; last_name: string }[] = [];
  for (let n = 0; n < rows; n += 1) {
    const email = `person${n}@example.com`;
    if (n % 50 === 7) {
      lines.push(`person${n}-at-example.com,Ana,Ruiz,,,,,,,,`);
      expected.push({ email: `person${n}-at-example.com`, fate: 'rejected' });
    } else if (n % 100 === 43) {
      const earlier = `Person${n - 2}@EXAMPLE.com`;
      lines.push(`${earlier},Ana,Ruiz,,,,,,,,`);
      expected.push({ email: earlier, fate: 'skipped' });
    } else {
      const isThere = n % 100 < 3;
      if (isThere) present.push({ email, first_name: 'Old', last_name: 'Customer' });
      lines.push(`${email},Ana ${n},Ruiz,ACME ${n},+34 600 ${n},Calle Mayor ${n},Madrid,Madrid,28001,ES,note ${n}`);
      expected.push({ email, fate: isThere ? 'skipped' : 'created' });
    }
  }
  return {
    expected,
    present,
    stream: () => Readable.from([Buffer.from(`${lines.join('\n')}\n`)], { objectMode: false }),
  };
}
