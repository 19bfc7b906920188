import { TorchEncodersError } from '../errors.js';

/** What a pickle names: `module.name`. */
export class Global {
  constructor(readonly path: string) {}
}
/** What a pickle would have made by a call, that is no tensor: never made here. */
export class Made {
  state: unknown;
  constructor(readonly by: Global, readonly args: readonly unknown[]) {}
}
/** What stands outside of the pickle, such as a storage. */
export class Persistent {
  constructor(readonly id: unknown) {}
}

/** What is known of the names in a file. */
export interface Names {
  /** The value of a name. @throws for a name that may not be there. */
  global(path: string): unknown;
  /** The value of a call of a name. */
  call(by: Global, args: readonly unknown[]): unknown;
}

const MARK = Symbol('mark');
const mostValues = 20_000_000;

/**
 * Runs a pickle (protocols 0 to 5) on a machine that can build dictionaries, lists, numbers and texts and nothing else: a name is a word, a
 * call of it a record. Every opcode that is not listed is refused, and no length is believed before the bytes are there.
 */
export class Machine {
  readonly #bytes: Buffer;
  readonly #names: Names;
  readonly #where: string;
  readonly #stack: unknown[] = [];
  readonly #memo = new Map<number, unknown>();
  #at: number;
  #values = 0;

  constructor(bytes: Buffer, names: Names, where: string, at = 0) {
    this.#bytes = bytes;
    this.#names = names;
    this.#where = where;
    this.#at = at;
  }

  /** Where the next pickle begins, after {@link run}. */
  get position(): number {
    return this.#at;
  }

