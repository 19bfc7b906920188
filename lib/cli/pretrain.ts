import { runCommand, type FlowArguments } from './finetune.js';

export async function pretrain(options: FlowArguments): Promise<void> {
  await runCommand(options, async (config, flow) => (await import('../training/pretrain.js')).pretrain(config, flow));
}
