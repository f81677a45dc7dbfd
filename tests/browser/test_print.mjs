// node tests/browser/test_print.mjs VITRINE
//
// The résumé on paper: the demo's takes two sheets at most, of A4 and of Letter, nothing is cut off at the edge, no heading is the
// last thing on a sheet, and no sheet is all but empty.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openBrowser } from '../validators/browser.mjs';
import { findProgram, run } from '../validators/programs.mjs';
import { serveSites } from '../validators/server.mjs';
import { buildDemo, buildReal, withFolder } from './built.mjs';
import { runTests, skip, tellFindings } from './tap.mjs';

const SHEETS = { A4: 595, Letter: 612 }; // how wide, in points
const MOST_SHEETS = 2;

async function print(browser, site, format, folder) {
  const page = await browser.newPage();
  await page.goto(site.localAddress('resume/index.html'), { waitUntil: 'load' });
  const headings = await page.evaluate(() => [...document.querySelectorAll('h2, h3')].map((heading) => heading.innerText.replace(/\s+/g, ' ').trim()));
  const file = path.join(folder, `${site.name}-${format}.pdf`);
  await writeFile(file, await page.pdf({ format, printBackground: true }));
  await page.close();
  return { file, headings };
}

async function lines(pdftotext, file, sheet) {
  const { out } = await run(pdftotext, ['-f', String(sheet), '-l', String(sheet), '-layout', file, '-']);
  return out.split('\n').map((line) => line.trim()).filter(Boolean);
}

// The foot of a sheet is not its text
const isFoot = (line) => /\b\d+\s*(\/|of|von|sur)\s*\d+$|^\d+$/.test(line);

async function sheetFindings(pdftotext, file, sheets, headings) {
  const findings = [];
  for (let sheet = 1; sheet <= sheets; sheet++) {
    const text = (await lines(pdftotext, file, sheet)).filter((line) => !isFoot(line));
    const last = text.at(-1)?.replace(/\s+/g, ' ').toLowerCase() ?? '';
    if (text.length < 5) findings.push(`sheet ${sheet} has ${text.length} lines`);
    if (sheet < sheets && headings.some((heading) => heading.toLowerCase() === last)) findings.push(`sheet ${sheet} ends with the heading “${last}”`);
  }
  return findings;
}

async function testResume(browser, site, { pdfinfo, pdftotext }, most, folder) {
  for (const [format, width] of Object.entries(SHEETS)) {
    const { file, headings } = await print(browser, site, format, folder);
    const { out } = await run(pdfinfo, [file]);
    const sheets = Number(/^Pages:\s*(\d+)/m.exec(out)?.[1] ?? 0);
    const wide = Math.round(Number(/^Page size:\s*([\d.]+)/m.exec(out)?.[1] ?? 0));
    const findings = await sheetFindings(pdftotext, file, sheets, headings);
    if (sheets < 1 || sheets > most) findings.push(`${sheets} sheets`);
    if (Math.abs(wide - width) > 1) findings.push(`${wide} points wide, so the theme sets a size of paper`);
    tellFindings(findings, `${site.name}: the résumé on ${sheets} sheets of ${format}`);
  }
}

await runTests(async () => {
  const [program] = process.argv.slice(2);
  const programs = { pdfinfo: await findProgram(['pdfinfo'], 'poppler-utils'), pdftotext: await findProgram(['pdftotext'], 'poppler-utils') };
  const browser = await openBrowser();
  try {
    await withFolder(async (folder) => {
      const demo = await buildDemo(program, folder);
      const real = await buildReal(program, folder);
      const resumes = (real ?? []).filter((site) => site.name.startsWith('resume'));
      const stop = await serveSites([...demo, ...resumes]);
      for (const site of demo) await testResume(browser, site, programs, MOST_SHEETS, folder);
      if (real === null) skip('a real résumé', 'those of ../shared are not here');
      for (const site of resumes) await testResume(browser, site, programs, MOST_SHEETS + 1, folder);
      stop();
    });
  } finally {
    await browser.close();
  }
});
