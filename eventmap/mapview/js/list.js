// The list beside the map. Only the rows in sight exist in the page, so that 100,000 scroll as smoothly as ten.

const ROW_PX = 66;
const MAX_SCROLL_PX = 8000000; // browsers cannot lay out taller boxes; beyond this the scroll bar is scaled
const SORTS = ['date', 'place', 'type', 'toll', 'actorSort'];

function newList(app) {
  const { table, state, t } = app;
  const spacer = el('div', { class: 'em-spacer', role: 'presentation' });
  const scroller = el('div', { class: 'em-rows', role: 'listbox', tabindex: '0', 'aria-label': t('list') }, spacer);
  const message = el('p', { class: 'em-message', hidden: true });
  const scopes = el('div', { class: 'em-segments', role: 'group', 'aria-label': t('list') });
  const scopeButtons = Object.fromEntries(['all', 'view', 'missing'].map((scope) => [scope, el('button', {
    type: 'button', class: 'em-segment', onclick: () => { state.scope = scope; refresh(); app.remember(); },
  })]));
  scopes.append(...Object.values(scopeButtons));
  const sort = el('select', { class: 'em-select', 'aria-label': t('sortBy'), onchange: () => { state.sort = sort.value; refresh(); app.remember(); } },
    SORTS.map((name) => el('option', { value: name }, t(name))));
  const turn = el('button', { type: 'button', class: 'em-button em-text', 'aria-label': t('order'), title: t('order'), onclick: () => { state.descending = !state.descending; refresh(); app.remember(); } });
  const node = el('div', { class: 'em-list' }, el('div', { class: 'em-list-head' }, scopes, el('div', { class: 'em-sort' }, sort, turn)), message, scroller);
  const ranks = new Map();
  let rows = new Uint32Array(0);
  const pool = [];

  function rank(name) {
    if (!ranks.has(name)) ranks.set(name, rankOf(table, name, t));
    return ranks.get(name);
  }

  // Rows that pass filters and scope, in the chosen order.
  function wanted() {
    const order = rank(state.sort);
    const inScope = scopeTest();
    const found = new Uint32Array(table.n);
    let n = 0;
    for (let k = 0; k < table.n; k++) {
      const row = order[state.descending ? table.n - 1 - k : k];
      if (app.filter.fails[row] === 0 && inScope(row)) found[n++] = row;
    }
    return found.subarray(0, n);
  }

  function scopeTest() {
    if (state.scope === 'missing') return (row) => !table.isLocated(row);
    if (state.scope !== 'view') return () => true;
    return app.inView();
  }

  function refresh() {
    rows = wanted();
    const { filter } = app;
    scopeButtons.all.textContent = `${t('all')} ${t.compact(filter.count)}`;
    scopeButtons.view.textContent = t('inView');
    scopeButtons.missing.textContent = `${t('missing')} ${t.compact(filter.count - filter.locatedCount)}`;
    for (const [name, button] of Object.entries(scopeButtons)) button.setAttribute('aria-pressed', String(name === state.scope));
    sort.value = state.sort;
    turn.textContent = state.descending ? '↓' : '↑';
    message.hidden = rows.length > 0;
    message.textContent = t(table.n ? 'nothing' : 'empty');
    spacer.style.height = Math.min(rows.length * ROW_PX, MAX_SCROLL_PX) + 'px';
    render();
  }

  const stretch = () => Math.max(1, (rows.length * ROW_PX - scroller.clientHeight) / Math.max(1, MAX_SCROLL_PX - scroller.clientHeight));

  function render() {
    const tall = rows.length * ROW_PX > MAX_SCROLL_PX;
    const offset = tall ? scroller.scrollTop * stretch() : scroller.scrollTop;
    const first = Math.max(0, Math.floor(offset / ROW_PX) - 2);
    const count = Math.min(rows.length - first, Math.ceil(scroller.clientHeight / ROW_PX) + 5);
    while (pool.length < count) {
      const item = el('div', { class: 'em-row', role: 'option' });
      pool.push(item);
      spacer.append(item);
    }
    pool.forEach((item, k) => {
      item.hidden = k >= count;
      if (k >= count) return;
      fillRow(item, first + k);
      item.style.transform = `translateY(${(first + k) * ROW_PX - offset + scroller.scrollTop}px)`;
    });
    scroller.setAttribute('aria-activedescendant', state.selected >= 0 ? `em-row-${state.selected}` : '');
  }

  function fillRow(item, position) {
    const row = rows[position];
    const selected = row === state.selected;
    item.setAttribute('aria-selected', String(selected));
    item.setAttribute('aria-posinset', position + 1);
    item.setAttribute('aria-setsize', rows.length);
    if (item.dataset.row === String(row)) return;
    item.dataset.row = row;
    item.id = `em-row-${row}`;
    item.replaceChildren(...rowContent(app, row));
  }

  function reveal(row) {
    const position = rows.indexOf(row);
    if (position < 0) return;
    const tall = rows.length * ROW_PX > MAX_SCROLL_PX;
    const top = position * ROW_PX / (tall ? stretch() : 1);
    if (top < scroller.scrollTop || top + ROW_PX > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = Math.max(0, top - scroller.clientHeight / 3);
    }
    render();
  }

  // The row after or before the selected one, in the list's order.
  function step(by) {
    if (!rows.length) return -1;
    const at = rows.indexOf(state.selected);
    return rows[clamp(at + by, 0, rows.length - 1)]; // nothing selected is before the first
  }

  scroller.addEventListener('scroll', onceAFrame(render), { passive: true });
  scroller.addEventListener('click', (e) => {
    const item = e.target.closest('.em-row');
    if (item) app.select(+item.dataset.row, { pan: true });
  });
  scroller.addEventListener('pointerover', (e) => {
    const item = e.target.closest('.em-row');
    app.hover(item ? +item.dataset.row : -1);
  });
  scroller.addEventListener('pointerleave', () => app.hover(-1));
  scroller.addEventListener('keydown', (e) => {
    const page = Math.max(1, Math.floor(scroller.clientHeight / ROW_PX) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -table.n, End: table.n }[e.key];
    if (by === undefined) return;
    e.preventDefault();
    e.stopPropagation();
    app.select(step(by), { pan: true });
  });
  state.on('filtered', refresh);
  state.on('selected', () => { render(); if (state.selected >= 0) reveal(state.selected); });
  state.on('moved', () => { if (state.scope === 'view') refresh(); });
  return { node, refresh, render, step, rows: () => rows };
}

