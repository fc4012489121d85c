// The page round the map: head, list and filters, time line, and what lies over the map. On a phone the side becomes a sheet.

function buildPage(app) {
  const { map, options, t, state } = app;
  const container = map.getContainer();
  app.tip = el('div', { class: 'em-tip', hidden: true });
  app.pointer = el('button', { type: 'button', class: 'em-pointer', dir: 'ltr', title: t('yourPlace'), 'aria-label': t('yourPlace'), onclick: () => app.copy(app.pointer.textContent) });
  app.scale = { bar: el('div', { class: 'em-scale-bar' }), label: el('span', {}) };
  app.credit = el('div', { class: 'em-credit' });
  app.notice = el('div', { class: 'em-toast', role: 'status', hidden: true });
  app.toast = (text) => { app.notice.textContent = text; app.notice.hidden = false; hideToast(); };
  const hideToast = later(() => { app.notice.hidden = app.notice.textContent !== t('keys'); }, 1800); // the keys stay until asked away
  app.card = newCard(app);
  app.legend = newLegend(app);
  app.count = el('p', { class: 'em-counts', role: 'status' });
  app.showCredit = () => { app.credit.replaceChildren(...credits(app)); };
  app.overlay = el('div', { class: 'em-overlay' }, app.legend.node,
    el('div', { class: 'em-corner' }, el('div', { class: 'em-scale' }, app.scale.bar, app.scale.label), app.pointer, app.credit),
    zoomButtons(app), app.card.node, app.tip, app.notice);
  L.DomEvent.disableClickPropagation(app.overlay);
  L.DomEvent.disableScrollPropagation(app.overlay);
  container.setAttribute('aria-label', t('mapHelp'));
  container.setAttribute('role', 'application');
  state.on('filtered', () => showCounts(app));
  if (app.full) wrapMap(app, container);
  else { app.root = el('div', { class: 'em-app em-mini em-loading', lang: options.language, dir: options.rtl ? 'rtl' : 'ltr' }, app.overlay); app.overlay.prepend(app.count); container.append(app.root); }
  setTheme(app, options.theme);
  app.showCredit();
}

function credits({ options, online, t, background }) {
  if (online) return [options.tiles.credit.replace(/<[^>]*>/g, '')];
  return background ? [t('made')] : [];
}

function showCounts(app) {
  const { filter, t } = app;
  const toll = filter.high > 0 ? t('killed', { n: tollText(t, filter.low, filter.high) }) : '';
  app.count.replaceChildren(el('strong', {}, app.countText()), toll ? ` · ${toll}` : '');
}

function zoomButtons(app) {
  return el('div', { class: 'em-zoom' }, iconButton('plus', app.t('zoomIn'), () => app.map.zoomIn()), iconButton('minus', app.t('zoomOut'), () => app.map.zoomOut()),
    iconButton('fit', app.t('fit'), () => app.fit()));
}

function wrapMap(app, container) {
  const { options, t, state } = app;
  app.list = newList(app);
  app.timeline = newTimeline(app);
  app.panel = newPanel(app);
  app.summary = newSummary(app);
  app.search = el('input', { type: 'search', class: 'em-input em-search', placeholder: t('search'), 'aria-label': t('search'), oninput: later(() => { state.query = app.search.value; app.changed(['query']); }, 150) });
  app.clear = el('button', { type: 'button', class: 'em-button em-text em-clear', onclick: () => { app.timeline.pause(); clearFilters(state); app.search.value = ''; app.changed(null); } }, icon('clear'), el('span', {}, t('clear')));
  const header = el('header', { class: 'em-head' },
    el('div', { class: 'em-title' }, options.logo ? logo(options.logo) : null, el('div', {}, el('h1', { dir: 'auto' }, options.title), options.note ? el('p', { class: 'em-note', dir: 'auto' }, options.note) : null)),
    app.count, app.search, app.clear, el('div', { class: 'em-tools' }, saveMenu(app),
      iconButton('link', t('link'), () => app.copy(location.href.split('#')[0] + stateToFragment(state, app.map, app.table))),
      iconButton('sun', t('theme'), () => setTheme(app, app.root.dataset.theme === 'dark' ? 'light' : 'dark')), iconButton('help', t('help'), () => app.toggleHelp(), { class: 'em-button em-help' })));
  const { tabs, panels } = sideTabs(app);
  const mapCell = el('main', { class: 'em-map' });
  app.root = el('div', { class: 'em-app em-loading', lang: options.language, dir: options.rtl ? 'rtl' : 'ltr' }, header, tabs, panels, mapCell, app.timeline.node);
  container.replaceWith(app.root);
  mapCell.append(container, app.overlay);
  container.style.height = '100%';
  app.map.invalidateSize({ pan: false });
  state.on('filtered', () => { app.clear.hidden = !hasFilters(state); });
  new ResizeObserver(() => app.map.invalidateSize({ pan: false })).observe(mapCell);
  app.toggleHelp = () => { if (app.notice.hidden || app.notice.textContent !== t('keys')) app.toast(t('keys')); else app.notice.hidden = true; };
  app.escape = () => {
    app.notice.hidden = true;
    if (!app.card.node.hidden) app.card.close(); else app.openTab(null);
  };
  listenToKeys(app);
}

