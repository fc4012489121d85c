// The background map on a canvas: land, water, borders, names. Drawn anew after each pan or zoom; what lies outside the view is skipped by its box.

// A canvas that Leaflet moves and scales with the map; ``paint(context, view)`` draws one frame of it.
function canvasLayer(paint, options) {
  const Layer = L.Renderer.extend({
    options: { padding: 0.15, ...options },
    _initContainer() {
      this._container = document.createElement('canvas');
      this._container.setAttribute('aria-hidden', 'true');
      this._ctx = this._container.getContext('2d');
    },
    _destroyContainer() {
      L.DomUtil.remove(this._container);
      delete this._container;
    },
    _updatePaths() {},
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      this.repaint();
    },
    repaint() {
      if (!this._map || !this._bounds) return;
      const size = this._bounds.getSize();
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const canvas = this._container;
      if (canvas.width !== size.x * ratio || canvas.height !== size.y * ratio) {
        canvas.width = size.x * ratio;
        canvas.height = size.y * ratio;
        canvas.style.width = size.x + 'px';
        canvas.style.height = size.y + 'px';
      }
      L.DomUtil.setPosition(canvas, this._bounds.min);
      this._ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      this._ctx.clearRect(0, 0, size.x, size.y);
      paint(this._ctx, viewOf(this._map, this._bounds));
    },
  });
  return new Layer();
}

// Where world units (0..1 from the date line, Mercator) fall on a canvas: pixel = unit * world - offset.
function viewOf(map, bounds) {
  const origin = map.getPixelOrigin();
  const world = 256 * 2 ** map.getZoom();
  const size = bounds.getSize();
  const view = { world, left: origin.x + bounds.min.x, top: origin.y + bounds.min.y, width: size.x, height: size.y, zoom: map.getZoom() };
  // the world repeats to the east and west; these are the copies in sight
  view.turns = [];
  for (let k = Math.floor(view.left / world); k * world < view.left + size.x; k++) view.turns.push(k);
  return view;
}

async function readBackground(id) {
  const block = await readBlock(id);
  if (!block) return null;
  const { header } = block;
  const layers = {};
  for (const name of Object.keys(header.layers)) layers[name] = unpackedLines(block, name);
  return { layers, coast: coastOf(layers.land, header.cuts), towns: header.towns, countries: header.countries, areas: header.admin1_names };
}

const UNITS_PER_DEG = 1000;

// A layer's lines, each with its box, in world coordinates; for areas the rings of each together. See lines.py.
function unpackedLines({ header, raw, start }, name) {
  const layer = header.layers[name];
  const part = (key, Type) => new Type(raw, start + layer[key][0], layer[key][1] / Type.BYTES_PER_ELEMENT);
  const [lengths, starts, steps] = [part('lengths', Int32Array), part('starts', Int32Array), part('steps', Int16Array)];
  let at = 0;
  const lines = Array.from(lengths, (length, i) => {
    const points = new Float64Array(length * 2);
    let [x, y] = [starts[2 * i], starts[2 * i + 1]];
    for (let k = 0; k < length; k++) {
      if (k) { x += steps[at++]; y += steps[at++]; }
      points[2 * k] = (x / UNITS_PER_DEG + 180) / 360;
      points[2 * k + 1] = mercatorY(y / UNITS_PER_DEG);
    }
    return points;
  });
  if (!layer.rings) return lines.map((points, i) => ({ lines: [points], box: boxOf(points), props: layer.props && layer.props[i] }));
  let ring = 0;
  return Array.from(part('rings', Int32Array), (n) => {
    const group = lines.slice(ring, ring += n);
    return { lines: group, box: boxOf(group[0]) };
  });
}

// The outlines of the land without the edges that come from cutting it to a box.
function coastOf(land, cuts) {
  const edges = cuts.map(([w, s, e, n]) => ({ xs: [(w + 180) / 360, (e + 180) / 360], ys: [mercatorY(s), mercatorY(n)] }));
  const near = (a, b) => Math.abs(a - b) < 4e-6; // the rounding of the vertices
  const onEdge = (p, k) => edges.some(({ xs, ys }) => xs.some((x) => near(p[k], x) && near(p[k + 2], x)) || ys.some((y) => near(p[k + 1], y) && near(p[k + 3], y)));
  const parts = [];
  for (const ring of land.flatMap((area) => area.lines)) {
    let from = 0;
    for (let k = 0; k + 3 < ring.length; k += 2) {
      if (!onEdge(ring, k)) continue;
      if (k > from) parts.push(ring.subarray(from, k + 2));
      from = k + 2;
    }
    if (ring.length - from >= 4) parts.push(ring.subarray(from));
  }
  return parts.map((points) => ({ lines: [points], box: boxOf(points) }));
}

