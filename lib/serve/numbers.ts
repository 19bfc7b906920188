/** JSON of a float32 vector. */
export const floats = (row: Float32Array): string => JSON.stringify(Array.from(row));

/** OpenAI's `base64`: the float32 values as they lie in memory, little-endian. */
export const base64 = (row: Float32Array): string => Buffer.from(row.buffer, row.byteOffset, row.byteLength).toString('base64');

/** A JSON list of what is JSON already. */
export const list = (parts: readonly string[]): string => `[${parts.join(',')}]`;
