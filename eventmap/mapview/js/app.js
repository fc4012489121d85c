// Puts the parts together. ``layer(options)`` is what the folium template calls; it returns a Leaflet layer.

const PANES = [['em-background', 150], ['em-tiles', 190], ['em-events', 440], ['em-focus', 450]];

function layer(options) {
  const EventLayer = L.Layer.extend({
    onAdd(map) {
      this.ready = this.ready || start(map, options);
      this.ready.then((app) => app && app.show(true)).catch((error) => fail(map, options, error));
      return this;
    },
    onRemove() {
      this.ready.then((app) => app && app.show(false));
      return this;
    },
  });
  const made = new EventLayer();
  made.options = { ...made.options, ...options };
  return made;
}

function fail(map, options, error) {
  const t = translator(options.language);
  map.getContainer().append(el('p', { class: 'em-broken', role: 'alert' }, typeof DecompressionStream === 'undefined' ? t('broken') : String(error)));
  console.error(error);
}

async function start(map, options) {
  if (typeof DecompressionStream === 'undefined') throw new Error('DecompressionStream');
  const t = translator(options.language);
  const [table, background, provinces] = await Promise.all([
    readTable(options.id), readBackground(options.id + '_background'), readBlock(options.id + '_provinces'),
  ]);
  const app = { map, options, t, table, background, state: newState(), full: options.interface === 'full' };
  app.filter = newFilter(table, app.state);
  const { kinds, of } = eventKinds(app.filter.facet('type'));
  Object.assign(app, { kinds, kindOf: of, provinceOf: provinceFinder(table, provinces), hovered: -1, painting: true });
  addActions(app);
  buildPage(app);
  readColors(app);
  addCanvases(app);
  firstView(app);
  listenToMap(app);
  app.changed(null);
  app.root.classList.remove('em-loading');
  app.texts = afterDrawing().then(table.readTexts).then(() => textsThere(app));
  return app;
}

// Two frames later, or a second later where no frames are drawn (a page in the background).
function afterDrawing() {
  return Promise.race([
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))),
    new Promise((done) => setTimeout(done, 1000)),
  ]);
}

// Long texts are unpacked after the first drawing; what was asked of them meanwhile is answered now.
function textsThere(app) {
  const { state } = app;
  app.root.dataset.ready = 'true';
  if (state.query) app.changed(['query']);
  if (state.wantedEvent) {
    const row = rowOfKey(app.table, state.wantedEvent);
    state.wantedEvent = '';
    app.select(row, {});
  } else if (state.selected >= 0) state.emit('selected');
}

function provinceFinder(table, block) {
  if (!block) return () => null;
  const unpacked = new Map();
  return (row) => {
    const key = `${table.number('latitude', row).toFixed(2)},${table.number('longitude', row).toFixed(2)}`;
    if (!unpacked.has(key)) unpacked.set(key, block.header.layers[key] ? unpackedLines(block, key) : null);
    return unpacked.get(key);
  };
}

// ---- actions that the parts call

function addActions(app) {
  const { state, table, map, t } = app;
  const remember = atMostEvery(250, () => { if (app.full && app.painting) writeFragment(stateToFragment(state, map, table)); });
  app.remember = remember;
  app.changed = (names) => {
    app.filter.apply(names);
    state.emit('filtered');
    app.repaintEvents();
    remember();
  };
  app.select = (row, how) => {
    state.selected = row;
    if (row >= 0 && app.full && isPhone()) app.openTab(null); // the sheet would hide map and card
    state.emit('selected');
    if (row >= 0 && table.isLocated(row) && how) bringIntoSight(app, row, how.pan);
    app.repaintFocus();
    remember();
  };
  app.hover = (row) => {
    if (row === app.hovered) return;
    app.hovered = row;
    app.repaintFocus();
  };
  app.rowsAt = (row) => {
    if (!table.isLocated(row)) return [row];
    const found = [];
    for (let k = 0; k < app.filter.count; k++) {
      const other = app.filter.shown[k];
      if (table.x[other] === table.x[row] && table.y[other] === table.y[row]) found.push(other);
    }
    return found.includes(row) ? found : [row, ...found];
  };
  app.inView = () => {
    const view = viewOf(map, L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize())));
    return (row) => table.isLocated(row) && view.turns.some((turn) => {
      const x = (table.x[row] + turn) * view.world - view.left;
      const y = table.y[row] * view.world - view.top;
      return x >= 0 && x <= view.width && y >= 0 && y <= view.height;
    });
  };
  app.copy = async (text) => app.toast(t((await copyText(text)) ? 'copied' : 'notCopied'));
  app.countText = () => t('shownOf', { n: t.number(app.filter.count), total: t.number(table.n) });
  app.periodText = () => {
    if (state.onlyUndated || table.n === table.undated) return t('noDate');
    return spanText(t, ...(state.window || [table.firstDay, table.endDay]));
  };
  app.fit = () => fitShown(app);
}

