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
  const soon = later(update, 120);
  ['filtered', 'axis'].forEach((name) => state.on(name, soon));
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

// Stacked bars per bin of the filtered events, over the part of the period that the time line shows; how many lie before and after it is told.
function timeChart(app) {
  const { kinds, t } = app;
  const [from, to] = app.timeline.shownPeriod();
  const [width, top, height] = [320, 14, 110];
  const svg = svgNode('svg', { viewBox: `0 0 ${width} ${top + height + 14}`, class: 'em-timechart', role: 'img', 'aria-label': t('overTime') });
  if (!(to > from)) return svg;
  const unit = unitFor(to - from, width);
  const starts = binStarts(from, to, unit);
  const bins = starts.length - 1;
  const counts = histogram(app, starts, 0, from, to);
  const sums = Array.from({ length: bins }, (_, b) => kinds.reduce((sum, _kind, k) => sum + counts[b * kinds.length + k], 0));
  const most = Math.max(1, ...sums);
  const w = width / bins;
  for (let b = 0; b < bins; b++) {
    let y = top + height;
    kinds.forEach((kind, k) => {
      const h = (counts[b * kinds.length + k] / most) * height;
      if (h) svg.append(svgNode('rect', { x: (b * w).toFixed(2), y: (y -= h).toFixed(2), width: Math.max(0.6, w - 0.6).toFixed(2), height: h.toFixed(2), fill: kind.color }));
    });
  }
  const text = (x, y, anchor, content) => svg.append(svgNode('text', { x, y, 'text-anchor': anchor, direction: 'ltr', class: 'em-axis' }, content));
  const [before, after] = outside(app, { from, to }, 0);
  const [first, last] = [t.day(from), t.day(to - 1)].map(isolated);
  text(0, top + height + 11, 'start', before ? `◂ ${t.number(before)} · ${first}` : first);
  text(width, top + height + 11, 'end', after ? `${last} · ${t.number(after)} ▸` : last);
  if (sums.some(Boolean)) text(width, 10, 'end', perBin(t, most, unit));
  const beyond = [before && t('earlier', { n: t.number(before) }), after && t('later', { n: t.number(after) })].filter(Boolean);
  svg.setAttribute('aria-label', [`${t('overTime')}: ${first} – ${last}`, ...beyond].join('; '));
  if (beyond.length) svg.prepend(svgNode('title', {}, beyond.join('; ')));
  return svg;
}
