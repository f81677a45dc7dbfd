// node tests/browser/test_weight.mjs VITRINE
//
// What a page weighs with all that it loads but pictures: as it goes over the wire, compressed as every host of static sites does,
// 30 kB at most (no theme ships a font); of the demo and the real portfolios 60 kB unpacked. And no page names another host to load from.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildDemo, buildFiles, buildReal, readSchema, withFolder } from './built.mjs';
import { stretched } from './portfolios.mjs';
import { note, runTests, skip, tellFindings } from './tap.mjs';

const MOST_PACKED = 30_000;
const MOST_UNPACKED = 60_000;
const PICTURE = /\.(png|jpe?g|webp|avif|gif|svg|ico)$/;

const sizes = new Map();
async function sizeOf(file) {
  if (!sizes.has(file)) {
    const bytes = await readFile(file);
    sizes.set(file, { unpacked: bytes.length, packed: gzipSync(bytes, { level: 6 }).length });
  }
  return sizes.get(file);
}

// The addresses that a browser loads to show the page
function loaded(html) {
  const tags = [...html.matchAll(/<(link|script|img|source|iframe|video|audio|object|embed)\b[^>]*>/g)].map(([tag]) => tag);
  const loads = tags.filter((tag) => !tag.startsWith('<link') || /rel="?(stylesheet|icon|manifest|preload|modulepreload|apple-touch-icon)/.test(tag));
  return loads.flatMap((tag) => [...tag.matchAll(/\s(?:href|src|data|poster)="([^"]*)"/g)].map(([, address]) => address));
}

const named = (css) => [...css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']/g)].map((match) => match[1] ?? match[2]);

// Every file that the page loads, its own first; what other hosts it names goes to `say`
async function filesOf(site, file, say) {
  const files = [file];
  const queue = loaded(await readFile(site.path(file), 'utf8')).map((address) => new URL(address, new URL(file, site.base)));
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at.protocol === 'data:') continue;
    if (!at.href.startsWith(site.base)) {
      say(`${file} loads ${at.href}`);
      continue;
    }
    const relative = decodeURIComponent(at.pathname.slice(new URL(site.base).pathname.length));
    if (files.includes(relative)) continue;
    files.push(relative);
    if (path.extname(relative) === '.css') queue.push(...named(await readFile(site.path(relative), 'utf8')).map((address) => new URL(address, at)));
  }
  return files;
}

async function weigh(site) {
  const findings = [];
  let heaviest = { packed: 0 };
  for (const file of site.files.filter((name) => name.endsWith('.html'))) {
    const files = (await filesOf(site, file, (text) => findings.push(text))).filter((name) => !PICTURE.test(name));
    const all = await Promise.all(files.map((name) => sizeOf(site.path(name))));
    const [packed, unpacked] = ['packed', 'unpacked'].map((key) => all.reduce((sum, size) => sum + size[key], 0));
    if (packed > heaviest.packed) heaviest = { file, packed, unpacked };
    if (packed > MOST_PACKED) findings.push(`${file}: ${packed} bytes packed`);
    if (unpacked > MOST_UNPACKED && !site.isInvented) findings.push(`${file}: ${unpacked} bytes unpacked`);
  }
  tellFindings(findings, `${site.name}: heaviest is ${heaviest.file}, ${heaviest.packed} bytes packed, ${heaviest.unpacked} unpacked`);
}

await runTests(async () => {
  const [program] = process.argv.slice(2);
  await withFolder(async (folder) => {
    for (const site of await buildDemo(program, folder)) await weigh(site);
    const real = await buildReal(program, folder);
    if (real === null) skip('real portfolios', 'those of ../shared are not here');
    for (const site of real ?? []) await weigh(site);
    const made = stretched(await readSchema(program));
    for (const name of ['german', 'fifteen', 'skills'])
      for (const site of await buildFiles(program, name, made[name], folder)) await weigh(site);
    note('kB are 1000 bytes, packed by gzip, level 6; a page of fifteen roles or 400 skills may unpack to more');
  });
});
