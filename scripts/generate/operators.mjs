// The TypeScript declarations of LibTorch's operators: methods on Tensor, functions on torch, and their names for the runtime.
import { camelCase, parseSchema } from './schema.mjs';

const header = '// Written by scripts/generate.mjs from the schemas of the built addon: do not edit, run `npm run generate`.\n';
const namespaces = ['linalg', 'fft', 'special']; // torch.linalg.norm is aten::linalg_norm

/** File name (below lib/tensor/generated/) → content. */
export function operatorFiles(schemas) {
  const operators = schemas.filter((text) => text.startsWith('aten::')).map(parseSchema).filter(isDeclared).sort((a, b) => order(a.name, b.name) || a.parameters.length - b.parameters.length || order(a.overload, b.overload));
  const isMethod = ({ parameters: [first] }) => first?.name === 'self' && first.type === 'Tensor';
  const namespaceOf = ({ name }) => namespaces.find((one) => name.startsWith(`${one}_`));
  const isInPlace = ({ name }) => /[^_]_$/.test(name);
  const methods = operators.filter((one) => isMethod(one) && !namespaceOf(one));
  const functions = operators.filter((one) => !isInPlace(one) && !namespaceOf(one));
  const files = {
    'methods.ts': interfaceFile('LibTorch\'s operators as methods.', 'TensorMethods', declare(methods, { hasSelf: true })),
    'functions.ts': interfaceFile('LibTorch\'s operators as functions.', 'TorchFunctions', declare(functions)),
    'async.ts': interfaceFile('LibTorch\'s operators, queued: the same arguments, a promise of the result.', 'AsyncFunctions', declare(functions, { isAsync: true })),
  };
  const names = [
    `export const methodNames: readonly string[] = ${list(unique(methods.map(({ name }) => name)))};`,
    `export const functionNames: readonly string[] = ${list(unique(functions.map(({ name }) => name)))};`,
    `/** Functions that make a tensor from nothing or like another: they take requiresGrad. */\nexport const factoryNames: ReadonlySet<string> = new Set(${list(unique(functions.filter(isFactory).map(({ name }) => name)))});`,
  ];
  for (const namespace of namespaces) {
    const own = operators.filter((one) => namespaceOf(one) === namespace && !isInPlace(one));
    const title = namespace[0].toUpperCase() + namespace.slice(1);
    files[`${namespace}.ts`] = interfaceFile(`torch.${namespace}.`, `${title}Functions`, declare(own, { prefix: `${namespace}_` }));
    names.push(`export const ${namespace}Names: readonly string[] = ${list(unique(own.map(({ name }) => name)))};`);
  }
  files['names.ts'] = `${header}${names.join('\n')}\n`;
  return files;
}

function interfaceFile(comment, name, body) {
  const used = ['DType', 'Device', 'Generator', 'MemoryFormat', 'Scalar', 'Tensor'].filter((type) => new RegExp(`\\b${type}\\b`).test(body));
  return `${header}import type { ${used.join(', ')} } from '../types.js';\n\n/** ${comment} */\nexport interface ${name} {\n${body}}\n`;
}

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const unique = (names) => [...new Set(names)];
const list = (names) => `'${names.join(' ')}'.split(' ')`;
const isFactory = ({ parameters }) => ['dtype', 'layout', 'device', 'pin_memory'].every((name) => parameters.some((one) => one.name === name && one.isKeywordOnly)) && !parameters.some(({ name }) => name === 'non_blocking');

/** Public ATen operators that write into nothing that is given by name only, and whose types JavaScript has. */
function isDeclared({ name, parameters, returns }) {
  return !name.startsWith('_') && !parameters.some(({ isKeywordOnly, isWritten }) => isKeywordOnly && isWritten)
    && parameters.every(({ type }) => typeOf(type)) && returns.every(({ type }) => resultOf(type));
}

const types = {
  Tensor: 'Tensor', Scalar: 'Scalar', int: 'number', SymInt: 'number', float: 'number', bool: 'boolean', str: 'string', ScalarType: 'DType', Device: 'Device',
  Layout: 'string', MemoryFormat: 'MemoryFormat', Generator: 'Generator',
};

function typeOf(type) {
  const [, inner, size] = /^(.*?)\[(\d*)\]$/.exec(type.replace(/\?$/, '')) ?? [];
  const isOptional = type.endsWith('?');
  const one = inner === undefined ? types[type.replace(/\?$/, '')] : elementOf(inner, size);
  return one && (isOptional ? `${one} | null` : one);
}

