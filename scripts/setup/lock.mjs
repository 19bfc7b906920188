import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';

/** Whether a process with this id runs (EPERM: it does, as someone else). */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Runs `work` while no other process holds the lock: a folder with one file, named by its owner's process id.
 * The folder is renamed into place with the file already in it. A rename over a folder that is not empty fails, so one
 * process wins; a dead owner's file is removed by its own name, so no living owner's can be removed by mistake.
 */
export async function withLock(folder, work, { log = () => {}, patience = 3600, poll = 200 } = {}) {
  const claim = `${folder}.${process.pid}-${randomUUID()}`; // a process may ask more than once
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(claim, { recursive: true });
  writeFileSync(join(claim, String(process.pid)), '');
  try {
    await take(folder, claim, { log, patience, poll });
  } catch (error) {
    rmSync(claim, { recursive: true, force: true });
    throw error;
  }
  try {
    return await work();
  } finally {
    rmSync(join(folder, String(process.pid)), { force: true });
    ignoring(['ENOENT', 'ENOTEMPTY', 'EEXIST'], () => rmdirSync(folder)); // another may have moved in already
  }
}

async function take(folder, claim, { log, patience, poll }) {
  const deadline = Date.now() + patience * 1000;
  for (let waiting = false; ; waiting = true) {
    if (ignoring(['ENOTEMPTY', 'EEXIST'], () => renameSync(claim, folder))) return;
    const owner = ownerOf(folder);
    if (owner === undefined) continue; // released just now
    if (!isAlive(owner)) {
      ignoring(['ENOENT'], () => unlinkSync(join(folder, String(owner))));
      continue;
    }
    if (Date.now() > deadline) {
      throw new Failure('waiting for another set-up', {
        cause: `process ${owner} has held ${folder} for ${patience} s`, cure: 'end that process, or remove that folder if the process is no set-up',
      });
    }
    if (!waiting) log(`process ${owner} is setting up the same folder: waiting for it`);
    await sleep(poll);
  }
}

function ownerOf(folder) {
  let names = [];
  ignoring(['ENOENT'], () => { names = readdirSync(folder); });
  return names.length > 0 ? Number(names[0]) : undefined;
}

/** True if `act` was done, false if it threw one of the errors named. */
function ignoring(codes, act) {
  try {
    act();
    return true;
  } catch (error) {
    if (codes.includes(error.code)) return false;
    throw error;
  }
}
