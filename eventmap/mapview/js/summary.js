// Small charts of what is filtered. Plain boxes and SVG, so that they print as they are.

const SUMMARY_ROWS = 12;

function newSummary(app) {
  const { state, t } = app;
  const node = el('div', { class: 'em-summary' });
  const update = () => {
    if (node.hidden || !node.isConnected) return;
    const sums = summaries(app);
    node.replaceChildren(
      el('div', { class: 'em-summary-head' }, iconButton('print', t('print'), () => window.print())),
      chart(t('overTime'), timeChart(app)),
      chart(t('byType'), bars(app, sums.type, (name) => t.word(name) || t('unknown'))),
      chart(t('byPair'), bars(app, sums.pair, (name) => name)),
      chart(t('byProvince'), bars(app, sums.admin1, (name) => name || t('unknown'))));
  };
  state.on('filtered', later(update, 120));
  return { node, update };
}

const chart = (title, content) => el('section', { class: 'em-chart' }, el('h2', {}, title), content);

// {type, pair, admin1}: name -> {n, low, high}; a shared toll is added once to each name.
function summaries({ table, filter, t }) {
  const sums = { type: new Map(), pair: new Map(), admin1: new Map() };
  const seen = new Set();
  const add = (which, name, row) => {
    if (!sums[which].has(name)) sums[which].set(name, { n: 0, low: 0, high: 0 });
    const sum = sums[which].get(name);
    sum.n++;
    if (table.high[row] !== table.high[row]) return;
    const share = table.share[row];
    if (share >= 0) {
      const key = `${which}\n${name}\n${share}`;
      if (seen.has(key)) return;
      seen.add(key);
    }
    sum.low += table.low[row];
    sum.high += table.high[row];
  };
  for (let k = 0; k < filter.count; k++) {
    const row = filter.shown[k];
    add('type', table.text('event_type', row), row);
    add('pair', [table.text('actor1', row), table.text('actor2', row)].map((name) => name || t('nobody')).join(' – '), row);
    add('admin1', table.text('admin1', row), row);
  }
  return sums;
}

function bars(app, sums, label) {
  const { t } = app;
  const top = [...sums].sort((a, b) => b[1].n - a[1].n).slice(0, SUMMARY_ROWS);
  const most = Math.max(1, ...top.map(([, s]) => s.n));
  return el('table', { class: 'em-bars' },
    el('thead', {}, el('tr', {}, el('td'), el('th', { scope: 'col' }, t('events').split('|')[1]), el('th', { scope: 'col' }, t('killedShort')))),
    el('tbody', {}, top.map(([name, sum]) => {
      const bar = el('div', { class: 'em-bar' });
      bar.style.width = `${(sum.n / most) * 100}%`;
      return el('tr', {}, el('th', { scope: 'row', dir: 'auto' }, label(name), bar), el('td', {}, t.number(sum.n)), el('td', {}, sum.high ? tollText(t, sum.low, sum.high) : ''));
    })));
}

// Stacked bars per bin of the filtered events.
function timeChart(app) {
  const { table, filter, kinds, kindOf, t } = app;
  const [from, to] = app.state.window || [table.firstDay, table.endDay];
  const space = 'http://www.w3.org/2000/svg';
  const [width, height] = [320, 110];
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height + 14}`);
  svg.setAttribute('class', 'em-timechart');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', t('overTime'));
  if (!(to > from)) return svg;
  const starts = binStarts(from, to, unitFor(to - from, width));
  const bins = starts.length - 1;
  const counts = new Uint32Array(bins * kinds.length);
  for (let k = 0; k < filter.count; k++) {
    const day = table.day[filter.shown[k]];
    if (day !== day) continue;
    let b = 0;
    while (b < bins - 1 && starts[b + 1] <= day) b++;
    counts[b * kinds.length + kindOf(filter.shown[k])]++;
  }
  let most = 1;
  for (let b = 0; b < bins; b++) most = Math.max(most, kinds.reduce((sum, _, k) => sum + counts[b * kinds.length + k], 0));
  const rect = (x, y, w, h, color) => {
    const node = document.createElementNS(space, 'rect');
    for (const [k, v] of Object.entries({ x, y, width: w, height: h, fill: color })) node.setAttribute(k, v);
    svg.append(node);
  };
  const text = (x, content, anchor) => {
    const node = document.createElementNS(space, 'text');
    for (const [k, v] of Object.entries({ x, y: height + 11, 'text-anchor': anchor, class: 'em-axis' })) node.setAttribute(k, v);
    node.textContent = content;
    svg.append(node);
  };
  const w = width / bins;
  for (let b = 0; b < bins; b++) {
    let y = height;
    kinds.forEach((kind, k) => {
      const h = (counts[b * kinds.length + k] / most) * height;
      if (h) rect((b * w).toFixed(2), (y -= h).toFixed(2), Math.max(0.6, w - 0.6).toFixed(2), h.toFixed(2), kind.color);
    });
  }
  text(0, t.day(from), 'start');
  text(width, t.day(to - 1), 'end');
  return svg;
}
