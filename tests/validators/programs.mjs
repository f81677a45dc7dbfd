// Programs that are not Node's. One that is missing makes its check fail with the package to install.
import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';

export class Missing extends Error {
  constructor(what, debian) {
    super(`${what} is missing: install ${debian}`);
  }
}

export async function findProgram(names, debian) {
  for (const name of names) {
    const places = name.includes('/') ? [name] : (process.env.PATH ?? '').split(':').map((dir) => path.join(dir, name));
    for (const place of places) {
      const found = await access(place, constants.X_OK).then(() => true, () => false);
      if (found) return place;
    }
  }
  throw new Missing(names[0], `the Debian package ${debian}`);
}

// A module of package-lock.json, loaded only by the check that needs it
export async function load(name) {
  try {
    return await import(name);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Missing(`the npm package ${name}`, 'with `npm ci --ignore-scripts` in tests');
  }
}

export function run(program, args, { input = '' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe' });
    const output = { out: [], err: [] };
    child.stdout.on('data', (data) => output.out.push(data));
    child.stderr.on('data', (data) => output.err.push(data));
    child.stdin.on('error', () => {}); // a program that ends before it has read all says why by itself
    child.on('error', reject);
    child.on('close', (status, signal) => {
      resolve({
        status: signal === null ? status : 128,
        out: Buffer.concat(output.out).toString(),
        err: Buffer.concat(output.err).toString(),
      });
    });
    child.stdin.end(input);
  });
}
