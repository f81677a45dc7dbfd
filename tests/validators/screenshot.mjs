// node tests/validators/screenshot.mjs URL_OR_FILE OUT.png [--width 1440] [--height 900] [--full] [--dark] [--print-pdf]
//
// A picture of a page, as a browser shows it. A file inside a built site is served together with its site, so that
// absolute addresses work: the nearest folder above it that has a sitemap.xml or 404.html is the site, and its
// base path is read from the canonical link. --print-pdf writes the print layout as a PDF instead.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './browser.mjs';
import { serveSites } from './server.mjs';
import { openSite } from './sites.mjs';

const USAGE = 'usage: node screenshot.mjs URL_OR_FILE OUT.png [--width 1440] [--height 900] [--full] [--dark] [--print-pdf]';

function parseArguments(args) {
  const options = { width: 1440, height: 900, full: false, dark: false, pdf: false, places: [] };
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--width' || args[i] === '--height') options[args[i].slice(2)] = Number(args[++i]);
    else if (args[i] === '--full') options.full = true;
    else if (args[i] === '--dark') options.dark = true;
    else if (args[i] === '--print-pdf') options.pdf = true;
    else if (args[i].startsWith('--')) throw new Error(USAGE);
    else options.places.push(args[i]);
  }
  if (options.places.length !== 2 || !(options.width > 0) || !(options.height > 0)) throw new Error(USAGE);
  return options;
}

const exists = (file) => stat(file).then(() => true, () => false);

async function siteFolder(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if ((await exists(path.join(folder, '404.html'))) || (await exists(path.join(folder, 'sitemap.xml')))) return folder;
    if (folder === path.dirname(folder)) return null;
  }
}

// The canonical address of the page minus the page's place in its folder is the site's base
async function siteBase(folder, file) {
  const text = await readFile(path.join(folder, 'index.html'), 'utf8').catch(() => readFile(file, 'utf8'));
  const canonical = /<link[^>]+rel="?canonical"?[^>]*>/.exec(text)?.[0];
  return /href="([^"]+)"/.exec(canonical ?? '')?.[1] ?? 'http://localhost/';
}

// The address to open, and what ends the server behind it
async function locate(place) {
  if (/^https?:/.test(place)) return { address: place, stop: () => {} };
  const found = path.resolve(place);
  const file = (await stat(found)).isDirectory() ? path.join(found, 'index.html') : found;
  const folder = await siteFolder(file);
  if (folder === null) return { address: pathToFileURL(file).href, stop: () => {} };
  const site = await openSite(`${folder}=${await siteBase(folder, file)}`);
  const stop = await serveSites([site]);
  return { address: site.localAddress(path.relative(folder, file)), stop };
}

async function main() {
  const { width, height, full, dark, pdf, places: [place, out] } = parseArguments(process.argv.slice(2));
  const { address, stop } = await locate(place);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
    await page.goto(address, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    if (pdf) await page.pdf({ path: out, preferCSSPageSize: true, printBackground: true });
    else await page.screenshot({ path: out, fullPage: full });
  } finally {
    await browser.close();
    stop();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
