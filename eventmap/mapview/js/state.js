// What the reader chose: filters, time window, view, selection. Everything that shows something subscribes to it, and the page's address
// carries it, so that a reload or a colleague's copy shows the same.

const FACETS = ['type', 'sub', 'actor', 'side', 'status', 'source', 'country', 'admin1', 'precision', 'when'];

function newState() {
  const listeners = {};
  return {
    chosen: Object.fromEntries(FACETS.map((f) => [f, new Set()])), // empty: all
    window: null, // [from, to) in days
    onlyUndated: false,
    query: '',
    minToll: null,
    maxToll: null,
    minConfidence: 0,
    selected: -1,
    wantedEvent: '', // named by the address, to be selected as soon as the texts are there
    sort: 'date',
    descending: false,
    scope: 'all', // of the list: all, view, missing
    sizeByToll: false,
    showUncertainty: true,
    graticule: false,
    cumulative: false,
    on(name, action) { (listeners[name] = listeners[name] || []).push(action); },
    emit(name, detail) { (listeners[name] || []).forEach((action) => action(detail)); },
  };
}

function hasFilters(state) {
  return FACETS.some((f) => state.chosen[f].size) || state.window !== null || state.onlyUndated || state.query !== ''
    || state.minToll !== null || state.maxToll !== null || state.minConfidence > 0;
}

function clearFilters(state) {
  FACETS.forEach((f) => state.chosen[f].clear());
  Object.assign(state, { window: null, onlyUndated: false, query: '', minToll: null, maxToll: null, minConfidence: 0 });
}

function isoDay(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function stateToFragment(state, map, table) {
  const q = new URLSearchParams();
  for (const f of FACETS) state.chosen[f].forEach((value) => q.append(f, value));
  if (state.window) { q.set('from', isoDay(state.window[0])); q.set('to', isoDay(state.window[1])); }
  if (state.onlyUndated) q.set('undated', '1');
  if (state.query) q.set('q', state.query);
  if (state.minToll !== null) q.set('min', state.minToll);
  if (state.maxToll !== null) q.set('max', state.maxToll);
  if (state.minConfidence > 0) q.set('sure', state.minConfidence);
  if (state.sort !== 'date' || state.descending) q.set('sort', (state.descending ? '-' : '') + state.sort);
  if (state.scope !== 'all') q.set('list', state.scope);
  if (state.sizeByToll) q.set('size', 'toll');
  if (!state.showUncertainty) q.set('rings', '0');
  if (state.selected >= 0 || state.wantedEvent) q.set('event', state.wantedEvent || rowKey(table, state.selected));
  const centre = map.getCenter();
  q.set('at', `${centre.lat.toFixed(4)},${centre.lng.toFixed(4)},${map.getZoom().toFixed(2)}`);
  return '#' + q.toString();
}

// An event is named by its id; a table without ids by the row's number.
function rowKey(table, row) {
  return table.text('event_id_cnty', row) || `row-${row + 1}`;
}

function rowOfKey(table, key) {
  const match = /^row-(\d+)$/.exec(key);
  if (match && +match[1] <= table.n) return +match[1] - 1;
  for (let i = 0; i < table.n; i++) if (table.text('event_id_cnty', i) === key) return i;
  return -1;
}

// Fills the state from a fragment; returns the view {lat, lng, zoom} if it names one. Whatever is not understood is left out.
function fragmentToState(fragment, state, table) {
  const q = new URLSearchParams(fragment.replace(/^#/, ''));
  clearFilters(state);
  for (const f of FACETS) q.getAll(f).forEach((value) => state.chosen[f].add(value));
  const [from, to] = [dayOf(q.get('from') || ''), dayOf(q.get('to') || '')];
  if (from < to) state.window = [from, to];
  state.onlyUndated = q.get('undated') === '1';
  state.query = q.get('q') || '';
  state.minToll = numberOr(q.get('min'), null);
  state.maxToll = numberOr(q.get('max'), null);
  state.minConfidence = clamp(numberOr(q.get('sure'), 0), 0, 1);
  const sort = q.get('sort') || 'date';
  state.descending = sort.startsWith('-');
  state.sort = SORTS.includes(sort.replace(/^-/, '')) ? sort.replace(/^-/, '') : 'date';
  state.scope = ['all', 'view', 'missing'].includes(q.get('list')) ? q.get('list') : 'all';
  state.sizeByToll = q.get('size') === 'toll';
  state.showUncertainty = q.get('rings') !== '0';
  state.selected = -1;
  state.wantedEvent = q.get('event') || '';
  const view = (q.get('at') || '').split(',').map(Number);
  return view.length === 3 && view.every(Number.isFinite) ? { lat: view[0], lng: view[1], zoom: view[2] } : null;
}

function numberOr(text, fallback) {
  const value = text === null || text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : fallback;
}

function writeFragment(fragment) {
  try {
    history.replaceState(null, '', fragment);
  } catch (_) {
    // in a notebook's frame the address cannot be changed; the link button still works
  }
}
