// One page of each kind in a browser: accessibility by axe-core in both colour schemes, wide and narrow; no page
// wider than a telephone; nothing asked of another host; nothing said on the console.
import { openBrowser } from '../browser.mjs';
import { load } from '../programs.mjs';
import { pageSample } from '../sites.mjs';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 740 };

// All rules once for each width; the other scheme changes colours alone
const CONTRAST = ['color-contrast', 'link-in-text-block'];
const VIEWS = [
  { name: 'light, 1440 px', size: WIDE, colorScheme: 'light' },
  { name: 'dark, 1440 px', size: WIDE, colorScheme: 'dark', rules: CONTRAST },
  { name: 'dark, 360 px', size: NARROW, colorScheme: 'dark' },
  { name: 'light, 360 px', size: NARROW, colorScheme: 'light', rules: CONTRAST },
];

/* global axe, document, window */
function runAxe(rules) {
  const options = { resultTypes: ['violations'], iframes: false };
  if (rules) options.runOnly = { type: 'rule', values: rules };
  else options.rules = { 'target-size': { enabled: true } };
  return axe.run(document, options).then(({ violations }) =>
    violations.map(({ id, impact, help, nodes }) => ({
      id, impact, help, where: nodes.slice(0, 3).map((node) => node.target.join(' ')), count: nodes.length,
    })));
}

// The page may not scroll sideways; a table or code block inside its own scrolling box may
function findOverflow() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return null;
  const scrolls = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
      if (window.getComputedStyle(at).overflowX !== 'visible') return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll('*')].find((each) =>
    each.getBoundingClientRect().right > width + 1 && !scrolls(each));
  return wide ? `${wide.tagName.toLowerCase()}${wide.className ? `.${wide.className}` : ''}` : 'something';
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

async function checkView(page, view, say) {
  await page.emulateMedia({ colorScheme: view.colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize(view.size);
  await page.evaluate(endAnimations);
  if (view.size === NARROW) {
    const overflow = await page.evaluate(findOverflow);
    if (overflow) say(`${view.name}: the page is wider than the screen (${overflow})`);
  }
  for (const { id, impact, help, where, count } of await page.evaluate(runAxe, view.rules))
    if (impact === 'serious' || impact === 'critical')
      say(`${view.name}: ${impact}: ${help} [${id}] ${where.join(', ')}${count > 3 ? ` and ${count - 3} more` : ''}`);
}

async function checkPage(context, site, file, axe, findings) {
  const say = (text) => findings.push(`${site.path(file)}: ${text}`);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') say(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => say(`script: ${error.message}`));
  page.on('requestfailed', (request) => say(`${request.url()} failed: ${request.failure()?.errorText}`));
  await page.route('**/*', (route) => {
    const address = route.request().url();
    if (address.startsWith(site.localOrigin) || /^(data|blob):/.test(address)) return route.continue();
    say(`asks another host: ${address}`);
    return route.abort();
  });
  await page.goto(site.localAddress(file), { waitUntil: 'load' });
  await page.evaluate(axe);
  for (const view of VIEWS) await checkView(page, view, say);
  await page.close();
}

export default {
  name: 'browser',
  async run(sites) {
    const { source } = (await load('axe-core')).default;
    const browser = await openBrowser();
    const findings = [];
    const pages = [];
    for (const site of sites) for (const file of await pageSample(site)) pages.push({ site, file });
    const waiting = [...pages];
    try {
      const context = await browser.newContext({ viewport: WIDE, bypassCSP: true });
      const worker = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
          await checkPage(context, next.site, next.file, source, findings);
      };
      await Promise.all([worker(), worker()]);
    } finally {
      await browser.close();
    }
    return { summary: `${pages.length} pages in ${VIEWS.length} views`, findings: [...new Set(findings)].sort() };
  },
};
