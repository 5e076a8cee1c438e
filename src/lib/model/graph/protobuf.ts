/**
 * The 60 lines of protobuf that an ONNX file takes: varints, length-delimited fields, floats.
 * Wire format: https://protobuf.dev/programming-guides/encoding/
 * Only writing: reading is what tests do, with another library.
 */
export class Message {
  private readonly chunks: Uint8Array[] = [];
  private size = 0;

  /** An integer field (wire type 0). Negative numbers take ten bytes, as the format wants. */
  int(field: number, value: number | bigint): this {
    return this.raw(varint((field << 3) | 0)).raw(varint(value));
  }

  /** A 32-bit float field (wire type 5). */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.raw(varint((field << 3) | 5)).raw(bytes);
  }

  /** A string, bytes or sub-message field (wire type 2). */
  bytes(field: number, value: string | Uint8Array | Message): this {
    const content =
      value instanceof Message
        ? value.encode()
        : typeof value === 'string'
          ? new TextEncoder().encode(value)
          : value;
    return this.raw(varint((field << 3) | 2))
      .raw(varint(content.length))
      .raw(content);
  }

  /** The message as bytes. */
  encode(): Uint8Array {
    const all = new Uint8Array(this.size);
    let at = 0;
    for (const chunk of this.chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  private raw(chunk: Uint8Array): this {
    this.chunks.push(chunk);
    this.size += chunk.length;
    return this;
  }
}

/** Little-endian groups of seven bits, the high bit set on all but the last. */
function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
