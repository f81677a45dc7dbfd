// One page of each kind in a browser. Accessibility by axe-core in both colour schemes, wide and narrow; contrast of every text;
// no page wider than its window down to 320 px, which is 1280 px at 400 %; the Tab key comes to every link and shows where it is, in
// forced colours too; nothing moves for those who ask for it; no empty box; nothing asked of another host; nothing said
// on the console.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { openBrowser } from '../validators/browser.mjs';
import { load } from '../validators/programs.mjs';
import { pageSample } from '../validators/sites.mjs';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 320, height: 640 };
const WIDTHS = [320, 360, 640, 768, 1024, 1440];
const LEAST_CONTRAST = 4.5;
const MOST_TABS = 250; // of a page with thousands of links the first so many are pressed through
const MOST_RINGS = 120;

// All rules once for each width; the other scheme changes colours alone
const CONTRAST = ['color-contrast', 'link-in-text-block'];
const VIEWS = [
  { name: 'light, 1440 px', size: WIDE, colorScheme: 'light' },
  { name: 'dark, 1440 px', size: WIDE, colorScheme: 'dark', rules: CONTRAST },
  { name: 'dark, 320 px', size: NARROW, colorScheme: 'dark' },
  { name: 'light, 320 px', size: NARROW, colorScheme: 'light', rules: CONTRAST },
];

/* global axe, document, window, probes */
function runAxe(rules) {
  const options = { resultTypes: ['violations'], iframes: false };
  if (rules) options.runOnly = { type: 'rule', values: rules };
  else options.rules = { 'target-size': { enabled: true } };
  return axe.run(document, options).then(({ violations }) =>
    violations.map(({ id, impact, help, nodes }) => ({
      id, impact, help, where: nodes.slice(0, 3).map((node) => node.target.join(' ')), count: nodes.length,
    })));
}

// Transitions that a change of scheme sets off would give half-way colours; what never ends is taken away
function endAnimations() {
  for (const animation of document.getAnimations()) {
    try {
      animation.finish();
    } catch {
      animation.cancel();
    }
  }
}

// As the page is looked at: `say` gets each finding, `figures` what was measured
class Visit {
  constructor(page, say, figures) {
    Object.assign(this, { page, say, figures });
  }

  async show({ size, ...media }) {
    await this.page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'none', media: 'screen', ...media });
    if (size) await this.page.setViewportSize(size);
    await this.page.evaluate(endAnimations);
  }

  async probe(view, name, argument) {
    for (const finding of await this.page.evaluate(([probe, value]) => probes[probe](value), [name, argument])) this.say(`${view}: ${finding}`);
  }

  async contrast(view) {
    const { findings, lowest, count } = await this.page.evaluate((least) => probes.contrast(least), LEAST_CONTRAST);
    for (const finding of findings) this.say(`${view}: ${finding}`);
    this.figures.texts += count;
    this.figures.lowest = Math.min(this.figures.lowest, lowest);
  }

  async accessibility({ name, rules }) {
    for (const { id, impact, help, where, count } of await this.page.evaluate(runAxe, rules))
      this.say(`${name}: ${impact}: ${help} [${id}] ${where.join(', ')}${count > 3 ? ` and ${count - 3} more` : ''}`);
  }

  async views() {
    for (const view of VIEWS) {
      await this.show(view);
      await this.accessibility(view);
      await this.contrast(view.name);
    }
    await this.show({ media: 'print', colorScheme: 'light', size: WIDE });
    await this.contrast('print');
  }

  async widths() {
    for (const width of WIDTHS) {
      await this.show({ colorScheme: 'light', size: { width, height: 800 } });
      await this.probe(`${width} px`, 'overflow');
      await this.probe(`${width} px`, 'cut');
    }
  }

  // Keys go out without waiting for each, and come in one by one
  async keyboard() {
    await this.show({ colorScheme: 'light', size: WIDE });
    const links = await this.page.evaluate(() => probes.listen());
    const presses = Math.min(links, MOST_TABS) + 1;
    await Promise.all(Array.from({ length: presses }, () => this.page.keyboard.press('Tab')));
    if (links <= MOST_TABS) await this.probe('keyboard', 'missed');
    await this.probe('light', 'rings', MOST_RINGS);
    await this.show({ colorScheme: 'dark' });
    await this.probe('dark', 'rings', MOST_RINGS);
    await this.show({ colorScheme: 'light', size: NARROW });
    await this.probe('320 px', 'rings', MOST_RINGS);
    await this.show({ colorScheme: 'dark', forcedColors: 'active', size: WIDE });
    await this.probe('forced colours', 'rings', MOST_RINGS);
    await this.contrast('forced colours');
    this.figures.links += links;
  }
}

// A tab that goes from page to page; `say` is told what happens on the one it is at
async function openTab(context, scripts) {
  const tab = { page: await context.newPage(), site: null, say: () => {} };
  for (const content of scripts) await tab.page.addInitScript({ content });
  tab.page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') tab.say(`console: ${message.text()}`);
  });
  tab.page.on('pageerror', (error) => tab.say(`script: ${error.message}`));
  tab.page.on('requestfailed', (request) => tab.say(`${request.url()} failed: ${request.failure()?.errorText}`));
  await tab.page.route('**/*', (route) => {
    const address = route.request().url();
    if (address.startsWith(tab.site.localOrigin) || /^(data|blob):/.test(address)) return route.continue();
    tab.say(`asks another host: ${address}`);
    return route.abort();
  });
  return tab;
}

async function checkPage(tab, { site, file }, findings, figures) {
  tab.site = site;
  tab.say = (text) => findings.push(`${site.path(file)}: ${text}`);
  const visit = new Visit(tab.page, tab.say, figures);
  await visit.show(VIEWS[0]);
  await tab.page.goto(site.localAddress(file), { waitUntil: 'load' });
  await visit.views();
  await visit.widths();
  await visit.keyboard();
  await visit.probe('page', 'motion');
  await visit.probe('page', 'empty');
  if (site.isInvented) await visit.probe('page', 'dangling');
}

// Checks the pages, [{ site, file }]: what was found and what was measured
export async function checkPages(browser, pages) {
  await load('axe-core');
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  const scripts = await Promise.all([axe, new URL('probes.js', import.meta.url)].map((file) => readFile(file, 'utf8')));
  const findings = [];
  const figures = { pages: pages.length, texts: 0, lowest: 21, links: 0 };
  const waiting = [...pages];
  const context = await browser.newContext({ viewport: WIDE, bypassCSP: true });
  const worker = async () => {
    const tab = await openTab(context, scripts);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await checkPage(tab, next, findings, figures);
  };
  await Promise.all([worker(), worker()]);
  await context.close();
  return { findings: [...new Set(findings)].sort(), figures };
}

export const summarize = ({ pages, texts, lowest, links }) =>
  `${pages} pages, ${texts} texts of contrast ${lowest.toFixed(2)} : 1 at least, ${links} links by keyboard`;

export default {
  name: 'browser',
  async run(sites) {
    const browser = await openBrowser();
    try {
      const pages = [];
      for (const site of sites) for (const file of await pageSample(site)) pages.push({ site, file });
      const { findings, figures } = await checkPages(browser, pages);
      return { summary: summarize(figures), findings };
    } finally {
      await browser.close();
    }
  },
};
