// Explanations: every figure opens to its formula, its numbers, and the cells they were read from. Totals are added up here from the
// lines, exactly, in whole numbers.
const dialog = document.getElementById('explain'), dialogTitle = document.getElementById('explain-title'), dialogBody = document.getElementById('explain-body');
const say = (zh, en) => english() ? en : zh;
let book = null, loading = null, openedBy = null;

async function unpack() {
  const text = JSON.parse(document.getElementById('explanations').textContent);
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const out = JSON.parse(await new Response(stream).text());
  out.byCode = new Map(out.cats.map((c, i) => [c.c, i]));
  out.cats.forEach((c, i) => { c.kids = []; if (c.p >= 0) out.cats[c.p].kids.push(i); });
  return out;
}
const load = () => loading || (loading = unpack().then(b => { book = b; }));

// Exact decimals: a whole number and how many of its digits stand behind the point.
function exact(text) {
  const sign = text.startsWith('-') ? -1n : 1n, [whole, part = ''] = text.replace(/^-/, '').split('.');
  return {n: sign * BigInt(whole + part), e: part.length};
}
const raised = (a, e) => a.n * 10n ** BigInt(e - a.e);
const plus = (a, b) => { const e = Math.max(a.e, b.e); return {n: raised(a, e) + raised(b, e), e}; };
const times = (a, b) => ({n: a.n * b.n, e: a.e + b.e});
const zero = {n: 0n, e: 0};
function plainText(a) {
  const sign = a.n < 0n ? '-' : '', digits = String(a.n < 0n ? -a.n : a.n).padStart(a.e + 1, '0');
  const whole = digits.slice(0, digits.length - a.e), part = digits.slice(digits.length - a.e).replace(/0+$/, '');
  return sign + whole + (part ? '.' + part : '');
}
// grouped is the same with the digits before the point in groups of three.
function grouped(a) {
  const [whole, part] = plainText(a).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? '.' + part : '');
}
// Elements: text is always text, and stands isolated.
function el(tag, options, ...children) {
  const out = document.createElement(tag);
  if (options) for (const [k, v] of Object.entries(options)) if (v !== '') out.setAttribute(k, v);
  for (const c of children.flat()) if (c !== null && c !== undefined && c !== '') out.append(c instanceof Node ? c : bdi(c));
  return out;
}
function bdi(text) { const out = document.createElement('bdi'); out.textContent = text; return out; }
const link = (hash, text) => hash ? el('a', {href: '#' + hash}, text) : bdi(text);

function table(caption, heads, rows) {
  return el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption}, el('table', null, el('caption', null, caption),
    el('thead', null, el('tr', null, heads.map(h => el('th', {scope: 'col', class: h[1] ? 'n' : ''}, h[0])))),
    el('tbody', null, rows.map(r => el('tr', null, r.map((c, i) => el(i ? 'td' : 'th', i ? {class: heads[i][1] ? 'n' : ''} : {scope: 'row'}, c)))))));
}
function list(...entries) {
  return el('dl', null, entries.filter(e => e[1]).flatMap(([k, v]) => [el('dt', null, k), el('dd', null, v)]));
}

const boundaryLetters = ['t', 'i', 'm'];
const boundaryNames = [['辖区', 'territorial'], ['间接（不计入总量）', 'indirect (outside the total)'], ['信息项（不计入总量）', 'memo item (outside the total)']];
const scopeNames = {total: ['总量（含土地利用变化和林业）', 'Total with land'], total_without_land: ['总量（不含土地利用变化和林业）', 'Total without land']};
const within = (c, top) => { for (; c >= 0; c = book.cats[c].p) if (c === top) return true; return false; };

function scopeName(f) {
  const name = f.part === 'land' ? ['土地利用变化和林业', 'Land use, land-use change and forestry'] : scopeNames[f.scope] || [f.scope + ' ' + book.cats[book.byCode.get(f.scope)].n[0], f.scope + ' ' + book.cats[book.byCode.get(f.scope)].n[1]];
  return pick(name) + (f.part === 'nl' ? say('（不含土地利用）', ' (without land)') : '');
}

// counts tells whether a line counts in a figure.
function counts(f) {
  const top = book.byCode.has(f.scope) ? book.byCode.get(f.scope) : -1, bare = f.scope === 'total_without_land' || f.part === 'nl';
  return l => l.y === f.year && boundaryLetters[l.b || 0] === f.boundary && (top < 0 || within(l.c, top)) && !(bare && book.cats[l.c].l) && !(f.part === 'land' && !book.cats[l.c].l) &&
    (f.gas === 'all' || book.gases[l.g].t.includes(f.gas)) && (f.item === undefined || l.i === f.item);
}

