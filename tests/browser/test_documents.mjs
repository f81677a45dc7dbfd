// node tests/browser/test_documents.mjs VITRINE
//
// The validators that others wrote (tests/validators) over made-up portfolios that stretch a theme or give it next to nothing.
// scripts/test runs them over the demo and the real portfolios.
import { CHECKS, validateSites } from '../validators/validate_sites.mjs';
import { buildFiles, readSchema, withFolder } from './built.mjs';
import { stretched } from './portfolios.mjs';
import { sentinelPortfolio } from './sentinels.mjs';
import { runTests, skip, tellFindings } from './tap.mjs';

await runTests(async () => {
  const [program] = process.argv.slice(2);
  await withFolder(async (folder) => {
    const sites = [];
    const schema = await readSchema(program);
    const portfolios = { ...stretched(schema), sentinels: sentinelPortfolio(schema).files };
    for (const [name, files] of Object.entries(portfolios)) sites.push(...(await buildFiles(program, name, files, folder)));
    const report = ({ name, summary, findings }) => {
      if (/ is missing: install/.test(findings[0])) skip(name, findings[0]);
      else tellFindings(findings.map((finding) => finding.replaceAll(`${folder}/`, '')), `${name}: ${summary}`);
    };
    const names = CHECKS.map((check) => check.name).filter((name) => name !== 'browser');
    await validateSites(sites.map((site) => `${site.folder}=${site.base}`), { names, report });
  });
});
