// Runs the checks over sites, all at once, and tells what each found.
import { openSite } from './sites.mjs';
import { serveSites } from './server.mjs';
import browser from '../browser/page_checks.mjs';
import feedparser from './checks/feedparser.mjs';
import feeds from './checks/feeds.mjs';
import htmlValidate from './checks/html_validate.mjs';
import json from './checks/json.mjs';
import jsonResume from './checks/json_resume.mjs';
import links from './checks/links.mjs';
import microformats from './checks/microformats.mjs';
import structuredData from './checks/structured_data.mjs';
import vnu from './checks/vnu.mjs';
import xml from './checks/xml.mjs';

export const CHECKS = [vnu, htmlValidate, links, feeds, feedparser, xml, json, jsonResume, microformats, structuredData, browser];

async function runCheck(check, sites) {
  const start = process.hrtime.bigint();
  const seconds = () => (Number(process.hrtime.bigint() - start) / 1e9).toFixed(1);
  try {
    const { summary, findings } = await check.run(sites);
    return { name: check.name, summary, findings, seconds: seconds() };
  } catch (error) {
    const detail = error.constructor.name === 'Missing' ? error.message : (error.stack ?? String(error));
    return { name: check.name, summary: 'could not run', findings: [detail], seconds: seconds() };
  }
}

// `names` chooses checks; all by default. `report` hears of each as it ends.
export async function validateSites(specifications, { names = null, report = () => {} } = {}) {
  const sites = [];
  for (const specification of specifications) sites.push(await openSite(specification));
  const stop = await serveSites(sites);
  try {
    const chosen = CHECKS.filter((check) => names === null || names.includes(check.name));
    return await Promise.all(chosen.map(async (check) => {
      const result = await runCheck(check, sites);
      report(result);
      return result;
    }));
  } finally {
    stop();
  }
}