// Moves the map so that the event is not under the card; from the list also closer, when the map shows half a continent.
function bringIntoSight(app, row, closer) {
  const { map, table } = app;
  const point = L.latLng(table.number('latitude', row), table.number('longitude', row));
  if (closer && !map.getBounds().pad(-0.1).contains(point)) map.setView(point, Math.max(map.getZoom(), 7), { animate: false });
  const covered = coveredBy(app, app.card.node);
  map.panInside(point, { paddingTopLeft: [covered.left + 40, 40], paddingBottomRight: [covered.right + 40, covered.bottom + 40], animate: false });
}

// How many pixels of the map a box at its edge covers.
function coveredBy({ map, options }, node) {
  if (node.hidden || !node.offsetWidth) return { left: 0, right: 0, bottom: 0 };
  const size = map.getSize();
  if (node.offsetWidth > size.x * 0.7) return { left: 0, right: 0, bottom: Math.min(node.offsetHeight, size.y - 100) };
  const width = node.offsetWidth + 12;
  return options.rtl ? { left: width, right: 0, bottom: 0 } : { left: 0, right: width, bottom: 0 };
}

// [west, south, east, north] of the events that are shown; of all where none of these has a point. Across the date line, east is more than 180.
function boundsOfShown({ options, table, filter }) {
  const box = options.bounds;
  if (!box || !filter.locatedCount || filter.locatedCount === table.located) return box;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < filter.count; k++) {
    const row = filter.shown[k];
    if (!table.isLocated(row)) continue;
    const [lat, lon] = [table.number('latitude', row), table.number('longitude', row)];
    const turned = lon < box[0] ? lon + 360 : lon;
    [west, east, south, north] = [Math.min(west, turned), Math.max(east, turned), Math.min(south, lat), Math.max(north, lat)];
  }
  return [west, south, east, north];
}

// The events that are shown, in sight; beside the legend when it would cover some.
function fitShown(app) {
  const { map, options, table, legend } = app;
  const box = boundsOfShown(app);
  if (!box || !table.located) { map.setView([20, 20], 2, { animate: false }); return; }
  const fit = (beside) => map.fitBounds([[box[1], box[0]], [box[3], box[2]]], {
    paddingTopLeft: [options.rtl ? 40 : beside + 40, 40], paddingBottomRight: [options.rtl ? beside + 40 : 40, 48], maxZoom: 11, animate: false,
  });
  fit(0);
  if (legend.node.open && map.getSize().x > 760 && someUnder(app, legend.node)) fit(legend.node.offsetWidth + 12);
}

function someUnder({ map, table, filter }, node) {
  const [map_, box] = [map.getContainer().getBoundingClientRect(), node.getBoundingClientRect()];
  const view = viewOf(map, L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize())));
  const [left, right] = [box.left - map_.left - POINT, box.right - map_.left + POINT];
  for (let i = 0; i < table.n; i++) {
    const y = table.y[i] * view.world - view.top;
    if (filter.fails[i] || !(y > box.top - map_.top)) continue;
    for (const turn of view.turns) {
      const x = (table.x[i] + turn) * view.world - view.left;
      if (x > left && x < right) return true;
    }
  }
  return false;
}

