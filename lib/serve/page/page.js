import { byId, call, make, themeButton } from './api.js';
import './heatmap.js';
import './search.js';
import './live.js';
import { drawMap } from './map.js';

const tabs = [...document.querySelectorAll('[role="tab"]')];

function select(tab) {
  for (const one of tabs) {
    const isThis = one === tab;
    one.setAttribute('aria-selected', String(isThis));
    one.tabIndex = isThis ? 0 : -1;
    byId(one.getAttribute('aria-controls')).hidden = !isThis;
  }
  location.replace(`#${tab.getAttribute('aria-controls')}`);
  drawMap();
}
tabs.forEach((tab, i) => {
  tab.addEventListener('click', () => select(tab));
  tab.addEventListener('keydown', ({ key }) => {
    const next = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[key];
    if (next === undefined) return;
    const other = tabs[(next + tabs.length) % tabs.length];
    select(other);
    other.focus();
  });
});
const asked = tabs.find((tab) => `#${tab.getAttribute('aria-controls')}` === location.hash);
if (asked) select(asked);

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.closest('form')?.requestSubmit();
});
themeButton(drawMap);

async function fillModels() {
  const { data } = await call('v1/models');
  byId('model').replaceChildren(...data.map(({ id }) => make('option', { value: id }, id)));
}
byId('key').addEventListener('change', () => void fillModels().catch(() => undefined));
void fillModels().catch((error) => {
  byId('problem').textContent = error.message;
  byId('problem').hidden = false;
});

async function checkHealth() {
  const isHealthy = await fetch('health').then(({ ok }) => ok, () => false);
  byId('health').textContent = isHealthy ? '● ready' : '○ not ready';
}
void checkHealth();
setInterval(checkHealth, 5000);
