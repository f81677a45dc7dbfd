// node tests/browser/test_sentinels.mjs VITRINE
//
// Nothing that an author writes is lost: each word of a portfolio in which every key of every kind says a word of its own is
// seen where it belongs, an entry's on its own page, in both themes; but for the exceptions below.
import { readFile } from 'node:fs/promises';
import { openBrowser } from '../validators/browser.mjs';
import { serveSites } from '../validators/server.mjs';
import { buildFiles, readSchema, withFolder } from './built.mjs';
import { sentinelPortfolio } from './sentinels.mjs';
import { runTests, tell, tellFindings } from './tap.mjs';

const DATED = 'a page has one time: from when to when, else its date';
const OWN = 'for themes of the author’s own';
const FOR_HOSTS = 'for those who invite speakers';

// Keys that a theme does not show, on purpose: [audiences, "kind.key" or "*.key", why, the file that has it instead]
const EXCEPTIONS = [
  ['both', '*.extra', OWN],
  ['both', 'role.date', DATED],
  ['both', 'profile.title', 'the person’s name is the title'],
  ['both', 'profile.given_name', 'the name says it', 'contact.vcf'],
  ['both', 'profile.family_name', 'the name says it', 'contact.vcf'],
  ['both', 'profile.updated', 'the home page is of no day'],
  ['recruiter', 'profile.image.src', 'who hires should not choose by looks'],
  ['recruiter', 'profile.image.alt', 'as the picture'],
  ['recruiter', 'profile.pronouns', 'as the picture'],
  ['recruiter', 'profile.topics', FOR_HOSTS],
  ['recruiter', 'profile.bio_short', FOR_HOSTS],
  ['recruiter', 'profile.bio_long', FOR_HOSTS],
  ['recruiter', 'profile.invite', FOR_HOSTS],
];

/* global document */
// What a reader comes by: the text that is shown, and what links, pictures and times say beside it
function readPage() {
  const attributes = [...document.body.querySelectorAll('[href], [src], [alt], [datetime], [srcset]')]
    .flatMap((element) => ['href', 'src', 'alt', 'datetime', 'srcset'].map((name) => element.getAttribute(name) ?? ''));
  return { text: document.body.innerText.toLowerCase(), attributes: attributes.join('\n').toLowerCase() };
}

async function readSite(page, site) {
  const read = new Map();
  for (const file of site.files.filter((name) => name.endsWith('.html') && !name.startsWith('before/'))) {
    await page.goto(site.localAddress(file), { waitUntil: 'load' });
    read.set(file, await page.evaluate(readPage));
  }
  return read;
}

const isFor = ([audiences, id], audience, wanted) =>
  (audiences === 'both' || audiences === audience) && (id === wanted || id === wanted.replace(/^[^.]*/, '*'));

function isShown(read, { page, word, how }) {
  const places = page === null ? [...read.values()] : [read.get(page) ?? { text: '', attributes: '' }];
  return places.some((place) => place[how === 'text' ? 'text' : 'attributes'].includes(word));
}

async function testSite(site, read, wanted) {
  const audience = site.name.split(' ')[1];
  const lost = [];
  const used = new Set();
  for (const one of wanted) {
    const exception = EXCEPTIONS.find((each) => isFor(each, audience, one.id));
    const shown = isShown(read, one);
    if (exception && !shown) used.add(exception);
    if (exception && !shown && exception[3] && !(await readFile(site.path(exception[3]), 'utf8')).toLowerCase().includes(one.word)) lost.push(`${one.id} is not in ${exception[3]}`);
    if (!exception && !shown) lost.push(`${one.id} is not ${one.page ? `on ${one.page}` : 'on any page'} (${one.word}, as ${one.how})`);
  }
  tellFindings(lost, `${site.name}: ${wanted.length} words, each seen where it belongs`);
  const idle = EXCEPTIONS.filter((each) => ['both', audience].includes(each[0]) && !used.has(each)).map((each) => `${each[1]} is shown: it is no exception`);
  tellFindings(idle, `${site.name}: every exception is one`);
  const aliases = site.files.filter((file) => file.startsWith('before/')).length;
  tell(aliases === wanted.filter(({ id }) => id.endsWith('.title') && !/^(profile|section)/.test(id)).length, `${site.name}: every old address leads on`, [`${aliases} pages`]);
}

await runTests(async () => {
  const [program] = process.argv.slice(2);
  const browser = await openBrowser();
  try {
    await withFolder(async (folder) => {
      const { files, wanted } = sentinelPortfolio(await readSchema(program));
      const words = wanted.map(({ word }) => word);
      tell(new Set(words).size === words.length, 'every word stands for one key', words.filter((word, at) => words.indexOf(word) !== at));
      const sites = await buildFiles(program, 'sentinels', files, folder);
      const stop = await serveSites(sites);
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      for (const site of sites) await testSite(site, await readSite(page, site), wanted);
      stop();
    });
  } finally {
    await browser.close();
  }
});
