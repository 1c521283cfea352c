(() => {
  const name = e => {
    if (!e) return '?';
    let out = e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map(c => '.' + c).join('');
    const section = e.closest('section[id]');
    return section && section !== e ? '#' + section.id + ' ' + out : out;
  };
  const short = s => s.trim().replace(/\s+/g, ' ').slice(0, 40);
  const box = e => e.getBoundingClientRect();
  const px = n => Math.round(n * 10) / 10;
  const shown = e => e.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false}) && box(e).width > 0 && box(e).height > 0;
  const hiddenForEyes = e => { // kept for screen readers only
    for (let a = e; a; a = a.parentElement) {
      const s = getComputedStyle(a);
      if (s.clipPath !== 'none' && s.position === 'absolute' || s.clip !== 'auto' && s.position === 'absolute' || box(a).width <= 1.5 && box(a).height <= 1.5 && s.overflow !== 'visible') return true;
    }
    return false;
  };
  const scrolls = e => /auto|scroll/.test(getComputedStyle(e).overflowX);
  const texts = function* (root = document.body) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let n; (n = walk.nextNode());) {
      if (n.data.trim() && n.parentElement && !n.parentElement.closest('script,style,template,noscript,title,desc,metadata')) yield n;
    }
  };
  const seenTexts = function* (root) { for (const n of texts(root)) if (shown(n.parentElement) && !hiddenForEyes(n.parentElement)) yield n; };

  // Colours.
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const colours = new Map();
  const colour = text => {
    if (!colours.has(text)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      colours.set(text, [r, g, b, a / 255]);
    }
    return colours.get(text);
  };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const luminance = c => {
    const [r, g, b] = c.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const ground = e => { // the colour below an element
    const layers = [];
    for (let a = e; a; a = a.parentElement) {
      const c = colour(getComputedStyle(a).backgroundColor);
      if (c[3] > 0) layers.push(c);
      if (c[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const chartGround = e => { // the colour below a text of a drawing: the last shape before it that covers its middle
    const svg = e.ownerSVGElement, r = box(e), at = {x: r.x + r.width / 2, y: r.y + r.height / 2};
    let under = ground(svg.parentElement);
    for (const s of svg.querySelectorAll('path,rect,circle,ellipse,polygon')) {
      if (s.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING || !shown(s) || s.closest('defs,clipPath,mask')) continue;
      const style = getComputedStyle(s), b = box(s);
      if (style.fill === 'none' || style.fill.startsWith('url') || at.x < b.left || at.x > b.right || at.y < b.top || at.y > b.bottom) continue;
      const m = s.getScreenCTM().inverse(), p = new DOMPoint(at.x, at.y).matrixTransform(m);
      if (!s.isPointInFill(p)) continue;
      const c = [...colour(style.fill)];
      c[3] *= style.fillOpacity * style.opacity;
      under = over(c, under);
    }
    return under;
  };

  const probes = {
    // The page itself never scrolls sideways; a wide table scrolls in its own box.
    sideways() {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      const wide = [...document.body.querySelectorAll('*')].filter(e => shown(e) && box(e).right + scrollX > width + 1);
      const first = wide.filter(e => { for (let a = e.parentElement; a; a = a.parentElement) if (scrolls(a)) return false; return true; });
      return [`the page is ${document.documentElement.scrollWidth} px wide in ${width}: ${first.slice(-3).map(e => name(e) + ' to ' + px(box(e).right)).join(', ')}`];
    },

    // Blocks that follow each other do not lie upon each other.
    overlaps() {
      const out = [];
      for (const parent of document.body.querySelectorAll('*')) {
        if (parent.closest('svg,table,select,dialog:not([open])')) continue;
        const flow = [...parent.children].filter(e => {
          const s = getComputedStyle(e);
          return shown(e) && !/absolute|fixed|sticky/.test(s.position) && s.float === 'none' && !/^inline|contents/.test(s.display) && !hiddenForEyes(e);
        });
        if (flow.length > 400) continue;
        for (let i = 0; i < flow.length; i++) for (let j = i + 1; j < flow.length; j++) {
          const a = box(flow[i]), b = box(flow[j]);
          const w = Math.min(a.right, b.right) - Math.max(a.left, b.left), h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (w > 1 && h > 1) out.push(`${name(flow[i])} and ${name(flow[j])} share ${px(w)} × ${px(h)} px`);
        }
      }
      return out;
    },

    // Every text lies within the boxes around it, none is cut off.
    clipped() {
      const out = [], range = document.createRange();
      for (const n of seenTexts()) {
        if (n.parentElement.closest('svg')) continue;
        range.selectNodeContents(n);
        const rects = [...range.getClientRects()].filter(r => r.width > 0);
        if (!rects.length) continue;
        const left = Math.min(...rects.map(r => r.left)), right = Math.max(...rects.map(r => r.right));
        const top = Math.min(...rects.map(r => r.top)), bottom = Math.max(...rects.map(r => r.bottom));
        for (let a = n.parentElement; a && a !== document.body; a = a.parentElement) {
          const s = getComputedStyle(a);
          if (scrolls(a) || /auto|scroll/.test(s.overflowY)) break;
          if (s.display === 'inline' || s.display === 'contents') continue;
          const b = box(a), cut = s.overflow !== 'visible';
          if (right > b.right + 1 || left < b.left - 1 || cut && (bottom > b.bottom + 2 || top < b.top - 2)) {
            out.push(`“${short(n.data)}” ${px(left)}–${px(right)} × ${px(top)}–${px(bottom)} leaves ${name(a)} ${px(b.left)}–${px(b.right)} × ${px(b.top)}–${px(b.bottom)}`);
            break;
          }
        }
      }
      return out;
    },

    // No text is smaller than a person reads.
    small(least) {
      const out = [];
      for (const n of seenTexts()) {
        let size = parseFloat(getComputedStyle(n.parentElement).fontSize);
        if (n.parentElement.getScreenCTM) {
          const {a, b} = n.parentElement.getScreenCTM();
          size *= Math.hypot(a, b);
        }
        if (size < least - 0.01) out.push(`“${short(n.data)}” is ${px(size)} px in ${name(n.parentElement)}`);
      }
      return out;
    },

    // Touch targets: 24 px, or so far from the next that circles of 24 px do not touch (WCAG 2.2, 2.5.8); links within a sentence are free.
    targets() {
      const all = [...document.querySelectorAll('a[href],button,summary,input,select,[role=button],[role=tab],[role=switch],[tabindex]:not([tabindex="-1"])')]
        .filter(e => shown(e) && !hiddenForEyes(e) && !scrolls(e) && !(e.tagName === 'A' && getComputedStyle(e).display === 'inline' && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.data.trim())));
      const reachable = e => { // not scrolled away within a box of its own
        const r = box(e);
        for (let a = e.parentElement; a && a !== document.body; a = a.parentElement) {
          if (getComputedStyle(a).overflow === 'visible') continue;
          const b = box(a);
          if (r.bottom <= b.top || r.top >= b.bottom || r.right <= b.left || r.left >= b.right) return false;
        }
        return true;
      };
      const holds = all.filter(reachable).map(e => ({e, r: box(e), big: box(e).width >= 23.5 && box(e).height >= 23.5}))
        .sort((a, b) => a.r.top - b.r.top);
      const out = [];
      holds.forEach((a, i) => {
        if (a.big) return;
        const x = a.r.x + a.r.width / 2, y = a.r.y + a.r.height / 2;
        for (let j = 0; j < holds.length; j++) {
          const b = holds[j];
          if (j === i || a.e.contains(b.e) || b.e.contains(a.e)) continue;
          if (b.r.top > y + 24) break;
          const dx = b.big ? Math.max(b.r.left - x, 0, x - b.r.right) : x - (b.r.x + b.r.width / 2);
          const dy = b.big ? Math.max(b.r.top - y, 0, y - b.r.bottom) : y - (b.r.y + b.r.height / 2);
          if (Math.hypot(dx, dy) < (b.big ? 12 : 24) - 0.6) {
            out.push(`${name(a.e)} “${short(a.e.textContent)}” is ${px(a.r.width)} × ${px(a.r.height)} px and stands ${px(Math.hypot(dx, dy))} px from ${name(b.e)} “${short(b.e.textContent)}”`);
            break;
          }
        }
      });
      return out;
    },

    // Texts stand out from what is below them: 4.5, large ones 3 (WCAG 2.2, 1.4.3).
    contrast() {
      const worst = new Map();
      for (const n of seenTexts()) {
        const e = n.parentElement, s = getComputedStyle(e), svg = e instanceof SVGElement;
        if (e.closest(':disabled,[aria-disabled=true]')) continue;
        let c = [...colour(svg ? s.fill : s.color)];
        for (let a = e; a; a = a.parentElement) c[3] *= getComputedStyle(a).opacity;
        const under = svg ? chartGround(e) : ground(e);
        const r = ratio(over(c, under), under), size = parseFloat(s.fontSize);
        const least = size >= 24 || size >= 18.66 && s.fontWeight >= 700 ? 3 : 4.5;
        if (r < least - 0.01) {
          const where = name(e) + (svg ? ' ' + name(e.closest('figure,section')) : '');
          if (!worst.has(where) || worst.get(where)[0] > r) worst.set(where, [r, `${where} “${short(n.data)}”: ${r.toFixed(2)} (${svg ? s.fill : s.color} on ${under.slice(0, 3).map(Math.round)})`]);
        }
      }
      return [...worst.values()].map(w => w[1]);
    },

    // Every chart is drawn: with shapes and texts of its own, or with pixels of several colours.
    blankCharts() {
      const out = [], all = probes.charts();
      if (!all.length) out.push('there is no chart');
      for (const c of all) {
        if (!shown(c)) {
          out.push(`${name(c)} is not seen`);
          continue;
        }
        const shapes = [...c.querySelectorAll('svg path, svg rect, svg circle, svg polyline')].filter(e => box(e).width + box(e).height > 2);
        const canvases = [...c.querySelectorAll('canvas')].filter(e => {
          const {data} = e.getContext('2d').getImageData(0, 0, e.width, e.height), seen = new Set();
          for (let i = 0; i < data.length && seen.size < 3; i += 4) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
          return seen.size >= 3;
        });
        if (shapes.length < 4 && !canvases.length) out.push(`${name(c)} has ${shapes.length} shapes`);
        if (box(c).height < 100 || box(c).width < 100) out.push(`${name(c)} is ${px(box(c).width)} × ${px(box(c).height)} px`);
      }
      return out;
    },

    // The drawing of every chart is as wide as its place, and no text of it leaves the drawing.
    chartsFit() {
      const out = [];
      for (const c of probes.charts().filter(shown)) {
        const drawing = c.querySelector('svg, canvas');
        if (!drawing) continue;
        const a = box(c), b = box(drawing);
        if (b.width > a.width + 2 || b.width < a.width * (matchMedia('print').matches ? .95 : .99)) out.push(`${name(c)} is ${px(a.width)} px wide, its drawing ${px(b.width)}`);
        for (const t of drawing.querySelectorAll('text')) {
          const r = box(t);
          if (shown(t) && (r.left < b.left - 1 || r.right > b.right + 1 || r.top < b.top - 1 || r.bottom > b.bottom + 1)) out.push(`“${short(t.textContent)}” leaves ${name(c)}: ${px(r.left - b.left)}–${px(r.right - b.left)} of ${px(b.width)}, ${px(r.top - b.top)}–${px(r.bottom - b.top)} of ${px(b.height)}`);
        }
      }
      return out;
    },

    // Texts of a chart do not lie upon each other.
    chartTexts() {
      const out = [];
      for (const c of probes.charts().filter(shown)) {
        const all = [...c.querySelectorAll('svg text')].filter(t => shown(t) && t.textContent.trim() && Math.abs(t.getScreenCTM().b) < 0.01).map(t => ({t, r: box(t)}));
        let clashes = 0, first = '';
        all.forEach((a, i) => all.slice(i + 1).forEach(b => {
          const w = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left), h = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
          if (w > 3 && h > 4) {
            clashes++;
            first ||= `“${short(a.t.textContent)}” and “${short(b.t.textContent)}”`;
          }
        }));
        if (clashes) out.push(`${clashes} pairs of texts of ${name(c)} lie upon each other: ${first}`);
      }
      return out;
    },

    // Nothing in the page is of a kind, or does what, only a text of people could have put there.
    foreign() {
      const out = [...document.querySelectorAll('img,iframe,object,embed,form,textarea,base,audio,video,meta[http-equiv=refresh],main script,main style,main link')].map(e => 'a foreign ' + name(e));
      for (const e of document.querySelectorAll('*')) for (const a of e.attributes) {
        if (/^on/i.test(a.name)) out.push(`${name(e)} has ${a.name}`);
        if (/^(href|src|xlink:href|action)$/i.test(a.name) && !/^(#|data:image)/.test(a.value)) out.push(`${name(e)} points to ${short(a.value)}`);
      }
      return out;
    },

    unfold() {
      for (const d of document.querySelectorAll('details')) d.open = true;
      return true;
    },

    fold() {
      for (const d of document.querySelectorAll('details')) d.open = false;
      return true;
    },

    charts() { return [...document.querySelectorAll('.chart')]; },

    // Texts that can be seen, once each.
    words() { return [...new Set([...seenTexts()].map(n => n.data.trim()))]; },

    // The blocks of the page with their boxes, from the top of the page.
    blocks(selector) {
      return [...document.querySelectorAll(selector)].filter(shown).map(e => {
        const b = box(e);
        return {name: name(e), x: b.x + scrollX, y: b.y + scrollY, width: b.width, height: b.height};
      });
    },

    // Another style upon the page, in place of the one before.
    restyle(css) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
      return true;
    },

    name, short, shown, texts, seenTexts,
  };
  return probes;
})();
