// Each site's resume.json, by the schema of JSON Resume.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { load } from '../programs.mjs';

export default {
  name: 'json-resume',
  async run(sites) {
    const [{ default: Ajv }, { default: addFormats }] = [await load('ajv'), await load('ajv-formats')];
    await load('@jsonresume/schema');
    const schema = createRequire(import.meta.url)('@jsonresume/schema/schema.json');
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    const files = sites.flatMap((site) => site.paths('.json')).filter((file) => file.endsWith('/resume.json'));
    const findings = [];
    for (const file of files)
      if (!validate(JSON.parse(await readFile(file, 'utf8'))))
        findings.push(...validate.errors.map((error) => `${file}: ${error.instancePath} ${error.message}`));
    return { summary: `${files.length} documents`, findings };
  },
};
