// A small module with dropout, batches that shuffle, and folders, for the tests of training.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nn, optim, torch, TorchEncodersError, TrainerModule, type Optimizers, type Tensor } from '../../lib/index.js';

export const is = (code: string, message = /./) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code && message.test(e.message);
/** What a promise rejects with. */
export const failure = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error: unknown) => error);

const scratch = mkdtempSync(join(tmpdir(), 'training-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
export const folder = (): string => mkdtempSync(join(scratch, 'run-'));

export interface Batch { x: Tensor; y: Tensor }

/** `count` batches of 8, always the same. */
export function batches(count: number): Batch[] {
  const generator = new torch.Generator().manualSeed(3);
  return Array.from({ length: count }, () => {
    const x = torch.randn([8, 4], { generator });
    return { x, y: x.sum({ dim: [1], keepdim: true }).sin() };
  });
}

export class Net extends TrainerModule {
  first = new nn.Linear(4, 8);
  dropout = new nn.Dropout(0.25);
  last = new nn.Linear(8, 1);
  seen: string[] = [];
  losses: number[] = [];
  constructor(private readonly optimizers: (net: Net) => Optimizers = (net) => new optim.AdamW(net.parameters(), { lr: 0.01 })) {
    super();
  }
  override forward(x: Tensor): Tensor {
    return this.last.forward(this.dropout.forward(this.first.forward(x).tanh()));
  }
  loss({ x, y }: Batch): Tensor {
    return nn.functional.mseLoss(this.forward(x), y);
  }
  trainingStep(batch: Batch): Tensor {
    const loss = this.loss(batch);
    this.losses.push(loss.item());
    this.log('train_loss', loss, { onStep: true, onEpoch: true });
    return loss;
  }
  override validationStep(batch: Batch): void {
    this.log('val_loss', this.loss(batch));
  }
  override testStep(batch: Batch): void {
    this.log('test_loss', this.loss(batch));
  }
  override predictStep({ x }: Batch): Tensor {
    return this.forward(x);
  }
  configureOptimizers(): Optimizers {
    return this.optimizers(this);
  }
}
export const net = (optimizers?: (net: Net) => Optimizers): Net => {
  torch.manualSeed(1);
  return new Net(optimizers);
};

/** Of all the bits of the weights. */
export function hashOf(module: nn.Module): string {
  const hash = createHash('sha256');
  for (const [name, tensor] of Object.entries(module.stateDict()).sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(name).update(new Uint8Array(tensor.dataSync().buffer));
  return hash.digest('hex');
}
