// Feeds as Python's feedparser reads them: it forgives much, and sets `bozo` when it had to.
import { Missing, findProgram, run } from '../programs.mjs';

const PROGRAM = `
import sys
try:
    import feedparser
except ImportError:
    sys.exit(42)
for path in sys.stdin.read().splitlines():
    with open(path, "rb") as file:
        parsed = feedparser.parse(file.read())
    if parsed.bozo:
        print(f"{path}: {parsed.bozo_exception}")
    elif not parsed.version:
        print(f"{path}: not known as a feed")
    elif not parsed.feed.get("title") or not parsed.entries:
        print(f"{path}: no title or no entries")
    elif not all(entry.get("link") and entry.get("id") for entry in parsed.entries):
        print(f"{path}: an entry without link or id")
`;

export default {
  name: 'feedparser',
  async run(sites) {
    const python = await findProgram(['/usr/bin/python3', 'python3'], 'python3');
    const files = sites.flatMap((site) => site.paths('feed.xml', 'rss.xml'));
    const { status, out, err } = await run(python, ['-c', PROGRAM], { input: files.join('\n') });
    if (status === 42) throw new Missing('feedparser', 'the Debian package python3-feedparser');
    if (status !== 0) throw new Error(err);
    return { summary: `${files.length} feeds`, findings: out.split('\n').filter(Boolean) };
  },
};
