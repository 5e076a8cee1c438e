import { createHash } from 'node:crypto';
import { onnx } from 'onnx-proto';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { parseConfig } from '#lib/model/config.ts';
import { ENGINE_VERSION } from '#lib/model/checked.ts';
import { blocksGraph } from '#lib/model/graph/blocks.ts';
import { decodeGraph } from '#lib/model/graph/decode.ts';
import { float, Graph } from '#lib/model/graph/onnx.ts';
import { Message } from '#lib/model/graph/protobuf.ts';
import { unembedGraph } from '#lib/model/graph/unembed.ts';

const small = parseConfig({
  model_type: 'gpt2',
  n_layer: 3,
  n_head: 4,
  n_embd: 32,
  n_positions: 64,
  vocab_size: 100,
});

describe('Graph.encode() read back by another library', () => {
  const g = new Graph('sample', 'initializers');
  g.input('x', 'float32', ['S', 8]);
  g.weight('W', [8, 4]);
  g.constant('int64', [-1, 4]);
  g.constant('float32', 0.125);
  g.node('Gemm', ['x', 'W'], 'y', { transB: 1, alpha: float(0.5) });
  g.nodeOf(
    'Split',
    ['y'],
    ['a', '', 'b'],
    { axis: -1, sizes: [1, -2], mode: 'linear' },
    'com.microsoft',
  );
  g.output('b', ['S', 2]);
  const model = onnx.ModelProto.decode(g.encode());
  const graph = model.graph;

  test('versions and operator sets', () => {
    expect(Number(model.irVersion)).toBe(10);
    expect(model.opsetImport.map(({ domain, version }) => [domain, Number(version)])).toEqual([
      ['', 21],
      ['com.microsoft', 1],
    ]);
  });

  test('nodes with their inputs, outputs, domain and attributes', () => {
    const [gemm, split] = graph?.node ?? [];
    expect(gemm).toMatchObject({ opType: 'Gemm', input: ['x', 'W'], output: ['y'] });
    expect(gemm?.attribute?.map(({ name, type, i, f }) => [name, type, Number(i), f])).toEqual([
      ['transB', 2, 1, 0],
      ['alpha', 1, 0, 0.5],
    ]);
    expect(split).toMatchObject({ domain: 'com.microsoft', output: ['a', '', 'b'] });
    expect(Number(split?.attribute?.[0]?.i)).toBe(-1);
    expect(split?.attribute?.[1]?.ints?.map(Number)).toEqual([1, -2]);
    expect(new TextDecoder().decode(split?.attribute?.[2]?.s ?? new Uint8Array())).toBe('linear');
  });

  test('weights point to their own data, constants hold theirs', () => {
    const [W, shape, scale] = graph?.initializer ?? [];
    expect(W?.dims?.map(Number)).toEqual([8, 4]);
    expect(W?.dataLocation).toBe(1);
    expect(W?.externalData?.map(({ key, value }) => [key, value])).toEqual([
      ['location', 'W'],
      ['offset', '0'],
      ['length', '128'],
    ]);
    const raw = shape?.rawData ?? new Uint8Array();
    expect([...new BigInt64Array(raw.slice().buffer)]).toEqual([-1n, 4n]);
    expect(scale?.dims).toEqual([]);
    expect([...new Float32Array((scale?.rawData ?? new Uint8Array()).slice().buffer)]).toEqual([
      0.125,
    ]);
  });

  test('shapes with named dimensions', () => {
    const dims = graph?.input?.[0]?.type?.tensorType?.shape?.dim;
    expect(dims?.map(({ dimParam, dimValue }) => dimParam || Number(dimValue))).toEqual(['S', 8]);
  });
});

test('integers of any size survive the wire', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      const bytes = new Message().int(1, value).encode();
      const { irVersion } = onnx.ModelProto.decode(bytes);
      expect(BigInt(irVersion.toString())).toBe(value);
    }),
  );
});

describe.each([
  ['blocks', blocksGraph(small, 'initializers')],
  ['blocks with weights as inputs', blocksGraph(small, 'inputs')],
  ['unembed', unembedGraph(small, 'wte', 'inputs')],
  ['decode, plain', decodeGraph(small, 'wte', 'plain', 'one')],
  ['decode, fused', decodeGraph(small, 'lm_head', 'fused', 'one')],
  ['decode, fused, many', decodeGraph(small, 'wte', 'fused', 'many')],
] as const)('the %s graph is well formed', (_, g) => {
  const { graph } = onnx.ModelProto.decode(g.encode());
  const inputs = (graph?.input ?? []).map(({ name }) => name ?? '');
  const given = [...inputs, ...(graph?.initializer ?? []).map(({ name }) => name ?? '')];

  test('each value is made once, before it is used', () => {
    const known = new Set(given);
    expect(known.size).toBe(given.length);
    for (const { input, output, name } of graph?.node ?? []) {
      for (const value of input ?? []) if (value !== '') expect(known, name ?? '').toContain(value);
      for (const value of output ?? []) {
        expect(known, `${value} made twice`).not.toContain(value);
        if (value !== '') known.add(value);
      }
    }
    for (const { name } of graph?.output ?? []) expect(known).toContain(name);
  });

  test('nothing is computed that nobody uses', () => {
    const used = new Set((graph?.node ?? []).flatMap(({ input }) => input ?? []));
    for (const { name } of graph?.output ?? []) used.add(name ?? '');
    for (const { output, name } of graph?.node ?? [])
      expect(
        (output ?? []).some((value) => used.has(value)),
        name ?? '',
      ).toBe(true);
    for (const name of given) expect(used, name).toContain(name);
  });

  test('its lists of weights, inputs and outputs are those of the file', () => {
    expect(g.inputs).toEqual(inputs);
    expect(g.outputs).toEqual((graph?.output ?? []).map(({ name }) => name));
    for (const { name } of g.weights) expect(given).toContain(name);
  });
});

test('the weights of the blocks and the unembedding are those of the checkpoint, each once', () => {
  const names = [
    ...blocksGraph(small, 'inputs').weights.map(({ name }) => name),
    ...unembedGraph(small, 'wte', 'inputs').weights.map(({ name }) => name),
  ];
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(12 * small.n_layer + 3); // all but wpe
});

test('no kernel of a deep model reads and writes more than the eight buffers of WebGPU', () => {
  const deep = { ...small, n_layer: 13 };
  for (const g of [
    blocksGraph(deep, 'inputs'),
    unembedGraph(deep, 'wte', 'inputs'),
    decodeGraph(deep, 'wte', 'plain', 'one'),
    decodeGraph(deep, 'wte', 'fused', 'many'),
  ])
    for (const { input, output, name } of onnx.ModelProto.decode(g.encode()).graph?.node ?? []) {
      const buffers = [...(input ?? []), ...(output ?? [])].filter((value) => value !== '');
      expect(buffers.length, name ?? '').toBeLessThanOrEqual(8);
    }
});

test('graphs other than these need a higher ENGINE_VERSION, and then another hash here', () => {
  const hash = createHash('sha256');
  for (const keysAs of ['rows', 'columns'] as const)
    hash.update(blocksGraph(small, 'initializers', { from: 0, to: 1 }, keysAs).encode());
  hash.update(unembedGraph(small, 'wte', 'initializers').encode());
  expect([ENGINE_VERSION, hash.digest('hex').slice(0, 12)]).toEqual([1, '2ba749028436']);
});
