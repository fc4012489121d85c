// Handing on exactly what is filtered: the rows that are shown, with the columns of the table.

const FORMULA_STARTS = ['=', '+', '-', '@', '\t', '\r'];

// Text that no spreadsheet runs; numbers stay numbers. Source: OWASP, "CSV Injection".
function inert(text, isNumber) {
  return !isNumber && FORMULA_STARTS.includes(text[0]) ? `'${text}` : text;
}

function csvCell(text) {
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function csvOf({ table, filter }) {
  const columns = table.exported.map((name) => ({ name, ...table.column(name) }));
  const lines = [columns.map((c) => csvCell(c.name)).join(',')];
  for (let k = 0; k < filter.count; k++) {
    const row = filter.shown[k];
    lines.push(columns.map((c) => { const text = c.text(row); return csvCell(inert(text, NUMBER.test(text))); }).join(','));
  }
  return '\ufeff' + lines.join('\n') + '\n'; // the mark makes spreadsheets read UTF-8
}

function geojsonOf({ table, filter }) {
  const features = [];
  for (let k = 0; k < filter.count; k++) {
    const row = filter.shown[k];
    const properties = {};
    for (const name of table.exported) {
      const text = table.text(name, row);
      const column = table.column(name);
      properties[name] = text === '' ? null : column.numeric ? column.number(row) : text;
    }
    const point = [table.number('longitude', row), table.number('latitude', row)];
    features.push({ type: 'Feature', id: rowKey(table, row), geometry: table.isLocated(row) ? { type: 'Point', coordinates: point } : null, properties });
  }
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function saveFile(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = el('a', { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

// The map as it is seen, with title, legend, scale and credit, twice as fine as the screen.
function pictureOf(app) {
  const { map, colors, options, t } = app;
  const size = map.getSize();
  const canvas = document.createElement('canvas');
  const [head, foot] = [options.title ? 44 : 0, 26];
  canvas.width = size.x * 2;
  canvas.height = (size.y + head + foot) * 2;
  const ctx = canvas.getContext('2d');
  ctx.setTransform(2, 0, 0, 2, 0, 0);
  ctx.fillStyle = colors.paper;
  ctx.fillRect(0, 0, size.x, size.y + head + foot);
  ctx.save();
  ctx.translate(0, head);
  ctx.beginPath();
  ctx.rect(0, 0, size.x, size.y);
  ctx.clip();
  app.paintAll(ctx, viewOf(map, L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(size))));
  pictureLegend(ctx, app, size);
  ctx.restore();
  ctx.fillStyle = colors.ink;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.font = '600 18px system-ui, sans-serif';
  if (head) ctx.fillText(options.title, 12, head / 2, size.x - 24);
  ctx.font = '11px system-ui, sans-serif';
  ctx.fillText(`${app.countText()} · ${app.periodText()} · ${options.note || t('made')}`, 12, size.y + head + foot / 2, size.x - 24);
  return canvas;
}

function pictureLegend(ctx, { kinds, colors, t, table, filter }, size) {
  const counts = facetCounts(table, filter, 'type');
  const items = kinds.map((kind, k) => [kind, counts[k]]).filter(([kind, n]) => kind.name && n);
  if (!items.length) return;
  ctx.font = '12px system-ui, sans-serif';
  const width = 40 + Math.max(...items.map(([kind, n]) => ctx.measureText(`${t.word(kind.name)}  ${t.number(n)}`).width));
  const top = size.y - 12 - items.length * 20;
  ctx.globalAlpha = 0.9;
  ctx.fillStyle = colors.paper;
  ctx.fillRect(10, top - 6, width, items.length * 20 + 8);
  ctx.globalAlpha = 1;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  items.forEach(([kind, n], k) => {
    drawSymbol(ctx, kind, 24, top + 8 + k * 20, 6, { paper: colors.paper });
    ctx.fillStyle = colors.ink;
    ctx.fillText(`${t.word(kind.name)}  ${t.number(n)}`, 38, top + 8 + k * 20);
  });
}

function saveMenu(app) {
  const { t } = app;
  const item = (label, action) => el('button', { type: 'button', class: 'em-menu-item', role: 'menuitem', onclick: async () => { menu.open = false; await app.texts; action(); } }, label);
  const menu = el('details', { class: 'em-menu' },
    el('summary', { class: 'em-button', 'aria-label': t('save'), title: t('save') }, icon('save')),
    el('div', { class: 'em-menu-items', role: 'menu', 'aria-label': t('save') },
      item(t('saveCsv'), () => saveFile('events.csv', 'text/csv', csvOf(app))),
      item(t('saveGeojson'), () => saveFile('events.geojson', 'application/geo+json', geojsonOf(app))),
      item(t('savePng'), () => pictureOf(app).toBlob((blob) => saveFile('map.png', 'image/png', blob)))));
  document.addEventListener('click', (e) => { if (!menu.contains(e.target)) menu.open = false; });
  return menu;
}
