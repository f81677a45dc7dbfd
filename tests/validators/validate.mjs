// node tests/validators/validate.mjs [--only CHECK[,CHECK…]] [--except CHECK[,CHECK…]] SITE_DIR=BASE_URL…
//
// Checks built sites with what others wrote: vnu-jar, html-validate, linkinator, feedsmith, feedparser, xmllint, ajv,
// microformats-parser, @adobe/structured-data-validator, and axe-core in Chromium. A line for each check, its findings below; status 1 when there is any.
import { CHECKS, validateSites } from './validate_sites.mjs';

const SHOWN = 200; // findings of one check; one mistake in a theme shows on every page

function parseArguments(args) {
  const sites = [];
  let names = null;
  let except = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--only') names = (args[++i] ?? '').split(',');
    else if (args[i] === '--except') except = (args[++i] ?? '').split(',');
    else sites.push(args[i]);
  }
  names ??= CHECKS.map((check) => check.name);
  const unknown = [...names, ...except].find((name) => !CHECKS.some((check) => check.name === name));
  if (unknown !== undefined) throw new Error(`no check ${unknown}; there are ${CHECKS.map((check) => check.name).join(', ')}`);
  if (sites.length === 0) throw new Error('usage: node validate.mjs [--only CHECK,…] [--except CHECK,…] SITE_DIR=BASE_URL…');
  return { sites, names: names.filter((name) => !except.includes(name)) };
}

function report({ name, summary, findings, seconds }) {
  if (findings.length === 0) {
    console.log(`ok ${name}: ${summary} (${seconds} s)`);
    return;
  }
  console.log(`not ok ${name}: ${summary}, ${findings.length} findings (${seconds} s)`);
  for (const finding of findings.slice(0, SHOWN)) console.log(`    ${finding}`);
  if (findings.length > SHOWN) console.log(`    … and ${findings.length - SHOWN} more`);
}

try {
  const { sites, names } = parseArguments(process.argv.slice(2));
  const results = await validateSites(sites, { names, report });
  const failed = results.filter((result) => result.findings.length > 0).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
