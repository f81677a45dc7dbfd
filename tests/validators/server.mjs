// Serves sites as a static host would: each below its base path, folders by their index.html, a folder's address
// without its slash by a redirect, what is not there by the site's 404.html with that status, and text compressed.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.xml': 'application/xml; charset=utf-8', '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp',
  '.ico': 'image/x-icon', '.ics': 'text/calendar; charset=utf-8', '.vcf': 'text/vcard; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8', '.woff2': 'font/woff2', '.pdf': 'application/pdf',
};

async function isKind(file, kind) {
  const found = await stat(file).catch(() => null);
  return found !== null && (kind === 'folder' ? found.isDirectory() : found.isFile());
}

async function answer(mounts, request, response) {
  const address = new URL(request.url, 'http://localhost');
  const mount = mounts.find(({ prefix }) => address.pathname.startsWith(prefix));
  const send = async (status, file) => {
    const bytes = await readFile(file);
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    const packs = /^text|json|xml|javascript/.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const body = packs ? gzipSync(bytes) : bytes;
    response.writeHead(status, { 'content-type': type, 'content-length': body.length, ...(packs && { 'content-encoding': 'gzip', vary: 'accept-encoding' }) });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (mount === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end('outside of every site');
    return;
  }
  const relative = path.normalize(decodeURIComponent(address.pathname.slice(mount.prefix.length)) || '.');
  const file = path.join(mount.site.folder, relative);
  const missing = mount.site.path('404.html');
  const inside = file === mount.site.folder || file.startsWith(mount.site.folder + path.sep);
  if (inside && (await isKind(file, 'folder')) && !address.pathname.endsWith('/')) {
    response.writeHead(301, { location: `${address.pathname}/${address.search}` });
    response.end();
  } else if (inside && address.pathname.endsWith('/') && (await isKind(path.join(file, 'index.html'), 'file'))) {
    await send(200, path.join(file, 'index.html'));
  } else if (inside && !address.pathname.endsWith('/') && (await isKind(file, 'file'))) {
    await send(200, file);
  } else if (await isKind(missing, 'file')) {
    await send(404, missing);
  } else {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end('not found');
  }
}

// Sites may share an origin (https://robin.example/ and https://robin.example/community/), or even an address
// (the same address in two builds): sites that can stand on one server do, the others get their own.
function groupByServer(sites) {
  const groups = [];
  for (const site of sites) {
    const { origin, pathname } = new URL(site.base);
    let group = groups.find((g) => g.origin === origin && !g.mounts.some((mount) => mount.prefix === pathname));
    if (group === undefined) groups.push((group = { origin, mounts: [] }));
    group.mounts.push({ prefix: pathname, site });
    group.mounts.sort((a, b) => b.prefix.length - a.prefix.length);
  }
  return groups;
}

// Gives every site `localBase` (where it is served) and `localOrigin`. Returns a function that ends the servers.
export async function serveSites(sites) {
  const servers = [];
  for (const { mounts } of groupByServer(sites)) {
    const server = createServer((request, response) => {
      answer(mounts, request, response).catch((error) => {
        response.writeHead(error instanceof URIError ? 400 : 500, { 'content-type': 'text/plain' });
        response.end(String(error));
      });
    });
    await new Promise((resolve, reject) => {
      server.on('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    servers.push(server);
    const origin = `http://127.0.0.1:${server.address().port}`;
    for (const { prefix, site } of mounts) {
      site.localOrigin = origin;
      site.localBase = origin + prefix;
    }
  }
  return () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
}
