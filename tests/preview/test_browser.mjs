// A real browser on the preview: what is edited is what the page shows. Usage: test_browser.mjs VITRINE
// Debian's Chromium through playwright-core; without either, says so and skips.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const vitrine = process.argv[2];
const program = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
let playwright = null;
try {
  playwright = await import("playwright-core");
} catch { /* said below */ }
if (!program || !playwright) {
  console.log(`1..0 # SKIP ${program ? "playwright-core is not installed (npm ci in tests/)" : "Chromium is not installed"}`);
  process.exit(0);
}

let count = 0;
let failed = 0;
function check(fine, name, seen) {
  count += 1;
  failed += !fine;
  console.log(`${fine ? "ok" : "not ok"} ${count} - ${name}`);
  if (!fine && seen !== undefined) console.log(`# ${String(seen).slice(0, 1500).replaceAll("\n", "\n# ")}`);
}

async function until(condition, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    try {
      const value = await condition();
      if (value) return value;
    } catch { /* the page is on its way */ }
    await new Promise((done) => setTimeout(done, 25));
  }
  return false;
}

// ---- The site and its preview --------------------------------------------------------------------------------

const folder = mkdtempSync(join(tmpdir(), "vitrine-browser-"));
const path = (name) => join(folder, "site-content", name);
cpSync(join(root, "site-content"), join(folder, "site-content"), { recursive: true });
cpSync(join(root, "themes/recruiter"), join(folder, "themes/recruiter"), { recursive: true });

// As an editor saves: beside, then renamed.
function save(name, text) {
  mkdirSync(dirname(path(name)), { recursive: true });
  writeFileSync(`${path(name)}~new`, text);
  renameSync(`${path(name)}~new`, path(name));
}

const entry = (title, text, more = "") => `---\ntitle: ${title}\n${more}---\n\n${text}\n`;
let filler = "";
for (let i = 0; i < 150; i += 1) filler += `Paragraph ${i} of a long page.\n\n`;
save("projects/subject.md", entry("Subject", `First words.\n\n${filler}`));

const env = { ...process.env };
delete env.VITRINE_THEMES; // it would come before the site's own themes
let output = "";
let problems = "";
let server = null;
async function serve(...options) {
  output = "";
  server = spawn(vitrine, ["serve", "--today", "2026-03-01", ...options], { cwd: folder, env });
  server.stdout.on("data", (data) => { output += data; });
  server.stderr.on("data", (data) => { problems += data; });
  await until(() => output.includes("Press Ctrl-C"), 60);
  return Object.fromEntries([...output.matchAll(/^(.+): (http:.+)$/gm)].map(([, name, address]) => [name, address]));
}
const ended = () => new Promise((done) => { server.once("exit", done); server.kill("SIGINT"); });

let sites = await serve("--port", "0");
const port = new URL(sites.recruiter).port;
const browser = await playwright.chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext();
const page = await context.newPage();
const faults = [];
page.on("pageerror", (error) => faults.push(error.message));

const text = (of = page) => of.evaluate(() => document.body.innerText);
const holds = (words, of = page) => until(async () => (await text(of)).includes(words));
const bar = (of = page) => of.locator("vitrine-preview .bar").innerText();
const shownProblems = async () => ((await page.locator("vitrine-preview .problems").isVisible()) ? page.locator("vitrine-preview .problems pre").innerText() : "");
const mark = () => page.evaluate(() => { window.marked = true; });
const isMarked = () => page.evaluate(() => window.marked === true);

