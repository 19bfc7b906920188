// examples/corpora, as far as it is cheap: programs that parse, manifests that fit their schema, the plan as docs/scale.md prints it; the queue where a Redis is at hand.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseDocument } from 'yaml';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(root, 'examples/corpora');
const filesOf = (extension: string): string[] => readdirSync(folder).filter((name) => name.endsWith(extension)).map((name) => join(folder, name));
const run = (command: string, args: readonly string[]) => spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
const isHere = (command: string): boolean => run(command, ['--version']).status === 0;
function skipped(reason: string): typeof test.skip {
  console.log(`SKIPPED: ${reason}`);
  return test.skip;
}

test('the programs parse', () => {
  for (const [extension, command, args] of [['.mjs', process.execPath, ['--check']], ['.sh', 'bash', ['-n']]] as const) {
    const files = filesOf(extension);
    assert.ok(files.length > 1);
    for (const file of files) {
      const { status, stderr } = run(command, [...args, file]);
      assert.is(status, 0, stderr);
    }
  }
});

const python = isHere('python3') ? test : skipped('the recipes in Python: there is no python3 to parse them');
python('the recipes in Python parse', () => {
  const files = filesOf('.py');
  assert.ok(files.length > 2);
  const { status, stderr } = run('python3', ['-c', 'import ast, sys\nfor path in sys.argv[1:]: ast.parse(open(path, encoding="utf8").read(), path)', ...files]);
  assert.is(status, 0, stderr);
});

interface Pod { spec: { containers: { name: string; command: string[]; env: { name: string; value: string }[] }[] } }
interface Manifest { kind: string; spec: { completions: number; template: Pod; pytorchReplicaSpecs: Record<'Master' | 'Worker', { replicas: number; template: Pod }> } }
const manifest = (name: string): Manifest => parseDocument(readFileSync(join(folder, name), 'utf8')).toJS() as Manifest;

test('the manifests: what must agree inside them', () => {
  const job = manifest('kubernetes.yaml').spec;
  assert.is(job.template.spec.containers[0]!.env.find(({ name }) => name === 'JOB_COMPLETIONS')!.value, String(job.completions));
  const { kind, spec: { pytorchReplicaSpecs: { Master, Worker } } } = manifest('pytorchjob.yaml');
  assert.is(kind, 'PyTorchJob');
  assert.is(Master.replicas, 1);
  for (const { template } of [Master, Worker]) {
    const [container] = template.spec.containers;
    assert.is(container!.name, 'pytorch');
    assert.match(container!.command.join(' '), /npx torch-encoders finetune --config/);
  }
});

const validated = isHere('kubernetes-validate') ? test : skipped('the schema of Kubernetes: kubernetes-validate (PyPI) is not installed');
validated('kubernetes.yaml fits the schema of Kubernetes', () => {
  const { status, stdout, stderr } = run('kubernetes-validate', [join(folder, 'kubernetes.yaml')]);
  assert.is(status, 0, stdout + stderr);
});

test('docs/scale.md: each plan is what its command prints', () => {
  const plans = [...readFileSync(join(root, 'docs/scale.md'), 'utf8').matchAll(/```sh\nnode (examples\/corpora\/plan\.mjs.*)\n```\n+```\n([^]*?)```/g)];
  assert.ok(plans.length >= 1);
  for (const [, command, printed] of plans) assert.is(run(process.execPath, command!.split(' ')).stdout, printed);
});

const model = process.env.TORCH_ENCODERS_DEMO_MODEL;
const missing = !model ? 'the model all-MiniLM-L6-v2 is not here' : !isHere('redis-server') ? 'redis-server is not installed' : existsSync(join(folder, 'node_modules/bullmq')) ? undefined : 'npm install --prefix examples/corpora was not run';
const queue = missing ? skipped(`the queue with a real Redis: ${missing}`) : test;
queue('the queue: workers killed and stopped, jobs that fail, each row once', () => {
  const { status, stdout, stderr } = run(process.execPath, [join(folder, 'test-queue.mjs'), model!, '6000']);
  assert.is(status, 0, stdout + stderr);
  assert.is((JSON.parse(stdout) as { rows: number }).rows, 6000);
});

test.run();
