// What is wrong with a card, or with files that do not fit it, is one line that says where.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { cardNames, UnifiedDataInterface } from '../../lib/index.js';
import * as assert from 'uvu/assert';
import { cardOf, load, rejects, scratch } from './support.js';

const card = 'task: regression\nfiles: d.csv\ntext: smiles\nlabel: y\ntokenize: smiles\n';
const refused = (wrong: string, message: RegExp, csv = 'smiles,y\nC,1\nO,2\n', code = 'ERR_CONFIG'): Promise<void> => rejects(load(wrong, { 'd.csv': csv }), code, message);

test('a card: unknown keys and wrong values, with line and nearest key', async () => {
  await refused(`${card}lable: y\n`, /card\.yml, line 8: unknown key 'lable'; did you mean 'label'\?/);
  await refused(`${card}split: { method: random, vall: 0.1 }\n`, /line 8: unknown key 'split\.vall'; did you mean 'split\.val'\?/);
  await refused(`${card}seed: 1\n`, /line 8: unknown key 'seed'; did you mean 'split\.seed'\?/);
  await refused(card.replace('regression', 'regresion'), /line 3: 'task' is "regresion"; wanted one of regression, multi_target_regression/);
  await refused(`${card}split: { val: 1.5 }\n`, /line 8: 'split\.val' is 1\.5; wanted a number from 0 to below 1/);
  await refused(`${card}split: { val: 0.6, test: 0.5 }\n`, /take 1\.1 of the rows/);
  await refused(`${card}classes: [1]\n`, /'classes' is \[1\]; wanted at least two values/);
  await refused(card.replace('files: d.csv\n', ''), /the key 'files' is missing/);
  await refused(`${card}task: regression\n`, /line \d: it is not YAML: Map keys must be unique/);
  await refused(`${card}split: [\n`, /it is not YAML/);
  await refused(card.replace('text: smiles', ''), /one of text and pair is wanted/);
  await refused(`${card}pair: [a, b]\n`, /one of text and pair is wanted/);
  await refused(`${card}labels: rest\n`, /regression has one label; say label, not labels/);
  await refused(card.replace('regression', 'multi_label_classification'), /wants labels: a list of columns, or rest/);
  await refused(card.replace('label: y\n', ''), /wants label: the column/);
  await refused(`${card}split: { method: stratified }\n`, /'stratified' wants one class a row/);
  await refused(card.replace('d.csv', '{ trian: d.csv }'), /files has the part 'trian'; a card of the format csv has train, val, test/);
  await refused(card.replace('d.csv', '{ val: d.csv }'), /files wants train at least/);
  await refused(card.replace('d.csv', 'd.txt'), /the format of d\.txt cannot be told from its name/);
  await refused(`${card}format: events\n`, /files has the part 'all'; a card of the format events has events, labels/);
  const list = join(scratch, 'list.yml');
  writeFileSync(list, '- 1\n');
  await rejects(UnifiedDataInterface.load(list), 'ERR_CONFIG', /line 1: it holds \[1\]; wanted keys and values/);
  writeFileSync(list, 'a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c]\n');
  await rejects(UnifiedDataInterface.load(list), 'ERR_CONFIG', /list\.yml: Excessive alias count/);
});

test('a name that there is not: the nearest one and all', async () => {
  await rejects(UnifiedDataInterface.load('esool'), 'ERR_CONFIG', /no data set 'esool'; did you mean 'esol'\? There are agnews, banking77/);
  await rejects(UnifiedDataInterface.load('../esol'), 'ERR_CONFIG', /no data set/);
  await rejects(UnifiedDataInterface.load(join(scratch, 'none.yml')), 'ERR_FILE', /none\.yml: there is no such file/);
  await rejects(UnifiedDataInterface.load('esol', { dataRoot: scratch }), 'ERR_FILE', /ESOL_delaney-processed\.csv: there is no such file for the data set 'esol'; is data_root right\?/);
  assert.is((await cardNames()).length, 16);
});

