// Calls to the server that the page came from.
export const byId = (id) => document.getElementById(id);

/** A child with text and attributes. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const keyField = byId('key');
const authorization = () => (keyField.value === '' ? {} : { authorization: `Bearer ${keyField.value}` });

export async function call(path, body) {
  const response = await fetch(path, {
    headers: { ...authorization(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  const value = isJson && text !== '' ? JSON.parse(text) : text;
  if (!response.ok) throw new Error(value.error?.message ?? value.error ?? value.message ?? `${response.status} ${response.statusText}`);
  return value;
}

const textsAtOnce = 64;

/** The vector of each text, of length 1. `onProgress` is told how many are done. */
export async function embed(texts, onProgress = () => undefined) {
  const vectors = [];
  let tokens = 0;
  for (let from = 0; from < texts.length; from += textsAtOnce) {
    const { data, usage } = await call('v1/embeddings', { input: texts.slice(from, from + textsAtOnce), model: byId('model').value, encoding_format: 'base64' });
    for (const { embedding } of data) vectors.push(new Float32Array(Uint8Array.from(atob(embedding), (letter) => letter.charCodeAt(0)).buffer));
    tokens += usage.total_tokens;
    onProgress(vectors.length);
  }
  return { vectors, tokens };
}

export function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

export const linesOf = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');

/** Runs what a button asks for, shows what it took, and what went wrong. */
export async function working(button, took, fn) {
  const problem = byId('problem');
  problem.hidden = true;
  button.disabled = true;
  const began = performance.now();
  try {
    const said = await fn((text) => (took.textContent = text));
    took.textContent = `${said}, ${((performance.now() - began) / 1000).toFixed(2)} s`;
  } catch (error) {
    took.textContent = '';
    problem.textContent = error.message;
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
}

/** Light or dark: as the system has it, unless the button says otherwise. */
export function themeButton(onChange = () => undefined) {
  const button = byId('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const show = () => {
    button.setAttribute('aria-pressed', String(isDark()));
    onChange();
  };
  button.addEventListener('click', () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    show();
  });
  system.addEventListener('change', show);
  show();
}

export const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