// sums adds up lines gas by gas.
function sums(lines) {
  const gases = new Map();
  for (const l of lines) gases.set(l.g, plus(gases.get(l.g) || zero, exact(l.v)));
  let co2e = zero, some = false;
  for (const [g, mass] of gases) if (book.gases[g].g) { co2e = plus(co2e, times(mass, exact(book.gases[g].g))); some = true; }
  return {gases, co2e, some};
}

const hashOf = f => 'f=' + [f.year, f.boundary, f.scope, f.gas].join(',') + (f.part ? ',' + f.part : '');

function total(f) {
  const title = `${f.year} ${scopeName(f)} ${f.gas === 'all' ? '' : f.gas}`, body = [];
  if (book.figures) return maskedTotal(f, title);
  const inside = counts(f), lines = [];
  book.lines.forEach((l, i) => { if (inside(l)) lines.push([l, i]); });
  const all = sums(lines.map(x => x[0]));
  body.push(el('p', null, pick(boundaryNames[boundaryLetters.indexOf(f.boundary)])));
  if (all.some) body.push(el('p', {class: 'big'}, grouped(all.co2e) + ' t CO2e'));
  if (all.gases.size === 1) for (const [g, mass] of all.gases) body.push(el('p', {class: 'big'}, grouped(mass) + ' t ' + book.gases[g].n));
  body.push(el('h3', null, say('按气体：质量 × GWP', 'By gas: mass × GWP')), table(say('气体', 'Gases'), [[say('气体', 'Gas')], [say('质量 t', 'Mass t'), 1], ['GWP', 1], ['CO2e t', 1]],
    [...all.gases].map(([g, mass]) => { const gas = book.gases[g]; return [link(hashOf({...f, gas: gas.n}), gas.n), grouped(mass), gas.g || '–', gas.g ? grouped(times(mass, exact(gas.g))) : '–']; })));
  parts(f, lines, body);
  const potentials = [...all.gases.keys()].map(g => book.gases[g].l).filter(l => l >= 0);
  if (potentials.length) body.push(el('details', null, el('summary', null, say('GWP 的出处', 'Where the GWP come from')), potentials.map(l => input(book.leaves[l]))));
  return {title, body};
}

// parts lists what a total is made of: the categories below it, then its own lines.
function parts(f, lines, body) {
  const top = book.byCode.has(f.scope) ? book.byCode.get(f.scope) : -1;
  const kids = top >= 0 ? book.cats[top].kids : book.cats.map((c, i) => i).filter(i => book.cats[i].p < 0);
  const rows = [], part = f.part || (f.scope === 'total_without_land' ? 'nl' : '');
  for (const k of kids) {
    const below = lines.filter(x => within(x[0].c, k));
    if (!below.length) continue;
    const s = sums(below.map(x => x[0])), c = book.cats[k];
    rows.push([link(hashOf({...f, scope: c.c, part: part === 'land' && !c.l ? 'land' : part === 'nl' ? 'nl' : ''}), c.c + ' ' + pick(c.n)), s.some ? grouped(s.co2e) : '–', String(below.length)]);
  }
  if (rows.length) body.push(el('h3', null, say('组成：各类别之和', 'Parts: the sum of the categories')), table(say('类别', 'Categories'), [[say('类别', 'Category')], ['CO2e t', 1], [say('行数', 'Lines'), 1]], rows));
  const own = lines.filter(x => x[0].c === top || f.item !== undefined);
  if (own.length) body.push(el('h3', null, say('各行', 'Lines')), table(say('各行', 'Lines'), [[say('活动', 'Activity')], [say('气体', 'Gas')], [say('质量 t', 'Mass t'), 1], ['CO2e t', 1]],
    own.map(([l, i]) => { const gas = book.gases[l.g]; return [link('line=' + i, (f.item !== undefined ? book.cats[l.c].c + ' ' : '') + (pick(l.n) || '–')), gas.n, l.v, gas.g ? grouped(times(exact(l.v), exact(gas.g))) : '–']; })));
}

