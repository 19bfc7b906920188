// An operator's schema as LibTorch prints it: aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor

/** masked_fill_ → maskedFill_; leading underscores stay. As camel_case in native/bind/schema.cpp. */
export const camelCase = (name) => name.replace(/(?<=[^_])_([^_])/g, (_, letter) => letter.toUpperCase());

export function parseSchema(text) {
  const [, namespace, name, overload = '', rest] = /^(\w+)::(\w+)(?:\.(\w+))?\((.*)$/.exec(text);
  const arrow = rest.lastIndexOf(') -> ');
  let isKeywordOnly = false;
  const parameters = [];
  for (const part of split(rest.slice(0, arrow))) {
    if (part === '*') isKeywordOnly = true;
    else parameters.push({ ...parameter(part), isKeywordOnly });
  }
  return { text, namespace, name, overload, parameters, returns: returnsOf(rest.slice(arrow + 5)) };
}

function parameter(part) {
  const isWritten = /\(\w+!/.test(part);
  const [, type, name, fallback] = /^(.*?) (\w+)(?:=(.*))?$/.exec(part.replace(/\([^)]*\)/g, ''));
  return { type, name, hasDefault: fallback !== undefined, fallback, isWritten };
}

function returnsOf(text) {
  const plain = text.replace(/(?<=\w)\([^()]*\)/g, '');
  const list = plain.startsWith('(') ? split(plain.slice(1, -1)) : [plain];
  return list.map((part) => {
    const [type, name] = part.split(' ');
    return { type, name };
  });
}

/** At commas, except those inside brackets or strings. */
function split(text) {
  const parts = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const character = text[i];
    if (character === '"') quoted = !quoted;
    if ('([{'.includes(character ?? ' ')) depth++;
    if (')]}'.includes(character ?? ' ')) depth--;
    if (i < text.length && (character !== ',' || depth > 0 || quoted)) continue;
    const part = text.slice(start, i).trim();
    if (part !== '') parts.push(part);
    start = i + 1;
  }
  return parts;
}
