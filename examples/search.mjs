// Semantic search: which passages answer a question? `npm run demo` runs it; by hand: node examples/search.mjs MODEL [QUESTION …]
import { readFile } from 'node:fs/promises';
import { getNumThreads, semanticSearch, SentenceEncoder, torchVersion } from 'torch-encoders';

const [name = 'sentence-transformers/all-MiniLM-L6-v2', ...asked] = process.argv.slice(2);
const questions = asked.length > 0 ? asked : [
  'Why does the sea come and go twice a day?',
  'How can I keep my money safe from one company going broke?',
  'What makes dough rise?',
  'How does a computer find an entry quickly?',
  'Which animals can find their way in darkness?',
];

const passages = (await readFile(new URL('passages.txt', import.meta.url), 'utf8')).trim().split('\n');
const model = await SentenceEncoder.fromPretrained(name);

let speed = { tokens: 0, tokensPerSecond: 0 };
const corpus = await model.encodeDocument(passages, { onProgress: (progress) => { speed = progress; } });
const queries = await model.encodeQuery(questions);
const found = await semanticSearch(queries, corpus, { topK: 3 });

questions.forEach((question, i) => {
  console.log(`\n${question}`);
  for (const { score, corpusId } of found[i]) console.log(`  ${score.toFixed(3)}  ${passages[corpusId]}`);
});

const threads = getNumThreads();
console.log(`
${passages.length} passages, ${corpus.shape[1]} dimensions, model ${name.split('/').pop()}, ${model.encoder.dtype} on ${model.encoder.device} with ${threads} thread${threads > 1 ? 's' : ''}, LibTorch ${torchVersion}
${speed.tokens} tokens, ${Math.round(speed.tokensPerSecond)} tokens/s

Next:
  your own question    npm run demo -- "Why is the sky blue?"
  your own texts       npx torch-encoders embed texts.txt --model MODEL --out vectors.npy
  your own program     README.md; this one is examples/search.mjs`);
