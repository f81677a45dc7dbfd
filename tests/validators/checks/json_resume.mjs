// Each site's resume.json, by the schema of JSON Resume.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const schema = createRequire(import.meta.url)('@jsonresume/schema/schema.json');

export default {
  name: 'json-resume',
  async run(sites) {
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
