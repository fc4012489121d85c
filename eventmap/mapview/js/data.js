// Reading the columns that encode.py wrote.

const NULL_INT = -2147483648;
const DAY_MS = 86400000;

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

// {header, body} of a packed block in the page, or null when the page has no such block.
async function readBlock(id) {
  const node = document.getElementById(id);
  if (!node) return null;
  const stream = new Blob([bytesOf(node.textContent)]).stream().pipeThrough(new DecompressionStream('gzip'));
  const raw = await new Response(stream).arrayBuffer();
  const headLength = new DataView(raw).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(raw, 4, headLength)));
  node.textContent = ''; // the text is not needed twice
  return { header, raw, start: 4 + headLength };
}

function unshuffled(raw, start, bytes) {
  const n = bytes / 4;
  const source = new Uint8Array(raw, start, bytes);
  const target = new Uint8Array(bytes);
  for (let plane = 0; plane < 4; plane++) {
    for (let i = 0, from = plane * n; i < n; i++) target[i * 4 + plane] = source[from + i];
  }
  return new Int32Array(target.buffer);
}

const READERS = {
  const: (column, raw, at, n) => {
    const number = column.value === '' ? NaN : Number(column.value);
    return { codes: new Uint8Array(n), values: [column.value], text: () => column.value, number: () => number };
  },
  int: (column, raw, at) => {
    const values = unshuffled(raw, at[0][0], at[0][1]);
    const unit = 10 ** column.scale;
    return {
      numeric: true,
      text: (i) => (values[i] === NULL_INT ? '' : String(values[i] / unit)),
      number: (i) => (values[i] === NULL_INT ? NaN : values[i] / unit),
    };
  },
  float: (column, raw, at) => {
    const values = new Float64Array(raw, at[0][0], at[0][1] / 8);
    return { numeric: true, text: (i) => (Number.isNaN(values[i]) ? '' : String(values[i])), number: (i) => values[i] };
  },
  cat: (column, raw, at) => {
    const type = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[column.width];
    const codes = new type(raw, at[0][0], at[0][1] / column.width);
    let numbers = null; // made when first asked for: most dictionaries are of names
    const number = (i) => {
      numbers = numbers || column.values.map((v) => (v.trim() === '' ? NaN : Number(v)));
      return numbers[codes[i]];
    };
    return { codes, values: column.values, text: (i) => column.values[codes[i]], number };
  },
  text: (column, raw, at) => {
    const lengths = unshuffled(raw, at[0][0], at[0][1]);
    const offsets = new Uint32Array(lengths.length + 1);
    for (let i = 0; i < lengths.length; i++) offsets[i + 1] = offsets[i] + lengths[i];
    const decoder = new TextDecoder();
    const text = (i) => decoder.decode(new Uint8Array(raw, at[1][0] + offsets[i], lengths[i]));
    return { text, number: (i) => { const t = text(i).trim(); return t === '' ? NaN : Number(t); } };
  },
};

const EMPTY_COLUMN = { text: () => '', number: () => NaN };

// The table: text(name, row) and number(name, row), and what is calculated once for all rows. Its long texts come later, by ``readTexts``.
async function readTable(id) {
  const block = await readBlock(id + '_data');
  const { header } = block;
  const described = new Map();
  const add = (more) => more.header.columns.forEach((column) => described.set(column.name, { column, block: more }));
  add(block);
  const read = new Map(); // a column is unpacked when it is first asked for
  const column = (name) => {
    if (!read.has(name)) {
      if (!described.has(name)) return EMPTY_COLUMN; // not there, or not yet
      const { column: one, block: from } = described.get(name);
      read.set(name, READERS[one.kind](one, from.raw, one.at.map(([offset, length]) => [from.start + offset, length]), header.n));
    }
    return read.get(name);
  };
  const table = {
    n: header.n,
    exported: header.export,
    names: header.names,
    column,
    has: (name) => header.names.includes(name),
    readTexts: async () => {
      if (document.readyState !== 'complete') await new Promise((done) => window.addEventListener('load', done, { once: true }));
      add(await readBlock(id + '_texts'));
    },
    text: (name, row) => column(name).text(row),
    number: (name, row) => column(name).number(row),
  };
  return Object.assign(table, places(table), dates(table), tolls(table));
}

