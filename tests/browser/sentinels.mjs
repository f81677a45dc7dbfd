// A portfolio in which every key of every kind, as `vitrine schema` has them, says a word of its own, which stands nowhere else.
import { FOLDERS, entry, settings } from './portfolios.mjs';

// A PNG of 64 by 64 grey pixels
export const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAAKUlEQVR42u3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBAKBQCAQfA8G320AeXC6efoAAAAASUVORK5CYII=', 'base64');

// Keys that are no words: they decide what a site has and where
const DECIDES = { weight: 1, draft: false, audience: ['recruiter', 'community'] };

const isDate = (shape) => JSON.stringify(shape).includes('"pattern":"^[0-9]{4}');
const itemOf = (shape) => shape.items?.anyOf?.find((one) => one.properties) ?? shape.items;
const alternatives = (shape) => shape.anyOf ?? [shape];
const isAddress = (key) => ['url', 'slides', 'video'].includes(key);

class Sentinels {
  constructor() {
    this.wanted = []; // { id: "talk.links.label", page: its own page or null, word, how: "text" or "attribute" }
    this.year = 1901;
  }

  // A word for the key, to be seen as text, or in an attribute: an address, a picture
  word(at, key, how = 'text') {
    const word = `zq${at.name}${key}z`.replace(/[^a-z]/g, '');
    this.wanted.push({ id: `${at.kind}.${key}`, page: at.page, word, how });
    return word;
  }

  date(at, key) {
    const word = String(this.year++);
    this.wanted.push({ id: `${at.kind}.${key}`, page: at.page, word, how: 'text' });
    return key === 'date' && at.kind === 'talk' ? `${word}-05-17` : word;
  }

  map(at, key, properties) {
    return Object.fromEntries(Object.keys(properties).map((name) => {
      const inner = `${key}.${name}`;
      return [name, isAddress(name) ? this.address(at, inner) : this.word(at, inner)];
    }));
  }

  address(at, key) {
    return `https://${this.word(at, key, 'attribute')}.example/`;
  }

  value(at, key, shape) {
    if (key in DECIDES) return DECIDES[key];
    if (key === 'extra') return { word: this.word(at, key) };
    if (key === 'slug') return at.slug;
    if (key === 'aliases') return [`/before/${at.slug}/`];
    if (key === 'image') return { src: `${this.word(at, 'image.src', 'attribute')}.png`, alt: this.word(at, 'image.alt', 'attribute') };
    if (key === 'email') return `${this.word(at, key)}@robin.example`;
    if (key === 'phone') return this.literal(at, key, '+44 7700 900123');
    if (key === 'time') return this.literal(at, key, '17:43');
    if (key === 'group') return this.word({ ...at, page: at.list }, key); // a heading of the list that it is in
    if (isDate(shape)) return this.date(at, key);
    if (isAddress(key)) return this.address(at, key);
    const list = alternatives(shape).find((one) => one.type === 'array');
    if (list === undefined) return this.word(at, key);
    const item = itemOf(list);
    return [item?.properties ? this.map(at, key, item.properties) : this.word(at, key)];
  }

  literal(at, key, word) {
    this.wanted.push({ id: `${at.kind}.${key}`, page: at.page, word, how: 'text' });
    return word;
  }

  matter(at, properties, without) {
    const keys = Object.keys(properties).filter((key) => !without.includes(key));
    const inOrder = [...keys.filter((key) => key !== 'updated'), ...keys.filter((key) => key === 'updated')];
    return Object.fromEntries(inOrder.map((key) => [key, this.value(at, key, properties[key])]));
  }
}

const VARIANTS = { spans: ['date', 'time'], days: ['start', 'end'] };

// Two entries of each kind, for one that has a date has no start and end: { files, wanted }
export function sentinelPortfolio(schema) {
  const sentinels = new Sentinels();
  const files = { 'site.yaml': settings() };
  const add = (file, at, properties, without) => {
    const matter = sentinels.matter(at, properties, without);
    if (matter.image) files[file.replace(/[^/]*$/, '') + matter.image.src] = PICTURE;
    files[file] = entry(matter, `The text of it: ${sentinels.word(at, 'text')}.`);
  };
  add('profile.md', { kind: 'profile', name: 'profile', page: null }, schema.$defs.profile.properties, []);
  for (const [kind, folder] of Object.entries(FOLDERS))
    for (const [variant, without] of Object.entries(VARIANTS)) {
      const { properties, required = [] } = schema.$defs[kind];
      const slug = `${kind}-${variant}`;
      const at = { kind, name: kind + variant, slug, page: `${folder}/${slug}/index.html`, list: `${folder}/index.html` };
      add(`${folder}/file-${variant}.md`, at, properties, without.filter((key) => !required.includes(key)));
    }
  const { properties } = schema.$defs.page;
  add('philosophy/index.md', { kind: 'section', name: 'section', slug: 'philosophy', page: 'philosophy/index.html' }, properties, ['slug', 'aliases', 'start', 'end']);
  return { files, wanted: sentinels.wanted };
}