function elementOf(inner, size) {
  const element = inner === 'Tensor?' ? '(Tensor | null)' : types[inner];
  if (!element) return undefined;
  return size && /^(int|SymInt)$/.test(inner) ? `number | readonly number[]` : `readonly ${element}[]`;
}

function resultOf(type) {
  if (type === '()' || type === undefined || type === '') return 'void';
  const [, inner] = /^(.*)\[\]$/.exec(type) ?? [];
  if (inner) return types[inner] && `${types[inner] === 'Scalar' ? 'number' : types[inner]}[]`;
  return types[type] === 'Scalar' ? 'number' : types[type];
}

function declare(operators, options = {}) {
  return operators.map((operator) => signatures(operator, options).map((signature) => `  /** \`${operator.namespace}::${operator.name}${operator.overload && `.${operator.overload}`}\` */\n  ${signature}\n`).join('')).join('');
}

function signatures({ name, parameters, returns }, { hasSelf = false, isAsync = false, prefix = '' }) {
  const own = hasSelf ? parameters.slice(1) : parameters;
  const positional = own.filter(({ isKeywordOnly }) => !isKeywordOnly);
  const byName = own.filter(({ isKeywordOnly }) => isKeywordOnly);
  const required = positional.filter(({ hasDefault }) => !hasDefault);
  const optional = positional.filter(({ hasDefault }) => hasDefault);
  const factory = isFactory({ parameters }) ? ['requiresGrad?: boolean'] : [];
  const property = ({ name: key, type, hasDefault, isKeywordOnly }) => `${camelCase(key)}${hasDefault || !isKeywordOnly ? '?' : ''}: ${typeOf(type)}`;
  const optionsOf = (list) => {
    const properties = [...list.map(property), ...factory];
    if (properties.length === 0) return [];
    const isNeeded = list.some(({ hasDefault, isKeywordOnly }) => isKeywordOnly && !hasDefault);
    return [`options${isNeeded ? '' : '?'}: { ${properties.join('; ')} }`];
  };
  const argument = (isOptional) => ({ name: key, type }) => `${safe(camelCase(key))}${isOptional ? '?' : ''}: ${typeOf(type)}`;
  const result = returnType(returns);
  const finish = (list) => `${camelCase(name.slice(prefix.length))}(${list.join(', ')}): ${isAsync ? `Promise<${result}>` : result};`;
  const all = [finish([...required.map(argument(false)), ...optionsOf([...optional, ...byName])])];
  if (optional.length > 0) all.push(finish([...required.map(argument(false)), ...optional.map(argument(true)), ...(byName.some(({ hasDefault }) => !hasDefault) ? [] : optionsOf(byName))]));
  const tensors = required.filter(({ type }) => type.startsWith('Tensor'));
  const others = required.filter(({ type }) => !type.startsWith('Tensor'));
  if (others.length > 0) { // sum({ dim: 1 })
    const properties = [...others.map((one) => property(one).replace('?:', ':')), ...[...optional, ...byName].map(property), ...factory];
    if (required.indexOf(others[0]) >= tensors.length) all.push(finish([...tensors.map(argument(false)), `options: { ${properties.join('; ')} }`]));
  }
  const sizes = positional.find(({ type }) => type !== 'Tensor');
  if (sizes && /^(int|SymInt)\[\]$/.test(sizes.type) && required.at(-1) === sizes) all.push(finish([...required.slice(0, -1).map(argument(false)), `...${safe(camelCase(sizes.name))}: number[]`]));
  return unique(all);
}

function returnType(returns) {
  if (returns.length === 1) return resultOf(returns[0].type);
  const tuple = `[${returns.map(({ type }) => resultOf(type)).join(', ')}]`;
  const named = returns.filter(({ name }) => name);
  return named.length === 0 ? tuple : `${tuple} & { ${named.map(({ name, type }) => `${camelCase(name)}: ${resultOf(type)}`).join('; ')} }`;
}

const reserved = new Set(['in', 'new', 'delete', 'class', 'function', 'default', 'with', 'var', 'void', 'this', 'return', 'switch', 'case', 'import', 'export', 'const', 'let', 'enum']);
const safe = (name) => (reserved.has(name) ? `${name}_` : name);
