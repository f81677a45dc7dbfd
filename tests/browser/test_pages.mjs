// node tests/browser/test_pages.mjs VITRINE [PORTFOLIO…]
//
// Each kind of page of both themes in a browser (page_checks.mjs): of the demo, of real portfolios, of imported résumés, and of made-up ones that
// stretch a theme or give it next to nothing.
import { openBrowser } from '../validators/browser.mjs';
import { pageSample } from '../validators/sites.mjs';
import { serveSites } from '../validators/server.mjs';
import { buildDemo, buildFiles, buildImported, buildReal, readSchema, withFolder } from './built.mjs';
import { checkPages, summarize } from './page_checks.mjs';
import { stretched } from './portfolios.mjs';
import { sentinelPortfolio } from './sentinels.mjs';
import { note, runTests, skip, tellFindings } from './tap.mjs';

// Of portfolios that stretch one thing, the pages that show it
const PAGES = {
  plum: ['index.html', 'projects/umzug/index.html', 'resume/index.html', 'talks/index.html', 'diversity/mentoring/index.html'],
  night: ['index.html', 'projects/umzug/index.html', 'resume/index.html', 'talks/index.html', 'diversity/mentoring/index.html'],
  sentinels: ['index.html', 'resume/index.html', 'philosophy/index.html', 'talks/talk-days/index.html', 'projects/project-spans/index.html', 'writing/post-days/index.html'],
  skills: ['index.html', 'resume/index.html', 'skills/index.html', 'skills/ash-ash/index.html', 'experience/role-0/index.html'],
  fifteen: ['index.html', 'resume/index.html', 'experience/index.html', 'experience/role-12/index.html'],
  one: ['index.html', 'resume/index.html', 'experience/index.html'],
};

async function pagesOf(site) {
  const chosen = PAGES[site.name.split(' ')[0]];
  const files = chosen ?? (await pageSample(site));
  return files.map((file) => ({ site, file }));
}

async function testSites(browser, sites) {
  const stop = await serveSites(sites);
  try {
    for (const site of sites) {
      const { findings, figures } = await checkPages(browser, await pagesOf(site));
      tellFindings(findings.map((finding) => finding.replace(`${site.folder}/`, '')), `${site.name}: ${summarize(figures)}`);
    }
  } finally {
    stop();
  }
}

await runTests(async () => {
  const [program, ...chosen] = process.argv.slice(2);
  const isChosen = (name) => chosen.length === 0 || chosen.includes(name);
  const browser = await openBrowser();
  try {
    await withFolder(async (folder) => {
      if (isChosen('demo')) await testSites(browser, await buildDemo(program, folder));
      const real = isChosen('real') ? await buildReal(program, folder) : [];
      if (real === null) skip('real portfolios', 'those of ../shared are not here');
      else await testSites(browser, real);
      const imported = isChosen('imported') ? await buildImported(program, folder) : [];
      if (imported === null) skip('imported résumés', 'those of ../shared are not here');
      else await testSites(browser, imported);
      const schema = await readSchema(program);
      for (const [name, files] of Object.entries({ ...stretched(schema), sentinels: sentinelPortfolio(schema).files }))
        if (isChosen(name)) await testSites(browser, await buildFiles(program, name, files, folder));
    });
    note(`Chromium ${browser.version()}`);
  } finally {
    await browser.close();
  }
});
