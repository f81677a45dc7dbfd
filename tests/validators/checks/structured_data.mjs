// JSON-LD as search engines take it: @adobe/structured-data-validator over every block of every page. What it calls an error is
// one; its warnings are advice on what could be added.
import { readFile } from 'node:fs/promises';
import { load } from '../programs.mjs';
import { jsonLdBlocks } from './json.mjs';

// The form in which the validator wants it: type → the items of that type
function byType(blocks) {
  const types = {};
  for (const block of blocks)
    for (const item of block['@graph'] ?? [block])
      for (const type of [item['@type']].flat()) (types[type] ??= []).push({ '@context': block['@context'], ...item });
  return types;
}

function* everyNode(value) {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value;
  for (const inner of Object.values(value)) yield* everyNode(inner);
}

// What the validator does not look at: nodes without a type or an address, and values that say nothing
function nodeProblems(block) {
  const problems = [];
  for (const node of everyNode(block)) {
    if (node['@type'] === undefined && node['@id'] === undefined && node['@graph'] === undefined) problems.push(`no @type: ${JSON.stringify(node).slice(0, 80)}`);
    for (const [name, value] of Object.entries(node))
      if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) problems.push(`${node['@type']}: an empty ${name}`);
  }
  return problems;
}

export default {
  name: 'structured-data',
  async run(sites) {
    const { default: Validator } = await load('@adobe/structured-data-validator');
    const validator = new Validator();
    const findings = [];
    const counts = new Map();
    for (const file of sites.flatMap((site) => site.paths('.html'))) {
      const blocks = jsonLdBlocks(await readFile(file, 'utf8')).map((text) => JSON.parse(text));
      for (const node of everyNode(blocks)) if (node['@type']) counts.set(node['@type'], (counts.get(node['@type']) ?? 0) + 1);
      const issues = await validator.validate({ jsonld: byType(blocks), microdata: {}, rdfa: {} });
      for (const { severity, issueMessage, path } of issues)
        if (severity === 'ERROR') findings.push(`${file}: ${issueMessage} (${path?.map(({ type, property }) => property ?? type).join('.')})`);
      findings.push(...new Set(blocks.flatMap(nodeProblems).map((problem) => `${file}: ${problem}`)));
    }
    return { summary: [...counts].sort().map(([type, count]) => `${count} ${type}`).join(', ') || 'none', findings };
  },
};
