// html-validate's recommended rules: accessibility, misuse of elements, what HTML deprecates.
import { load } from '../programs.mjs';

const CONFIG = {
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Titles are the author's: "Role at Organisation – Name" may pass 70 characters, and search engines cut them.
    'long-title': 'off',
    // Style only. White space at the end of a line is part of the text in <pre>.
    'no-trailing-whitespace': 'off',
    // HTML allows any id without white space. Ids of headings follow the code hosts, so they may begin with a digit.
    'valid-id': ['error', { relaxed: true }],
    // Wants no-break spaces and hyphens inside the text of telephone links; CSS keeps ours on one line, and the
    // text stays what the author wrote, to be copied.
    'tel-non-breaking': 'off',
    // Column alignment in tables of Markdown is an inline style: the only way HTML5 leaves for it.
    'no-inline-style': ['error', { allowedProperties: ['text-align'] }],
    // A list without bullets needs role="list" for VoiceOver in Safari to call it a list.
    'no-redundant-role': 'off',
    // Pages share one integrity by being one folder: assets come from the same host, their names are fingerprints.
    'require-sri': 'off',
  },
};

export default {
  name: 'html-validate',
  async run(sites) {
    const { HtmlValidate } = await load('html-validate');
    const validator = new HtmlValidate(CONFIG);
    const files = sites.flatMap((site) => site.paths('.html'));
    const findings = [];
    for (const file of files) {
      const report = await validator.validateFile(file);
      for (const { messages } of report.results)
        for (const { line, column, message, ruleId } of messages)
          findings.push(`${file}:${line}:${column}: ${message} [${ruleId}]`);
      await new Promise(setImmediate); // other checks wait for the same thread
    }
    return { summary: `${files.length} pages`, findings };
  },
};
