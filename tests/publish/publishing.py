"""Sites, bare repositories and the programs that work on them; what tests of publishing share."""
import difflib, hashlib, os, re, shutil, stat, subprocess, sys, tempfile

VITRINE, MESSAGES = os.path.abspath(sys.argv[1]), sys.argv[2]
GIT = shutil.which("git")
HOME = tempfile.mkdtemp()
count = failed = 0
messages = {}


def ok(good, name, detail=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} {name}", flush=True)
    if not good:
        for line in str(detail).split("\n"):
            print("#", line)


def skip(name, why):
    global count
    count += 1
    print(f"ok {count} {name} # SKIP {why}")


# ---- Running ----

def environment(**more):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "VITRINE_UPDATE", "SOURCE_DATE"))}
    env |= {"HOME": HOME, "XDG_CACHE_HOME": f"{HOME}/cache", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "1767225600", "LSAN_OPTIONS": "exitcode=0"}
    return env | more


def run(words, cwd, **more):
    return subprocess.run(words, cwd=cwd, env=environment(**more), capture_output=True, text=True, stdin=subprocess.DEVNULL)


def git(cwd, *words, check=True):
    result = run([GIT, "-c", "user.name=Robin", "-c", "user.email=robin@robin.example", *words], cwd)
    if check and result.returncode:
        raise SystemExit(f"git {words}: {result.stderr}")
    return result.stdout.strip()


def vitrine(cwd, *words, **more):
    return run([VITRINE, *words], cwd, **more)


def publish(cwd, *words, **more):
    return vitrine(cwd, "publish", "--yes", *words, **more)


def remember(name, result, folder):
    """A refusal as its reader sees it, for the file of messages."""
    text = result.stderr.replace(folder, "WORK")
    messages[name] = re.sub(r"\b[0-9a-f]{10,40}\b", "COMMIT", text)


# ---- Sites ----

SITE = """title: Robin Sample
{url}audiences:
  recruiter: {{theme: recruiter}}
  community: {{theme: community{community}}}
default_audience: [recruiter, community]
publish:
{publish}"""

URL = 'url: https://robin.example/\n'
COMMUNITY = ', url: "https://robin.example/community/"'


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def make_site(folder, publish=None, url=URL, community=COMMUNITY, more=""):
    publish = publish or "  recruiter: {remote: ../site.git}\n"
    write(f"{folder}/site-content/site.yaml", SITE.format(url=url, community=community, publish=publish) + more)
    write(f"{folder}/site-content/profile.md", "---\nname: Robin Sample\nlabel: Engineer\nemail: robin@robin.example\n---\n\nHello.\n")
    write(f"{folder}/site-content/projects/one.md", "---\ntitle: First project\nstart: 2023\n---\n\nThe first.\n")
    write(f"{folder}/site-content/projects/two.md", "---\ntitle: Second project\nstart: 2022\nupdated: 2024-05-06\n---\n\nThe second.\n")
    write(f"{folder}/site-content/projects/inner.md", "---\ntitle: Inner matters\nstart: 2021\naudience: community\n---\n\nWallflowers.\n")


def bare(folder):
    git(os.path.dirname(folder), "init", "--quiet", "--bare", folder)


def head(remote, branch="gh-pages"):
    return git(remote, "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}", check=False)


def files_of(remote, branch="gh-pages"):
    return git(remote, "ls-tree", "-r", "--name-only", branch).split("\n")


def whole(repository):
    return run([GIT, "fsck", "--strict", "--no-progress"], repository).returncode == 0


def fingerprint(folder):
    """Every path below a folder with its kind, mode and bytes; of git's own nothing but what it says by itself is left out."""
    digest = hashlib.sha256()
    for at, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names + folders):
            path = os.path.join(at, name)
            status = os.lstat(path)
            digest.update(f"{os.path.relpath(path, folder)} {stat.filemode(status.st_mode)}\n".encode())
            if stat.S_ISREG(status.st_mode):
                digest.update(open(path, "rb").read())
    return digest.hexdigest()


def push_by_hand(remote, branch, files, work, message="By hand"):
    """Somebody's own commit on top of what is there."""
    clone = tempfile.mkdtemp(dir=work)
    git(clone, "init", "--quiet")
    if git(clone, "fetch", "--quiet", remote, branch, check=False) == "" and head(remote, branch):
        git(clone, "reset", "--quiet", "--hard", "FETCH_HEAD")
    for path, text in files.items():
        write(f"{clone}/{path}", text)
    git(clone, "add", "-A")
    git(clone, "commit", "--quiet", "-m", message)
    git(clone, "push", "--quiet", remote, f"HEAD:refs/heads/{branch}")
    shutil.rmtree(clone)


def new_case(work, name):
    folder = f"{work}/{name}"
    os.makedirs(folder)
    bare(f"{folder}/site.git")
    return folder, f"{folder}/site", f"{folder}/site.git"


def refused(result, id, status=1):
    return result.returncode == status and f"[{id}]" in result.stderr and "Nothing was published." in result.stderr


def dates_of(site):
    text = open(f"{site}/public/recruiter/sitemap.xml").read()
    return {m[0].removeprefix("https://robin.example"): m[1] for m in re.findall(r"<loc>([^<]*)</loc>\s*<lastmod>([^<]*)</lastmod>", text)}


def check_messages():
    seen = "".join(f"=== {name}\n{text}" for name, text in sorted(messages.items()))
    wanted = open(MESSAGES, encoding="utf-8").read() if os.path.exists(MESSAGES) else ""
    if seen != wanted and os.environ.get("VITRINE_UPDATE"):
        open(MESSAGES, "w", encoding="utf-8").write(seen)
        wanted = seen
    ok(seen == wanted, "every refusal reads as it did", "\n".join(difflib.unified_diff(wanted.split("\n"), seen.split("\n"), "expected", "seen", lineterm="")))


def main(cases):
    """Runs the cases, or those that the command line names."""
    chosen = sys.argv[3:]
    if not GIT:
        print("1..0 # SKIP there is no git here")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            if not chosen or case.__name__ in chosen:
                case(os.path.realpath(folder))
    if not chosen:
        check_messages()
    shutil.rmtree(HOME)
    print(f"1..{count}")
    return 1 if failed else 0
