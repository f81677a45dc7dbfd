// Feeds as feedsmith reads them: the parts that Atom, RSS 2.0 and JSON Feed 1.1 require, ids and links that are
// absolute and unique, and no relative address in the content, which a reader could not resolve.
import { readFile } from 'node:fs/promises';
import { load } from '../programs.mjs';

const isAbsolute = (address) => /^(https?:|mailto:|tel:|urn:|tag:)/.test(address ?? '');
const isTime = (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text ?? '');
const textOf = (value) => (typeof value === 'string' ? value : value?.value);

function contentProblems(html, where) {
  const problems = [];
  for (const [, name, address] of (html ?? '').matchAll(/\s(href|src|poster)="([^"]*)"/g))
    if (!isAbsolute(address)) problems.push(`${where}: ${name}="${address}" is not absolute`);
  return problems;
}

function need(problems, where, value, what) {
  if (value === undefined || value === null || value === '') problems.push(`${where}: no ${what}`);
}

function repeated(values) {
  return values.filter((value, index) => value !== undefined && values.indexOf(value) !== index);
}

function atomProblems(feed) {
  const problems = [];
  for (const name of ['id', 'title', 'updated']) need(problems, 'feed', feed[name], name);
  if (!isTime(feed.updated)) problems.push(`feed: updated is no RFC 3339 time: ${feed.updated}`);
  if (!(feed.links ?? []).some((link) => link.rel === 'self')) problems.push('feed: no link to itself');
  const entries = feed.entries ?? [];
  for (const entry of entries) {
    const where = `entry ${entry.id}`;
    for (const name of ['id', 'title', 'updated']) need(problems, where, entry[name], name);
    if (!isTime(entry.updated)) problems.push(`${where}: updated is no RFC 3339 time: ${entry.updated}`);
    if (!isAbsolute(entry.id)) problems.push(`${where}: its id is no address`);
    if (!(feed.authors ?? entry.authors)?.length) problems.push(`${where}: no author, here or in the feed`);
    if (!entry.content && !(entry.links ?? []).some((link) => (link.rel ?? 'alternate') === 'alternate'))
      problems.push(`${where}: neither content nor link`);
    for (const link of [...(entry.links ?? []), ...(feed.links ?? [])])
      if (!isAbsolute(link.href)) problems.push(`${where}: link ${link.href} is not absolute`);
    problems.push(...contentProblems(textOf(entry.content), where));
  }
  return { problems, ids: entries.map((entry) => entry.id) };
}

function rssProblems(feed) {
  const problems = [];
  for (const name of ['title', 'link', 'description']) need(problems, 'channel', feed[name], name);
  const items = feed.items ?? [];
  for (const item of items) {
    const where = `item ${item.link ?? textOf(item.guid)}`;
    if (!item.title && !item.description) problems.push(`${where}: neither title nor description`);
    if (item.link !== undefined && !isAbsolute(item.link)) problems.push(`${where}: its link is not absolute`);
    need(problems, where, textOf(item.guid), 'guid');
    if (item.pubDate !== undefined && Number.isNaN(Date.parse(item.pubDate))) problems.push(`${where}: pubDate ${item.pubDate}`);
    problems.push(...contentProblems(item.content?.encoded ?? item.description, where));
  }
  return { problems, ids: items.map((item) => textOf(item.guid)) };
}

function jsonProblems(feed) {
  const problems = [];
  need(problems, 'feed', feed.title, 'title');
  for (const name of ['home_page_url', 'feed_url'])
    if (!isAbsolute(feed[name])) problems.push(`feed: ${name} is not absolute: ${feed[name]}`);
  const items = feed.items ?? [];
  for (const item of items) {
    const where = `item ${item.id}`;
    need(problems, where, item.id, 'id');
    if (item.content_html === undefined && item.content_text === undefined) problems.push(`${where}: no content`);
    if (item.url !== undefined && !isAbsolute(item.url)) problems.push(`${where}: url ${item.url} is not absolute`);
    for (const name of ['date_published', 'date_modified'])
      if (item[name] !== undefined && !isTime(item[name])) problems.push(`${where}: ${name} ${item[name]}`);
    problems.push(...contentProblems(item.content_html, where));
  }
  return { problems, ids: items.map((item) => item.id) };
}

function check(feedsmith, file, text) {
  if (file.endsWith('feed.xml')) return atomProblems(feedsmith.parseAtomFeed(text));
  if (file.endsWith('rss.xml')) return rssProblems(feedsmith.parseRssFeed(text));
  const feed = JSON.parse(text);
  if (feed.version !== 'https://jsonfeed.org/version/1.1') throw new Error(`version ${feed.version}`);
  feedsmith.parseJsonFeed(text); // names its parts otherwise, so that only its verdict is of use here
  return jsonProblems(feed);
}

export default {
  name: 'feedsmith',
  async run(sites) {
    const feedsmith = await load('feedsmith');
    const files = sites.flatMap((site) => site.paths('feed.xml', 'rss.xml', 'feed.json'));
    const findings = [];
    for (const file of files) {
      try {
        const { problems, ids } = check(feedsmith, file, await readFile(file, 'utf8'));
        if (ids.length === 0) problems.push('a feed without entries');
        for (const id of repeated(ids)) problems.push(`two entries with the id ${id}`);
        findings.push(...new Set(problems.map((problem) => `${file}: ${problem}`)));
      } catch (error) {
        findings.push(`${file}: ${error.message}`);
      }
    }
    return { summary: `${files.length} feeds`, findings };
  },
};