function boxOf(points) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < points.length; k += 2) {
    box[0] = Math.min(box[0], points[k]);
    box[1] = Math.min(box[1], points[k + 1]);
    box[2] = Math.max(box[2], points[k]);
    box[3] = Math.max(box[3], points[k + 1]);
  }
  return box;
}

function eachInView(parts, view, action) {
  for (const turn of view.turns) {
    const west = view.left / view.world - turn;
    const east = (view.left + view.width) / view.world - turn;
    const north = view.top / view.world;
    const south = (view.top + view.height) / view.world;
    for (const part of parts) {
      const [x0, y0, x1, y1] = part.box;
      if (x1 >= west && x0 <= east && y1 >= north && y0 <= south) action(part, turn * view.world - view.left);
    }
  }
}

// Adds a line to the path, without the points that fall on the same pixel as the last one.
function trace(ctx, points, world, dx, top) {
  let lastX = points[0] * world + dx;
  let lastY = points[1] * world - top;
  ctx.moveTo(lastX, lastY);
  const end = points.length - 2;
  for (let k = 2; k <= end; k += 2) {
    const x = points[k] * world + dx;
    const y = points[k + 1] * world - top;
    if (k < end && Math.abs(x - lastX) + Math.abs(y - lastY) < 0.8) continue;
    ctx.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
}

function strokeLines(ctx, parts, view, style) {
  ctx.beginPath();
  eachInView(parts, view, (part, dx) => part.lines.forEach((line) => trace(ctx, line, view.world, dx, view.top)));
  Object.assign(ctx, { strokeStyle: style.color, lineWidth: style.width, lineJoin: 'round', globalAlpha: style.alpha ?? 1 });
  ctx.setLineDash(style.dash || []);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function fillAreas(ctx, parts, view, color) {
  ctx.beginPath();
  eachInView(parts, view, (part, dx) => part.lines.forEach((line) => trace(ctx, line, view.world, dx, view.top)));
  ctx.fillStyle = color;
  ctx.fill('evenodd');
}

function paintBackground(ctx, view, background, colors, state) {
  const { layers } = background;
  ctx.fillStyle = colors.sea;
  ctx.fillRect(0, 0, view.width, view.height);
  fillAreas(ctx, layers.coarse_land, view, colors.land);
  fillAreas(ctx, layers.land, view, colors.land);
  const wide = clamp(view.zoom - 4, 0, 4) / 4;
  strokeLines(ctx, layers.river.filter((p) => p.props[0] <= 3 + (view.zoom - 3) * 1.6), view, { color: colors.water, width: 0.6 + wide });
  fillAreas(ctx, layers.lake, view, colors.sea);
  strokeLines(ctx, background.coast, view, { color: colors.coast, width: 0.8 });
  if (view.zoom >= 5) strokeLines(ctx, layers.admin1, view, { color: colors.border, width: 0.7, alpha: 0.55, dash: [3, 2] });
  strokeLines(ctx, layers.coarse_border, view, { color: colors.border, width: 0.7 });
  strokeLines(ctx, layers.border, view, { color: colors.border, width: 0.9 + wide * 0.7 });
  strokeLines(ctx, layers.disputed, view, { color: colors.border, width: 1 + wide * 0.6, dash: [6, 4] });
  if (state.graticule) paintGraticule(ctx, view, colors);
}

function paintGraticule(ctx, view, colors) {
  const step = [30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1].find((d) => (d / 360) * view.world < 160) || 0.1;
  ctx.strokeStyle = colors.faint;
  ctx.fillStyle = colors.faint;
  ctx.lineWidth = 0.6;
  ctx.font = '10px system-ui, sans-serif';
  ctx.textAlign = 'left';
  ctx.beginPath();
  const west = (view.left / view.world) * 360 - 180;
  const east = ((view.left + view.width) / view.world) * 360 - 180;
  for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
    const x = ((lon + 180) / 360) * view.world - view.left;
    ctx.moveTo(x, 0);
    ctx.lineTo(x, view.height);
    ctx.fillText(degrees(((lon + 540) % 360) - 180, step), x + 3, view.height - 4);
  }
  for (let lat = -80; lat <= 84; lat = Math.round((lat + step) * 1000) / 1000) {
    const y = mercatorY(lat) * view.world - view.top;
    if (y < 0 || y > view.height) continue;
    ctx.moveTo(0, y);
    ctx.lineTo(view.width, y);
    ctx.fillText(degrees(lat, step), 3, y - 3);
  }
  ctx.stroke();
}

const degrees = (value, step) => value.toFixed(step < 1 ? 1 : 0) + '°';

// ---- names, most important first; one that would cover another is left out

// ``taken``: boxes that names keep off, those of the events.
function paintNames(ctx, view, background, colors, taken) {
  const free = (box) => taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
  ctx.lineJoin = 'round';
  ctx.textBaseline = 'middle';
  const place = (name, x, y, style) => {
    ctx.font = style.font;
    const width = ctx.measureText(name).width;
    const half = style.size / 2 + 2;
    for (const [dx, align, dy = 0] of style.spots()) {
      const left = align === 'center' ? x + dx - width / 2 : align === 'left' ? x + dx : x + dx - width;
      const box = [left - 2, y + dy - half, left + width + 2, y + dy + half];
      if (box[2] < 0 || box[0] > view.width || box[3] < 0 || box[1] > view.height || !free(box)) continue;
      taken.push(box);
      haloText(ctx, name, left, y + dy, style.color, colors.halo);
      return true;
    }
    return false;
  };
  nameCountries(view, background, colors, place);
  nameTowns(ctx, view, background, colors, place, free);
  if (view.zoom >= 6) nameAreas(view, background, colors, place);
}

function haloText(ctx, name, x, y, color, halo) {
  ctx.textAlign = 'left';
  ctx.strokeStyle = halo;
  ctx.lineWidth = 3;
  ctx.strokeText(name, x, y);
  ctx.fillStyle = color;
  ctx.fillText(name, x, y);
}

function eachPoint(view, lon, lat, action) {
  const x = ((lon + 180) / 360) * view.world;
  const y = mercatorY(lat) * view.world - view.top;
  if (y < -20 || y > view.height + 20) return;
  for (const turn of view.turns) {
    const px = x + turn * view.world - view.left;
    if (px > -100 && px < view.width + 100) action(px, y);
  }
}

const CENTRED = () => [[0, 'center']];

function nameCountries(view, background, colors, place) {
  const size = clamp(9 + view.zoom * 0.7, 10, 15);
  const style = { font: `600 ${size}px system-ui, sans-serif`, size, color: colors.country, spots: CENTRED };
  for (const [name, lon, lat, rank] of [...background.countries].sort((a, b) => a[3] - b[3])) {
    if (rank > view.zoom - 0.5 || view.zoom > 9) continue;
    eachPoint(view, lon, lat, (x, y) => place(name.toLocaleUpperCase(), x, y, style));
  }
}

function nameAreas(view, background, colors, place) {
  const style = { font: 'italic 11px system-ui, sans-serif', size: 11, color: colors.area, spots: CENTRED };
  for (const [name, lon, lat, width] of background.areas) {
    if ((width / 360) * view.world < name.length * 7) continue; // no room in the area itself
    eachPoint(view, lon, lat, (x, y) => place(name, x, y, style));
  }
}

// The population a town needs to be named, by zoom; collisions do the rest.
const TOWN_POPULATION = [[4, 1500000], [5, 500000], [6, 150000], [7, 50000], [8, 15000], [9, 4000], [10, 1000]];

function nameTowns(ctx, view, background, colors, place, free) {
  const needed = (TOWN_POPULATION.find(([zoom]) => view.zoom < zoom + 0.5) || [0, 0])[1];
  for (const [name, lon, lat, population] of background.towns) {
    if (population < needed) continue;
    const size = population > 500000 ? 13 : population > 50000 ? 12 : 11;
    const spots = () => [[6, 'left'], [-6, 'right'], [0, 'center', -12], [0, 'center', 12], [24, 'left'], [-24, 'right']];
    const style = { font: `${population > 500000 ? '600 ' : ''}${size}px system-ui, sans-serif`, size, color: colors.town, spots };
    eachPoint(view, lon, lat, (x, y) => {
      if (!place(name, x, y, style) || !free([x - 3, y - 3, x + 3, y + 3])) return; // its dot may lie under an event
      ctx.beginPath();
      ctx.arc(x, y, population > 500000 ? 2.6 : 1.9, 0, 7);
      ctx.fillStyle = colors.halo;
      ctx.fill();
      ctx.strokeStyle = colors.town;
      ctx.lineWidth = 1.2;
      ctx.stroke();
    });
  }
}
