// One event with everything that lets a reader check it.

const MARK_ROLES = ['place', 'date', 'actor', 'target', 'toll', 'act'];

function newCard(app) {
  const { state, t } = app;
  const node = el('aside', { class: 'em-card', 'aria-label': t('events').split('|')[0], tabindex: '-1', hidden: true });
  let here = []; // rows at the same spot, for previous and next

  function close() {
    node.hidden = true;
    here = [];
    app.select(-1);
  }

  function show(row) {
    if (row < 0) { node.hidden = true; return; }
    if (!here.includes(row)) here = app.rowsAt(row);
    node.replaceChildren(...cardContent(app, row, { here, close, go: (other) => app.select(other, {}), listHere: () => showPlace(here) }));
    node.hidden = false;
    node.scrollTop = 0;
  }

  // The events that fall together, as a list to choose from.
  function showPlace(rows) {
    here = rows;
    const items = rows.slice(0, 500).map((row) => el('button', { type: 'button', class: 'em-row em-row-button', onclick: () => app.select(row, {}) }, rowContent(app, row)));
    node.replaceChildren(
      el('header', { class: 'em-card-head' }, el('h2', {}, t('atPlace', { n: t.number(rows.length) })), iconButton('close', t('close'), close)),
      el('div', { class: 'em-here' }, items));
    node.hidden = false;
    node.scrollTop = 0;
    items[0]?.focus({ preventScroll: true });
  }

  state.on('selected', () => show(state.selected));
  return { node, close, showPlace, step: (by) => {
    const at = here.indexOf(state.selected);
    if (here.length > 1 && at >= 0) app.select(here[(at + by + here.length) % here.length], {});
  } };
}

function cardContent(app, row, { here, close, go, listHere }) {
  const { table, t, kinds, kindOf } = app;
  const kind = kinds[kindOf(row)];
  const sub = table.text('sub_event_type', row);
  const head = el('header', { class: 'em-card-head' },
    symbolNode(kind, 26, isDoubtful(table, row)),
    el('div', {}, el('h2', {}, t.word(sub || kind.name || t('unknown'))), sub && kind.name ? el('p', { class: 'em-soft' }, t.word(kind.name)) : null),
    iconButton('close', t('close'), close));
  const at = here.indexOf(row);
  const steps = here.length > 1 ? el('nav', { class: 'em-steps' },
    iconButton('previous', t('previous'), () => go(here[(at + here.length - 1) % here.length])),
    el('button', { type: 'button', class: 'em-button em-text', onclick: listHere }, t('nOfHere', { i: t.number(at + 1), n: t.number(here.length) })),
    iconButton('next', t('next'), () => go(here[(at + 1) % here.length]))) : null;
  return [head, steps, facts(app, row), howFound(app, row), sources(app, row), footer(app, row)].filter(Boolean);
}

function facts(app, row) {
  const { table, t } = app;
  const list = el('dl', { class: 'em-facts' });
  const add = (label, ...content) => { if (content.some(Boolean)) list.append(el('dt', {}, label), el('dd', {}, content)); };
  const precision = table.text('time_precision', row);
  add(t('date'), dateText(table, row, t), precision > 1 ? soft(valueText(t, 'when', precision)) : null);
  add(t('place'), ...placeFacts(app, row));
  add(t('actors'), ...actorFacts(app, row));
  const toll = tollText(t, table.low[row], table.high[row]);
  const injured = table.number('injured', row);
  add(t('toll'), toll ? t('killed', { n: toll }) : soft(t('noToll')), table.text('fatalities_shared', row) === 'true' ? soft(t('sharedToll')) : null,
    injured === injured ? soft(t('injured', { n: t.number(injured) })) : null);
  const status = table.text('status', row);
  if (status) add(t('status'), el('span', { class: `em-status em-status-${TEXTS[status] ? status : 'other'}` }, valueText(t, 'status', status)));
  const sure = table.number('event_confidence', row);
  if (sure === sure) add(t('confidence'), t.number(sure * 100) + ' %');
  return list;
}

