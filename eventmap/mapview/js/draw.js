// The events on the map: points, pies where several fall together, and how far off each may be.
//
// Filtered rows are put into a grid of CELL pixels that is fixed to the world (so that panning moves nothing about), and cells whose pies would overlap
// become one. No index to build, and right under every filter.

const CELL = 48;
const POINT = 7;
const MAX_RINGS = 400; // circles of uncertainty drawn at once
const EARTH_KM = 40075.017; // round the equator

// Groups of the shown rows: {x, y, count, first, kinds}; x, y in canvas pixels. ``parent`` of each cell tells the group a row belongs to.
function groupRows(table, filter, kindOf, nKinds, view) {
  const columns = Math.ceil((view.width + 2 * CELL) / CELL) + 1;
  const rows = Math.ceil((view.height + 2 * CELL) / CELL) + 1;
  const cell0X = Math.floor(view.left / CELL) - 1;
  const cell0Y = Math.floor(view.top / CELL) - 1;
  const cells = columns * rows;
  const count = new Uint32Array(cells);
  const sumX = new Float64Array(cells);
  const sumY = new Float64Array(cells);
  const first = new Int32Array(cells);
  const perKind = new Uint32Array(cells * nKinds);
  const grid = { columns, rows, cell0X, cell0Y, view };
  const { shown } = filter;
  for (let k = 0; k < filter.count; k++) {
    const row = shown[k];
    if (table.x[row] !== table.x[row]) continue;
    for (const turn of view.turns) {
      const px = (table.x[row] + turn) * view.world;
      const py = table.y[row] * view.world;
      const c = cellAt(grid, px, py);
      if (c < 0) continue;
      if (!count[c]) first[c] = row;
      count[c]++;
      sumX[c] += px - view.left;
      sumY[c] += py - view.top;
      perKind[c * nKinds + kindOf(row)]++;
    }
  }
  return merged(grid, { count, sumX, sumY, first, perKind, nKinds });
}

function cellAt(grid, px, py) {
  const cx = Math.floor(px / CELL) - grid.cell0X;
  const cy = Math.floor(py / CELL) - grid.cell0Y;
  return cx < 0 || cy < 0 || cx >= grid.columns || cy >= grid.rows ? -1 : cy * grid.columns + cx;
}

const pieRadius = (count) => (count === 1 ? POINT + 1 : Math.min(30, 11 + 2.6 * Math.log2(count)));

function merged(grid, { count, sumX, sumY, first, perKind, nKinds }) {
  const parent = new Int32Array(count.length);
  const used = [];
  for (let c = 0; c < count.length; c++) {
    parent[c] = c;
    if (count[c]) used.push(c);
  }
  used.sort((a, b) => count[b] - count[a] || a - b);
  const gone = new Uint8Array(count.length);
  for (const c of used) {
    if (gone[c]) continue;
    for (const other of neighbours(grid, c)) {
      if (gone[other] || !count[other] || parent[other] !== other) continue;
      const dx = sumX[c] / count[c] - sumX[other] / count[other];
      const dy = sumY[c] / count[c] - sumY[other] / count[other];
      const reach = (pieRadius(count[c]) + pieRadius(count[other])) * 0.9;
      if (dx * dx + dy * dy > reach * reach) continue;
      gone[other] = 1;
      parent[other] = c;
      count[c] += count[other];
      sumX[c] += sumX[other];
      sumY[c] += sumY[other];
      for (let k = 0; k < nKinds; k++) perKind[c * nKinds + k] += perKind[other * nKinds + k];
    }
  }
  for (let c = 0; c < parent.length; c++) while (parent[c] !== parent[parent[c]]) parent[c] = parent[parent[c]];
  const groups = used.filter((c) => !gone[c]).map((c) => ({
    cell: c, x: sumX[c] / count[c], y: sumY[c] / count[c], count: count[c], first: first[c], kinds: perKind.subarray(c * nKinds, (c + 1) * nKinds),
    r: pieRadius(count[c]),
  }));
  return { grid, parent, groups };
}

