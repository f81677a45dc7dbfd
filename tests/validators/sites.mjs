// A built site: a folder of files and the address that it will have.
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

export class Site {
  constructor(folder, base, files) {
    this.folder = path.resolve(folder);
    this.base = base; // "https://robin.example/community/", always with a slash at the end
    this.files = files; // relative, sorted
  }

  // The files whose names end so, as absolute paths
  paths(...endings) {
    return this.files.filter((file) => endings.some((ending) => file.endsWith(ending))).map((file) => this.path(file));
  }

  path(file) {
    return path.join(this.folder, file);
  }

  // Where it is served, from serveSites on: "experience/index.html" → "http://127.0.0.1:4000/experience/"
  localAddress(file) {
    return this.localBase + file.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/');
  }
}

async function walk(folder, prefix = '') {
  const files = [];
  for (const entry of await readdir(path.join(folder, prefix), { withFileTypes: true })) {
    const file = prefix + entry.name;
    if (entry.isDirectory()) files.push(...(await walk(folder, `${file}/`)));
    else files.push(file);
  }
  return files.sort();
}

// "public/community=https://robin.example/community/"
export async function openSite(argument) {
  const at = argument.indexOf('=');
  if (at < 1) throw new Error(`${argument}: say SITE_DIR=BASE_URL, such as public/recruiter=https://robin.example/`);
  const folder = argument.slice(0, at);
  const base = new URL(argument.slice(at + 1));
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  if (!(await stat(folder)).isDirectory()) throw new Error(`${folder}: no folder`);
  const site = new Site(folder, base.href, await walk(folder));
  if (!site.files.includes('index.html')) throw new Error(`${folder}: no index.html, so this is no built site`);
  return site;
}

// Pages are grouped by the shape of their address; the largest stands for its group: it has the most in it.
export async function pageSample(site) {
  const groups = new Map();
  for (const file of site.files.filter((name) => name.endsWith('.html'))) {
    const folders = file.split('/').slice(0, -1);
    const shape = folders.length > 1 ? `${folders[0]}${'/*'.repeat(folders.length - 1)}` : file;
    const text = await readFile(site.path(file), 'utf8');
    const redirects = /<meta[^>]+http-equiv=["']?refresh/i.test(text);
    if (redirects) continue;
    const known = groups.get(shape);
    if (known === undefined || text.length > known.size) groups.set(shape, { file, size: text.length });
  }
  return [...groups.values()].map((group) => group.file).sort();
}
