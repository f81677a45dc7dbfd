// Sites for the tests, built with the program under test.
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../validators/programs.mjs';
import { openSite } from '../validators/sites.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const TODAY = '2026-03-01';
const SHARED = process.env.VITRINE_SHARED ?? path.join(ROOT, '..', 'shared');
export const REAL = ['resume', 'stories', 'narratives'];

// A folder for one run of tests, gone when they end
export async function withFolder(use) {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitrine-browser-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function vitrine(program, ...args) {
  const { status, out, err } = await run(program, args);
  if (status !== 0) throw new Error(`vitrine ${args.join(' ')} ended with status ${status}\n${err}`);
  return out;
}

export const readSchema = async (program) => JSON.parse(await vitrine(program, 'schema'));

export async function writePortfolio(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, 'site-content', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

async function openBuilt(folder, name, isInvented) {
  const home = await readFile(path.join(folder, 'index.html'), 'utf8');
  const canonical = /<link rel="canonical" href="([^"]*)"/.exec(home)[1];
  return Object.assign(await openSite(`${folder}=${canonical}`), { name, isInvented });
}

// Builds the portfolio in `source` for both audiences: its sites, named "NAME recruiter" and "NAME community"
export async function build(program, name, source, output, { isInvented = false } = {}) {
  await vitrine(program, 'build', source, '--output', output, '--today', TODAY, '--quiet');
  return Promise.all(['recruiter', 'community'].map((audience) => openBuilt(path.join(output, audience), `${name} ${audience}`, isInvented)));
}

export async function buildFiles(program, name, files, folder) {
  const source = path.join(folder, `${name}-source`);
  await writePortfolio(source, files);
  return build(program, name, source, path.join(folder, name), { isInvented: true });
}

export const buildDemo = (program, folder) => build(program, 'demo', ROOT, path.join(folder, 'demo'));

// Copies of the real portfolios in which both audiences read everything; null where they are not here
export async function buildReal(program, folder) {
  const portfolios = path.join(SHARED, 'portfolios');
  if (!(await stat(portfolios).catch(() => null))) return null;
  const sites = [];
  for (const name of REAL) {
    const source = path.join(folder, `${name}-source`);
    await cp(path.join(portfolios, name), source, { recursive: true });
    const file = path.join(source, 'site-content', 'site.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/^default_audience:.*$/m, 'default_audience: [recruiter, community]'));
    sites.push(...(await build(program, name, source, path.join(folder, name))));
  }
  return sites;
}

// Sites of the real résumés as import makes them; null where they are not here
export async function buildImported(program, folder) {
  const seeds = path.join(SHARED, 'seeds');
  const documents = (await readdir(seeds).catch(() => [])).filter((name) => name.endsWith('.txt')).sort();
  const sites = [];
  for (const document of documents) {
    const name = `import-${document.slice(0, 3)}`;
    const source = path.join(folder, `${name}-source`);
    await vitrine(program, 'import', path.join(seeds, document), '--into', source);
    sites.push(...(await build(program, name, source, path.join(folder, name))));
  }
  return documents.length > 0 ? sites : null;
}
