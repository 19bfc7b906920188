import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { EncoderOptions } from '../encoders/load.js';
import { exists } from '../files.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { SentenceEncoder } from './encoder.js';
import { goldens, type Golden } from './golden.js';

/** One comparison of vectors that should be the same. */
export interface Check {
  readonly name: string;
  /** The largest difference between two numbers. */
  readonly maxAbs: number;
  /** The smallest cosine between two vectors. */
  readonly cosine: number;
  readonly passed: boolean;
  /** What it takes to pass. */
  readonly wanted: string;
}

/** Long and short, of several scripts, one twice, one empty. */
const texts = [
  'The ship left the harbour at noon.', '', 'ok', 'Ein Satz mit Umlauten: Äpfel, Öl, Übung.', '船は正午に港を出た。', 'Корабль вышел из гавани в полдень.', 'emoji 🐕 and digits 3.14159, code: if (a < b) { return; }',
  'word '.repeat(60).trim(), 'The ship left the harbour at noon.', `${'A longer paragraph, which goes on for a while so that there is something to cut or to pack. '.repeat(6)}The end.`,
];

const limits = { same: { maxAbs: 1e-5, cosine: 0.99999 }, half: { maxAbs: Infinity, cosine: 0.99 } } as const;

/**
 * Whether a model does here what it should: the vectors of sentence-transformers where they are known, and for any model that its texts get the
 * same vectors alone and together, in any order, with padding and without, by the plain attention and by the fast, and about the same in half precision.
 */
export async function* verify(folder: string, options: EncoderOptions = {}): AsyncGenerator<Check> {
  const model = await SentenceEncoder.fromPretrained(folder, options);
  try {
    const golden = await goldenOf(folder);
    if (golden) yield compare(`golden vectors of ${golden.name}`, await model.encode(golden.texts), expected(golden), limits.same);
    const together = await model.encode(texts);
    const one = (name: string, other: Tensor): Check => compare(name, other, together, limits.same);
    yield one('alone = together', await model.encode(texts, { batchSize: 1 }));
    const backwards = await model.encode([...texts].reverse());
    yield one('in another order', backwards.flip([0]));
    for (const attention of isTransformer(model) ? (['padded', 'eager'] as const) : []) {
      const other = await SentenceEncoder.fromPretrained(folder, { ...options, attention });
      const found = attention === 'padded' ? await padded(other) : await other.encode(texts);
      yield attention === 'padded' ? compare('padded = packed', found, await padded(model), limits.same) : one('plain attention = fast', found);
      other.dispose();
    }
    for (const [dtype, limit] of isTransformer(model) ? ([['float64', limits.same], ['bfloat16', limits.half], ['float16', limits.half], ['int8', limits.half]] as const) : []) {
      const other = await SentenceEncoder.fromPretrained(folder, { ...options, dtype });
      yield compare(`${dtype} = ${model.encoder.dtype}`, (await other.encode(texts)).to('float32'), together, limit);
      other.dispose();
    }
  } finally {
    model.dispose();
  }
}

function isTransformer(model: SentenceEncoder): boolean {
  return [...model.children()][0]?.[0] === 'encoder';
}

/** Ids with padding on the right, through the same modules. */
async function padded(model: SentenceEncoder): Promise<Tensor> {
  const encodings = await model.tokenizer.encodeBatch(texts, { padding: true, paddingSide: 'right', truncation: true, maxLength: model.maxSeqLength });
  const rows = (key: 'inputIds' | 'attentionMask'): Tensor => tensor(encodings.map((one) => one[key].map(BigInt)));
  return (await model.forward({ inputIds: rows('inputIds'), attentionMask: rows('attentionMask') })).detach();
}

function compare(name: string, found: Tensor, wanted: Tensor, limit: { readonly maxAbs: number; readonly cosine: number }): Check {
  const [a, b] = [found.dataSync() as Float32Array, wanted.dataSync() as Float32Array];
  const D = wanted.shape[1]!;
  let [maxAbs, cosine, largest] = [0, 1, 0];
  for (let row = 0; row < b.length / D; row++) {
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = row * D; i < (row + 1) * D; i++) {
      maxAbs = Math.max(maxAbs, Math.abs(a[i]! - b[i]!));
      largest = Math.max(largest, Math.abs(b[i]!));
      ab += a[i]! * b[i]!;
      aa += a[i]! * a[i]!;
      bb += b[i]! * b[i]!;
    }
    if (aa !== bb || ab !== aa) cosine = Math.min(cosine, ab / Math.sqrt(aa * bb)); // NaN stays NaN and fails
  }
  const most = limit.maxAbs * Math.max(1, largest);
  const passed = maxAbs <= most && cosine >= limit.cosine;
  return { name, maxAbs, cosine, passed, wanted: `${Number.isFinite(most) ? `≤ ${most.toExponential(0)} and ` : ''}cosine ≥ ${limit.cosine}` };
}

async function goldenOf(folder: string): Promise<Golden | undefined> {
  const path = join(folder, 'model.safetensors');
  if (!(await exists(path))) return undefined;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  const digest = hash.digest('hex');
  return goldens.find(({ sha256 }) => sha256 === digest);
}

function expected({ vectors, texts: known, dimension }: Golden): Tensor {
  const bytes = Buffer.from(vectors, 'base64');
  return tensor(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)), { shape: [known.length, dimension] });
}
