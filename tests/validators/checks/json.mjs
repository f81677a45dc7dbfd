// JSON: every file that is JSON, and every block of JSON-LD in a page, which no HTML validator reads.
import { readFile } from 'node:fs/promises';

const BLOCK = /<script[^>]+type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/g;
export const jsonLdBlocks = (html) => [...html.matchAll(BLOCK)].map(([, block]) => block);

function blockProblem(text) {
  const value = JSON.parse(text);
  return value['@context'] === undefined ? 'JSON-LD without @context' : null;
}

export default {
  name: 'json',
  async run(sites) {
    const findings = [];
    let count = 0;
    const attempt = (file, read) => {
      count++;
      try {
        const problem = read();
        if (problem) findings.push(`${file}: ${problem}`);
      } catch (error) {
        findings.push(`${file}: ${error.message}`);
      }
    };
    for (const file of sites.flatMap((site) => site.paths('.json', '.webmanifest'))) {
      const text = await readFile(file, 'utf8');
      attempt(file, () => void JSON.parse(text));
    }
    for (const file of sites.flatMap((site) => site.paths('.html')))
      for (const block of jsonLdBlocks(await readFile(file, 'utf8'))) attempt(file, () => blockProblem(block));
    return { summary: `${count} documents`, findings };
  },
};
