// The page in a real browser: node bench/serve/page.mjs MODEL [CHROMIUM] [SCREENSHOT.png]. Ends with 0 when everything on it works.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { createEmbeddingServer } from 'torch-encoders/serve';

const [model, executablePath = '/usr/bin/chromium', screenshot] = process.argv.slice(2);
const embeddings = await createEmbeddingServer({ model, name: 'all-MiniLM-L6-v2' }, { apiKeys: ['secret'] });
const { url } = await embeddings.listen({ port: 0 });
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'page-')), { executablePath, headless: true, args, viewport: { width: 1200, height: 900 }, colorScheme: 'light' });
const page = await context.newPage();
const problems = [];
page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
page.on('pageerror', (error) => problems.push(error.message));
page.on('request', (request) => request.url().startsWith(url) || request.url().startsWith('data:') || problems.push(`asked ${request.url()}`));
const step = (text) => console.log(`ok  ${text}`);
const shoot = (name) => screenshot && page.screenshot({ path: screenshot.replace(/\.png$/, `${name}.png`) });

try {
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('#health').textContent.includes('ready'));
  await page.waitForSelector('#problem:not([hidden])');
  assert.match(await page.textContent('#problem'), /API key/);
  step('without a key the page says that it wants one');
  problems.length = 0; // the browser writes 401 down as an error

  await page.fill('#key', 'secret');
  await page.press('#key', 'Tab');
  await page.waitForSelector('#model option', { state: 'attached' });
  assert.equal(await page.inputValue('#model'), 'all-MiniLM-L6-v2');
  step('with the key it knows the model');

  await page.focus('#compare-texts');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('#heatmap td');
  const cells = await page.$$eval('#heatmap tbody tr', (rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))));
  assert.equal(cells.length, 7);
  cells.forEach((row, i) => row.forEach((value, j) => {
    assert.ok(i === j ? value === 1 : value < 1);
    assert.equal(value, cells[j][i]);
  }));
  assert.ok(cells[0][1] > 0.5 && cells[0][1] > cells[0][3] + 0.3, 'cats are like cats and not like stocks');
  const colors = await page.$$eval('#heatmap td', (all) => new Set(all.map((cell) => getComputedStyle(cell).backgroundColor)).size);
  assert.ok(colors > 5, `${colors} colours`);
  step('Ctrl+Enter compares: a symmetric heat map in many colours');
  await shoot('');

  await page.focus('#tab-compare');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-search');
  assert.ok(await page.isVisible('#search') && !(await page.isVisible('#compare')));
  step('the arrow keys go from tab to tab');

  await page.focus('#query');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#hits li');
  assert.match(await page.textContent('#hits li:first-child'), /The Moon pulls on the ocean/);
  await page.setInputFiles('#search-file', { name: 'texts.jsonl', mimeType: 'application/json', buffer: Buffer.from('{"text":"Copper conducts electricity."}\n{"text":"Poems can rhyme."}\n') });
  await page.waitForFunction(() => document.querySelector('#search-texts').value.includes('Copper'));
  await page.fill('#query', 'Which metal carries a current?');
  await page.press('#query', 'Enter');
  await page.waitForFunction(() => document.querySelector('#hits li').textContent.includes('Copper'));
  step('search finds in pasted texts and in a file');

  await page.reload();
  await page.fill('#key', 'secret');
  await page.press('#key', 'Tab');
  await page.waitForSelector('#model option', { state: 'attached' });
  problems.length = 0;
  await page.click('#tab-map');
  await page.click('#draw');
  await page.waitForFunction(() => document.querySelector('#map .took').textContent.includes('16 texts'));
  const ink = () => page.evaluate(() => {
    const canvas = document.querySelector('#points');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let hash = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i] > 0) hash = (hash * 31 + i) % 1_000_000_007;
    return hash;
  });
  const first = await ink();
  await page.focus('#points');
  await page.keyboard.press('n');
  const text = await page.textContent('#point');
  assert.ok(text.length > 10);
  await page.keyboard.press('n');
  assert.notEqual(await page.textContent('#point'), text);
  const chosen = await ink();
  await page.keyboard.press('+');
  const zoomed = await ink();
  await page.keyboard.press('ArrowLeft');
  const moved = await ink();
  assert.equal(new Set([first, chosen, zoomed, moved]).size, 4);
  await page.keyboard.press('0');
  const box = await page.locator('#points').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -300);
  assert.notEqual(await ink(), chosen);
  let hovered = false;
  for (let x = 0; x < 1 && !hovered; x += 0.02) for (let y = 0; y < 1 && !hovered; y += 0.02) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    hovered = (await page.textContent('#point')) !== '' && (await page.textContent('#point')) !== text;
  }
  assert.ok(hovered, 'the mouse finds a text');
  step('the map draws, zooms, moves and says what is under the mouse');
  await page.focus('#points');
  await page.keyboard.press('0');
  await shoot('-map');

  await page.click('#tab-live');
  const load = setInterval(() => void fetch(`${url}/embed`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer secret' }, body: JSON.stringify({ inputs: Array.from({ length: 8 }, () => 'some words to embed') }) }).catch(() => undefined), 50);
  await page.waitForFunction(() => Number.parseFloat(document.querySelector('#charts figure output').textContent) > 5, undefined, { timeout: 15_000 });
  await page.waitForTimeout(6000);
  clearInterval(load);
  assert.ok((await page.getAttribute('#charts svg path', 'd')).split('L').length > 4);
  step('live figures move with the load');
  await shoot('-live');

  await page.click('#theme');
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.click('#theme');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), dark);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => delete document.documentElement.dataset.theme);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), dark);
  step('dark as the system has it, and by the button');
  await shoot('-dark');

  await page.goto(`${url}/docs`);
  await page.waitForSelector('details');
  assert.ok((await page.$$('details')).length >= 12);
  await page.fill('#key', 'secret');
  await page.click('details:first-of-type summary');
  await page.click('details:first-of-type button');
  await page.waitForFunction(() => document.querySelector('details pre').textContent !== '');
  assert.equal(JSON.parse(await page.textContent('details pre'))[0].length, 384);
  step('the API page shows the routes and tries one');
  await shoot('-docs');
  assert.deepEqual(problems, []);
  step('no error, and nothing asked of anybody else');
} finally {
  await context.close();
  await embeddings.close(1);
}