function neighbours({ columns, rows }, cell) {
  const cx = cell % columns;
  const cy = (cell - cx) / columns;
  const found = [];
  for (let y = Math.max(0, cy - 1); y <= Math.min(rows - 1, cy + 1); y++) {
    for (let x = Math.max(0, cx - 1); x <= Math.min(columns - 1, cx + 1); x++) if (x !== cx || y !== cy) found.push(y * columns + x);
  }
  return found;
}

// The rows of one group.
function rowsOfGroup(table, filter, { grid, parent }, group) {
  const found = [];
  const { view } = grid;
  for (let k = 0; k < filter.count; k++) {
    const row = filter.shown[k];
    if (table.x[row] !== table.x[row]) continue;
    for (const turn of view.turns) {
      const c = cellAt(grid, (table.x[row] + turn) * view.world, table.y[row] * view.world);
      if (c >= 0 && parent[c] === group.cell) { found.push(row); break; }
    }
  }
  return found;
}

function drawGroups(ctx, view, app, drawn) {
  const { table, state, colors } = app;
  const singles = drawn.groups.filter((g) => g.count === 1);
  if (state.showUncertainty) singles.slice(0, MAX_RINGS).forEach((g) => drawUncertainty(ctx, view, app, g.first, g.x, g.y, false));
  const style = { paper: colors.paper };
  for (const g of singles) {
    const kind = app.kinds[app.kindOf(g.first)];
    if (isCoarse(table, g.first)) drawCoarse(ctx, kind, g.x, g.y, colors);
    else drawSymbol(ctx, kind, g.x, g.y, pointRadius(app, g.first), { ...style, hollow: isDoubtful(table, g.first) });
  }
  for (const g of drawn.groups) if (g.count > 1) drawPie(ctx, g, app);
}

function pointRadius({ table, state }, row) {
  const toll = table.high[row];
  return state.sizeByToll ? 4 + Math.min(16, 2.2 * Math.sqrt(toll > 0 ? toll : 0)) : POINT;
}

const isCoarse = (table, row) => table.number('geo_precision', row) === 3;
const isDoubtful = (table, row) => ['alleged', 'denied', 'foiled'].includes(table.text('status', row));

// Known by its province only: a broken ring round a small sign, never a sharp point.
function drawCoarse(ctx, kind, x, y, colors) {
  ctx.beginPath();
  ctx.arc(x, y, 13, 0, 2 * Math.PI);
  ctx.globalAlpha = 0.5;
  ctx.fillStyle = colors.paper;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.setLineDash([4, 3]);
  ctx.strokeStyle = kind.color;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 0.6;
  traceShape(ctx, kind.shape, x, y, 4);
  ctx.fillStyle = kind.color;
  ctx.fill();
  ctx.globalAlpha = 1;
}

function drawPie(ctx, group, { kinds, colors, t }) {
  let angle = -Math.PI / 2;
  ctx.beginPath();
  ctx.arc(group.x, group.y, group.r + 1.5, 0, 2 * Math.PI);
  ctx.fillStyle = colors.paper;
  ctx.fill();
  group.kinds.forEach((n, k) => {
    if (!n) return;
    const next = angle + (n / group.count) * 2 * Math.PI;
    ctx.beginPath();
    ctx.moveTo(group.x, group.y);
    ctx.arc(group.x, group.y, group.r, angle, next);
    ctx.closePath();
    ctx.fillStyle = kinds[k].color;
    ctx.fill();
    angle = next;
  });
  ctx.beginPath();
  ctx.arc(group.x, group.y, group.r * 0.64, 0, 2 * Math.PI);
  ctx.fillStyle = colors.paper;
  ctx.fill();
  ctx.fillStyle = colors.ink;
  ctx.font = `600 ${group.r > 16 ? 12 : 11}px system-ui, sans-serif`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(t.compact(group.count), group.x, group.y + 0.5);
}

