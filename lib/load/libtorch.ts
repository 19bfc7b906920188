import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { coreLibrary } from './platforms.js';

/** The folder of a LibTorch's libraries, and who named it. */
export interface Choice {
  readonly lib: string;
  readonly source: string;
}

/**
 * Which LibTorch is to be opened. One that is already open in the process stands: there can be no second. Then the user's word, then ours.
 * A word that names nothing usable is an error, never passed over.
 */
export function chooseLibtorch(env: NodeJS.ProcessEnv, own: Choice | undefined, find = openLibtorch): Choice {
  const open = find();
  if (open) return { lib: open, source: 'it was open in this process already' };
  if (env.LIBTORCH) return checked({ lib: join(resolve(env.LIBTORCH), 'lib'), source: `LIBTORCH is ${env.LIBTORCH}` }, 'point LIBTORCH at the folder that has lib in it, or unset it');
  if (env.TORCH_ENCODERS_USE_PYTORCH === '1') return checked(pythonTorch(), 'install the wheel, or unset TORCH_ENCODERS_USE_PYTORCH');
  if (own) return checked(own, 'install torch-encoders again');
  throw new Refusal('there is no LibTorch', 'install torch-encoders again without --omit=optional, or point LIBTORCH at one');
}

/** What was asked for cannot be had; `cure` is the line that helps. */
export class Refusal extends Error {
  readonly cure: string;
  constructor(problem: string, cure: string) {
    super(problem);
    this.cure = cure;
  }
}

function checked(choice: Choice, cure: string): Choice {
  if (!existsSync(choice.lib)) throw new Refusal(`${choice.source}, and there is no folder ${choice.lib}`, cure);
  return choice;
}

/** Asks where torch is without importing it: an import takes seconds. */
function pythonTorch(): Choice {
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const program = "import importlib.util as u; s = u.find_spec('torch'); print('torch in', s.submodule_search_locations[0] if s and s.origin else '')";
  const { stdout, error } = process.getBuiltinModule('node:child_process').spawnSync(python, ['-c', program], { encoding: 'utf8', timeout: 20_000 });
  const folder = /^torch in (.+)$/m.exec(stdout ?? '')?.[1]?.trim();
  if (!folder) throw new Refusal(`TORCH_ENCODERS_USE_PYTORCH is 1, and ${error ? `${python} could not be run (${error.message})` : `${python} has no torch`}`, 'activate the environment that has torch, or unset TORCH_ENCODERS_USE_PYTORCH');
  return { lib: join(folder, 'lib'), source: `the torch of ${python}, as TORCH_ENCODERS_USE_PYTORCH=1 says` };
}

/** The folder of the LibTorch that is mapped into this process, by us or by another. Linux only: elsewhere each library finds its own. */
export function openLibtorch(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  let maps: string;
  try {
    maps = readFileSync('/proc/self/maps', 'utf8');
  } catch {
    return undefined;
  }
  const path = /\s(\/.*\/libtorch_cpu\.so)$/m.exec(maps)?.[1];
  return path && coreLibrary.test(path) ? dirname(path) : undefined;
}
