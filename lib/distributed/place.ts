// Where this process stands among those that train together, as the launcher says: torchrun, srun, Kubeflow.
import { TorchEncodersError } from '../errors.js';
import type { native } from '../native.js';

type Place = Parameters<typeof native.groupJoin>[0];
type Environment = Readonly<Record<string, string | undefined>>;

/** RANK, from 0, and WORLD_SIZE, the number of processes; undefined where no launcher has set both. */
export function rankOf(env: Environment = process.env): { rank: number; worldSize: number } | undefined {
  if (env.RANK === undefined || env.WORLD_SIZE === undefined) return undefined;
  const [rank, worldSize] = [whole(env, 'RANK', 0), whole(env, 'WORLD_SIZE', 1)];
  if (rank >= worldSize) throw new TorchEncodersError('ERR_CONFIG', `RANK is ${rank} and WORLD_SIZE is ${worldSize}; ranks go from 0 to ${worldSize - 1}`);
  return { rank, worldSize };
}

/** How many processes of the group run on this machine; 1 where the launcher does not say. */
export const localWorldSize = (env: Environment = process.env): number => (env.LOCAL_WORLD_SIZE === undefined ? 1 : whole(env, 'LOCAL_WORLD_SIZE', 1));

/** @param timeout seconds that a collective waits. @throws ERR_CONFIG for a variable that is missing or no number. */
export async function placeOf({ timeout, patience }: { timeout: number; patience: number }, env: Environment = process.env): Promise<Place> {
  const found = rankOf(env);
  if (!found) throw new TorchEncodersError('ERR_CONFIG', 'RANK and WORLD_SIZE are not set; a launcher sets them, such as `torchrun --no-python --nproc-per-node 2 node train.mjs`');
  const host = env.MASTER_ADDR;
  if (!host) throw new TorchEncodersError('ERR_CONFIG', 'MASTER_ADDR is not set; wanted the address of rank 0, as the other processes reach it');
  const port = whole(env, 'MASTER_PORT', 1, 65535);
  // torchrun keeps the store itself, and starts anew in it after a failure.
  const isKept = env.TORCHELASTIC_USE_AGENT_STORE === 'True';
  const interfaceName = env.GLOO_SOCKET_IFNAME?.split(',')[0];
  return {
    host, port, rank: found.rank, size: found.worldSize, timeout, patience,
    serves: found.rank === 0 && !isKept,
    prefix: `torch-encoders/${env.TORCHELASTIC_RUN_ID ?? ''}/${env.TORCHELASTIC_RESTART_COUNT ?? 0}`,
    address: interfaceName ? '' : await ownAddress(host, port),
    ...(interfaceName && { interfaceName }),
  };
}

function whole(env: Environment, name: string, least: number, most = 1_000_000): number {
  const text = env[name];
  if (text === undefined || text === '') throw new TorchEncodersError('ERR_CONFIG', `${name} is not set; the launcher sets RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT`);
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new TorchEncodersError('ERR_CONFIG', `${name} is '${text}'; wanted a whole number from ${least} on`);
}

/** This machine's address on the way to `host`: nothing is sent to learn it. */
async function ownAddress(host: string, port: number): Promise<string> {
  try {
    const [{ lookup }, { createSocket }] = await Promise.all([import('node:dns/promises'), import('node:dgram')]);
    const { address, family } = await lookup(host);
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.connect(port, address, resolve);
      });
      return socket.address().address;
    } finally {
      socket.close();
    }
  } catch (error) {
    throw new TorchEncodersError('ERR_CONFIG', `MASTER_ADDR '${host}' is not reached from here: ${(error as Error).message}`, { cause: error });
  }
}
