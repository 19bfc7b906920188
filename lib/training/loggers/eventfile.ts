// TensorBoard's event files: TFRecords of Event messages (tensorflow/core/util/event.proto), the few fields that scalars and texts need.
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

/** CRC-32C (Castagnoli). */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
/** As TFRecords keep it: turned by 15 bits, with a constant added. */
const masked = (bytes: Uint8Array): number => {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
};

/** length, its checksum, the data, its checksum. */
export function record(data: Uint8Array): Buffer {
  const out = Buffer.alloc(data.length + 16);
  out.writeBigUInt64LE(BigInt(data.length), 0);
  out.writeUInt32LE(masked(out.subarray(0, 8)), 8);
  out.set(data, 12);
  out.writeUInt32LE(masked(data), 12 + data.length);
  return out;
}

// Protocol buffers: a field is its number and wire type, then the value.
const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
};
/** 0 is what a field is that is not there. */
const whole = (field: number, value: number): Buffer => (value === 0 ? Buffer.alloc(0) : Buffer.concat([varint(field * 8), varint(value)]));
const message = (field: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);
};
const text = (field: number, value: string): Buffer => message(field, Buffer.from(value));
const float = (field: number, value: number): Buffer => {
  const out = Buffer.alloc(5);
  out[0] = field * 8 + 5;
  out.writeFloatLE(value, 1);
  return out;
};
const double = (field: number, value: number): Buffer => {
  const out = Buffer.alloc(9);
  out[0] = field * 8 + 1;
  out.writeDoubleLE(value, 1);
  return out;
};

const event = (time: number, step: number, ...content: readonly Buffer[]): Buffer => record(Buffer.concat([double(1, time), whole(2, step), ...content]));

/** The first event of every file. */
export const versionEvent = (time: number): Buffer => event(time, 0, text(3, 'brain.Event:2'));
/** From this step on, what older files say is out of date. */
export const restartEvent = (time: number, step: number): Buffer => event(time, step, message(7, whole(1, 1)));
export const scalarEvent = (time: number, step: number, values: Readonly<Record<string, number>>): Buffer =>
  event(time, step, message(5, ...Object.entries(values).map(([tag, value]) => message(1, text(1, tag), float(2, value)))));
/** A text in Markdown, as the text plugin shows it: a tensor of one string. */
export const textEvent = (time: number, step: number, tag: string, value: string): Buffer =>
  event(time, step, message(5, message(1, text(1, tag), message(8, whole(1, 7), message(2, message(2, whole(1, 1))), text(8, value)), message(9, message(1, text(1, 'text')), whole(4, 2)))));
