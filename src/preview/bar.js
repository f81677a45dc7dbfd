// The preview bar: which reader this is, what is wrong, and the page renewed when its sources change.
// Everything visible stands in a shadow root, so that neither side's styles reach the other.
(() => {
  "use strict";
  const tag = document.currentScript;
  const root = tag.src.slice(0, tag.src.lastIndexOf("/"));
  let build = tag.dataset.build;
  let text = null; // this page as the server sent it, without the bar
  let images = new Set(); // paths of those that changed
  let missed = false; // a change came before this page listened: any picture may be old

  // ---- The bar ----------------------------------------------------------------------------------------------

  const host = document.createElement("vitrine-preview");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.innerHTML = `<style>
    :host { all: initial; }
    * { box-sizing: border-box; }
    .bar, .problems { font: 13px/1.5 system-ui, sans-serif; color: #f4f4f2; background: #1c2128; }
    .bar { position: fixed; z-index: 2147483646; left: 8px; bottom: 8px; max-width: calc(100vw - 16px); display: flex;
      flex-wrap: wrap; gap: 2px 12px; padding: 4px 10px; border-radius: 6px; box-shadow: 0 1px 6px #0006; opacity: .92; }
    .bar.everything { background: #7a1f1f; }
    a { color: #9ecbff; }
    .hidden { color: #aab; }
    button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: left;
      text-decoration: underline dotted; overflow-wrap: anywhere; }
    a:focus-visible, button:focus-visible { outline: 2px solid #ffd33d; outline-offset: 2px; }
    .problems { position: fixed; z-index: 2147483647; inset: auto 0 0 0; max-height: 80vh; overflow: auto; padding: 16px 20px;
      border-top: 4px solid #e5534b; }
    .problems[hidden] { display: none; }
    .problems h2 { margin: 0 0 8px; font-size: 15px; }
    .problems pre { margin: 0; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; tab-size: 4; }
    .error { color: #ff9a92; } .warning { color: #f0c674; } .caret { color: #ffd33d; }
    @media print { .bar, .problems { display: none; } }
    </style><div class="bar" role="region" aria-label="Preview"></div>
    <div class="problems" role="alert" hidden><h2></h2><pre></pre><p><button type="button">Hide until it changes</button></p></div>`;
  const bar = shadow.querySelector(".bar");
  const box = shadow.querySelector(".problems");

  function element(name, content, attributes) {
    const made = document.createElement(name);
    made.textContent = content;
    return Object.assign(made, attributes);
  }

  async function copy(button) {
    const path = button.dataset.path;
    try {
      await navigator.clipboard.writeText(path);
      button.textContent = "copied";
      setTimeout(() => { button.textContent = path; }, 900);
    } catch {
      getSelection().selectAllChildren(button);
    }
  }

  function showOther(other) {
    if (other.page) return element("a", other.name, { href: other.page + location.hash });
    const hidden = element("span", "", { className: "hidden" });
    hidden.append(element("a", other.name, { href: other.home }), " (hidden there)");
    return hidden;
  }

  function showFacts(facts) {
    const reader = element("strong", facts.audience || "preview");
    bar.classList.toggle("everything", facts.everything);
    bar.replaceChildren(reader, ...facts.others.map(showOther));
    if (facts.everything) bar.append(element("span", "shows what no audience sees"));
    if (!facts.file) return;
    const source = element("button", facts.file, { type: "button", title: "Copy the path of the source" });
    source.dataset.path = facts.file;
    source.addEventListener("click", () => copy(source));
    bar.append(source);
  }

  async function renewFacts() {
    const answer = await fetch(`${root}/page?path=${encodeURIComponent(location.pathname)}`);
    if (answer.ok) showFacts(await answer.json());
  }

  // ---- What is wrong ----------------------------------------------------------------------------------------

  let hiddenProblems = null;

  function lineClass(line) {
    if (/: error: /.test(line) || /^error: /.test(line)) return "error";
    if (/: warning: /.test(line) || /^warning: /.test(line)) return "warning";
    return /^\s*\|\s*\^/.test(line) ? "caret" : "";
  }

  function showProblems(problems) {
    if (problems !== hiddenProblems) hiddenProblems = null;
    box.hidden = !problems || hiddenProblems !== null;
    box.querySelector("h2").textContent = "This cannot be built. The page is as it was before.";
    box.querySelector("pre").replaceChildren(
      ...problems.split("\n").map((line) => element("span", line + "\n", { className: lineClass(line) })));
    box.dataset.text = problems;
  }

  box.querySelector("button").addEventListener("click", () => {
    hiddenProblems = box.dataset.text;
    box.hidden = true;
  });

  // ---- The page ----------------------------------------------------------------------------------------------

  async function fetchPage() {
    const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
    return { text: await answer.text(), tag: answer.headers.get("ETag") };
  }

  function reload() {
    sessionStorage.setItem("vitrine-scroll", JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  function keepScroll() {
    const [path, x, y] = JSON.parse(sessionStorage.getItem("vitrine-scroll") || "[]");
    sessionStorage.removeItem("vitrine-scroll");
    if (path !== location.pathname) return;
    const go = () => scrollTo({ left: x, top: y, behavior: "instant" });
    go();
    addEventListener("load", go, { once: true });
  }

  // A theme's files have a fingerprint in their name; styles may stand in the page itself.
  const printed = /[^"'\s(),=]*\.[0-9a-f]{10}\.[a-z0-9]+/g;
  const styles = /(<style\b[^>]*>)[\s\S]*?<\/style>/g;
  const outline = (page) => page.replace(styles, "$1").replace(printed, "");

  function swapAddress(from, to) {
    for (const found of document.querySelectorAll(`[href="${from}"], [src="${from}"]`)) {
      if (found.localName === "link" && found.rel === "stylesheet") {
        const fresh = found.cloneNode();
        fresh.href = to;
        fresh.addEventListener("load", () => found.remove());
        found.after(fresh);
      } else {
        found.setAttribute(found.hasAttribute("href") ? "href" : "src", to);
      }
    }
  }

  // True when nothing but styles and pictures of the theme differs, and they are exchanged.
  function swapStyles(fresh) {
    if (outline(text) !== outline(fresh)) return false;
    const before = text.match(printed) || [];
    const after = fresh.match(printed) || [];
    const pairs = before.map((from, at) => [from, after[at]]).filter(([from, to]) => from !== to);
    if (before.length !== after.length || pairs.some(([from]) => from.endsWith(".js"))) return false;
    const inline = new DOMParser().parseFromString(fresh, "text/html").querySelectorAll("style");
    const own = document.querySelectorAll("style");
    if (inline.length !== own.length) return false;
    own.forEach((style, at) => {
      if (style.textContent !== inline[at].textContent) style.textContent = inline[at].textContent;
    });
    for (const [from, to] of new Map(pairs)) swapAddress(from, to);
    return true;
  }

  function renewImages() {
    const changed = images;
    const all = missed;
    images = new Set();
    missed = false;
    const stamp = (address) => {
      const url = new URL(address, location.href);
      if (!changed.has(url.pathname) && !(all && url.origin === location.origin)) return address;
      url.searchParams.set("vitrine-build", build);
      return url.href;
    };
    for (const found of document.querySelectorAll("img, source, video, audio, image")) {
      for (const name of ["src", "poster", "href"]) {
        const address = found.getAttribute(name);
        if (address && stamp(address) !== address) found.setAttribute(name, stamp(address));
      }
      const set = found.getAttribute("srcset");
      if (set) found.setAttribute("srcset", set.replace(/[^\s,]+(?=\s|,|$)/g, (word) => (/^[\d.]+[wx]$/.test(word) ? word : stamp(word))));
    }
  }

  let renewing = null;
  let wanted = build;

  async function renewOnce() {
    const goal = wanted;
    const page = await fetchPage();
    if (text === null || (page.text !== text && !swapStyles(page.text))) {
      reload();
      return;
    }
    text = page.text;
    build = goal;
    renewImages();
    await renewFacts();
  }

  async function renew() {
    if (renewing) return renewing;
    renewing = (async () => {
      while (build !== wanted) await renewOnce();
    })();
    try {
      await renewing;
    } catch {
      setTimeout(renew, 500);
    } finally {
      renewing = null;
    }
  }

  // ---- Events -------------------------------------------------------------------------------------------------

  const handlers = {
    state(state) {
      showProblems(state.problems);
      missed = missed || state.build !== wanted;
      wanted = state.build;
      renew();
    },
    change(change) {
      change.images.forEach((address) => images.add(address));
      if (change.navigate && change.navigate !== location.pathname && document.visibilityState === "visible") {
        location.href = change.navigate;
        return;
      }
      wanted = change.build;
      renew();
    },
    // The server was ended; another run has another address for its events.
    gone() {
      const ask = () => fetch(location.pathname, { method: "HEAD" }).then(reload, () => setTimeout(ask, 1000));
      ask();
    },
  };

  function listenShared() {
    const worker = new SharedWorker(`${root}/worker.js`);
    worker.port.onmessage = (event) => handlers[event.data.type](event.data.data);
    addEventListener("pagehide", () => worker.port.postMessage("bye"));
  }

  // Without shared workers a tab that is not seen lets its connection go.
  function listenAlone() {
    let source = null;
    const update = () => {
      if (document.visibilityState === "hidden") {
        if (source) source.close();
        source = null;
      } else if (!source) {
        source = new EventSource(`${root}/events`);
        for (const type of ["state", "change"])
          source.addEventListener(type, (event) => handlers[type](JSON.parse(event.data)));
        source.addEventListener("error", () => {
          if (source && source.readyState === EventSource.CLOSED) handlers.gone();
        });
      }
    };
    document.addEventListener("visibilitychange", update);
    update();
  }

  async function start() {
    document.documentElement.append(host);
    keepScroll();
    const page = await fetchPage();
    if (page.tag !== tag.dataset.page) {
      reload();
      return;
    }
    text = page.text;
    await renewFacts();
    if (typeof SharedWorker === "function") listenShared();
    else listenAlone();
  }

  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  start().catch(() => setTimeout(() => location.reload(), 1000));
})();
