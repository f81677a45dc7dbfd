// node tests/validators/selftest.mjs
//
// Shows that each validator is awake: the fixture passes all of them, and with one thing broken the right one says
// so; speaks TAP. A validator that finds nothing because it looked at nothing would pass every site.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests, skip, tell, tellFindings } from '../browser/tap.mjs';
import { CHECKS, validateSites } from './validate_sites.mjs';

const FIXTURE = fileURLToPath(new URL('fixture', import.meta.url));
const BASE = 'https://fixture.example/community/';
const ROLE = 'experience/first/index.html';

// check, the mistake, its file, what to replace, with what, and what the finding must speak of
const FAULTS = [
  ['vnu-jar', 'an element that does not exist', ROLE, '<p>Trips', '<trip>x</trip><p>Trips', /trip/],
  ['vnu-jar', 'an id twice', ROLE, '<p>Trips', '<p id="impact">Trips', /Duplicate ID/],
  ['vnu-jar', 'a property that does not exist', 'style.css', 'margin:', 'marjin:', /marjin/],
  ['vnu-jar', 'an attribute SVG does not have', 'icon.svg', 'rx="3"', 'radius="3"', /radius/],
  ['html-validate', 'a button without a type', ROLE, '<p>Trips', '<button>More</button><p>Trips', /no-implicit-button-type/],
  ['html-validate', 'an image without a text', ROLE, '<p>Trips', '<img src="/community/icon.svg"><p>Trips', /wcag\/h37/],
  ['linkinator', 'a page that is not there', 'index.html', 'href="rss.xml"', 'href="rss2.xml"', /rss2\.xml.*404/],
  ['linkinator', 'a heading that is not there', 'index.html', '#impact', '#impacts', /impacts/],
  ['linkinator', 'an address outside of the base path', 'index.html', 'href="/community/experience/"', 'href="/experience/"', /\/experience\/ leads nowhere/],
  ['linkinator', 'a canonical address that is not there', ROLE, 'community/experience/first/"', 'community/experience/second/"', /second/],
  ['linkinator', 'a folder without its slash', 'experience/index.html', 'href="first/"', 'href="first"', /redirects/],
  ['linkinator', 'an image of a stylesheet that is not there', 'style.css', 'padding: 1rem;', 'background-image: url(paper.png);', /paper\.png/],
  ['feedsmith', 'an entry without an id', 'feed.xml', /<entry>\s*<id>[^<]*<\/id>/, '<entry>', /no id/],
  ['feedsmith', 'a time without an hour', 'feed.xml', /2024-05-01T00:00:00Z/g, '2024-05-01', /RFC 3339/],
  ['feedsmith', 'an item without a guid', 'rss.xml', /<guid.*<\/guid>/, '', /no guid/],
  ['feedsmith', 'a relative address in the content', 'rss.xml', '&lt;p&gt;', '&lt;p&gt;&lt;a href="../"&gt;x&lt;/a&gt;', /not absolute/],
  ['feedsmith', 'an item without an id', 'feed.json', /"id": "[^"]*",/, '', /no id/],
  ['feedsmith', 'an old version', 'feed.json', 'version/1.1', 'version/1', /version/],
  ['feedparser', 'a feed that is no XML', 'feed.xml', '</entry>', '', /feed\.xml/],
  ['feedparser', 'an entity that does not exist', 'rss.xml', 'A role', 'A&nbsp;role', /rss\.xml/],
  ['xmllint', 'an element that is not closed', 'icon.svg', '</svg>', '', /icon\.svg/],
  ['xmllint', 'a feed without the time of its update', 'feed.xml', /<updated>.*<\/updated>\s*<author>/, '<author>', /feed\.xml/],
  ['xmllint', 'a person without a name', 'feed.xml', '<name>Robin Sample</name>', '', /feed\.xml/],
  ['xmllint', 'an unknown element in an address of the sitemap', 'sitemap.xml', '<lastmod>', '<lastmod>x</lastmod><lastmod>', /sitemap\.xml/],
  ['json', 'a manifest that is no JSON', 'site.webmanifest', '"display"', 'display', /webmanifest/],
  ['json', 'JSON-LD with a comma too many', ROLE, '"First role"}', '"First role",}', /first\/index\.html/],
  ['browser', 'text that is hard to read in the dark', 'style.css', '--ink: #eee', '--ink: #333', /dark.*color-contrast/],
  ['browser', 'text that is hard to read in the light', 'style.css', '--ink: #1b1b1b', '--ink: #ccc', /light.*color-contrast/],
  ['browser', 'a page that is wider than a telephone', 'style.css', 'pre { overflow-x: auto; }', '', /wider than the screen/],
  ['browser', 'a script of another host', ROLE, '<main', '<script src="https://cdn.example/x.js"></script><main', /another host: https:\/\/cdn\.example/],
  ['browser', 'a script that fails', ROLE, '<main', '<script>missing()</script><main', /missing is not defined/],
  ['browser', 'a focus that is not shown', 'style.css', 'outline: 3px', 'outline: 0', /has no ring/],
  ['browser', 'a focus of the colour of its ground', 'style.css', 'solid currentcolor', 'solid var(--paper)', /a ring of 1\.00/],
  ['browser', 'an order of the Tab key that is not that of the page', '404.html', '<a href="/community/experience/"', '<a tabindex="1" href="/community/experience/"', /Tab key goes back/],
  ['browser', 'what moves for those who ask for stillness', 'style.css', 'margin: 0 auto;', 'margin: 0 auto; transition: color 1s;', /changes over 1s/],
  ['browser', 'an empty box', 'index.html', '<h1>', '<p></p><h1>', /an empty main > p/],
  ['browser', 'a heading with nothing below it', 'experience/index.html', '<ul>', '<section><h2>Nothing</h2></section><ul>', /nothing below it/],
  ['browser', 'text that is hard to read on paper', 'style.css', '@media (prefers', '@media print { :root { --ink: #999; } } @media (prefers', /print: .*#999999/],
  ['browser', 'text that cannot be read in forced colours', 'style.css', 'a {', '@media (forced-colors: active) { a:any-link { forced-color-adjust: none; color: #222; } } a {', /forced colours: .*#222222/],
  ['json-resume', 'a mail address that is none', 'resume.json', 'robin@fixture.example', 'at the fixture', /email/],
  ['microformats', 'a role that is no h-entry', ROLE, 'class="h-entry"', '', /no h-entry/],
  ['microformats', 'a date that is none', 'experience/index.html', '<a class="p-name u-url" href="first/">', '<time class="dt-published" datetime="Mayday">May</time> <a class="p-name u-url" href="first/">', /published is “Mayday”/],
  ['microformats', 'a card without the address of the site', 'index.html', 'u-url" href="/community/"', 'u-url" href="/community/experience/"', /address of the site/],
  ['structured-data', 'a person without a name', ROLE, '"name": "Robin Sample", ', '', /name/],
  ['structured-data', 'a value that says nothing', 'index.html', '"name": "Robin Sample"', '"name": ""', /empty name/],
  ['browser', 'a stylesheet that is not there', ROLE, 'href="/community/style.css"', 'href="/community/no.css"', /404/],
];

// Faults of one check in different files can be in one site: each finding speaks of its own
function batches() {
  const all = [];
  for (const fault of FAULTS) {
    let batch = all.find((each) => each[0][0] === fault[0] && !each.some(([, , file]) => file === fault[2]));
    if (batch === undefined) all.push((batch = []));
    batch.push(fault);
  }
  return all;
}

async function breakFile(folder, [, , file, from, to]) {
  const place = path.join(folder, file);
  const text = await readFile(place, 'utf8');
  const broken = text.replace(from, to);
  if (broken === text) throw new Error(`${file} holds no ${from}: the fault was not made`);
  await writeFile(place, broken);
}

async function withFaults(faults, use) {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitrine-validators-'));
  try {
    await cp(FIXTURE, folder, { recursive: true });
    for (const fault of faults) await breakFile(folder, fault);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function tryFaults(faults) {
  const names = [faults[0][0]];
  const [{ findings }] = await withFaults(faults, (folder) => validateSites([`${folder}=${BASE}`], { names }));
  for (const [name, mistake, , , , expected] of faults)
    tell(findings.some((finding) => expected.test(finding)), `${name} finds ${mistake}`, findings.length ? findings : ['no finding']);
}

async function tryWithoutPrograms() {
  const { PATH } = process.env;
  process.env.PATH = '/nonexistent';
  const results = await validateSites([`${FIXTURE}=${BASE}`], { names: ['vnu-jar', 'xmllint'] });
  process.env.PATH = PATH;
  for (const { name, findings } of results)
    tell(findings.some((finding) => /is missing: install/.test(finding)), `${name} fails where its program is missing`, findings);
}

await runTests(async () => {
  const fine = await validateSites([`${FIXTURE}=${BASE}`]);
  const missing = fine.flatMap(({ findings }) => findings).find((finding) => /is missing: install/.test(finding));
  if (missing) {
    skip('validators', missing);
    return;
  }
  for (const { name, summary, findings } of fine) tellFindings(findings, `${name} passes the fixture: ${summary}`);
  await tryWithoutPrograms();

  // Two sites at a time, as machines have two cores or more
  const waiting = batches();
  const worker = async () => {
    for (let faults = waiting.shift(); faults !== undefined; faults = waiting.shift()) await tryFaults(faults);
  };
  await Promise.all([worker(), worker()]);

  const untested = CHECKS.filter((check) => !FAULTS.some(([name]) => name === check.name)).map((check) => check.name);
  tellFindings(untested, 'every check has a fault');
});