try {
  const subject = `${sites.recruiter}projects/subject/`;
  await page.goto(subject);
  check(await until(async () => (await bar()).includes("site-content/projects/subject.md")), "the bar names the source", await bar());
  check((await bar()).includes("recruiter"), "and the audience");
  const other = await page.locator("vitrine-preview .bar a").first().getAttribute("href");
  check(other === `${sites.community}projects/subject/`, "and leads to the same page of the other audience", other);

  // Text, with the scroll position kept.
  await page.evaluate(() => scrollTo(0, 1500));
  save("projects/subject.md", entry("Subject", `Second words.\n\n${filler}`));
  check(await holds("Second words."), "edited text is shown");
  check(await until(() => page.evaluate(() => scrollY === 1500)), "at the place it was scrolled to", await page.evaluate(() => scrollY));
  await page.evaluate(() => scrollTo(0, 0));

  // A style of the theme: no reload.
  await mark();
  const styles = join(folder, "themes/recruiter/assets");
  const sheet = ["recruiter.css", "style.css"].map((name) => join(styles, name)).find(existsSync);
  check(sheet !== undefined, "the theme has a stylesheet");
  writeFileSync(sheet, `${readFileSync(sheet, "utf8")}\nbody { outline: 7px solid rgb(1, 2, 3) !important; }\n`);
  check(await until(() => page.evaluate(() => getComputedStyle(document.body).outlineWidth === "7px")), "an edited style is shown");
  check(await isMarked(), "without a reload");

  // A picture of the author's: no reload.
  const picture = (width) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="9"><rect width="9" height="9"/></svg>\n`;
  save("projects/plan.svg", picture(11));
  save("projects/subject.md", entry("Subject", `Third words.\n\n![Plan](plan.svg)\n\n${filler}`));
  check(await holds("Third words."), "a new picture is shown");
  save("projects/subject.md", entry("Subject", `Third words.\n\n![Plan](plan.svg)\n\n![Plan](plan.svg)\n\n${filler}`));
  await until(() => page.evaluate(() => document.querySelectorAll("img[src*=plan]").length === 2));
  await mark();
  const seen = [];
  page.on("request", (request) => seen.push(request.url()));
  save("projects/plan.svg", picture(11).replace("<rect", "<circle r='4'/><rect"));
  check(await until(() => seen.some((url) => url.includes("plan.svg?vitrine-build"))), "an edited picture is fetched again", seen.join("\n"));
  check(await isMarked(), "without a reload");

  // An unrelated edit: nothing happens here.
  save("projects/elsewhere.md", entry("Elsewhere", "Not here.", "audience: private\n"));
  await new Promise((done) => setTimeout(done, 800));
  check(await isMarked(), "a hidden entry reloads nothing");

  // A template.
  const layout = join(folder, "themes/recruiter/templates/entry.mustache");
  const before = readFileSync(layout, "utf8");
  writeFileSync(layout, before.replace("{{$text}}", "{{$text}}<p>template edited</p>"));
  check(await until(async () => (await page.content()).includes("template edited")), "an edited template is shown");

  // A template with a mistake: the last good page stays.
  writeFileSync(layout, before.replace("{{$text}}", "{{$text}}{{no_such_name}}"));
  check(await until(async () => (await shownProblems()).includes("no_such_name")), "a template's mistake is shown");
  check((await text()).includes("Third words."), "over the last good page");
  writeFileSync(layout, before);
  check(await until(async () => (await shownProblems()) === ""), "and goes by itself");

  // Front matter, broken and mended.
  save("projects/subject.md", `---\ntitel: Wrong\n---\n\nFourth words.\n`);
  check(await until(async () => /subject\.md:2:1: error:[^]*titel: Wrong[^]*\^~~~~/.test(await shownProblems())), "an error has its line and caret", await shownProblems());
  check((await text()).includes("Third words."), "the last good page stays");
  save("projects/subject.md", entry("Subject", `Fifth words.\n\n${filler}`));
  check(await holds("Fifth words."), "mended text is shown");
  check(await until(async () => (await shownProblems()) === ""), "and no error any more");

  // Settings.
  const settings = readFileSync(path("site.yaml"), "utf8");
  save("site.yaml", settings.replace(/^title: .*$/m, "title: Another Title"));
  check(await until(async () => (await page.content()).includes("Another Title")), "edited settings are shown");
  save("site.yaml", `${settings}\nnonsense: 1\n`);
  check(await until(async () => (await shownProblems()).includes("nonsense")), "a mistake in settings is shown", await shownProblems());
  save("site.yaml", settings);
  check(await until(async () => (await shownProblems()) === ""), "and goes by itself");

  // Added, renamed, deleted.
  const list = await context.newPage();
  await list.goto(`${sites.recruiter}projects/`);
  await until(async () => (await bar(list)).includes("recruiter"));
  save("projects/added.md", entry("Added just now", "New."));
  check(await holds("Added just now", list), "an added entry is listed");
  await list.goto(`${sites.recruiter}projects/added/`);
  await until(async () => (await bar(list)).includes("added.md"));
  renameSync(path("projects/added.md"), path("projects/renamed.md"));
  check(await until(async () => (await list.title()).length > 0 && !(await text(list)).includes("New.")), "a renamed entry is gone from its address");
  await list.goto(`${sites.recruiter}projects/renamed/`);
  check(await holds("New.", list), "and has another one");
  rmSync(path("projects/renamed.md"));
  check(await until(async () => !(await text(list)).includes("New.")), "a deleted entry is gone");
  await list.close();

  // Hidden from the other audience.
  save("projects/only.md", entry("Only here", "For recruiters.", "audience: recruiter\n"));
  await page.goto(`${sites.recruiter}projects/only/`);
  check(await until(async () => (await bar()).includes("(hidden there)")), "the bar says where a page is hidden", await bar());
  await page.goto(subject);

  // An editor that writes in place, in pieces.
  await until(async () => (await bar()).includes("subject.md"));
  writeFileSync(path("projects/subject.md"), "---\ntitle: Sub");
  writeFileSync(path("projects/subject.md"), entry("Subject", `Sixth words.\n\n${filler}`));
  check(await holds("Sixth words."), "a file written in place is shown");

  // A burst of 200 changes.
  for (let i = 0; i < 200; i += 1) {
    writeFileSync(path(`projects/burst-${i % 20}.md`), entry(`Burst ${i}`, `Burst ${i}.`));
    if (i % 10 === 0) save("projects/subject.md", entry("Subject", `Burst of ${i}.\n\n${filler}`));
  }
  save("projects/subject.md", entry("Subject", `Seventh words.\n\n${filler}`));
  check(await holds("Seventh words."), "after a burst the last change is shown");
  for (let i = 0; i < 20; i += 1) rmSync(path(`projects/burst-${i}.md`));

  // Eight tabs.
  const tabs = [];
  for (let i = 0; i < 8; i += 1) {
    const tab = await context.newPage();
    await tab.goto(subject);
    tabs.push(tab);
  }
  for (let round = 0; round < 3; round += 1) {
    save("projects/subject.md", entry("Subject", `Tabs round ${round}.\n\n${filler}`));
    const all = await Promise.all(tabs.map((tab) => holds(`Tabs round ${round}.`, tab)));
    check(all.every(Boolean), `all of eight tabs show round ${round}`, all);
  }
  for (const tab of tabs) await tab.close();

  // Nothing of the theme's page reaches into the bar, and paper has none.
  await page.emulateMedia({ media: "print" });
  check(await page.locator("vitrine-preview .bar").isHidden(), "no bar on paper");
  await page.emulateMedia({ media: null });

  // The server is ended and begun anew.
  check((await ended()) === 0, "it ends cleanly", problems.slice(-1000));
  sites = await serve("--port", port, "--navigate");
  save("projects/subject.md", entry("Subject", `After the new start.\n\n${filler}`));
  check(await holds("After the new start."), "an open page finds the new server");

  // --navigate
  await until(async () => (await bar()).includes("subject.md"));
  save("projects/only.md", entry("Only here", "Gone to.", "audience: recruiter\n"));
  check(await until(() => page.url().endsWith("/projects/only/")), "with --navigate the edited page is shown", page.url());
  check((await ended()) === 0, "it ends cleanly again", problems.slice(-1000));
  check(faults.length === 0, "no script failed", faults.join("\n"));
  check(!/Sanitizer|runtime error/.test(problems), "no complaint", problems.slice(-3000));
} catch (error) {
  check(false, "the test ran to its end", error.stack);
} finally {
  server.kill("SIGKILL");
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