test('files that do not fit: row, line, column and value', async () => {
  await refused(card, /d\.csv, row 2 \(line 4\), column 'y': found "2,5"; wanted a number/, 'smiles,y\n"C\n",1\nO,"2,5"\n');
  await refused(card, /row 1 \(line 2\) has no column 'y'; did you mean 'Y'\? It has smiles, Y/, 'smiles,Y\nC,1\n');
  await refused(card, /d\.csv: Invalid Record Length: expect 2, got 1 on line 3/, 'smiles,y\nC,1\nO\n', 'ERR_FILE');
  await refused(card, /d\.csv: Quote Not Closed/, 'smiles,y\n"C,1\nO,2\n', 'ERR_FILE');
  await refused(card, /there are no rows/, 'smiles,y\n');
  await refused(card, /there are no rows/, '');
  await refused(card, /the column 'y' stands twice/, 'smiles,y,y\nC,1,2\n');
  await refused(`${card}range: [0, 5]\n`, /row 2 \(line 3\), column 'y': found "7"; wanted a number from 0 to 5/, 'smiles,y\nC,1\nO,7\n');
  await refused(card, /column 'y': found "inf"; wanted a number/, 'smiles,y\nC,inf\n');
  const multi = card.replace('regression', 'multi_label_classification').replace('label: y', 'labels: [y]');
  await refused(multi, /column 'y': found "2"; wanted 0, 1 or nothing/, 'smiles,y\nC,1\nO,2\n');
  const classes = card.replace('regression', 'classification');
  await refused(`${classes}classes: [a, b]\n`, /row 3 \(line 4\), column 'y': found "c"; wanted one of the 2 classes, such as a, b/, 'smiles,y\nC,a\nO,b\nN,c\n');
  await refused(card.replace('regression', 'binary_classification'), /has two classes, and column 'y' has 3: 1, 2, 3/, 'smiles,y\nC,1\nO,2\nN,3\n');
  await refused(`${classes}split: { val: 0.5, test: 0.49 }\n`, /no row is left for training of 1/, 'smiles,y\nC,\nO,1\n');
  const jsonl = card.replace('d.csv', 'd.jsonl');
  await rejects(load(jsonl, { 'd.jsonl': '{"smiles": "C", "y": 1}\n{"smiles": 3, "y": 1}\n' }), 'ERR_CONFIG', /row 2 \(line 2\), column 'smiles': found 3; wanted a text/);
  await rejects(load(jsonl, { 'd.jsonl': '{"smiles": "C", "y": 1}\n\n{"smiles"\n' }), 'ERR_FILE', /row 2 \(line 3\) is not JSON/);
  await rejects(load(jsonl, { 'd.jsonl': '[1]\n' }), 'ERR_FILE', /row 1 \(line 1\) is \[1\]; wanted an object/);
});

const trecCard = 'task: retrieval\nformat: trec\nfiles: { documents: d.xml, queries: q.xml, judgements: j.txt }\ntokenize: words\n';
test('TREC files that do not fit', async () => {
  const [d, q, j] = ['<doc><docno>1</docno><text>a</text></doc>', '<top><num>1</num><title>b</title></top>', '1 0 1 1\n'];
  const wrong = (files: Record<string, string>, message: RegExp, code = 'ERR_CONFIG'): Promise<void> => rejects(load(trecCard, { 'd.xml': d, 'q.xml': q, 'j.txt': j, ...files }), code, message);
  await wrong({ 'd.xml': '<doc><id>1</id></doc>' }, /d\.xml, line 1: <doc> has no <docno>; it has id/);
  await wrong({ 'd.xml': `${d}\n${d}` }, /d\.xml, line 2: the document 1 stands twice/);
  await wrong({ 'd.xml': '' }, /there is no document '1' among 0/);
  await wrong({ 'd.xml': '<doc><docno>1</docno>\n<text>a' }, /<doc> of line 1 does not end; is the file cut off\?/, 'ERR_FILE');
  await wrong({ 'q.xml': '<top><num>1</num></top>' }, /q\.xml, line 1: <top> has no text in <title>/);
  await wrong({ 'j.txt': '1 0 1 1\n2 0 1 1\n' }, /j\.txt, line 2: there is no query '2'; there are 1, numbered by their id/);
  await wrong({ 'j.txt': '1 0 9 1\n' }, /line 1: there is no document '9'/);
  await wrong({ 'j.txt': '1 1\n' }, /line 1: found '1 1'; wanted query, 0, document, grade/);
});

test('a task that the configuration forces must be one, and fit the labels', async () => {
  const data = { 'd.csv': 'smiles,y\nC,1.5\nO,2\n' };
  await rejects(load(card, data, { config: { task: { type: 'guess' as never } } }), 'ERR_CONFIG', /task\.type is "guess"; wanted auto, regression/);
  await rejects(UnifiedDataInterface.load(cardOf(card.replace('label: y\n', '').replace('regression', 'mlm'), data), { cacheDir: null, config: { task: { type: 'regression' } } }), 'ERR_CONFIG', /the card has no label, which the task regression wants/);
});

test.run();
