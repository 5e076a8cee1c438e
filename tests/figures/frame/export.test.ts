import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileName, toCsv, toJson } from '#components/figures/frame/export.ts';
import { describeProvenance, type Cell } from '#components/figures/frame/figure.ts';

const columns = [
  { key: 'token', label: 'Token' },
  { key: 'p', label: 'Probability' },
];

/** A plain RFC 4180 reader, written for this test. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (quoted && c === '"' && text[i + 1] === '"') {
      field += '"';
      i++;
    } else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ',') {
      row.push(field);
      field = '';
    } else if (!quoted && c === '\r' && text[i + 1] === '\n') {
      rows.push([...row, field]);
      row = [];
      field = '';
      i++;
    } else field += c;
  }
  return rows;
}

describe('toCsv(data)', () => {
  test('quotes commas, quotes, line breaks and spaces at the ends; doubles quotes', () => {
    const rows = [
      [' the', 0.25],
      ['a "b", c', -1],
      ['line\nbreak', null],
    ] as const;
    expect(toCsv({ columns, rows })).toBe(
      'token,p\r\n" the",0.25\r\n"a ""b"", c",-1\r\n"line\nbreak",\r\n',
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'keeps a spreadsheet from running %j',
    (text) => {
      const cell = readCsv(toCsv({ columns, rows: [[text, 0]] }))[1]?.[0];
      expect(cell).toBe(`'${text}`);
    },
  );

  test('can be read back, for any text and number', () => {
    const text = fc.string({ unit: 'binary' }).filter((s) => !/^[=+\-@\t\r\n]/.test(s));
    const row = fc.tuple(text, fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const back = readCsv(toCsv({ columns, rows })).slice(1);
        expect(back).toEqual(rows.map(([s, x]) => [s, String(x)]));
      }),
    );
  });
});

describe('toJson(facts)', () => {
  const provenance = { kind: 'live', model: 'teaching', dtype: 'fp32', backend: 'wasm' } as const;
  const source = 'https://example.org/en/model/#p';
  const rows: Cell[][] = [
    [' =x', 0.5],
    ['b', NaN],
  ];

  test('holds title, provenance, source and the rows by key, exact', () => {
    const facts = { title: 'T', provenance, source, data: { columns, rows } };
    expect(JSON.parse(toJson(facts))).toEqual({
      title: 'T',
      provenance,
      source,
      columns,
      rows: [
        { token: ' =x', p: 0.5 },
        { token: 'b', p: null },
      ],
    });
  });

  test('writes typed arrays of the extra as lists, and leaves out what is not there', () => {
    const extra = { shape: [2], data: new Float32Array([0.5, 2]) };
    const read: unknown = JSON.parse(toJson({ title: 'T', provenance, source, data: null, extra }));
    expect(read).toEqual({ title: 'T', provenance, source, extra: { shape: [2], data: [0.5, 2] } });
  });
});

test('fileName(id, ending) is safe on every file system', () => {
  expect(fileName('attn/3:2', 'csv')).toBe('vitrine-attn-3-2.csv');
});

test('describeProvenance(lang, provenance) names model and backend, or the command', () => {
  const live = { kind: 'live', model: 'M', dtype: 'fp32', backend: 'webgpu' } as const;
  for (const part of ['M', 'fp32', 'webgpu']) {
    expect(describeProvenance('zh', live)).toContain(part);
  }
  const stored = { kind: 'stored', model: 'M', command: 'run x' } as const;
  expect(describeProvenance('en', stored)).toBe('Saved from a run of M, made by run x');
});

test('describeProvenance(lang, provenance) names the formula, or the source', () => {
  const computed = { kind: 'computed', by: 'byte-pair encoding' } as const;
  expect(describeProvenance('en', computed)).toBe('Computed on this page by byte-pair encoding');
  const cited = { kind: 'cited', source: 'Devlin et al. (2019)' } as const;
  expect(describeProvenance('en', cited)).toBe('Published numbers: Devlin et al. (2019)');
  expect(describeProvenance('zh', cited)).toContain('Devlin et al. (2019)');
});
