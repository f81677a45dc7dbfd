// Results in the Test Anything Protocol, which meson reads.
const DETAILS = 40; // of one failed test; one mistake in a theme shows on every page

let count = 0;
let failed = 0;

export function tell(good, name, details = []) {
  count++;
  if (!good) failed++;
  console.log(`${good ? 'ok' : 'not ok'} ${count} - ${name.replaceAll('#', '')}`);
  if (good) return;
  for (const line of details.slice(0, DETAILS)) console.log(`#   ${String(line).replaceAll('\n', '\n#   ')}`);
  if (details.length > DETAILS) console.log(`#   … and ${details.length - DETAILS} more`);
}

// A test that finds nothing: its findings are the details
export const tellFindings = (findings, name) => tell(findings.length === 0, name, findings);

export const note = (text) => console.log(`# ${text}`);

export function skip(name, reason) {
  count++;
  console.log(`ok ${count} - ${name} # SKIP ${reason}`);
}

// Runs the tests of a file. What is missing on this machine skips all of them, aloud.
export async function runTests(main) {
  try {
    await main();
  } catch (error) {
    if (error.constructor.name === 'Missing' && count === 0) {
      console.log(`1..0 # SKIP ${error.message}`);
      return;
    }
    tell(false, 'the tests end without an error', [error.stack ?? error]);
  }
  console.log(`1..${count}`);
  process.exitCode = failed > 0 ? 1 : 0;
}
