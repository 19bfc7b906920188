import { TorchEncodersError } from '../errors.js';
import type { Configuration } from '../training/configuration.js';
import type { FlowOptions, FlowResult } from '../training/flow.js';
import { print, table, type Output } from './console.js';

export interface FlowArguments extends Output {
  readonly config?: string;
  readonly set: readonly string[];
  readonly printConfig?: boolean;
  readonly resume?: boolean;
}

export async function finetune(options: FlowArguments): Promise<void> {
  await runCommand(options, async (config, flow) => (await import('../training/finetune.js')).finetune(config, flow));
}

/** Reads the configuration, shows it or runs it, and shows what came of it. */
export async function runCommand({ config: path, set, printConfig = false, resume = false, json }: FlowArguments, run: (config: Configuration, options: FlowOptions) => Promise<FlowResult>): Promise<void> {
  const { defaultConfiguration, loadConfiguration, printConfiguration } = await import('../training/configuration.js');
  if (path === undefined && !printConfig) throw new TorchEncodersError('ERR_CONFIG', '--config wants the file of the run; --print-config shows all keys with their defaults');
  const config = path === undefined ? await defaultConfiguration('', 'the defaults', set) : await loadConfiguration(path, set);
  if (printConfig) return print({ json }, config, (await printConfiguration(config)).trimEnd());
  const log = (line: string): void => void process.stderr.write(json ? '' : `${line}\n`);
  const result = await run(config, { resume, log, ...(json && { enableProgressBar: false }) });
  const { before, after, seconds, epochs, steps, outputDir, checkpoint = 'none' } = result;
  const rows = Object.keys(after).map((name): [string, string] => [name, `${(before[name] ?? NaN).toFixed(4)} → ${after[name]!.toFixed(4)}`]);
  print({ json }, result, table([...rows, ['trained', `${epochs} epochs, ${steps} steps, ${seconds.toFixed(0)} s`], ['checkpoint', checkpoint], ['model', `${outputDir}/encoder`]]));
}