function rowContent(app, row) {
  const { table, t, kinds, kindOf } = app;
  const kind = kinds[kindOf(row)];
  const toll = tollText(t, table.low[row], table.high[row]);
  const where = table.isLocated(row) ? placeText(table, row) : `${placeText(table, row) || t('unknown')} · ${t(missingReason(table, row))}`;
  return [
    symbolNode(kind, 18, isDoubtful(table, row)),
    el('div', { class: 'em-row-text' },
      el('div', { class: 'em-row-top' },
        el('span', { class: 'em-row-kind' }, t.word(table.text('sub_event_type', row) || kind.name || t('unknown'))),
        el('span', { class: 'em-row-date' }, dateText(table, row, t))),
      el('div', { class: table.isLocated(row) ? 'em-row-place' : 'em-row-place em-row-missing' }, el('bdi', {}, where)),
      el('div', { class: 'em-row-bottom' },
        el('span', { class: 'em-row-actors' }, el('bdi', {}, actorsText(table, row))),
        toll ? el('span', { class: 'em-row-toll', title: t('killedShort') }, `† ${toll}`) : null)),
  ];
}

function placeText(table, row) {
  const place = table.text('location', row) || table.text('place_text', row);
  const relation = table.text('relation', row);
  return relation && place ? `${place} (${relation})` : place;
}

function dateText(table, row, t) {
  const day = table.day[row];
  if (day !== day) return t('noDate');
  const precision = table.number('time_precision', row) || 1;
  return (precision === 2 ? '±\u00a0' : '') + t.day(day, precision);
}

function actorsText(table, row) {
  const side = (n) => [table.text(`actor${n}`, row), table.text(`assoc_actor_${n}`, row)].filter(Boolean).join('; ');
  return [side(1), side(2)].filter(Boolean).join(' – ');
}

// Rows in the order of one of SORTS; ties by date, then as in the table.
function rankOf(table, name, t) {
  const first = Uint32Array.from({ length: table.n }, (_, i) => i);
  const byDate = sortedBy(first, dateKeys(table));
  if (name === 'date') return byDate;
  if (name === 'toll') return sortedBy(byDate, Uint32Array.from(table.high, (toll) => (toll === toll ? Math.min(toll, 1e6) + 1 : 0)));
  const column = codedColumn(table, { place: 'location', type: 'event_type', actorSort: 'actor1' }[name]);
  const collator = new Intl.Collator(t.language);
  const sorted = column.values.map((value, code) => code).sort((a, b) => collator.compare(column.values[a], column.values[b]));
  const position = new Uint32Array(sorted.length);
  sorted.forEach((code, place) => { position[code] = place; });
  return sortedBy(byDate, Uint32Array.from(column.codes, (code) => position[code]));
}

// Days from the first one; what has no date comes last.
function dateKeys(table) {
  const earliest = table.day.reduce((low, day) => (day < low ? day : low), Infinity);
  const latest = table.day.reduce((high, day) => (day > high ? day : high), -Infinity);
  return Uint32Array.from(table.day, (day) => (day === day ? day - earliest : Math.max(0, latest - earliest) + 1));
}

// ``rows`` in the order of small whole numbers, equal ones as they were: counting, not comparing.
function sortedBy(rows, keys) {
  const most = keys.reduce((high, key) => Math.max(high, key), 0);
  const starts = new Uint32Array(most + 2);
  for (let i = 0; i < keys.length; i++) starts[keys[i] + 1]++;
  for (let k = 1; k < starts.length; k++) starts[k] += starts[k - 1];
  const out = new Uint32Array(rows.length);
  for (const row of rows) out[starts[keys[row]]++] = row;
  return out;
}
