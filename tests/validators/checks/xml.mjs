// xmllint: Atom against RFC 4287 (atom.rng), sitemaps against sitemaps.org's schema, all other XML well-formed.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram, load, run } from '../programs.mjs';

const ATOM = fileURLToPath(new URL('../atom.rng', import.meta.url));

async function sitemapSchema() {
  await load('sitemap');
  const main = createRequire(import.meta.url).resolve('sitemap');
  return path.join(main.slice(0, main.lastIndexOf('/sitemap/') + '/sitemap/'.length), 'schema', 'sitemap.xsd');
}

async function lint(xmllint, files, options) {
  if (files.length === 0) return [];
  const { status, err } = await run(xmllint, ['--noout', '--nonet', ...options, ...files]);
  if (status === 0) return [];
  const findings = err.split('\n').filter((line) => /:\d+:/.test(line) || /(fails to validate|error)/.test(line));
  return findings.length > 0 ? findings : [`xmllint ended with status ${status}: ${err.slice(0, 500)}`];
}

export default {
  name: 'xmllint',
  async run(sites) {
    const xmllint = await findProgram(['xmllint'], 'libxml2-utils');
    const schema = await sitemapSchema();
    const files = sites.flatMap((site) => site.paths('.xml', '.svg', '.xsl'));
    const findings = await Promise.all([
      lint(xmllint, files, []),
      lint(xmllint, files.filter((file) => path.basename(file) === 'feed.xml'), ['--relaxng', ATOM]),
      lint(xmllint, files.filter((file) => /\/sitemap[^/]*\.xml$/.test(file)), ['--schema', schema]),
    ]);
    const without = sites.filter((site) => !site.files.includes('sitemap.xml')).map((site) => `${site.folder}: no sitemap.xml`);
    return { summary: `${files.length} files`, findings: [...findings.flat(), ...without] };
  },
};
