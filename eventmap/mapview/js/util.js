// Small helpers. Text from the data only ever becomes a text node or an attribute: no HTML is built from it anywhere.

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) setAttribute(node, name, value);
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else if (name === 'class') node.className = value;
  else node.setAttribute(name, value === true ? '' : value);
}

// 24 x 24 line icons.
const ICONS = {
  play: 'M7 4l13 8-13 8z', pause: 'M7 4h4v16H7zM14 4h4v16h-4z', first: 'M5 4v16M20 4L8 12l12 8z', last: 'M19 4v16M4 4l12 8-12 8z',
  close: 'M5 5l14 14M19 5L5 19', filter: 'M3 5h18l-7 8v6l-4 2v-8z', list: 'M4 6h16M4 12h16M4 18h16', chart: 'M4 20V10M10 20V4M16 20v-7M22 20H2',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  save: 'M12 3v12m-5-5l5 5 5-5M4 20h16', sun: 'M12 4V2m0 20v-2m8-8h2M2 12h2m13.7-5.7l1.4-1.4M4.9 19.1l1.4-1.4m11.4 0l1.4 1.4M4.9 4.9l1.4 1.4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  clear: 'M3 4h15l-6 7v6l-3 2v-8zM16 14l6 6M22 14l-6 6', plus: 'M12 5v14M5 12h14', minus: 'M5 12h14', fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  next: 'M9 5l7 7-7 7', previous: 'M15 5l-7 7 7 7', help: 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2m0 3v.5', layers: 'M12 3l9 5-9 5-9-5zM3 13l9 5 9-5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5l3 2', print: 'M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z',
};

function svgNode(tag, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function icon(name) {
  return svgNode('svg', { viewBox: '0 0 24 24', width: 18, height: 18, 'aria-hidden': 'true', class: 'em-icon' }, svgNode('path', { d: ICONS[name] }));
}

function iconButton(name, label, onclick, extra) {
  return el('button', { type: 'button', class: 'em-button', 'aria-label': label, title: label, onclick, ...(extra || {}) }, icon(name));
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(high, value));
}

// One call per frame however many are asked for.
function onceAFrame(action) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; action(); });
  };
}

// At most one call in each stretch of time, the last one always.
function atMostEvery(ms, action) {
  let timer = 0;
  return () => { timer = timer || setTimeout(() => { timer = 0; action(); }, ms); };
}

// One call when nothing has been asked for a while.
function later(action, ms) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(action, ms); };
}

// Only web addresses become links; "javascript:" and the like stay text.
function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch (_) {
    return null;
  }
}

function jsonOr(text, fallback) {
  if (!text) return fallback;
  try {
    return JSON.parse(text);
  } catch (_) {
    return fallback;
  }
}

function splitList(text) {
  return text ? text.split(';').map((part) => part.trim()).filter(Boolean) : [];
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (_) {
    const area = el('textarea', { class: 'em-offscreen', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

function distanceText(km, t) {
  const digits = km < 10 ? 1 : 0;
  return t.number(km, digits) + ' ' + t('km');
}