function firstView(app) {
  const { map, state, table } = app;
  if (app.full) Object.assign(map.options, { zoomSnap: 0.5, zoomDelta: 1, maxZoom: 18, minZoom: 1, wheelPxPerZoomLevel: 100 });
  const view = app.full ? fragmentToState(location.hash, state, table) : null;
  if (view) map.setView([view.lat, view.lng], clamp(view.zoom, 1, 18), { animate: false });
  else fitShown(app);
  if (!app.full) return;
  app.search.value = state.query;
  window.addEventListener('hashchange', () => {
    const there = fragmentToState(location.hash, state, table);
    if (there) map.setView([there.lat, there.lng], clamp(there.zoom, 1, 18), { animate: false });
    app.search.value = state.query;
    app.changed(null);
    textsThere(app);
  });
}

// ---- the canvases

function addCanvases(app) {
  const { map } = app;
  for (const [name, z] of PANES) {
    if (!map.getPane(name)) map.createPane(name).style.zIndex = z;
    if (name !== 'em-tiles') map.getPane(name).style.pointerEvents = 'none';
  }
  app.drawn = { groups: [] };
  const canvases = {
    background: app.background && canvasLayer((ctx, view) => { if (!app.online) paintBackground(ctx, view, app.background, app.colors, app.state); }, { pane: 'em-background' }),
    events: canvasLayer((ctx, view) => {
      app.drawn = groupRows(app.table, app.filter, app.kindOf, app.kinds.length, view);
      drawNamesAndGroups(ctx, view, app, app.drawn);
    }, { pane: 'em-events' }),
    focus: canvasLayer((ctx, view) => {
      drawFocus(ctx, view, app, app.hovered, false);
      drawFocus(ctx, view, app, app.state.selected, true);
    }, { pane: 'em-focus' }),
  };
  const each = (action) => Object.values(canvases).forEach((canvas) => canvas && action(canvas));
  app.repaintEvents = onceAFrame(() => canvases.events.repaint());
  app.repaintFocus = onceAFrame(() => canvases.focus.repaint());
  app.repaint = onceAFrame(() => each((canvas) => canvas.repaint()));
  app.show = (on) => {
    app.painting = on;
    each((canvas) => (on ? canvas.addTo(map) : canvas.remove()));
    app.overlay.hidden = !on;
  };
  app.setOnline = (on) => {
    app.online = on;
    app.showCredit();
    app.repaint();
  };
  app.paintAll = (ctx, view) => {
    if (app.background && !app.online) paintBackground(ctx, view, app.background, app.colors, app.state);
    drawNamesAndGroups(ctx, view, app, groupRows(app.table, app.filter, app.kindOf, app.kinds.length, view));
    drawFocus(ctx, view, app, app.state.selected, true);
  };
}

// Names stand under the events but beside them, so they are placed when it is known where the events are.
function drawNamesAndGroups(ctx, view, app, drawn) {
  const taken = drawn.groups.map((g) => [g.x - g.r, g.y - g.r, g.x + g.r, g.y + g.r]);
  if (app.background && !app.online) paintNames(ctx, view, app.background, app.colors, taken);
  drawGroups(ctx, view, app, drawn);
}

const COLOR_NAMES = ['paper', 'ink', 'soft', 'faint', 'focus', 'sea', 'land', 'water', 'coast', 'border', 'country', 'area', 'town', 'halo'];

function readColors(app) {
  const style = getComputedStyle(app.root);
  app.colors = Object.fromEntries(COLOR_NAMES.map((name) => [name, style.getPropertyValue(`--em-${name}`).trim()]));
}

// ---- the map's own events

