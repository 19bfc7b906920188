// The texts on a plane, along the two directions in which their vectors differ most.
import { byId, color, dot, working } from './api.js';
import { embeddedCorpus } from './search.js';

const canvas = byId('points');
const near = 5;
let points = []; // { x, y, text, vector }, x and y from -1 to 1
let view = { x: 0, y: 0, scale: 1 };
let chosen = -1;

byId('draw').addEventListener('click', ({ target }) => void working(target, byId('map').querySelector('.took'), async (say) => {
  const { texts, vectors } = await embeddedCorpus(say);
  const plane = principal(vectors);
  points = texts.map((text, i) => ({ ...plane[i], text, vector: vectors[i] }));
  view = { x: 0, y: 0, scale: 1 };
  choose(-1);
  return `${texts.length} texts`;
}));

/** The first two principal components, by power iteration; each scaled to -1 … 1. */
function principal(vectors) {
  const size = vectors[0].length;
  const mean = new Float64Array(size);
  for (const vector of vectors) vector.forEach((x, i) => (mean[i] += x / vectors.length));
  const rows = vectors.map((vector) => Float64Array.from(vector, (x, i) => x - mean[i]));
  const axes = [];
  for (let k = 0; k < 2; k++) {
    let axis = Float64Array.from({ length: size }, (_, i) => Math.sin(1 + i * (k + 1)));
    for (let step = 0; step < 60; step++) {
      const next = new Float64Array(size);
      for (const row of rows) {
        const along = dot(row, axis);
        for (let i = 0; i < size; i++) next[i] += along * row[i];
      }
      for (const other of axes) {
        const along = dot(next, other);
        for (let i = 0; i < size; i++) next[i] -= along * other[i];
      }
      const length = Math.sqrt(dot(next, next)) || 1;
      axis = next.map((x) => x / length);
    }
    axes.push(axis);
  }
  const [xs, ys] = axes.map((axis) => {
    const along = rows.map((row) => dot(row, axis));
    const most = Math.max(...along.map(Math.abs)) || 1;
    return along.map((x) => x / most);
  });
  return xs.map((x, i) => ({ x, y: ys[i] }));
}

function place({ x, y }) {
  const { width, height } = canvas.getBoundingClientRect();
  return [width / 2 + (x * 0.44 + view.x) * width * view.scale, height / 2 + (y * 0.44 + view.y) * height * view.scale];
}

export function drawMap() {
  const { width, height } = canvas.getBoundingClientRect();
  if (width === 0) return;
  const ratio = devicePixelRatio;
  [canvas.width, canvas.height] = [width * ratio, height * ratio];
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  context.clearRect(0, 0, width, height);
  const accent = color('accent');
  const neighbours = chosen < 0 ? [] : nearest(chosen);
  context.strokeStyle = accent;
  for (const other of neighbours) {
    context.beginPath();
    context.moveTo(...place(points[chosen]));
    context.lineTo(...place(points[other]));
    context.stroke();
  }
  points.forEach((point, i) => {
    const [x, y] = place(point);
    context.fillStyle = accent;
    context.globalAlpha = chosen < 0 || i === chosen || neighbours.includes(i) ? 1 : 0.35;
    context.beginPath();
    context.arc(x, y, i === chosen ? 7 : 5, 0, 2 * Math.PI);
    context.fill();
  });
  context.globalAlpha = 1;
  drawLabels(context, width, neighbours);
}

/** The chosen text's first, then its neighbours', then those that find room. */
function drawLabels(context, width, neighbours) {
  context.font = '13px system-ui, sans-serif';
  const order = [...(chosen < 0 ? [] : [chosen]), ...neighbours, ...points.keys()];
  const taken = [];
  for (const i of new Set(order)) {
    const [x, y] = place(points[i]);
    const label = points[i].text.length > 40 ? `${points[i].text.slice(0, 39)}…` : points[i].text;
    const long = context.measureText(label).width;
    const left = x + 10 + long > width ? x - 10 - long : x + 10;
    const isFree = taken.every((other) => Math.abs(other.y - y) > 16 || left > other.right || left + long < other.left);
    if (!isFree && i !== chosen) continue;
    taken.push({ y, left, right: left + long });
    context.fillStyle = color(i === chosen ? 'ink' : 'soft');
    context.fillText(label, left, y + 4);
  }
}

const nearest = (i) => points.map((other, k) => [k, dot(points[i].vector, other.vector)]).filter(([k]) => k !== i).sort((a, b) => b[1] - a[1]).slice(0, near).map(([k]) => k);

function choose(i) {
  if (i !== chosen) {
    chosen = i;
    byId('point').textContent = i < 0 ? '' : points[i].text;
  }
  drawMap();
}

function zoom(factor, [x, y] = [0, 0]) {
  const scale = Math.min(50, Math.max(0.5, view.scale * factor));
  const [dx, dy] = [x / view.scale - x / scale, y / view.scale - y / scale];
  view = { x: view.x - dx, y: view.y - dy, scale };
  drawMap();
}
/** From the middle, as a share of the canvas. */
function shares({ clientX, clientY }) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return [(clientX - left) / width - 0.5, (clientY - top) / height - 0.5];
}

canvas.addEventListener('wheel', (event) => {
  event.preventDefault();
  zoom(Math.exp(-event.deltaY / 400), shares(event));
}, { passive: false });
canvas.addEventListener('pointerdown', (event) => canvas.setPointerCapture(event.pointerId));
canvas.addEventListener('pointermove', (event) => {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  if (event.buttons === 1) {
    view = { ...view, x: view.x + event.movementX / width / view.scale, y: view.y + event.movementY / height / view.scale };
    drawMap();
    return;
  }
  let [best, least] = [-1, 15 ** 2];
  points.forEach((point, i) => {
    const [x, y] = place(point);
    const distance = (x - event.clientX + left) ** 2 + (y - event.clientY + top) ** 2;
    if (distance < least) [best, least] = [i, distance];
  });
  choose(best);
});
canvas.addEventListener('keydown', (event) => {
  const step = 0.1 / view.scale;
  const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  const { key } = event;
  if (moves[key]) view = { ...view, x: view.x + moves[key][0], y: view.y + moves[key][1] };
  else if (key === '0') view = { x: 0, y: 0, scale: 1 };
  else if (key === '+' || key === '=') return zoom(1.25);
  else if (key === '-') return zoom(0.8);
  else if ((key === 'n' || key === 'p') && points.length > 0) return choose((chosen + (key === 'n' ? 1 : points.length - (chosen < 0 ? 0 : 1))) % points.length);
  else return;
  event.preventDefault();
  drawMap();
});
addEventListener('resize', drawMap);