// maskedTotal is a total of a report that hides some: its shown parts, and no lines.
function maskedTotal(f, title) {
  const figure = book.figures[hashOf({...f, part: ''})], body = [];
  if (!f.part && figure) {
    if (figure[1]) body.push(el('p', {class: 'big'}, figure[1] + ' t CO2e'));
    if (figure[0]) body.push(el('p', {class: 'big'}, figure[0] + ' t ' + f.gas));
  }
  const top = book.byCode.has(f.scope) ? book.byCode.get(f.scope) : -1, kids = top >= 0 ? book.cats[top].kids : book.cats.map((c, i) => i).filter(i => book.cats[i].p < 0);
  const rows = kids.map(k => { const g = {...f, scope: book.cats[k].c, part: ''}, v = book.figures[hashOf(g)]; return v && [link(hashOf(g), book.cats[k].c + ' ' + pick(book.cats[k].n)), v[1] || '–']; }).filter(Boolean);
  if (rows.length && !f.part) body.push(table(say('可公开的组成', 'Parts that may be shown'), [[say('类别', 'Category')], ['CO2e t', 1]], rows));
  body.push(el('p', {class: 'lack'}, say('公开版：行、输入和保密的组成不列。', 'Public edition: lines, inputs and confidential parts are left out.')));
  for (const way of (book.ways || []).filter(w => top >= 0 && within(w.c, top))) {
    const m = book.methods[way.m];
    body.push(el('div', {class: 'input'}, el('b', null, book.cats[way.c].c + ' ' + pick(book.cats[way.c].n)), list([say('方法', 'method'), `${m.id} — ${pick(m.n)}`], [say('依据', 'source'), m.src], [say('公式', 'formula'), book.formulas[way.f]],
      [say('因子文献', 'documents of the factors'), (way.d || []).join('; ')])));
  }
  return {title, body};
}

const statusNames = {printed: ['已核对印刷本', 'compared with print'], quoted: ['引自他处', 'quoted'], local: ['本地', 'local'], unconfirmed: ['未核对', 'unconfirmed']};

function input(leaf) {
  const badge = leaf.s ? el('span', {class: 'badge ' + leaf.s}, pick(statusNames[leaf.s]) + ' ' + leaf.s) : null;
  return el('div', {class: 'input'}, el('b', null, `${leaf.m} = ${leaf.v} ${leaf.u || ''}`), ' ', pick(leaf.n), badge,
    list([say('区间', 'range'), leaf.b && `${leaf.b[0]} – ${leaf.b[1]} ${leaf.b[2]}`], [say('因子集', 'set'), leaf.f && [leaf.f, leaf.i, leaf.y].filter(Boolean).join(' · ')], [say('文献', 'document'), leaf.d],
      [say('单元格', 'cell'), leaf.c], [say('选用理由', 'why'), leaf.w && pick(leaf.w)]));
}
const inputs = (leaves) => leaves.length ? [el('h3', null, say('输入', 'Inputs')), ...leaves.map(i => input(book.leaves[i]))] : [];

function formulas(symbols, numbers, result) {
  const out = [el('h3', null, say('公式', 'Formula')), el('div', {class: 'formula'}, symbols), el('h3', null, say('代入', 'With numbers')), el('div', {class: 'formula'}, numbers + ' = ' + result)];
  if (numbers.includes('[')) out.push(el('p', {class: 'note'}, say('方括号内是单位换算系数', 'the factor in square brackets converts the units')));
  return out;
}

function single(n) {
  const l = book.lines && book.lines[n];
  if (!l) return null;
  const gas = book.gases[l.g], c = book.cats[l.c], m = book.methods[l.m], body = [];
  body.push(el('p', {class: 'big'}, `${l.v} t ${gas.n}`));
  if (gas.g) body.push(el('p', {class: 'big'}, `= ${plainText(times(exact(l.v), exact(gas.g)))} t CO2e`), el('p', null, `× GWP ${gas.g} (${book.set}, ${book.leaves[gas.l].s})`));
  body.push(el('p', null, say('属于 ', 'part of '), link(hashOf({year: l.y, boundary: boundaryLetters[l.b || 0], scope: c.c, gas: 'all'}), c.c + ' ' + pick(c.n))));
  body.push(list([say('方法', 'method'), `${m.id} — ${pick(m.n)}`], [say('层级', 'tier'), m.tier], [say('依据', 'source'), m.src]));
  body.push(...formulas(book.formulas[l.f], l.x, `${l.v} t ${gas.n}`));
  if (l.s) body.push(el('details', null, el('summary', null, say(`逐步（${l.s.length}）`, `step by step (${l.s.length})`)), el('ol', null, l.s.map(s => el('li', null, s)))));
  body.push(...inputs(l.l));
  if (l.o) body.push(el('h3', null, say('说明', 'Notes')), el('ul', null, l.o.map(o => el('li', null, pick(o)))));
  if (l.z) body.push(el('h3', null, say('被核查数替代的计算', 'Computed, replaced by the verified figure')), el('ul', null, l.z.map(o => el('li', null, o))));
  return {title: `${l.y} ${c.c} ${pick(c.n)} · ${pick(l.n)} · ${gas.n}`, body};
}

