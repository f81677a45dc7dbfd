// Every link and fragment inside the sites, followed by linkinator from every page. Absolute addresses of a site
// (canonical links, feeds) are looked up where it is served; other hosts are left alone.
import { load } from '../programs.mjs';

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

async function checkSite(LinkChecker, site) {
  const checker = new LinkChecker();
  const redirected = new Set();
  checker.on('redirect', ({ url }) => redirected.add(url));
  const origin = new URL(site.base).origin;
  const { links } = await checker.check({
    path: site.files.filter((file) => /\.(html|css)$/.test(file)).map((file) => site.localAddress(file)),
    checkFragments: true,
    checkCss: true,
    recurse: true,
    concurrency: 32,
    timeout: 600_000, // other checks may keep the machine busy
    redirects: 'warn',
    urlRewriteExpressions: [{ pattern: new RegExp(`^${escape(origin)}(?=[/?#]|$)`), replacement: site.localOrigin }],
    linksToSkip: async (link) => !link.startsWith(site.localOrigin),
  });
  const findings = links
    .filter((link) => link.state === 'BROKEN')
    .map((link) => `${site.folder}: ${link.parent?.replace(site.localBase, '/') ?? '(start)'}: ` +
      `${link.url.replace(site.localOrigin, '')} leads nowhere (${link.status}${reason(link)})`);
  // A folder's address without its slash costs a visitor a round trip
  for (const link of links.filter((each) => each.state === 'OK' && redirected.has(each.url)))
    findings.push(`${site.folder}: ${link.parent?.replace(site.localBase, '/')}: ${link.url.replace(site.localOrigin, '')} redirects`);
  return { findings, count: links.filter((link) => link.state !== 'SKIPPED').length };
}

function reason(link) {
  const detail = link.failureDetails?.map((failure) => failure.message).filter(Boolean)[0];
  return detail === undefined ? '' : `: ${detail}`;
}

export default {
  name: 'linkinator',
  async run(sites) {
    const { LinkChecker } = await load('linkinator');
    const findings = [];
    let count = 0;
    for (const site of sites) {
      const result = await checkSite(LinkChecker, site);
      findings.push(...new Set(result.findings));
      count += result.count;
    }
    return { summary: `${count} links`, findings };
  },
};