function logo(source) {
  return el('img', { class: 'em-logo', src: source, alt: '' });
}

// List, filters and summary: beside the map, or on a phone a sheet over it that the same tabs open and shut.
function sideTabs(app) {
  const { t } = app;
  const contents = { list: app.list.node, filters: app.panel.node, summary: app.summary.node };
  const icons = { list: 'list', filters: 'filter', summary: 'chart' };
  const buttons = Object.fromEntries(Object.keys(contents).map((name) => [name, el('button', {
    type: 'button', class: 'em-tab', role: 'tab', id: `em-tab-${name}`, 'aria-controls': `em-panel-${name}`,
    onclick: () => app.openTab(isPhone() && panels.classList.contains('em-open') && !contents[name].hidden ? null : name),
  }, icon(icons[name]), el('span', {}, t(name)))]));
  const panels = el('section', { class: 'em-side', 'aria-label': t('panels') }, Object.values(contents));
  for (const [name, node] of Object.entries(contents)) {
    node.id = `em-panel-${name}`;
    node.setAttribute('role', 'tabpanel');
    node.setAttribute('aria-labelledby', `em-tab-${name}`);
  }
  app.openTab = (wanted) => {
    panels.classList.toggle('em-open', wanted !== null);
    app.root.classList.toggle('em-sheet', wanted !== null);
    const name = wanted || Object.keys(contents).find((key) => !contents[key].hidden) || 'list';
    for (const key of Object.keys(contents)) {
      contents[key].hidden = key !== name;
      buttons[key].setAttribute('aria-selected', String(key === name));
      buttons[key].tabIndex = key === name ? 0 : -1;
    }
    if (name === 'filters') app.panel.update();
    if (name === 'summary') app.summary.update();
    if (name === 'list') app.list.render();
  };
  const list = el('div', { class: 'em-tabs', role: 'tablist', 'aria-label': t('panels'), onkeydown: (e) => {
    const names = Object.keys(contents);
    const at = names.findIndex((name) => !contents[name].hidden);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!by) return;
    e.preventDefault();
    const name = names[(at + (app.options.rtl ? -by : by) + names.length) % names.length];
    app.openTab(name);
    buttons[name].focus();
  } }, Object.values(buttons));
  const tabs = el('nav', { class: 'em-tabs-nav', 'aria-label': t('panels') }, list);
  Object.values(contents).forEach((node, k) => { node.hidden = k > 0; });
  buttons.list.setAttribute('aria-selected', 'true');
  ['filters', 'summary'].forEach((name) => { buttons[name].setAttribute('aria-selected', 'false'); buttons[name].tabIndex = -1; });
  return { tabs, panels };
}

const isPhone = () => window.matchMedia('(max-width: 760px)').matches;

function setTheme(app, theme) {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (name) => {
    app.root.dataset.theme = name;
    if (!app.repaint) return;
    readColors(app);
    app.repaint();
    if (app.timeline) app.timeline.draw();
  };
  apply(theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme);
  if (theme === 'auto') dark.addEventListener('change', (e) => apply(e.matches ? 'dark' : 'light'));
}
