// What can only be seen from inside a page: colours as they are computed, focus as it is drawn, boxes as they are laid out.
// Evaluated in the page once; each probe then gives findings as texts.
(() => {
  const describe = (element) => {
    const name = element.tagName.toLowerCase();
    const classes = typeof element.className === 'string' && element.className.trim() ? `.${element.className.trim().split(/\s+/).join('.')}` : '';
    const parent = element.parentElement;
    const near = classes === '' && parent && parent !== document.body ? `${parent.tagName.toLowerCase()}${parent.classList.length ? `.${parent.classList[0]}` : ''} > ` : '';
    return near + name + (element.id ? `#${element.id}` : '') + classes;
  };

  // ---- Colours ------------------------------------------------------------------------------------------------

  const brush = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  const known = new Map();

  // Any colour that CSS can say, as [red, green, blue, alpha], alpha from 0 to 1
  function parse(color) {
    if (!known.has(color)) {
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = '#000';
      brush.fillStyle = color;
      brush.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
      known.set(color, [r, g, b, a / 255]);
    }
    return known.get(color);
  }

  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];

  // WCAG 2.2, relative luminance and contrast ratio
  function luminance(color) {
    const [r, g, b] = color.slice(0, 3).map((value) => {
      const c = value / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function ratio(a, b) {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  }
  const hex = (color) => `#${color.slice(0, 3).map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

  function canvasColor() {
    const probe = document.createElement('i');
    probe.style.cssText = 'background-color: Canvas';
    document.body.append(probe);
    const color = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return parse(color);
  }

  // The grounds that text of this element may stand on: the colour below it, and each colour of a gradient between.
  // Patterns (a gradient of a given size) are drawn beside the text, not below it.
  function grounds(element, canvas) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (/gradient/.test(style.backgroundImage) && style.backgroundSize === 'auto') {
        const colors = style.backgroundImage.match(/(rgba?|color|oklch|oklab|hsla?)\([^()]*\)/g) ?? [];
        layers.push(colors.map(parse));
      }
      const color = parse(style.backgroundColor);
      if (color[3] > 0) layers.push([color]);
      if (color[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => layer.flatMap((color) => below.map((ground) => over(color, ground))), [canvas]);
  }

  // Text of a drawing stands on the shapes that were drawn there before it.
  function drawnGrounds(text, canvas) {
    const below = grounds(text.ownerSVGElement, canvas);
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    for (const shape of text.ownerSVGElement.querySelectorAll('rect, circle, ellipse, path, polygon')) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      const place = shape.getBoundingClientRect();
      const style = getComputedStyle(shape);
      if (style.fill === 'none' || x < place.left || x > place.right || y < place.top || y > place.bottom) continue;
      const [r, g, b, a] = parse(style.fill);
      const color = [r, g, b, a * Number(style.fillOpacity) * Number(style.opacity)];
      below.splice(0, below.length, ...below.map((ground) => over(color, ground)));
    }
    return below;
  }

  function opacity(element) {
    let product = 1;
    for (let at = element; at; at = at.parentElement) product *= Number(getComputedStyle(at).opacity);
    return product;
  }

  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  // Every piece of text with its colour: [element, colour, what it says]
  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (node.data.trim() === '' || !isSeen(element)) continue;
      range.selectNodeContents(node);
      if (range.getClientRects().length === 0) continue;
      const style = getComputedStyle(element);
      yield [element, element.ownerSVGElement ? style.fill : style.color, node.data.trim().slice(0, 30)];
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (element.ownerSVGElement || !isSeen(element)) continue;
      for (const part of ['::before', '::after', '::marker']) {
        if (part === '::marker' && element.tagName !== 'LI') continue;
        const style = getComputedStyle(element, part);
        const says = /^"(.*?)"/.exec(style.content)?.[1].trim();
        if (part === '::marker' ? style.content === 'normal' && getComputedStyle(element).listStyleType !== 'none' : says) yield [element, style.color, `${part} ${says ?? ''}`];
      }
    }
  }

  // Every text has a contrast of `least` : 1 to all it stands on. No allowance for large text.
  function contrast(least) {
    const canvas = canvasColor();
    const below = new Map();
    const findings = new Map();
    let lowest = 21;
    let count = 0;
    for (const [element, color, says] of texts()) {
      count++;
      if (!below.has(element)) below.set(element, element.ownerSVGElement ? drawnGrounds(element, canvas) : grounds(element, canvas));
      const [r, g, b, a] = parse(color);
      for (const ground of below.get(element)) {
        const shown = over([r, g, b, a * opacity(element)], ground);
        const value = ratio(shown, ground);
        lowest = Math.min(lowest, value);
        if (value < least) findings.set(`${hex(shown)} on ${hex(ground)}`, `${describe(element)} “${says}”: ${hex(shown)} on ${hex(ground)} is ${value.toFixed(2)} : 1`);
      }
    }
    return { findings: [...findings.values()], lowest, count };
  }

  // ---- Focus --------------------------------------------------------------------------------------------------

  const FOCUSABLE = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], [tabindex]';

  const focusable = () => [...document.querySelectorAll(FOCUSABLE)].filter((element) =>
    !element.disabled && element.tabIndex >= 0 && element.closest('[inert]') === null && isSeen(element));

  // Notes what the keyboard comes to, from here on
  function listen() {
    window.visited = [];
    document.addEventListener('focusin', (event) => window.visited.push(event.target), { passive: true });
    return focusable().length;
  }

  // What the keyboard came to is all that can be focused, in the order of the document
  function missed() {
    const wanted = focusable();
    const place = new Map(wanted.map((element, index) => [element, index]));
    const came = window.visited.filter((element) => place.has(element));
    const seen = new Set(came);
    const findings = wanted.filter((element) => !seen.has(element)).map((element) => `the Tab key never comes to ${describe(element)} “${element.textContent.trim().slice(0, 30)}”`);
    const first = came.slice(0, wanted.length);
    const stray = first.findIndex((element, index) => index > 0 && place.get(element) < place.get(first[index - 1]));
    if (stray > 0) findings.push(`the Tab key goes back from ${describe(first[stray - 1])} to ${describe(first[stray])}`);
    return findings;
  }

  function ringFault(element, canvas) {
    if (document.activeElement !== element) return 'cannot be focused';
    if (!element.matches(':focus-visible')) return 'does not match :focus-visible';
    const style = getComputedStyle(element);
    if (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 2) return `has no ring (${style.outlineWidth} ${style.outlineStyle})`;
    const inside = Number.parseFloat(style.outlineOffset) < 0;
    const place = inside ? element : (element.parentElement ?? element);
    const values = grounds(place.ownerSVGElement ?? place, canvas).map((ground) => ratio(over(parse(style.outlineColor), ground), ground));
    if (Math.min(...values) < 3) return `has a ring of ${Math.min(...values).toFixed(2)} : 1`;
    const box = element.getClientRects()[0];
    if (!box || box.width < 1 || box.height < 1) return 'has no box';
    if (box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth || box.top >= innerHeight) return 'is outside of the window';
    const on = document.elementFromPoint(Math.min(box.x + box.width / 2, innerWidth - 1), Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
    const sameDrawing = on && element.ownerSVGElement && on.ownerSVGElement === element.ownerSVGElement; // its parts lie across each other
    if (on && on !== element && !sameDrawing && !element.contains(on) && !on.contains(element)) return `is covered by ${describe(on)}`;
    return null;
  }

  // Whatever is focused shows it: by a ring that stands out from its ground by 3 : 1 (WCAG 1.4.11), inside of the
  // window, with nothing before it. `most`: of a page of thousands of links, so many are tried.
  function rings(most) {
    const canvas = canvasColor();
    const findings = new Map();
    const all = focusable();
    const step = Math.max(1, Math.floor(all.length / most));
    for (let i = 0; i < all.length; i += step) {
      all[i].focus();
      const fault = ringFault(all[i], canvas);
      if (fault) findings.set(fault + describe(all[i]), `${describe(all[i])} “${all[i].textContent.trim().slice(0, 30)}” ${fault}`);
    }
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    return [...findings.values()];
  }

  // ---- Layout, motion, emptiness -------------------------------------------------------------------------------

  const scrolls = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== 'visible') return true;
    return false;
  };

  // The page may not scroll sideways; a table or a code block inside its own scrolling box may
  function overflow() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((each) => each.getBoundingClientRect().right > width + 1 && !scrolls(each));
    const inmost = wide.find((each) => !wide.some((other) => other !== each && each.contains(other))) ?? document.body;
    return [`the page is wider than the screen (${describe(inmost)}, ${document.documentElement.scrollWidth} px)`];
  }

  // Text that its own box cuts off
  function cut() {
    const findings = new Set();
    for (const element of document.body.querySelectorAll('h1, h2, h3, h4, p, li, dt, dd, td, th, a, span')) {
      const style = getComputedStyle(element);
      const hidden = style.clipPath !== 'none' || element.closest('.unseen, svg') !== null;
      if (!hidden && /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1) findings.add(`${describe(element)} cuts its text off`);
    }
    return [...findings];
  }

  const seconds = (times) => Math.max(...times.split(',').map((time) => Number.parseFloat(time) * (time.trim().endsWith('ms') ? 0.001 : 1)));

  // For those who ask for it nothing moves
  function motion() {
    const findings = new Set();
    for (const element of document.querySelectorAll('*')) {
      const style = getComputedStyle(element);
      if (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01) findings.add(`${describe(element)} moves (${style.animationName})`);
      if (style.transitionProperty !== 'none' && seconds(style.transitionDuration) > 0.01) findings.add(`${describe(element)} changes over ${style.transitionDuration}`);
      if (style.scrollBehavior === 'smooth') findings.add(`${describe(element)} scrolls smoothly`);
    }
    for (const sheet of document.styleSheets)
      for (const rule of sheet.cssRules)
        if (rule.constructor.name === 'CSSViewTransitionRule' && rule.navigation !== 'none') findings.add('pages change by a transition, whoever asks for none');
    return [...findings];
  }

  const CONTENT = 'img, svg, video, audio, canvas, iframe, input, select, textarea, progress, meter, hr, br, object, embed';
  const MAY_BE_EMPTY = 'td, th, data, script, style, template, [aria-hidden=true], svg *, pre, code';

  // No box without content, no heading without anything below it, no attribute that lacks its value
  function empty() {
    const findings = new Set();
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.matches(`${CONTENT}, ${MAY_BE_EMPTY}`) && element.closest('svg') === null && element.textContent.trim() === '' && element.querySelector(CONTENT) === null)
        findings.add(`an empty ${describe(element)}`);
      for (const name of ['href', 'src', 'id', 'aria-label', 'aria-labelledby', 'datetime', 'title'])
        if (element.getAttribute(name)?.trim() === '') findings.add(`${describe(element)} with an empty ${name}`);
    }
    for (const heading of document.body.querySelectorAll('section > :is(h2, h3, h4), article > header > :is(h1, h2, h3)')) {
      const box = heading.closest('section, article');
      if (heading.parentElement === box && box.textContent.trim() === heading.textContent.trim() && box.querySelector(CONTENT) === null)
        findings.add(`a heading with nothing below it: “${heading.textContent.trim()}”`);
    }
    return [...findings];
  }

  // Marks between values of which one is not there
  function dangling() {
    const findings = new Set();
    for (const element of document.body.querySelectorAll('h1, h2, h3, h4, p, li, dt, dd, td, time')) {
      const text = element.textContent.replace(/\s+/g, ' ').trim();
      const alone = /^[,;·–—:|/]|[,;·—|]$|(?<!\d)–$|\(\s*\)|, ,|· ·/.exec(text); // “2019–” is a time that lasts
      if (alone && element.closest('[aria-hidden=true]') === null) findings.add(`${describe(element)} has a mark without its value: “${text.slice(0, 40)}”`);
    }
    const copy = document.documentElement.cloneNode(true);
    for (const script of copy.querySelectorAll('script')) script.remove();
    const words = /\bundefined\b|\bNaN\b|\(null\)|\bnull\b|\[object |\{\{|\}\}/.exec(copy.outerHTML);
    if (words) findings.add(`“${words[0]}” stands in the page`);
    return [...findings];
  }

  window.probes = { contrast, listen, missed, rings, overflow, cut, motion, empty, dangling };
})();
