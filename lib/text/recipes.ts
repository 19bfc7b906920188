// How texts become the tokens of a vocabulary that is built from a corpus, in the terms of tokenizer.json.

/** The ways to build a vocabulary. */
export type Tokenize = 'smiles' | 'characters' | 'words' | 'bytes' | 'bpe' | 'codes';
export const tokenizeNames: readonly Tokenize[] = ['smiles', 'characters', 'words', 'bytes', 'bpe', 'codes'];

/** The special tokens of a built vocabulary, in the order of their ids, under the keys of tokenizer_config.json. */
export const builtSpecials = { pad_token: '[PAD]', unk_token: '[UNK]', cls_token: '[CLS]', sep_token: '[SEP]', mask_token: '[MASK]' } as const;

/** The regular expression of Schwaller et al. (2018, "Found in Translation"), in which `>>` of a reaction is one token too. */
const smilesPattern = String.raw`\[[^\]]+\]|Br?|Cl?|N|O|S|P|F|I|b|c|n|o|s|p|\(|\)|\.|=|#|-|\+|\\|/|:|~|@|\?|>>?|\*|\$|%[0-9]{2}|[0-9]`;

type Piece = Readonly<Record<string, unknown>>;
interface Recipe {
  readonly normalizer?: Piece;
  readonly pre_tokenizer: Piece;
  /** null puts a blank between tokens. */
  readonly decoder: Piece | null;
}

const split = (pattern: string): Piece => ({ type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false });
const byteLevel = (useRegex: boolean): Piece => ({ type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: useRegex });

export const recipes: Readonly<Record<Tokenize, Recipe>> = {
  smiles: { pre_tokenizer: split(smilesPattern), decoder: { type: 'Fuse' } },
  characters: { pre_tokenizer: split('[\\s\\S]'), decoder: { type: 'Fuse' } },
  words: { normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true }, pre_tokenizer: { type: 'BertPreTokenizer' }, decoder: null },
  bytes: { pre_tokenizer: { type: 'Sequence', pretokenizers: [byteLevel(false), split('[\\s\\S]')] }, decoder: byteLevel(false) },
  bpe: { pre_tokenizer: byteLevel(true), decoder: byteLevel(true) },
  codes: { pre_tokenizer: { type: 'WhitespaceSplit' }, decoder: null },
};

/** A tokenizer.json: special tokens first, then `tokens`, or the pieces that `merges` make of bytes. */
export function tokenizerJson(tokenize: Tokenize, tokens: readonly string[], merges?: readonly (readonly [string, string])[]): Record<string, unknown> {
  const specials = Object.values(builtSpecials);
  const vocab = Object.fromEntries([...specials, ...tokens].map((token, id) => [token, id]));
  const special = (name: string, type_id: number): Piece => ({ SpecialToken: { id: name, type_id } });
  const text = (id: string, type_id: number): Piece => ({ Sequence: { id, type_id } });
  return {
    version: '1.0', truncation: null, padding: null,
    added_tokens: specials.map((content, id) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true })),
    normalizer: null, ...recipes[tokenize],
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('[CLS]', 0), text('A', 0), special('[SEP]', 0)],
      pair: [special('[CLS]', 0), text('A', 0), special('[SEP]', 0), text('B', 1), special('[SEP]', 1)],
      special_tokens: Object.fromEntries((['[CLS]', '[SEP]'] as const).map((token) => [token, { id: token, ids: [vocab[token]], tokens: [token] }])),
    },
    model: merges ? { type: 'BPE', unk_token: builtSpecials.unk_token, vocab, merges } : { type: 'WordLevel', vocab, unk_token: builtSpecials.unk_token },
  };
}
