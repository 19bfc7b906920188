// A process of its own: `tokenizers` trains on the thread that calls it, and writes empty lines to stdout meanwhile.
import { createRequire } from 'node:module';

interface Trainable {
  setPreTokenizer(preTokenizer: unknown): void;
  train(files: readonly string[]): void;
  save(path: string): void;
}
interface Library {
  Tokenizer: new (model: unknown) => Trainable;
  BPE: { empty(): unknown };
  byteLevelPreTokenizer(addPrefixSpace: boolean, useRegex: boolean): unknown;
}

const [corpus, out] = process.argv.slice(2) as [string, string];
const { Tokenizer, BPE, byteLevelPreTokenizer } = createRequire(import.meta.url)('tokenizers') as Library;
const tokenizer = new Tokenizer(BPE.empty());
tokenizer.setPreTokenizer(byteLevelPreTokenizer(false, true));
tokenizer.train([corpus]);
tokenizer.save(out);