// Web Mercator position of each row in units of the world's width; NaN when the row has no usable point.
function places(table) {
  const x = new Float64Array(table.n);
  const y = new Float64Array(table.n);
  const lat = table.column('latitude');
  const lon = table.column('longitude');
  let located = 0;
  for (let i = 0; i < table.n; i++) {
    const phi = lat.number(i);
    const lambda = lon.number(i);
    if (Math.abs(phi) <= 90 && Math.abs(lambda) <= 180) {
      x[i] = (lambda + 180) / 360;
      y[i] = mercatorY(phi);
      located++;
    } else {
      x[i] = NaN;
      y[i] = NaN;
    }
  }
  return { x, y, located, isLocated: (i) => x[i] === x[i] };
}

const MAX_LAT = 85.0511287798; // where Web Mercator ends: what lies nearer to a pole is drawn on the edge

function mercatorY(lat) {
  const s = Math.sin(clamp(lat, -MAX_LAT, MAX_LAT) * Math.PI / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
}

function latitudeOf(y) {
  return Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI;
}

// Why a row has no point, as a key of the interface's texts.
function missingReason(table, row) {
  const lat = table.text('latitude', row).trim();
  const lon = table.text('longitude', row).trim();
  if (lat === '' && lon === '') return table.text('location', row) || table.text('place_text', row) ? 'whyUnknownPlace' : 'whyNoPlace';
  if (lat === '' || lon === '') return 'whyHalf';
  const phi = Number(lat);
  const lambda = Number(lon);
  if (!Number.isFinite(phi) || !Number.isFinite(lambda)) return 'whyNotNumber';
  if (Math.abs(phi) > 90 && Math.abs(phi) <= 180 && Math.abs(lambda) <= 90) return 'whySwapped';
  return 'whyRange';
}

const NO_DAY = NaN;

function dayOf(text) {
  const match = /^(-?\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (!match) return NO_DAY;
  const ms = Date.UTC(+match[1], +match[2] - 1, +match[3]);
  return new Date(ms).getUTCDate() === +match[3] ? ms / DAY_MS : NO_DAY;
}

// Days since 1970 of each event, and the half-open interval that its precision allows (1 the day, 2 a week, 3 the month, 4 the year).
function dates(table) {
  const day = new Float64Array(table.n);
  const from = new Float64Array(table.n);
  const to = new Float64Array(table.n);
  const column = table.column('event_date');
  const precision = table.column('time_precision');
  const cache = column.values && column.values.map(dayOf);
  let low = Infinity;
  let high = -Infinity;
  let undated = 0;
  for (let i = 0; i < table.n; i++) {
    const d = cache ? cache[column.codes[i]] : dayOf(column.text(i));
    day[i] = d;
    if (d !== d) { undated++; from[i] = to[i] = NaN; continue; }
    const p = precision.number(i);
    if (p === 2) { from[i] = d - 3; to[i] = d + 4; }
    else if (p === 3 || p === 4) [from[i], to[i]] = calendarSpan(d, p === 4);
    else { from[i] = d; to[i] = d + 1; }
    if (from[i] < low) low = from[i];
    if (to[i] > high) high = to[i];
  }
  return { day, from, to, undated, firstDay: low, endDay: high };
}

const SPANS = new Map(); // few months, many events

function calendarSpan(day, wholeYear) {
  const key = wholeYear ? -day : day;
  if (!SPANS.has(key)) {
    const date = new Date(day * DAY_MS);
    const [y, m] = [date.getUTCFullYear(), date.getUTCMonth()];
    SPANS.set(key, wholeYear
      ? [Date.UTC(y, 0, 1) / DAY_MS, Date.UTC(y + 1, 0, 1) / DAY_MS]
      : [Date.UTC(y, m, 1) / DAY_MS, Date.UTC(y, m + 1, 1) / DAY_MS]);
  }
  return SPANS.get(key);
}

// Lowest and highest toll of each row (NaN: the text says nothing), and which rows share one toll.
function tolls(table) {
  const low = new Float64Array(table.n);
  const high = new Float64Array(table.n);
  const share = new Int32Array(table.n).fill(-1);
  const [best, least, most] = ['fatalities', 'fatalities_low', 'fatalities_high'].map((name) => table.column(name));
  const shared = table.column('fatalities_shared');
  const groups = new Map();
  for (let i = 0; i < table.n; i++) {
    const b = best.number(i);
    const l = least.number(i);
    const m = most.number(i);
    low[i] = l === l ? l : b;
    high[i] = m === m ? m : b === b ? b : low[i];
    if (low[i] !== low[i]) low[i] = high[i];
    if (shared.text(i) !== 'true' || high[i] !== high[i]) continue;
    const key = [table.text('doc_id', i), table.text('event_date', i), low[i], high[i]].join('\n');
    if (!groups.has(key)) groups.set(key, groups.size);
    share[i] = groups.get(key);
  }
  return { low, high, share, shareGroups: groups.size };
}