function listenToMap(app) {
  const { map, table, state } = app;
  const at = (e) => {
    const bounds = app.drawn.grid && app.drawn.grid.view;
    if (!bounds) return null;
    const p = map.latLngToLayerPoint(e.latlng).add(map.getPixelOrigin());
    return groupAt(app.drawn, p.x - bounds.left, p.y - bounds.top, L.Browser.mobile ? 10 : 4);
  };
  map.on('click', (e) => {
    if (!app.painting) return;
    showTip(app, null);
    const group = at(e);
    if (group) openGroup(app, group);
    else if (state.selected >= 0) app.card.close();
    else if (app.full && isPhone()) app.openTab(null);
  });
  map.on('mousemove', (e) => {
    app.pointer.textContent = `${e.latlng.lat.toFixed(4)}, ${e.latlng.wrap().lng.toFixed(4)}`;
    if (!app.painting) return;
    const group = at(e);
    map.getContainer().classList.toggle('em-over', Boolean(group));
    app.hover(group && group.count === 1 ? group.first : -1);
    showTip(app, group, e.containerPoint);
  });
  map.on('zoomstart', () => showTip(app, null));
  map.on('mouseout', () => { app.hover(-1); showTip(app, null); });
  map.on('moveend', () => { state.emit('moved'); app.remember(); drawScale(app); });
  map.on('resize', () => { if (app.timeline) app.timeline.draw(); if (app.list) app.list.render(); });
  drawScale(app);
}

// One event: its card. Several at one spot, or no closer look possible: a list of them. Otherwise look closer.
function openGroup(app, group) {
  const { map, table } = app;
  if (group.count === 1) { app.select(group.first, {}); return; }
  const rows = rowsOfGroup(table, app.filter, app.drawn, group);
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const row of rows) {
    x0 = Math.min(x0, table.x[row]);
    x1 = Math.max(x1, table.x[row]);
    y0 = Math.min(y0, table.y[row]);
    y1 = Math.max(y1, table.y[row]);
  }
  const spread = Math.max(x1 - x0, y1 - y0) * 256 * 2 ** map.getMaxZoom();
  if (spread < 40 || map.getZoom() >= map.getMaxZoom()) { app.card.showPlace(rows); return; }
  const turn = Math.round((map.getCenter().lng + 180) / 360 - 0.5);
  const degreesOf = (x) => (x + turn) * 360 - 180;
  map.fitBounds([[latitudeOf(y1), degreesOf(x0)], [latitudeOf(y0), degreesOf(x1)]], { padding: [60, 60], maxZoom: Math.max(map.getZoom() + 1, 14) });
}

function showTip(app, group, point) {
  const { tip, table, t } = app;
  tip.hidden = !group;
  if (!group) return;
  const toll = tollText(t, table.low[group.first], table.high[group.first]);
  tip.textContent = group.count > 1 ? t('atPlace', { n: t.number(group.count) })
    : [dateText(table, group.first, t), t.word(table.text('sub_event_type', group.first) || app.kinds[app.kindOf(group.first)].name), placeText(table, group.first), toll && t('killed', { n: toll })].filter(Boolean).join(' · ');
  const size = app.map.getSize();
  tip.style.left = clamp(point.x + 14, 0, Math.max(0, size.x - tip.offsetWidth - 6)) + 'px';
  tip.style.top = clamp(point.y + 16, 0, Math.max(0, size.y - tip.offsetHeight - 6)) + 'px';
}

const ROUND_KM = [1, 2, 5].flatMap((n) => [0.001, 0.01, 0.1, 1, 10, 100, 1000].map((k) => n * k)).sort((a, b) => a - b);

function drawScale(app) {
  const { map, scale, t } = app;
  const y = map.getSize().y / 2;
  const km = map.containerPointToLatLng([0, y]).distanceTo(map.containerPointToLatLng([100, y])) / 1000;
  const round = ROUND_KM.filter((r) => r <= km).pop() || ROUND_KM[0];
  scale.bar.style.width = `${(round / km) * 100}px`;
  scale.label.textContent = `${new Intl.NumberFormat(t.language).format(round)} ${t('km')}`;
}
