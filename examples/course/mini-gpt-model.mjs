// A decoder alone: learned positions, a causal mask, a cache of keys and values, and drawing one token after another.
import { inferenceMode, nn, torch } from 'torch-encoders';

/** Attention to what is before, with the keys and values of earlier tokens where a cache has them. */
class Attention extends nn.Module {
  constructor(width, heads, dropout) {
    super();
    Object.assign(this, { heads, dropout, qkv: new nn.Linear(width, 3 * width), proj: new nn.Linear(width, width), drop: new nn.Dropout(dropout) });
  }
  forward(x, mask, cache) {
    const [B, L, width] = x.shape;
    let [q, k, v] = this.qkv.forward(x).reshape([B, L, 3, this.heads, width / this.heads]).permute([2, 0, 3, 1, 4]).unbind(0);
    if (cache) {
      if (cache.k) [k, v] = [torch.cat([cache.k, k], 2), torch.cat([cache.v, v], 2)];
      Object.assign(cache, { k, v });
    }
    const attended = nn.functional.scaledDotProductAttention(q, k, v, { attnMask: mask, dropoutP: this.training ? this.dropout : 0 });
    return this.drop.forward(this.proj.forward(attended.transpose(1, 2).reshape([B, L, width])));
  }
}

class Block extends nn.Module {
  constructor(width, heads, dropout) {
    super();
    this.ln1 = new nn.LayerNorm(width);
    this.attention = new Attention(width, heads, dropout);
    this.ln2 = new nn.LayerNorm(width);
    this.mlp = new nn.Sequential(new nn.Linear(width, 4 * width), new nn.GELU(), new nn.Linear(4 * width, width), new nn.Dropout(dropout));
  }
  forward(x, mask, cache) {
    const y = x.add(this.attention.forward(this.ln1.forward(x), mask, cache));
    return y.add(this.mlp.forward(this.ln2.forward(y)));
  }
}

export class MiniGPT extends nn.Module {
  #mask;
  constructor({ vocabSize, context = 128, width = 128, heads = 4, layers = 4, dropout = 0.1 }) {
    super();
    this.context = context;
    this.tokens = new nn.Embedding(vocabSize, width); // also what comes out is compared with
    this.positions = new nn.Embedding(context, width);
    this.drop = new nn.Dropout(dropout);
    this.blocks = new nn.ModuleList(Array.from({ length: layers }, () => new Block(width, heads, dropout)));
    this.ln = new nn.LayerNorm(width);
    this.#mask = nn.Transformer.generateSquareSubsequentMask(context);
    for (const table of [this.tokens, this.positions]) nn.init.normal_(table.weight, 0, 0.02);
  }
  /** ids [B, L] → logits [B, L, vocabSize]. With a cache, the ids come behind those that it has seen. */
  forward(ids, cache) {
    const past = cache?.[0].k?.shape[2] ?? 0;
    const end = past + ids.shape[1];
    let x = this.drop.forward(this.tokens.forward(ids).add(this.positions.forward(torch.arange(past, end))));
    const mask = this.#mask.index(`${past}:${end}`, `:${end}`);
    for (const [i, block] of [...this.blocks].entries()) x = block.forward(x, mask, cache?.[i]);
    return nn.functional.linear(this.ln.forward(x), this.tokens.weight);
  }
  newCache = () => Array.from(this.blocks, () => ({}));

  /** One token after another, each as soon as it is drawn. Past the table of positions it goes on from the second half of what it sees. */
  async *generate(ids, count, options = {}) {
    let [seen, next, cache] = [[...ids], ids, this.newCache()];
    for (let i = 0; i < count; i++) {
      if (seen.length > this.context) [seen, next, cache] = [seen.slice(-this.context / 2), seen.slice(-this.context / 2), this.newCache()];
      const [token] = inferenceMode(() => torch.tidy(() => [draw(this.forward(torch.tensor([next], { dtype: 'int64' }), cache).index(0, -1), options), cache])); // tidy keeps the cache
      seen.push(token);
      next = [token];
      yield token;
    }
  }
}

/** A token by its logits [vocabSize]: sharper below temperature 1; of the topK likeliest; of the likeliest that together have topP. */
export function draw(logits, { temperature = 1, topK = logits.numel, topP = 1 } = {}) {
  if (temperature === 0) return logits.argmax().item();
  const { values, indices } = logits.div(temperature).topk(Math.min(topK, logits.numel));
  const p = values.softmax(-1);
  const isKept = p.cumsum(-1).sub(p).lt(topP);
  return indices.index(p.mul(isKept).multinomial(1)).item();
}
