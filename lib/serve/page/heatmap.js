// Texts → a table of cosines, the warmer the more alike.
import { byId, dot, embed, linesOf, make, working } from './api.js';

const section = byId('compare');
const form = section.querySelector('form');
const most = 60;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void working(form.querySelector('button'), form.querySelector('.took'), async () => {
    const texts = linesOf(byId('compare-texts').value).slice(0, most);
    if (texts.length === 0) throw new Error('Write some texts, a line each.');
    const { vectors, tokens } = await embed(texts);
    draw(texts, vectors);
    return `${texts.length} texts, ${tokens} tokens`;
  });
});

function draw(texts, vectors) {
  const head = make('tr', {}, make('th'), ...texts.map((text, i) => make('th', { scope: 'col', title: text }, String(i + 1))));
  const rows = texts.map((text, i) => make('tr', {}, make('th', { scope: 'row', title: text }, `${i + 1}  ${text}`), ...vectors.map((vector, j) => cell(texts, i, j, dot(vectors[i], vector)))));
  byId('heatmap').replaceChildren(make('caption', { class: 'hint' }, 'Cosine similarity'), make('thead', {}, head), make('tbody', {}, ...rows));
}

function cell(texts, i, j, value) {
  const td = make('td', { title: `${value.toFixed(3)}\n${texts[i]}\n${texts[j]}` }, value.toFixed(2));
  const share = Math.round(100 * Math.min(1, Math.max(0, value)));
  td.style.background = `color-mix(in oklab, var(--warm) ${share}%, var(--cool))`;
  td.style.color = share > 50 ? 'var(--paper)' : 'var(--ink)';
  return td;
}
