// Tensors as PyTorch prints them: the rules of torch/_tensor_str.py with its defaults (precision 4, threshold 1000, three elements at each edge, lines of 80).
import { half, brain } from './nested.js';
import type { Tensor } from './tensor.js';

const precision = 4;
const threshold = 1000;
const edge = 3;
const lineWidth = 80;

export function format(tensor: Tensor): string {
  const prefix = 'tensor(';
  const suffixes: string[] = [];
  const { shape, dtype, device } = tensor;
  if (device !== 'cpu') suffixes.push(`device='${device}'`);
  const isDefault = ['float32', 'complex64', 'int64', 'bool'].includes(dtype);
  let body = '[]';
  if (tensor.numel === 0) {
    if (shape.length !== 1) suffixes.push(`size=(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`);
    if (dtype !== 'float32') suffixes.push(`dtype=torch.${dtype}`);
  } else {
    if (!isDefault) suffixes.push(`dtype=torch.${dtype}`);
    body = bodyOf(tensor, prefix.length);
  }
  const gradFn = tensor.gradFn;
  if (gradFn) suffixes.push(`grad_fn=<${gradFn}>`);
  else if (tensor.requiresGrad) suffixes.push('requires_grad=True');
  return withSuffixes(prefix + body, suffixes, prefix.length);
}

function withSuffixes(text: string, suffixes: readonly string[], indent: number): string {
  let out = text;
  let last = text.length - text.lastIndexOf('\n') + 1;
  for (const suffix of suffixes) {
    if (last + suffix.length + 2 > lineWidth) {
      out += `,\n${' '.repeat(indent)}${suffix}`;
      last = indent + suffix.length;
    } else {
      out += `, ${suffix}`;
      last += suffix.length + 2;
    }
  }
  return `${out})`;
}

type Value = number | bigint | boolean;

/** How the values of a tensor are written, at least `width` wide. */
interface Formatter {
  readonly width: number;
  write(value: Value): string;
}

function bodyOf(tensor: Tensor, indent: number): string {
  const isCut = tensor.numel > threshold;
  const shown = isCut ? edges(tensor) : tensor;
  const { dtype } = tensor;
  const values = valuesOf(shown);
  if (dtype.startsWith('complex')) {
    const [real, imaginary] = [values.filter((_, i) => i % 2 === 0), values.filter((_, i) => i % 2 === 1)];
    const [realFormat, imaginaryFormat] = [floating(real), floating(imaginary)];
    const pairs = real.map((value, i) => {
      const text = imaginaryFormat.write(imaginary[i]!).trimStart();
      return `${realFormat.write(value)}${text.startsWith('-') ? '' : '+'}${text}j`;
    });
    return nest(pairs, tensor.shape, shown.shape, indent, isCut, realFormat.width + imaginaryFormat.width + 1);
  }
  const { width, write } = /float/.test(dtype) ? floating(values) : whole(values);
  return nest(values.map(write), tensor.shape, shown.shape, indent, isCut, width);
}

/** The first and last elements along each long dimension. */
function edges(tensor: Tensor): Tensor {
  let shown = tensor;
  tensor.shape.forEach((size, dim) => {
    if (size > 2 * edge) shown = shown.index(...Array.from({ length: dim }, () => ':'), [0, 1, 2, size - 3, size - 2, size - 1]);
  });
  return shown;
}

function valuesOf(tensor: Tensor): readonly Value[] {
  const data = tensor.dataSync();
  if (tensor.dtype === 'float16') return Array.from(data as Uint16Array, half);
  if (tensor.dtype === 'bfloat16') return Array.from(data as Uint16Array, brain);
  if (tensor.dtype === 'bool') return Array.from(data as Uint8Array, (value) => value !== 0);
  return Array.from(data as Iterable<Value>);
}

function whole(values: readonly Value[]): Formatter {
  const text = (value: Value): string => (typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value));
  const width = Math.max(1, ...values.map((value) => text(value).length));
  return { width, write: (value) => text(value).padStart(width) };
}

function floating(values: readonly Value[]): Formatter {
  const finite = (values as readonly number[]).filter((value) => Number.isFinite(value) && value !== 0);
  let write = (value: number): string => integral(value);
  let width = 1;
  if (finite.length > 0) {
    const sizes = finite.map(Math.abs);
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    const isIntegral = finite.every((value) => value === Math.ceil(value));
    const isScientific = most / least > 1000 || most > 1e8 || (!isIntegral && least < 1e-4);
    write = isScientific ? exponential : isIntegral ? integral : fixed;
    width = Math.max(1, ...finite.map((value) => write(value).length));
  }
  return { width, write: (value) => write(value as number).padStart(width) };
}

const special = (value: number): string | undefined => (Number.isNaN(value) ? 'nan' : Number.isFinite(value) ? undefined : value > 0 ? 'inf' : '-inf');
const sign = (value: number): string => (value < 0 || Object.is(value, -0) ? '-' : '');

function integral(value: number): string {
  return special(value) ?? `${sign(value)}${BigInt(Math.abs(value))}.`;
}
function fixed(value: number): string {
  return special(value) ?? sign(value) + halfToEven(Math.abs(value).toFixed(precision), Math.abs(value).toFixed(60));
}
/** JavaScript rounds what lies exactly in the middle up, Python to the even digit. */
function halfToEven(rounded: string, exact: string): string {
  const rest = exact.slice(exact.indexOf('.') + 1 + precision);
  if (!/^50*$/.test(rest)) return rounded;
  const down = exact.slice(0, exact.indexOf('.') + 1 + precision);
  return Number(down.at(-1)) % 2 === 0 ? down : rounded;
}
function exponential(value: number): string {
  const found = special(value);
  if (found) return found;
  const [digits, exponent] = Math.abs(value).toExponential(precision).split('e') as [string, string];
  const [exact] = Math.abs(value).toExponential(60).split('e') as [string];
  return `${sign(value)}${halfToEven(digits, exact)}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

/** The texts in brackets, in lines of at most 80 where a line is a vector. */
function nest(texts: readonly string[], shape: readonly number[], shown: readonly number[], indent: number, isCut: boolean, width: number): string {
  const build = (depth: number, offset: number, size: number, at: number): string => {
    if (depth === shape.length) return texts[offset]!;
    const count = shown[depth]!;
    const isShort = isCut && shape[depth]! > 2 * edge;
    const step = size / count;
    const isVector = depth === shape.length - 1;
    const parts = Array.from({ length: count }, (_, i) => build(depth + 1, offset + i * step, step, at + 1));
    const all = isShort ? [...parts.slice(0, edge), isVector ? ' ...' : '...', ...parts.slice(edge)] : parts;
    if (!isVector) return `[${all.join(`,${'\n'.repeat(shape.length - depth - 1)}${' '.repeat(at + 1)}`)}]`;
    const perLine = Math.max(1, Math.floor((lineWidth - at) / (width + 2)));
    const lines = Array.from({ length: Math.ceil(all.length / perLine) }, (_, i) => all.slice(i * perLine, (i + 1) * perLine).join(', '));
    return `[${lines.join(`,\n${' '.repeat(at + 1)}`)}]`;
  };
  return build(0, 0, texts.length, indent);
}
