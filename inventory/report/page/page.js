'use strict';
// Language, colours and charts of the report. All texts and figures come printed from the program; nothing is rounded here.
const root = document.documentElement;
const english = () => root.lang === 'en';
const pick = pair => pair[english() ? 1 : 0] || pair[0];
const specs = JSON.parse(document.getElementById('charts').textContent);
const drawn = new Map(); // chart by its element
let printing = false;

function keep(name, value) {
  try { localStorage.setItem(name, value); } catch { /* not kept */ }
}

function dark() {
  return !printing && (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
}

function color(name) { return getComputedStyle(root).getPropertyValue(name).trim(); }

// lightPalette holds the colours of paper: while a page is printed from dark mode, the style still answers with the dark ones.
const lightPalette = {'--ink': '#000', '--soft': '#444', '--rule': '#bbb', '--card': '#fff', '--line': '#1c2733', '--k0': '#0072b2', '--k1': '#e69f00', '--k2': '#009e73', '--k3': '#56b4e9', '--k4': '#cc79a7',
  '--k5': '#d55e00', '--k6': '#8c7ac4', '--k7': '#b5a816', '--k8': '#7f8c97', '--k9': '#5b3f2b', '--k10': '#1b7f8c'};
const shade = name => printing ? lightPalette[name] : color(name);
const hue = n => shade(n < 0 ? '--line' : '--k' + n % 11);

function scaled(v, unit) {
  const size = Math.abs(v), tonnes = unit.startsWith('t ');
  const text = x => String(Number(x.toPrecision(6)));
  if (!tonnes || size < 1000) return text(v);
  if (english()) return size >= 1e6 ? text(v / 1e6) + ' M' : text(v / 1e3) + ' k';
  return size >= 1e8 ? text(v / 1e8) + ' 亿' : text(v / 1e4) + ' 万';
}

function base(spec) {
  const unit = pick(spec.unit);
  return {
    animation: false,
    textStyle: {fontFamily: getComputedStyle(root).fontFamily, color: shade('--ink'), fontSize: 12},
    grid: {left: 8, right: 16, top: 36, bottom: 8, containLabel: true},
    tooltip: {renderMode: 'richText', confine: true, backgroundColor: shade('--card'), borderColor: shade('--rule'), textStyle: {color: shade('--ink'), fontSize: 12, width: 320, overflow: 'break'}, extraCssText: ''},
    name: unit,
  };
}

const axisLine = () => ({lineStyle: {color: shade('--rule')}});
const valueAxis = (spec, more) => ({type: 'value', name: pick(spec.unit), nameTextStyle: {color: shade('--soft'), align: 'left'}, axisLabel: {color: shade('--soft'), hideOverlap: true, formatter: v => scaled(v, spec.unit[1])},
  splitLine: {lineStyle: {color: shade('--rule'), opacity: .6}}, ...more});
const namedAxis = (spec, more) => ({type: 'category', data: spec.labels.map(pick), axisLine: {...axisLine(), onZero: true}, axisTick: {show: false}, ...more,
  axisLabel: {color: shade('--soft'), ...(more && more.axisLabel)}});
const cut = (text, most) => [...text].length > most ? [...text].slice(0, most - 1).join('') + '…' : text;
// told is a name inside a tooltip: braces would begin a style there.
const told = text => cut(text.replace(/[{}]/g, b => b === '{' ? '｛' : '｝'), 60);
const value = p => p ? p[0] : null;

// listed is the tooltip of all series at one label.
function listed(spec, index) {
  const out = [told(pick(spec.labels[index]))];
  for (const s of spec.series) {
    const p = s.points[index];
    if (p) out.push(told(pick(s.name)) + '  ' + p[1]);
  }
  return out.join('\n');
}

const makers = {
  stack(spec) {
    const o = base(spec);
    o.tooltip.trigger = 'axis';
    o.tooltip.axisPointer = {type: 'shadow'};
    o.tooltip.formatter = items => listed(spec, items[0].dataIndex);
    o.xAxis = namedAxis(spec, {axisLabel: {}});
    o.xAxis.axisLine.onZero = true;
    o.yAxis = valueAxis(spec);
    o.series = spec.series.map(s => s.style === 'line'
      ? {type: 'line', data: s.points.map(value), symbol: 'circle', symbolSize: 6, z: 5, lineStyle: {color: hue(s.color), width: 2}, itemStyle: {color: hue(s.color)}}
      : {type: 'bar', stack: 'all', data: s.points.map(value), barMaxWidth: 56, itemStyle: {color: hue(s.color), borderColor: shade('--card'), borderWidth: .5}});
    return o;
  },
  lines(spec) {
    const o = base(spec);
    o.tooltip.trigger = 'axis';
    o.tooltip.formatter = items => listed(spec, items[0].dataIndex);
    o.xAxis = namedAxis(spec, {boundaryGap: true});
    o.yAxis = valueAxis(spec, {scale: false, min: 0});
    const find = style => spec.series.find(s => s.style === style);
    const low = find('low'), high = find('high');
    o.series = spec.series.filter(s => s !== low && s !== high).map(s => ({type: 'line', data: s.points.map(value), connectNulls: true, symbol: s.style === 'dash' ? 'diamond' : 'circle', symbolSize: 7,
      lineStyle: {color: hue(s.color), width: 2, type: s.style === 'dash' ? 'dashed' : 'solid'}, itemStyle: {color: hue(s.color)}}));
    if (low && high) { // the interval of the year: a bar from its low to its high end
      o.series.push({type: 'bar', stack: 'band', silent: true, barWidth: 14, itemStyle: {color: 'transparent'}, data: low.points.map(value)});
      o.series.push({type: 'bar', stack: 'band', silent: true, barWidth: 14, itemStyle: {color: hue(0), opacity: .28}, data: high.points.map((p, i) => p && low.points[i] ? p[0] - low.points[i][0] : null)});
    }
    return o;
  },
  waterfall(spec) {
    const o = base(spec), points = spec.series[0].points, last = points.length - 1;
    let level = 0;
    const bars = points.map((p, i) => {
      const from = i === 0 || i === last ? 0 : level, to = i === 0 || i === last ? p[0] : level + p[0];
      level = to;
      return {from, to, hue: i === 0 || i === last ? '--k8' : p[0] < 0 ? '--k2' : '--k5'};
    });
    o.tooltip.trigger = 'axis';
    o.tooltip.axisPointer = {type: 'shadow'};
    o.tooltip.formatter = items => told(pick(spec.labels[items[0].dataIndex])) + '\n' + points[items[0].dataIndex][1];
    o.xAxis = namedAxis(spec, {axisLabel: {interval: 0, width: 88, overflow: 'break', fontSize: 11}});
    o.yAxis = valueAxis(spec);
    const solid = (b, v) => ({value: v, itemStyle: {color: shade(b.hue)}});
    const hidden = {color: 'transparent'};
    const above = b => highOf(b) > 0 || lowOf(b) === 0;
    const label = (b, i, up) => ({label: {show: above(b) === up, position: up ? 'top' : 'bottom', color: shade('--ink'), fontSize: 11, formatter: points[i][1]}});
    const clear = f => ({type: 'bar', stack: 'all', barMaxWidth: 64, silent: true, itemStyle: hidden, data: bars.map(f)});
    const filled = (f, up) => ({type: 'bar', stack: 'all', barMaxWidth: 64, data: bars.map((b, i) => ({...solid(b, f(b)), ...label(b, i, up)}))});
    const lowOf = b => Math.min(b.from, b.to), highOf = b => Math.max(b.from, b.to);
    o.series = [clear(b => Math.max(0, lowOf(b))), filled(b => Math.max(0, highOf(b)) - Math.max(0, lowOf(b)), true),
      clear(b => Math.min(0, highOf(b))), filled(b => Math.min(0, lowOf(b)) - Math.min(0, highOf(b)), false)];
    return o;
  },
  pareto(spec) {
    const o = base(spec);
    o.tooltip.trigger = 'axis';
    o.tooltip.axisPointer = {type: 'shadow'};
    o.tooltip.formatter = items => listed(spec, items[0].dataIndex);
    o.grid.right = 24;
    o.xAxis = namedAxis({...spec, labels: spec.short}, {axisLabel: {interval: 0, rotate: 38, width: 110, overflow: 'truncate', fontSize: 11}});
    o.yAxis = [valueAxis(spec), {type: 'value', min: 0, max: 100, axisLabel: {color: shade('--soft'), formatter: '{value} %'}, splitLine: {show: false}}];
    o.series = [{type: 'bar', data: spec.series[0].points.map(value), itemStyle: {color: hue(0)}, barMaxWidth: 48},
      {type: 'line', yAxisIndex: 1, data: spec.series[1].points.map(value), lineStyle: {color: hue(spec.series[1].color), width: 2}, itemStyle: {color: hue(spec.series[1].color)}, symbolSize: 6}];
    return o;
  },
  tornado(spec) {
    const o = base(spec);
    o.tooltip.trigger = 'axis';
    o.tooltip.axisPointer = {type: 'shadow'};
    o.tooltip.formatter = items => listed(spec, items[0].dataIndex);
    o.xAxis = valueAxis(spec, {nameLocation: 'end', name: ''});
    o.yAxis = namedAxis(spec, {inverse: true, axisLabel: {width: Math.min(190, innerWidth * .33), overflow: 'truncate', fontSize: 11}});
    o.grid.top = 8;
    o.series = spec.series.filter(s => s.style !== 'table').map(s => ({type: 'bar', stack: 'all', data: s.points.map(value), itemStyle: {color: hue(s.color)}, barMaxWidth: 22}));
    return o;
  },
  sankey(spec) {
    const o = base(spec);
    delete o.grid;
    const names = spec.nodes.map(n => pick(n[0]));
    const share = n => told(names[n]);
    o.tooltip.formatter = q => q.dataType === 'edge' ? share(+q.data.source) + ' → ' + share(+q.data.target) + '\n' + spec.flows[q.dataIndex][3] + ' ' + pick(spec.unit) : share(+q.name) + '\n' + spec.nodes[+q.name][3] + ' ' + pick(spec.unit);
    o.series = [{type: 'sankey', left: 8, right: 110, top: 8, bottom: 8, nodeGap: 15, nodeWidth: 14, draggable: false, layoutIterations: 48, emphasis: {focus: 'adjacency'},
      data: spec.nodes.map((n, i) => ({name: String(i), depth: n[1], itemStyle: {color: hue(n[1] === 1 ? 8 : n[2])}})),
      links: spec.flows.map(f => ({source: String(f[0]), target: String(f[1]), value: f[2]})),
      lineStyle: {color: 'gradient', opacity: .38, curveness: .5},
      labelLayout: {hideOverlap: true}, label: {color: shade('--ink'), fontSize: 11, formatter: q => cut(names[+q.name], 22)}}];
    return o;
  },
};

// linkAt is the explanation behind a place of a chart.
function linkAt(spec, q) {
  if (spec.kind === 'sankey') return q.dataType === 'edge' ? spec.flows[q.dataIndex][4] : spec.nodes[q.dataIndex][4];
  const s = spec.series[Math.min(q.seriesIndex, spec.series.length - 1)], p = s && s.points[q.dataIndex];
  return p && p[2];
}

function draw(element) {
  const spec = specs[element.dataset.chart];
  let chart = drawn.get(element);
  if (!chart) {
    chart = echarts.init(element, null, {renderer: 'svg'});
    chart.on('click', q => { const link = linkAt(spec, q); if (link) location.hash = link; });
    drawn.set(element, chart);
  }
  chart.setOption(makers[spec.kind](spec), true);
  return chart;
}

const charts = [...document.querySelectorAll('[data-chart]')];
const watch = new IntersectionObserver(entries => {
  for (const e of entries) if (e.isIntersecting) { watch.unobserve(e.target); draw(e.target); }
}, {rootMargin: '200px'});
for (const c of charts) watch.observe(c);

function redraw() { for (const element of drawn.keys()) draw(element); }

const widths = new ResizeObserver(entries => {
  for (const e of entries) if (!printing && drawn.has(e.target)) drawn.get(e.target).resize();
});
for (const c of charts) widths.observe(c);

// The width of an A4 page within its margins, in CSS pixels, and heights of which two go on a page with what is told beside them;
// a chart with a bar a line keeps the height that its lines take.
const paperWidth = 670, paperHeights = {stack: 260, lines: 260, waterfall: 260, pareto: 300, sankey: 420};
const heights = new Map(charts.map(c => [c, c.style.height])); // of the screen
addEventListener('beforeprint', () => {
  printing = true;
  for (const element of charts) {
    const chart = draw(element), height = paperHeights[specs[element.dataset.chart].kind];
    if (height) element.style.height = height + 'px';
    chart.resize({width: paperWidth, height: element.clientHeight});
    chart.getZr().flush();
    const svg = element.querySelector('svg');
    svg.setAttribute('viewBox', `0 0 ${paperWidth} ${svg.getAttribute('height')}`);
  }
});
addEventListener('afterprint', () => {
  printing = false;
  for (const element of charts) {
    element.querySelector('svg').removeAttribute('viewBox');
    element.style.height = heights.get(element);
    draw(element).resize({width: 'auto', height: 'auto'});
  }
});

const languageButton = document.getElementById('language'), themeButton = document.getElementById('theme');
const title = document.querySelector('.top .kind'), place = document.querySelector('.top h1');

function speak() {
  languageButton.textContent = english() ? '中文' : 'English';
  languageButton.lang = english() ? 'zh-CN' : 'en';
  for (const e of document.querySelectorAll('[data-zh]')) e.setAttribute('aria-label', english() ? e.dataset.en : e.dataset.zh);
  const kind = [...title.querySelectorAll('bdi')].find(b => root.lang.startsWith(b.lang));
  document.title = place.textContent.trim().replace(/\s+/g, ' ') + ' · ' + (kind ? kind.textContent : title.textContent);
  redraw();
}

function shadeAll() {
  themeButton.setAttribute('aria-pressed', String(dark()));
  redraw();
}

languageButton.addEventListener('click', () => {
  root.lang = english() ? 'zh-CN' : 'en';
  keep('language', root.lang);
  speak();
  document.dispatchEvent(new Event('languagechange'));
});
themeButton.addEventListener('click', () => {
  root.dataset.theme = dark() ? 'light' : 'dark';
  keep('theme', root.dataset.theme);
  shadeAll();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', shadeAll);
speak();
shadeAll();

// A link to a folded table opens it.
function unfold() {
  const id = decodeURIComponent(location.hash.slice(1)), target = id && document.getElementById(id);
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener('hashchange', unfold);
unfold();
