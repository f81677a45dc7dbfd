// Microformats as microformats-parser reads them: what each kind of page must say of itself, and that nothing it says is
// empty or no date. The kind is the class of the body, "page-talk"; one that this file does not know must say nothing.
import { readFile } from 'node:fs/promises';
import { load } from '../programs.mjs';

const DATES = ['start', 'end', 'published', 'updated'];
const isDate = (text) => /^\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/.test(text);

const EXPECTED = {
  home: [{ type: 'h-card', properties: ['name', 'url'] }],
  role: [{ type: 'h-entry', properties: ['name'] }],
  project: [{ type: 'h-entry', properties: ['name'] }],
  education: [{ type: 'h-entry', properties: ['name'] }],
  award: [{ type: 'h-entry', properties: ['name'] }],
  page: [{ type: 'h-entry', properties: ['name'] }],
  post: [{ type: 'h-entry', properties: ['name', 'author'] }],
  community: [{ type: 'h-event', properties: ['name'] }],
  talk: [{ type: 'h-event', properties: ['name'] }],
  section: [{ type: 'h-feed', properties: ['name'] }],
  resume: [{ type: 'h-resume', properties: ['contact'] }],
};

function* everyItem(items) {
  for (const item of items) {
    yield item;
    const inner = Object.values(item.properties).flat().filter((value) => value?.type);
    yield* everyItem([...inner, ...(item.children ?? [])]);
  }
}

function valueProblems(item) {
  const problems = [];
  for (const [name, values] of Object.entries(item.properties))
    for (const value of values) {
      const text = typeof value === 'string' ? value : (value.value ?? 'item');
      if (text.trim() === '') problems.push(`${item.type}: an empty ${name}`);
      if (DATES.includes(name) && !isDate(text)) problems.push(`${item.type}: ${name} is “${text}”`);
    }
  return problems;
}

// Where a reader of the page finds the one it is about: the first of that type at the root
const rootOf = (items, type) => items.find((item) => item.type.includes(type));

function pageProblems(kind, items, canonical, hasTimes, hasRoles) {
  const problems = [];
  for (const { type, properties } of EXPECTED[kind] ?? []) {
    const root = rootOf(items, type);
    if (root === undefined) problems.push(`no ${type}`);
    else for (const name of properties) if (!root.properties[name]?.length) problems.push(`${type} without ${name}`);
  }
  if (!items.some((item) => item.type.includes('h-card') || everyItemHas(item, 'h-card'))) problems.push('no h-card');
  if (kind === 'home' && !rootOf(items, 'h-card')?.properties.url?.includes(canonical)) problems.push('the h-card does not have the address of the site');
  const event = rootOf(items, 'h-event');
  if ((kind === 'talk' || kind === 'community') && hasTimes && event && !event.properties.start) problems.push('a page with a date, and an h-event without start');
  const feed = rootOf(items, 'h-feed');
  for (const child of feed?.children ?? [])
    for (const name of ['name', 'url']) if (!child.properties[name]?.length) problems.push(`h-feed: ${child.type} without ${name}`);
  if (kind === 'resume') problems.push(...resumeProblems(rootOf(items, 'h-resume'), hasRoles));
  return problems;
}

const everyItemHas = (item, type) => [...everyItem([item])].some((inner) => inner.type.includes(type));

function resumeProblems(resume, hasRoles) {
  const experience = resume?.properties.experience ?? [];
  const problems = hasRoles && experience.length === 0 ? ['h-resume without experience'] : [];
  for (const event of experience)
    for (const name of ['name', 'start']) if (!event.properties?.[name]?.length) problems.push(`h-resume: experience without ${name}`);
  return problems;
}

export default {
  name: 'microformats',
  async run(sites) {
    const { mf2 } = await load('microformats-parser');
    const findings = [];
    const counts = new Map();
    for (const site of sites) {
      const hasRoles = site.files.some((file) => file.startsWith('experience/'));
      for (const file of site.files.filter((name) => name.endsWith('.html'))) {
        const text = await readFile(site.path(file), 'utf8');
        const kind = /<body[^>]*class="[^"]*\bpage-([\w-]+)/.exec(text)?.[1];
        if (kind === undefined) continue; // a redirect
        const canonical = /<link rel="canonical" href="([^"]*)"/.exec(text)?.[1];
        const { items } = mf2(text, { baseUrl: canonical ?? site.base });
        const all = [...everyItem(items)];
        for (const { type } of all) counts.set(type[0], (counts.get(type[0]) ?? 0) + 1);
        const entry = text.slice(text.indexOf('<main'), text.search(/<(aside|nav)[^>]*class="(related|neighbours)/) >>> 0);
        const problems = [...pageProblems(kind, items, canonical, entry.includes('<time'), hasRoles), ...all.flatMap(valueProblems)];
        findings.push(...new Set(problems.map((problem) => `${site.path(file)}: ${problem}`)));
      }
    }
    const found = [...counts].sort().map(([type, count]) => `${count} ${type}`);
    return { summary: found.join(', ') || 'none', findings };
  },
};
