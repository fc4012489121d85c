// The filters, each value with how many events it would show under all the other filters.

const SHOWN_VALUES = 40;
const SEARCHABLE = 9; // facets with more values than this get a box to search them

// Made when it is first opened: it counts every value of every filter.
function newPanel(app) {
  const node = el('div', { class: 'em-panel' });
  let update = null;
  return { node, update: () => {
    update = update || fillPanel(app, node);
    update();
  } };
}

function fillPanel(app, node) {
  const { table, state } = app;
  const facetNodes = FACETS.filter((name) => facetUseful(app, name)).map((name) => newFacet(app, name));
  const toll = numberPair(app);
  const sure = confidenceSlider(app);
  const hasToll = table.high.some((v) => v === v);
  const hasConfidence = table.has('event_confidence') || table.has('geo_confidence');
  node.append(...[...facetNodes.map((f) => f.node), hasToll && toll.node, hasConfidence && sure.node, showOptions(app)].filter(Boolean));
  const update = () => {
    if (node.hidden || !node.isConnected) return;
    facetNodes.forEach((f) => f.update());
    toll.update();
    sure.update();
  };
  state.on('filtered', update);
  return update;
}

function facetUseful(app, name) {
  const { values } = app.filter.facet(name);
  return values.length > 1 || (values.length === 1 && ['type', 'actor'].includes(name));
}

function newFacet(app, name) {
  const { state, t, table } = app;
  const facet = app.filter.facet(name);
  const total = facetTotals(facet);
  const byTotal = facet.values.map((_, id) => id).sort((a, b) => total[b] - total[a] || (facet.values[a] < facet.values[b] ? -1 : 1));
  const badge = el('span', { class: 'em-badge', hidden: true });
  const box = el('input', { type: 'search', class: 'em-input', placeholder: t('find', { what: t(name) }), 'aria-label': t('find', { what: t(name) }), oninput: () => fill() });
  const list = el('ul', { class: 'em-values' });
  const more = el('p', { class: 'em-soft', hidden: true });
  const node = el('details', { class: 'em-facet', open: ['type', 'actor'].includes(name) },
    el('summary', {}, t(name), badge), facet.values.length > SEARCHABLE ? box : null, list, more);
  node.addEventListener('toggle', () => { if (node.open) update(); });
  let items = [];

  function fill() {
    const wanted = folded(box.value).trim();
    const chosen = state.chosen[name];
    const matching = byTotal.filter((id) => !wanted || folded(`${facet.values[id]} ${valueText(t, name, facet.values[id])}`).includes(wanted));
    const first = matching.filter((id) => chosen.has(facet.values[id]));
    const rest = matching.filter((id) => !chosen.has(facet.values[id]));
    const shown = [...first, ...rest].slice(0, Math.max(SHOWN_VALUES, first.length));
    if (!wanted) shown.sort((a, b) => total[b] - total[a]);
    items = shown.map((id) => valueItem(id));
    list.replaceChildren(...items.map((item) => item.node));
    more.hidden = shown.length === matching.length;
    more.textContent = t('more', { n: t.number(matching.length - shown.length) });
    update();
  }

  function valueItem(id) {
    const value = facet.values[id];
    const input = el('input', { type: 'checkbox', onchange: () => {
      if (input.checked) state.chosen[name].add(value); else state.chosen[name].delete(value);
      app.changed([name]);
    } });
    const count = el('span', { class: 'em-count' });
    const symbol = name === 'type' ? symbolNode(app.kinds[app.kinds.findIndex((k) => k.name === value)], 14) : null;
    return { id, value, input, count, node: el('li', {}, el('label', { class: 'em-check' }, input, symbol, el('span', { class: 'em-value', dir: 'auto' }, valueText(t, name, value)), count)) };
  }

  function update() {
    const chosen = state.chosen[name];
    badge.hidden = chosen.size === 0;
    badge.textContent = t.number(chosen.size);
    if (!node.open) return;
    const counts = facetCounts(table, app.filter, name);
    for (const item of items) {
      item.input.checked = chosen.has(item.value);
      item.count.textContent = t.compact(counts[item.id]);
      item.node.classList.toggle('em-none', counts[item.id] === 0);
    }
  }

  fill();
  return { node, update };
}

function facetTotals(facet) {
  const total = new Uint32Array(facet.values.length);
  for (const id of facet.ids) total[id]++;
  return total;
}

