/**
 * An ONNX graph, written node by node in TypeScript.
 * Field numbers are those of onnx.proto3 (IR version 10), https://github.com/onnx/onnx.
 */
import { Message } from './protobuf.ts';

/** Element types used here, with ONNX's numbers for them. */
const ELEMENT_TYPE = { float32: 1, uint8: 2, int32: 6, int64: 7 } as const;
export type ElementType = keyof typeof ELEMENT_TYPE;

/** A dimension: a number, or a name for one that is known only at run time. */
export type Dim = number | string;

/** The name of a value in the graph. */
export type Value = string;

/** A node's attribute. Whole numbers are written as ints; wrap a float with `float()`. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

export const float = (value: number): Attribute => ({ float: value });

/** A weight that is not in the graph file: `name` is both its name and the path of its data. */
export interface ExternalWeight {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
}

export class Graph {
  /** Weights kept outside the file, in the order they were asked for. */
  readonly weights: ExternalWeight[] = [];
  readonly inputs: Value[] = [];
  readonly outputs: Value[] = [];
  private readonly nodes: Message[] = [];
  private readonly initializers: Message[] = [];
  private readonly inputInfo: Message[] = [];
  private readonly outputInfo: Message[] = [];
  private readonly named = new Set<Value>();
  private readonly name: string;
  private readonly weightsAs: 'initializers' | 'inputs';

  /** `weightsAs: 'inputs'` lets several sessions share one copy of the weights on the GPU. */
  constructor(name: string, weightsAs: 'initializers' | 'inputs') {
    this.name = name;
    this.weightsAs = weightsAs;
  }

  /** The weights whose bytes a session must be given when it is made. */
  get initializerWeights(): readonly ExternalWeight[] {
    return this.weightsAs === 'initializers' ? this.weights : [];
  }

  input(name: Value, type: ElementType, shape: readonly Dim[]): Value {
    this.inputs.push(name);
    this.inputInfo.push(valueInfo(name, type, shape));
    return name;
  }

  /** Declares a value as an output; a session computes all but brings back only those asked for. */
  output(name: Value, shape: readonly Dim[], type: ElementType = 'float32'): Value {
    this.outputs.push(name);
    this.outputInfo.push(valueInfo(name, type, shape));
    return name;
  }

  /** A weight whose bytes come from elsewhere; asked for twice, it is still one weight. */
  weight(name: string, shape: readonly number[], type: ElementType = 'float32'): Value {
    if (this.named.has(name)) return name;
    this.named.add(name);
    this.weights.push({ name, type, shape });
    if (this.weightsAs === 'inputs') return this.input(name, type, shape);
    const bytes = shape.reduce((a, b) => a * b, 1) * (type === 'uint8' ? 1 : 4);
    const external = (key: string, value: string | number): Message =>
      new Message().bytes(1, key).bytes(2, String(value));
    this.initializers.push(
      tensor(name, type, shape)
        .bytes(13, external('location', name))
        .bytes(13, external('offset', 0))
        .bytes(13, external('length', bytes))
        .int(14, 1),
    );
    return name;
  }

  /** A small constant in the file itself; equal constants are stored once. */
  constant(type: 'int64' | 'int32' | 'float32', values: readonly number[] | number): Value {
    const list = typeof values === 'number' ? [values] : values;
    const name = `${type}[${typeof values === 'number' ? '' : ':'}${list.join(',')}]`;
    if (this.named.has(name)) return name;
    this.named.add(name);
    const data =
      type === 'int64'
        ? BigInt64Array.from(list, (x) => BigInt(x))
        : type === 'int32'
          ? Int32Array.from(list)
          : Float32Array.from(list);
    const shape = typeof values === 'number' ? [] : [list.length];
    this.initializers.push(tensor(name, type, shape).bytes(9, new Uint8Array(data.buffer)));
    return name;
  }

  /** One node with one output, named `out`. */
  node(
    op: string,
    inputs: readonly Value[],
    out: Value,
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = '',
  ): Value {
    this.nodeOf(op, inputs, [out], attributes, domain);
    return out;
  }

  /** One node with several outputs; an empty name leaves an optional one out. */
  nodeOf(
    op: string,
    inputs: readonly Value[],
    outs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = '',
  ): void {
    const node = new Message();
    for (const value of inputs) node.bytes(1, value);
    for (const value of outs) node.bytes(2, value);
    node.bytes(3, `${op}:${outs[0] ?? ''}`).bytes(4, op);
    for (const [key, value] of Object.entries(attributes)) node.bytes(5, attribute(key, value));
    if (domain !== '') node.bytes(7, domain);
    this.nodes.push(node);
  }

  /** The whole model file: IR 10, opset 21, and Microsoft's contributed operators. */
  encode(): Uint8Array {
    const graph = new Message();
    for (const node of this.nodes) graph.bytes(1, node);
    graph.bytes(2, this.name);
    for (const initializer of this.initializers) graph.bytes(5, initializer);
    for (const info of this.inputInfo) graph.bytes(11, info);
    for (const info of this.outputInfo) graph.bytes(12, info);
    const opset = (domain: string, version: number): Message =>
      new Message().bytes(1, domain).int(2, version);
    return new Message()
      .int(1, 10)
      .bytes(2, 'vitrine')
      .bytes(7, graph)
      .bytes(8, opset('', 21))
      .bytes(8, opset('com.microsoft', 1))
      .encode();
  }
}

function tensor(name: string, type: ElementType, shape: readonly number[]): Message {
  const message = new Message();
  for (const dim of shape) message.int(1, dim);
  return message.int(2, ELEMENT_TYPE[type]).bytes(8, name);
}

function valueInfo(name: Value, type: ElementType, shape: readonly Dim[]): Message {
  const dims = new Message();
  for (const dim of shape) {
    const one = new Message();
    dims.bytes(1, typeof dim === 'string' ? one.bytes(2, dim) : one.int(1, dim));
  }
  const tensorType = new Message().int(1, ELEMENT_TYPE[type]).bytes(2, dims);
  return new Message().bytes(1, name).bytes(2, new Message().bytes(1, tensorType));
}

/** AttributeProto; the type field (20) is needed on each: 1 float, 2 int, 3 string, 7 ints. */
function attribute(key: string, value: Attribute): Message {
  const message = new Message().bytes(1, key);
  if (typeof value === 'number') return message.int(3, value).int(20, 2);
  if (typeof value === 'string') return message.bytes(4, value).int(20, 3);
  if ('float' in value) return message.float(2, value.float).int(20, 1);
  for (const x of value) message.int(8, x);
  return message.int(20, 7);
}