const soft = (text) => el('span', { class: 'em-soft em-line' }, text);

function placeFacts(app, row) {
  const { table, t } = app;
  const areas = ['admin3', 'admin2', 'admin1', 'country'].map((name) => table.text(name, row)).filter(Boolean);
  const km = table.number('uncertainty_km', row);
  const said = table.text('place_text', row);
  const name = placeText(table, row);
  const parts = [el('strong', {}, el('bdi', {}, name || t('unknown'))), areas.length ? el('span', { class: 'em-line' }, el('bdi', {}, areas.join(', '))) : null];
  if (!table.isLocated(row)) return [...parts, soft(`${t('missing')}: ${t(missingReason(table, row))}`)];
  const precision = table.text('geo_precision', row);
  const detail = [precision ? valueText(t, 'precision', precision) : '', km > 0 ? t('within', { km: distanceText(km, t) }) : ''].filter(Boolean).join(' · ');
  if (detail) parts.push(soft(detail));
  if (said && said !== table.text('location', row)) parts.push(soft(t('reportedPlace', { text: said })));
  const point = `${table.text('latitude', row)}, ${table.text('longitude', row)}`;
  parts.push(el('button', { type: 'button', class: 'em-link em-line', title: t('coordinates'), dir: 'ltr', onclick: () => app.copy(point) }, point));
  return parts;
}

function actorFacts(app, row) {
  const { table, t } = app;
  const side = (n) => {
    const names = [table.text(`actor${n}`, row), ...splitList(table.text(`assoc_actor_${n}`, row))].filter(Boolean);
    const code = table.text(`inter${n}`, row);
    return names.length ? el('span', { class: 'em-line' }, el('bdi', {}, names.join('; ')), code ? el('span', { class: 'em-soft' }, ` ${valueText(t, 'side', code)}`) : null) : null;
  };
  const [one, two] = [side(1), side(2)];
  const civilians = table.text('civilian_targeting', row);
  return [one, one && two ? el('span', { class: 'em-soft em-line' }, t('against')) : null, two, civilians ? soft(civilians) : null];
}

function howFound(app, row) {
  const { table, t } = app;
  const how = table.text('how', row);
  const other = jsonOr(table.text('alternatives', row), []);
  const others = Array.isArray(other) ? other.slice(0, 8).filter((a) => a && typeof a === 'object') : [];
  if (!how && !others.length) return null;
  return el('details', { class: 'em-how' }, el('summary', {}, t('how')),
    how ? el('p', {}, how) : null,
    others.length ? el('p', { class: 'em-soft' }, t('alternatives')) : null,
    others.length ? el('ul', {}, others.map((a) => el('li', { dir: 'auto' },
      [String(a.name ?? ''), [a.admin1, a.country].filter(Boolean).map(String).join(', ')].filter(Boolean).join(' – '),
      Number.isFinite(a.score) ? el('span', { class: 'em-soft' }, ` ${t.number(a.score * 100)} %`) : null))) : null);
}

// The sources of a row: [{name, url, title, published, text, marks}]; the cells hold one value each, joined with ";".
function sourcesOf(table, row) {
  const texts = jsonOr(table.text('evidence', row), null);
  const marks = jsonOr(table.text('marks', row), []);
  const evidence = Array.isArray(texts) ? texts.map(String) : [table.text('notes', row)];
  const urls = splitList(table.text('url', row));
  const n = Math.max(evidence.length, urls.length, 1);
  const cell = (name) => {
    const whole = table.text(name, row);
    const parts = splitList(whole);
    return (i) => (n === 1 ? whole : parts.length === n ? parts[i] : i < parts.length && name !== 'title' ? parts[i] : i === 0 ? whole : '');
  };
  const [name, title, published, language] = ['source', 'title', 'published', 'language'].map(cell);
  return Array.from({ length: n }, (_, i) => ({
    name: name(i), url: n === 1 ? table.text('url', row) : urls[i] || '', title: title(i), published: published(i), language: language(i),
    text: evidence[i] || '', marks: Array.isArray(marks) && Array.isArray(marks[i]) ? marks[i] : null,
  }));
}

