// Semantic search in a list that was pasted or uploaded.
import { byId, dot, embed, linesOf, make, working } from './api.js';

const form = byId('search').querySelector('form');
const field = byId('search-texts');
const [most, shown] = [5000, 10];
let corpus = { key: '', texts: [], vectors: [] };

field.value = `The Moon pulls on the ocean, so the sea rises and falls twice a day.
Bread rises because yeast gives off gas.
A hash table finds a key at once, however many there are.
Bats find their way in the dark by listening to echoes.
The sky is blue because air scatters short waves more than long ones.
Spreading money over many companies makes the loss of one bearable.
Vaccines show the body a harmless part of a germ, so that it knows the real one.
A compiler turns a program into instructions of the machine.
Leaves turn red in autumn when their green breaks down.
Sourdough needs flour, water, salt and patience.
Earthquakes happen where plates of the crust slip past each other.
A fever is the body's way to make itself a bad place for germs.
Ships float because they push aside water that weighs as much as they do.
Bees dance to tell the others where flowers are.
Interest on interest makes a debt grow faster and faster.
The heart pumps blood through the lungs and then through the body.`;

/** The texts of the field with their vectors, which are kept while the field and the model stay. */
export async function embeddedCorpus(say) {
  const texts = linesOf(field.value).slice(0, most);
  if (texts.length === 0) throw new Error('Paste some texts, a line each, or choose a file.');
  const key = JSON.stringify([byId('model').value, texts]);
  if (key === corpus.key) return corpus;
  const { vectors } = await embed(texts, (done) => say(`${done} of ${texts.length} texts`));
  return (corpus = { key, texts, vectors });
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void working(form.querySelector('button'), form.querySelector('.took'), async (say) => {
    const query = byId('query').value.trim();
    if (query === '') throw new Error('Write what you are looking for.');
    const { texts, vectors } = await embeddedCorpus(say);
    const { vectors: [wanted] } = await embed([query]);
    const hits = texts.map((text, i) => ({ text, score: dot(vectors[i], wanted) })).sort((a, b) => b.score - a.score).slice(0, shown);
    byId('hits').replaceChildren(...hits.map(({ text, score }) => {
      const bar = make('span', { class: 'bar' });
      bar.style.width = `${Math.max(0, 100 * score)}%`;
      return make('li', {}, make('span', { class: 'score' }, score.toFixed(3)), make('span', {}, text), bar);
    }));
    return `${texts.length} texts`;
  });
});

byId('search-file').addEventListener('change', async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  const lines = linesOf(await file.text());
  field.value = lines.slice(0, most).map((line) => (file.name.endsWith('.jsonl') ? textOf(line) : line)).join('\n');
  form.querySelector('.took').textContent = lines.length > most ? `the first ${most} of ${lines.length} texts` : `${lines.length} texts`;
});

function textOf(line) {
  try {
    return String(JSON.parse(line).text ?? '').replaceAll('\n', ' ');
  } catch {
    return line;
  }
}