  run(): unknown {
    for (;;) {
      const op = String.fromCharCode(this.#take(1)[0]!);
      if (op === '.') return this.#pop();
      const step = steps[op];
      if (!step) throw this.#bad(`the opcode 0x${op.charCodeAt(0).toString(16)}, which no file of tensors needs`);
      if (++this.#values > mostValues) throw this.#bad(`more than ${mostValues} steps`);
      step(this);
    }
  }

  #bad(what: string): TorchEncodersError {
    return new TorchEncodersError('ERR_FILE', `${this.#where} holds ${what}, at byte ${this.#at}; nothing of it was run`);
  }
  #take(count: number): Buffer {
    if (!Number.isSafeInteger(count) || count < 0 || this.#at + count > this.#bytes.length) throw this.#bad('less than it says');
    return this.#bytes.subarray(this.#at, (this.#at += count));
  }
  #line(): string {
    const end = this.#bytes.indexOf(10, this.#at);
    if (end < 0 || end - this.#at > 1 << 16) throw this.#bad('a line without an end');
    const text = this.#bytes.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  // What the steps are made of.
  u1 = (): number => this.#take(1)[0]!;
  u2 = (): number => this.#take(2).readUInt16LE(0);
  i4 = (): number => this.#take(4).readInt32LE(0);
  u4 = (): number => this.#take(4).readUInt32LE(0);
  u8 = (): number => Number(this.#take(8).readBigUInt64LE(0));
  f8 = (): number => this.#take(8).readDoubleBE(0);
  line = (): string => this.#line();
  text = (length: number): string => this.#take(length).toString('utf8');
  data = (length: number): Uint8Array => Uint8Array.from(this.#take(length));
  /** A whole number in two's complement: a number where it fits. */
  long = (length: number): number | bigint => {
    if (length > 1024) throw this.#bad(`a number of ${length} bytes`);
    const bytes = this.#take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    const signed = BigInt.asIntN(8 * Math.max(length, 1), value);
    return signed >= BigInt(Number.MIN_SAFE_INTEGER) && signed <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(signed) : signed;
  };
  push = (value: unknown): void => void this.#stack.push(value);
  #pop(): unknown {
    const value = this.#stack.pop();
    if (value === undefined || value === MARK) throw this.#bad('a step with nothing to work on');
    return value === NOTHING ? undefined : value;
  }
  pop = (): unknown => this.#pop();
  top = (): unknown => this.#stack.at(-1) ?? fail(this.#bad('a step with nothing to work on'));
  mark = (): void => void this.#stack.push(MARK);
  /** What was pushed after the last mark. */
  marked = (): unknown[] => {
    const at = this.#stack.lastIndexOf(MARK);
    if (at < 0) throw this.#bad('no mark where there should be one');
    const values = this.#stack.splice(at + 1);
    this.#stack.pop();
    return values.map((value) => (value === NOTHING ? undefined : value));
  };
  put = (index: number): void => void this.#memo.set(index, this.top());
  memoize = (): void => this.put(this.#memo.size);
  get = (index: number): void => {
    if (!this.#memo.has(index)) throw this.#bad(`a reference to ${index}, which was never kept`);
    this.push(this.#memo.get(index));
  };
  global = (path: string): void => this.push(this.#names.global(path));
  call = (by: unknown, args: unknown): void => {
    if (!(by instanceof Global) || !Array.isArray(args)) throw this.#bad('a call of what is no name');
    this.push(this.#names.call(by, args as unknown[]) ?? NOTHING);
  };
  /** [key, value, key, value, …] into the dictionary on top; where that is no dictionary, nothing is kept. */
  setItems = (values: readonly unknown[]): void => {
    const target = this.top();
    if (values.length % 2 !== 0) throw this.#bad('a key without a value');
    if (!(target instanceof Map)) return;
    for (let i = 0; i < values.length; i += 2) target.set(values[i], values[i + 1]);
  };
  append = (values: readonly unknown[]): void => {
    const target = this.top();
    if (Array.isArray(target)) for (const value of values) target.push(value);
    else if (target instanceof Set) for (const value of values) target.add(value);
  };
  build = (state: unknown): void => {
    const target = this.top();
    if (target instanceof Made) target.state = state;
  };
  bad = (what: string): never => fail(this.#bad(what));
}

const NOTHING = Symbol('None');
const fail = (error: Error): never => {
  throw error;
};
const tuple = (m: Machine, count: number): void => {
  const values = Array.from({ length: count }, () => m.pop()).reverse();
  m.push(values);
};
const wholeNumber = (m: Machine, text: string): number | bigint => {
  if (!/^-?\d{1,1000}L?$/.test(text)) m.bad('a number that is none');
  const value = BigInt(text.replace('L', ''));
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
};

/** The opcodes that are allowed, by their letter (Python's pickletools). */
const steps: Readonly<Record<string, (m: Machine) => void>> = {
  '\x80': (m) => void (m.u1() > 5 && m.bad('a protocol above 5')), // PROTO
  '\x95': (m) => void m.u8(), // FRAME
  '(': (m) => m.mark(),
  '0': (m) => void m.pop(),
  '1': (m) => void m.marked(),
  '2': (m) => m.push(m.top()),
  'N': (m) => m.push(NOTHING),
  '\x88': (m) => m.push(true),
  '\x89': (m) => m.push(false),
  'I': (m) => {
    const text = m.line();
    m.push(text === '00' ? false : text === '01' ? true : wholeNumber(m, text));
  },
  'L': (m) => m.push(wholeNumber(m, m.line())),
  'J': (m) => m.push(m.i4()),
  'K': (m) => m.push(m.u1()),
  'M': (m) => m.push(m.u2()),
  '\x8a': (m) => m.push(m.long(m.u1())),
  '\x8b': (m) => m.push(m.long(m.u4())),
  'F': (m) => m.push(Number(m.line())),
  'G': (m) => m.push(m.f8()),
  'V': (m) => m.push(m.line()),
  'X': (m) => m.push(m.text(m.u4())),
  '\x8c': (m) => m.push(m.text(m.u1())),
  '\x8d': (m) => m.push(m.text(m.u8())),
  'U': (m) => m.push(m.text(m.u1())),
  'T': (m) => m.push(m.text(m.u4())),
  'B': (m) => m.push(m.data(m.u4())),
  'C': (m) => m.push(m.data(m.u1())),
  '\x8e': (m) => m.push(m.data(m.u8())),
  '\x96': (m) => m.push(m.data(m.u8())),
  ')': (m) => m.push([]),
  't': (m) => m.push(m.marked()),
  '\x85': (m) => tuple(m, 1),
  '\x86': (m) => tuple(m, 2),
  '\x87': (m) => tuple(m, 3),
  ']': (m) => m.push([]),
  'l': (m) => m.push(m.marked()),
  'a': (m) => {
    const value = m.pop();
    m.append([value]);
  },
  'e': (m) => {
    const values = m.marked();
    m.append(values);
  },
  '\x8f': (m) => m.push(new Set()),
  '\x90': (m) => {
    const values = m.marked();
    m.append(values);
  },
  '\x91': (m) => m.push(new Set(m.marked())),
  '}': (m) => m.push(new Map()),
  'd': (m) => {
    const values = m.marked();
    m.push(new Map());
    m.setItems(values);
  },
  's': (m) => {
    const value = m.pop();
    const key = m.pop();
    m.setItems([key, value]);
  },
  'u': (m) => {
    const values = m.marked();
    m.setItems(values);
  },
  'p': (m) => m.put(Number(m.line())),
  'q': (m) => m.put(m.u1()),
  'r': (m) => m.put(m.u4()),
  '\x94': (m) => m.memoize(),
  'g': (m) => m.get(Number(m.line())),
  'h': (m) => m.get(m.u1()),
  'j': (m) => m.get(m.u4()),
  'c': (m) => {
    const module = m.line();
    m.global(`${module}.${m.line()}`);
  },
  '\x93': (m) => {
    const name = m.pop();
    const module = m.pop();
    if (typeof name !== 'string' || typeof module !== 'string') m.bad('a name that is no text');
    m.global(`${String(module)}.${String(name)}`);
  },
  'R': (m) => {
    const args = m.pop();
    m.call(m.pop(), args);
  },
  '\x81': (m) => {
    const args = m.pop();
    m.call(m.pop(), args);
  },
  '\x92': (m) => {
    m.pop();
    const args = m.pop();
    m.call(m.pop(), args);
  },
  'b': (m) => {
    const state = m.pop();
    m.build(state);
  },
  'Q': (m) => m.push(new Persistent(m.pop())),
};