function extra(id) {
  const x = book.extras[id];
  if (!x) return null;
  const value = x.u ? `${x.v} ${pick(x.u)}` : x.v;
  const body = [el('p', {class: 'big'}, x.p ? `${x.p} (${value})` : value), ...formulas(x.f, x.x, value)];
  if (x.q) body.push(table(say('组成', 'Parts'), [[say('数', 'Figure')], [say('值', 'Value'), 1]], x.q.map(q => [link(q[2], pick(q[0])), q[1]])));
  return {title: pick(x.n), body: body.concat(inputs(x.l || []))};
}

function explained(hash) {
  const [kind, rest = ''] = [hash.slice(0, hash.indexOf('=')), hash.slice(hash.indexOf('=') + 1)], w = rest.split(',');
  switch (kind) {
    case 'f': return w.length >= 4 && (book.byCode.has(w[2]) || scopeNames[w[2]]) && boundaryLetters.includes(w[1]) ? total({year: +w[0], boundary: w[1], scope: w[2], gas: w[3], part: w[4] || ''}) : null;
    case 'i': {
      const f = {year: +w[0], boundary: 't', scope: w[1], gas: 'all', part: '', item: +w[2]};
      if (book.figures || !book.byCode.has(w[1])) return null;
      const out = total(f);
      out.title += f.item < 0 ? say('未注明品种', 'fuel not named') : pick(book.items[f.item]);
      return out;
    }
    case 'line': return single(+rest);
    case 'x': return extra(rest);
    case 's': return summed(rest);
  }
  return null;
}

// summed is a figure of a table that adds up totals and lines.
function summed(id) {
  const x = book.sums && book.sums[id];
  if (!x) return null;
  let all = zero;
  const rows = [];
  for (const n of x.f || []) {
    const hash = 'f=' + x.y + ',' + book.parts[n], w = hash.slice(2).split(','), f = {year: +w[0], boundary: w[1], scope: w[2], gas: w[3], part: ''};
    const co2e = book.figures ? exact(book.figures[hash][1]) : sums(book.lines.filter(counts(f))).co2e;
    all = plus(all, co2e);
    rows.push([link(hash, scopeName(f) + (f.gas === 'all' ? '' : ' ' + f.gas)), plainText(co2e)]);
  }
  for (const n of x.l || []) {
    const l = book.lines[n], gas = book.gases[l.g], co2e = gas.g ? times(exact(l.v), exact(gas.g)) : zero;
    all = plus(all, co2e);
    rows.push([link('line=' + n, [book.cats[l.c].c, pick(l.n), gas.n].join(' ')), plainText(co2e)]);
  }
  const cell = document.querySelector(`a[href="#s=${CSS.escape(id)}"]`), rowOf = cell && cell.closest('tr'), of = cell && cell.closest('table');
  const seen = e => [...e.querySelectorAll('bdi')].filter(b => !b.lang || root.lang.startsWith(b.lang)).map(b => b.textContent).join(' ') || e.textContent;
  const title = cell ? [seen(of.caption), seen(rowOf.cells[0]) + ' ' + seen(rowOf.cells[1]), seen(of.tHead.rows[0].cells[cell.closest('td,th').cellIndex])].join(' · ') : id;
  return {title, body: [el('p', {class: 'big'}, plainText(all) + ' t CO2e'), el('h3', null, say('组成：各部分之和', 'Parts: the sum of these')), table(say('组成', 'Parts'), [[say('部分', 'Part')], ['CO2e t', 1]], rows)]};
}

async function show() {
  const hash = decodeURIComponent(location.hash.slice(1));
  if (!/^(f|i|line|x|s)=/.test(hash)) { if (dialog.open) dialog.close(); return; }
  await load();
  const found = explained(hash);
  if (!found) { if (dialog.open) dialog.close(); return; }
  dialogTitle.replaceChildren(bdi(found.title));
  dialogBody.replaceChildren(...found.body);
  dialogBody.scrollTop = 0;
  if (!dialog.open) { openedBy = document.activeElement; dialog.showModal(); }
  dialogTitle.focus();
}

dialog.addEventListener('close', () => {
  if (/^#(f|i|line|x|s)=/.test(decodeURIComponent(location.hash))) history.replaceState(null, '', location.pathname + location.search);
  if (openedBy && openedBy.isConnected && openedBy !== document.body) openedBy.focus({preventScroll: true});
});
dialog.addEventListener('click', e => { if (e.target === dialog) dialog.close(); });
document.getElementById('explain-close').addEventListener('click', () => dialog.close());
// The same link twice changes no hash.
document.addEventListener('click', e => { const a = e.target.closest && e.target.closest('a[href^="#"]'); if (a && a.hash === location.hash) show(); });
addEventListener('hashchange', show);
document.addEventListener('languagechange', () => { if (dialog.open) show(); });
show();
