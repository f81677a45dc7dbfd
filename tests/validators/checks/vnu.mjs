// The Nu HTML Checker over all HTML, CSS and SVG of all sites, in one process.
import { createRequire } from 'node:module';
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { findProgram, Missing, run } from '../programs.mjs';

// What the checker says of things that are right. Each has its reason.
const ALLOWED = [
  // Advice on style: the slash does no harm in HTML, and md4c's renderer can be asked for it.
  /^Trailing slash on void elements has no effect/,
  // At-rules of CSS Conditional 5 and View Transitions 2, which browsers have and the checker's CSS parser has not.
  /^CSS: Unrecognized at-rule “@(container|view-transition)”/,
];

async function jar() {
  const require = createRequire(import.meta.url);
  try {
    const file = require.resolve('vnu-jar/build/dist/vnu.jar');
    await access(file);
    return file;
  } catch {
    throw new Missing('the npm package vnu-jar', 'with `npm ci --ignore-scripts` in tests/validators');
  }
}

function finding(message) {
  const file = message.url?.startsWith('file:') ? fileURLToPath(message.url) : (message.url ?? '');
  const kind = message.subType ?? message.type;
  return `${file}:${message.lastLine ?? 1}:${message.firstColumn ?? message.lastColumn ?? 1}: ${kind}: ${message.message}`;
}

export default {
  name: 'vnu-jar',
  async run(sites) {
    const java = await findProgram(['java'], 'default-jre-headless');
    const archive = await jar();
    const files = sites.flatMap((site) => site.paths('.html', '.css', '.svg'));
    const options = ['--format', 'json', '--exit-zero-always', '--also-check-css', '--also-check-svg'];
    // Two cores and small files: the serial collector and the first compiler start fastest
    const machine = ['-Xss16m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
    const { status, out, err } = await run(java, [...machine, '-jar', archive, ...options, ...files]);
    const start = err.indexOf('{');
    if (status !== 0 || !err.includes('"messages"')) throw new Error(`vnu.jar ended with status ${status}: ${(out + err).slice(0, 2000)}`);
    const { messages } = JSON.parse(err.slice(start));
    const findings = messages.filter(({ message }) => !ALLOWED.some((pattern) => pattern.test(message))).map(finding);
    return { summary: `${files.length} files`, findings: [...new Set(findings)] };
  },
};
