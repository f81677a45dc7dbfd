// node tests/json_resume/round_trip.mjs VITRINE CASES_FOLDER
//
// JSON in, tree, JSON out is equal, but for meta.x-vitrine; speaks TAP. The documents are those of this folder and the examples
// of the npm packages @jsonresume/schema and resume-schema. What comes out of documents that the schema accepts is
// checked by it again; so is the export of the demo, which then comes back whole by its x-vitrine.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [vitrine, cases, demo] = process.argv.slice(2);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(join(root, 'package.json'));
let Ajv, addFormats, schema;
try {
  Ajv = require('ajv');
  addFormats = require('ajv-formats');
  schema = JSON.parse(readFileSync(join(root, 'node_modules/@jsonresume/schema/schema.json'), 'utf8'));
} catch {
  console.log('1..0 # SKIP the packages of tests/package.json are not installed');
  process.exit(0);
}
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(schema);
const environment = { ...process.env, SOURCE_DATE_EPOCH: '1767225600', LSAN_OPTIONS: 'exitcode=0' };

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const run = (...args) => execFileSync(vitrine, args, { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
const exported = (site) => run('export', site, '--audience', 'recruiter', '--as', 'jsonresume');

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

function withoutOurs(document, original) {
  const { 'x-vitrine': ours, ...meta } = document.meta ?? {};
  if (ours === undefined) return document;
  const { meta: all, ...rest } = document;
  return Object.keys(meta).length > 0 || original.meta !== undefined ? { ...rest, meta } : rest;
}

function differences(a, b, path = '') {
  if (JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))) return [];
  const inner = (v) => v !== null && typeof v === 'object';
  if (!inner(a) || !inner(b) || Array.isArray(a) !== Array.isArray(b))
    return [`${path}: ${JSON.stringify(a)} became ${JSON.stringify(b)}`];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => differences(a[key], b[key], `${path}/${key}`));
}

function importInto(folder, file) {
  const site = join(folder, 'site');
  rmSync(site, { recursive: true, force: true });
  run('import', file, '--into', site);
  return site;
}

function roundTrip(folder, file) {
  const original = read(file);
  const valid = validate(original);
  const text = exported(importInto(folder, file));
  const result = JSON.parse(text);
  const found = differences(original, withoutOurs(result, original));
  if (valid && !validate(result)) found.push(...validate.errors.map((e) => `${e.instancePath} ${e.message}`));
  const again = join(folder, 'again.json');
  writeFileSync(again, text);
  if (exported(importInto(folder, again)) !== text) found.push('a second round gives another document');
  return found;
}

// Addresses of the site that a tree was imported to are its own.
function demoRoundTrip(folder) {
  const text = exported(demo);
  const found = validate(JSON.parse(text)) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`);
  const file = join(folder, 'demo.json');
  writeFileSync(file, text);
  const again = JSON.parse(exported(importInto(folder, file)));
  return [...found, ...differences(JSON.parse(text), again)];
}

const packages = join(root, 'node_modules');
const files = [
  ...readdirSync(cases).sort().map((name) => join(cases, name)),
  join(packages, 'resume-schema/sample.resume.json'),
  join(packages, '@jsonresume/schema/sample.resume.json'),
  ...readdirSync(join(packages, '@jsonresume/schema/examples')).sort().map((name) => join(packages, '@jsonresume/schema/examples', name)),
];
const tests = files.map((file) => [basename(file), (folder) => roundTrip(folder, file)]);
tests.push(['the demo', demoRoundTrip]);

console.log(`1..${tests.length}`);
let failed = 0;
tests.forEach(([name, test], index) => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-'));
  let found;
  try {
    found = test(folder);
  } catch (error) {
    found = [...(error.stderr || error.stack).split('\n')];
  }
  rmSync(folder, { recursive: true, force: true });
  failed += found.length > 0;
  console.log(`${found.length > 0 ? 'not ok' : 'ok'} ${index + 1} ${name}`);
  for (const line of found.slice(0, 20)) console.log(`# ${line}`);
});
process.exitCode = failed > 0 ? 1 : 0;