function sources(app, row) {
  const { t, table } = app;
  const all = sourcesOf(table, row).filter((s) => s.text || s.name || s.url);
  if (!all.length) return null;
  return el('section', { class: 'em-sources' }, el('h3', {}, t('sources')), markKey(app, all), all.map((source) => sourceNode(app, row, source)));
}

function markKey({ t }, all) {
  const roles = new Set(all.flatMap((s) => (s.marks || []).map((m) => m[2])));
  const known = MARK_ROLES.filter((role) => roles.has(role));
  return known.length ? el('p', { class: 'em-key' }, known.map((role) => el('mark', { class: `em-mark em-mark-${role}` }, t('role_' + role)))) : null;
}

function sourceNode(app, row, source) {
  const { t } = app;
  const href = webAddress(source.url);
  const day = dayOf(source.published);
  const quote = el('blockquote', { dir: 'auto' }, ...markedText(source, app.table, row));
  if (/^[a-z]{2,3}$/.test(source.language)) quote.setAttribute('lang', source.language);
  return el('article', { class: 'em-source' },
    source.text ? quote : null,
    el('p', { class: 'em-source-line' },
      href ? el('a', { href, target: '_blank', rel: 'noopener noreferrer', title: t('open') }, source.name || source.title || new URL(href).hostname) : source.name,
      source.title && source.title !== source.name ? el('bdi', {}, ` ${source.title}`) : null,
      day === day ? el('span', { class: 'em-soft' }, ` ${t('published', { date: t.day(day) })}`) : null),
    el('button', { type: 'button', class: 'em-link', onclick: () => app.copy(citation(app, row, source)) }, t('copyCitation')));
}

function citation({ options, table }, row, source) {
  const parts = [source.name, source.title && `“${source.title}”`, source.published, source.url].filter(Boolean).join(', ');
  const event = [table.text('event_id_cnty', row), table.text('event_date', row), placeText(table, row)].filter(Boolean).join(', ');
  return [parts, event && `[${event}]`, options.cite].filter(Boolean).join('. ');
}

// The text with the words that gave place, date, actors and toll marked. Ranges count code points; where none are given, the place's name is marked.
function markedText(source, table, row) {
  const letters = Array.from(source.text);
  const ranges = (source.marks || guessedMarks(source.text, table, row))
    .filter((m) => Array.isArray(m) && Number.isInteger(m[0]) && Number.isInteger(m[1]) && m[0] >= 0 && m[1] > m[0] && m[1] <= letters.length)
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const out = [];
  let at = 0;
  for (const [start, end, role] of ranges) {
    if (start < at) continue; // one mark inside another
    if (start > at) out.push(letters.slice(at, start).join(''));
    out.push(el('mark', { class: `em-mark em-mark-${MARK_ROLES.includes(role) ? role : 'act'}` }, letters.slice(start, end).join('')));
    at = end;
  }
  out.push(letters.slice(at).join(''));
  return out;
}

function guessedMarks(text, table, row) {
  const name = table.text('place_text', row) || table.text('location', row);
  const at = name.length > 2 ? text.toLowerCase().indexOf(name.toLowerCase()) : -1;
  if (at < 0) return [];
  const start = Array.from(text.slice(0, at)).length;
  return [[start, start + Array.from(text.slice(at, at + name.length)).length, 'place']];
}

function footer(app, row) {
  const { table } = app;
  const id = table.text('event_id_cnty', row);
  return id ? el('footer', { class: 'em-soft em-id', dir: 'ltr' }, id) : null;
}
