import { wantedLibtorch, version, type Report } from './load.js';
import { describe } from './system.js';

/** The one message that is a page: nothing works without the addon, so it tells where it is, what was tried and what helps. */
export function failurePage(report: Report): string {
  const { system, instructions, tried, cure } = report;
  const indent = (text: string): string => text.split('\n').join('\n      ');
  return [
    `torch-encoders ${version} could not load its native addon.`,
    `  System: ${describe(system)}${instructions ? `, ${instructions}` : ''}`,
    `  Wanted: LibTorch ${wantedLibtorch}; ${named(process.env)}`,
    '  Tried:',
    ...tried.map(({ what, said }) => `    ${what}: ${indent(said)}`),
    `  Cure: ${cure ?? 'install torch-encoders again'}`,
    '  `npx torch-encoders doctor` looks at each of these; docs/install.md tells what runs where.',
  ].join('\n');
}

/** What the environment says to us and to the system's loader. */
function named(env: NodeJS.ProcessEnv): string {
  const said = ['LIBTORCH', 'TORCH_ENCODERS_USE_PYTORCH', 'LD_LIBRARY_PATH', 'LD_PRELOAD', 'DYLD_LIBRARY_PATH'].filter((name) => env[name]).map((name) => `${name}=${env[name]}`);
  return said.length > 0 ? said.join(' ') : 'the environment names none';
}