// The ring of uncertainty, the hatched province, the line from the place that a computed point was measured from.
function drawUncertainty(ctx, view, app, row, x, y, strong) {
  const { table, colors } = app;
  const kind = app.kinds[app.kindOf(row)];
  const km = table.number('uncertainty_km', row);
  const province = isCoarse(table, row) && app.provinceOf(row);
  if (province && strong) hatchProvince(ctx, view, province, kind.color, x - table.x[row] * view.world);
  else if (km > 0 && (strong || !isCoarse(table, row))) { // dozens of kilometres round every such event would cover the map
    const r = (km / (EARTH_KM * Math.cos((latitudeOf(table.y[row]) * Math.PI) / 180))) * view.world;
    if (r > (strong ? 3 : POINT + 3) && r < 4000) ring(ctx, x, y, r, kind.color, strong);
  }
  if (strong || view.zoom >= 8) drawAnchor(ctx, view, app, row, x, y, colors, strong);
}

function ring(ctx, x, y, r, color, strong) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = color;
  ctx.globalAlpha = strong ? 0.13 : 0.06;
  ctx.fill();
  ctx.globalAlpha = strong ? 0.9 : 0.45;
  ctx.strokeStyle = color;
  ctx.lineWidth = strong ? 1.6 : 1;
  ctx.setLineDash([5, 4]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function drawAnchor(ctx, view, { table }, row, x, y, colors, strong) {
  const [lat, lon] = [table.number('anchor_lat', row), table.number('anchor_lon', row)];
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return;
  const ax = x + ((lon + 180) / 360 - table.x[row]) * view.world;
  const ay = mercatorY(lat) * view.world - view.top;
  if (Math.hypot(ax - x, ay - y) < 14) return;
  ctx.beginPath();
  ctx.moveTo(ax, ay);
  ctx.lineTo(x, y);
  ctx.strokeStyle = colors.ink;
  ctx.lineWidth = strong ? 1.8 : 1;
  ctx.setLineDash([2, 4]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(ax, ay, 3, 0, 2 * Math.PI);
  ctx.fillStyle = colors.ink;
  ctx.fill();
  const relation = table.text('relation', row);
  if (!strong || !relation) return;
  const from = table.text('anchor_name', row);
  ctx.font = '12px system-ui, sans-serif';
  ctx.textBaseline = 'middle';
  haloText(ctx, from && !relation.includes(from) ? `${relation} · ${from}` : relation, (ax + x) / 2 + 6, (ay + y) / 2, colors.ink, colors.halo);
}

function hatchProvince(ctx, view, parts, color, left) {
  ctx.save();
  ctx.beginPath();
  parts.forEach((part) => part.lines.forEach((line) => trace(ctx, line, view.world, left, view.top)));
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.clip('evenodd');
  ctx.globalAlpha = 0.35;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let k = -view.height; k < view.width; k += 9) {
    ctx.moveTo(k, view.height);
    ctx.lineTo(k + view.height, 0);
  }
  ctx.stroke();
  ctx.restore();
}

// The selected and the pointed-at event, over everything else.
function drawFocus(ctx, view, app, row, strong) {
  if (row < 0 || !app.table.isLocated(row)) return;
  const { table, colors } = app;
  for (const turn of view.turns) {
    const x = (table.x[row] + turn) * view.world - view.left;
    const y = table.y[row] * view.world - view.top;
    if (strong) drawUncertainty(ctx, view, app, row, x, y, true);
    const kind = app.kinds[app.kindOf(row)];
    ctx.beginPath();
    ctx.arc(x, y, POINT + 6, 0, 2 * Math.PI);
    ctx.strokeStyle = colors.focus;
    ctx.lineWidth = 3;
    ctx.stroke();
    if (isCoarse(table, row)) drawCoarse(ctx, kind, x, y, colors);
    else drawSymbol(ctx, kind, x, y, POINT + 1, { paper: colors.paper, hollow: isDoubtful(table, row) });
  }
}

function groupAt(drawn, x, y, slack) {
  let best = null;
  let bestDistance = Infinity;
  for (const g of drawn.groups) {
    const d = Math.hypot(g.x - x, g.y - y) - g.r;
    if (d <= slack && d < bestDistance) { best = g; bestDistance = d; }
  }
  return best;
}