function numberPair(app) {
  const { state, t } = app;
  const field = (key, label) => el('label', { class: 'em-number' }, t(label), el('input', {
    type: 'number', min: '0', inputmode: 'numeric', class: 'em-input', 'data-key': key,
    oninput: (e) => { state[key] = numberOr(e.target.value.trim(), null); app.changed(['toll']); },
  }));
  const node = el('fieldset', { class: 'em-facet em-range' }, el('legend', {}, t('toll')), field('minToll', 'atLeast'), field('maxToll', 'atMost'));
  const update = () => node.querySelectorAll('input').forEach((input) => {
    const value = state[input.dataset.key];
    if (document.activeElement !== input) input.value = value === null ? '' : value;
  });
  return { node, update };
}

function confidenceSlider(app) {
  const { state, t } = app;
  const output = el('output', {});
  const input = el('input', { type: 'range', min: '0', max: '1', step: '0.05', 'aria-label': t('confidence'), oninput: () => { state.minConfidence = +input.value; app.changed(['confidence']); } });
  const update = () => {
    input.value = state.minConfidence;
    output.textContent = `${t('atLeast')} ${t.number(state.minConfidence * 100)} %`;
  };
  return { node: el('fieldset', { class: 'em-facet em-range' }, el('legend', {}, t('confidence')), input, output), update };
}

function showOptions(app) {
  const { state, t, options } = app;
  const check = (key, label, action) => el('label', { class: 'em-check' }, el('input', {
    type: 'checkbox', checked: state[key], onchange: (e) => { state[key] = e.target.checked; action(); },
  }), t(label));
  const redraw = () => { app.repaint(); app.remember(); };
  return el('fieldset', { class: 'em-facet em-range' }, el('legend', {}, t('show')),
    check('sizeByToll', 'sizeByToll', redraw), check('showUncertainty', 'showUncertainty', redraw), check('graticule', 'graticule', redraw),
    options.tiles ? onlineSwitch(app) : null);
}

// The only thing that ever asks the network for something, and only while it is on.
function onlineSwitch(app) {
  const { t, options, map } = app;
  let layer = null;
  const toggle = (e) => {
    if (!layer) layer = L.tileLayer(options.tiles.url, { maxZoom: options.tiles.max_zoom, className: 'em-tiles', pane: 'em-tiles' });
    if (e.target.checked) layer.addTo(map); else layer.remove();
    app.setOnline(e.target.checked);
  };
  return el('label', { class: 'em-check em-online' }, el('input', { type: 'checkbox', onchange: toggle }),
    el('span', {}, `${t('online')} (${options.tiles.name})`, soft(t('onlineNote', { host: options.tiles.host.replace('https://', '') }))));
}

function newLegend(app) {
  const { state, t, table, kinds } = app;
  const facet = app.filter.facet('type');
  const buttons = facet.values.map((value, id) => {
    const count = el('span', { class: 'em-count' });
    const button = el('button', { type: 'button', class: 'em-legend-item', onclick: () => {
      if (state.chosen.type.has(value)) state.chosen.type.delete(value); else state.chosen.type.add(value);
      app.changed(['type']);
    } }, symbolNode(kinds[id], 16), el('span', { class: 'em-value' }, t.word(value)), count);
    return { value, id, button, count };
  });
  const extra = [];
  const some = (test) => { for (let i = 0; i < table.n; i++) if (test(table, i)) return true; return false; };
  if (some(isCoarse)) extra.push(el('p', { class: 'em-legend-note' }, ringSign(), t('place3')));
  if (some(isDoubtful)) extra.push(el('p', { class: 'em-legend-note' }, symbolNode({ color: '#777777', shape: 'circle' }, 16, true), `${t('alleged')}, ${t('denied')}, ${t('foiled')}`));
  const node = el('details', { class: 'em-legend', open: window.innerWidth > 960 && window.innerHeight > 560 }, el('summary', {}, t('legend')), el('div', { class: 'em-legend-items' }, buttons.map((b) => b.button)), extra);
  state.on('filtered', () => {
    const counts = facetCounts(table, app.filter, 'type');
    for (const b of buttons) {
      b.count.textContent = t.compact(counts[b.id]);
      b.button.setAttribute('aria-pressed', String(state.chosen.type.has(b.value)));
      b.button.classList.toggle('em-off', state.chosen.type.size > 0 && !state.chosen.type.has(b.value));
    }
  });
  return { node };
}

function ringSign() {
  const sign = symbolNode({ color: '#777777', shape: 'circle' }, 16, true);
  sign.firstChild.setAttribute('stroke-dasharray', '0.5 0.4');
  sign.firstChild.setAttribute('stroke-width', '0.25');
  return sign;
}
