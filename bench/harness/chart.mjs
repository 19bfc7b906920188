// Bars of tokens a second, one block for each case and model.
import { linesOf } from './lines.mjs';

const [width, labels, bar, gap, head] = [860, 300, 16, 6, 44];
const escaped = (text) => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const batches = { packed: '', input: ', input order', sorted: ', sorted' };

function block(group, top) {
  const lines = linesOf(group);
  const most = Math.max(...lines.map(({ tokensPerSecond }) => tokensPerSecond.best));
  const rows = lines.map(({ driver, label, tokensPerSecond: { best, median } }, i) => {
    const y = top + head + i * (bar + gap);
    const long = (value) => ((width - labels - 90) * value) / most;
    return [
      `<text x="${labels - 8}" y="${y + 12}" text-anchor="end">${escaped(label + batches[driver.batches])}</text>`,
      `<rect x="${labels}" y="${y}" width="${long(best).toFixed(1)}" height="${bar}" fill="${driver.ours ? '#2f6fb2' : '#b9bec5'}"/>`,
      `<rect x="${(labels + long(median) - 1).toFixed(1)}" y="${y}" width="2" height="${bar}" fill="#222"/>`,
      `<text x="${(labels + long(best) + 6).toFixed(1)}" y="${y + 12}">${Math.round(best).toLocaleString('en')}</text>`,
    ].join('');
  });
  return { height: head + lines.length * (bar + gap) + 10, svg: [`<text x="10" y="${top + 28}" font-size="15" font-weight="bold">${escaped(`${group.about}, ${group.model}`)}</text>`, ...rows].join('\n') };
}

/** An SVG picture of the cases that have tokens a second. */
export function chart({ threads, results }) {
  let top = 30;
  const blocks = [];
  for (const group of results) {
    if (!['throughput', 'latency'].includes(group.kind) || group.results.length === 0) continue;
    const { height, svg } = block(group, top);
    blocks.push(svg);
    top += height;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top + 10}" viewBox="0 0 ${width} ${top + 10}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#fff"/><text x="10" y="20">Real tokens a second, best run (the line: median), ${threads} threads</text>`, ...blocks, '</svg>\n',
  ].join('\n');
}
