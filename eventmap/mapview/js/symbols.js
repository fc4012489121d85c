// Colour and shape of the kinds of event. Colours: Paul Tol's "vibrant" scheme, told apart in the common kinds of colour blindness; the shapes say the
// same once more. Source: P. Tol, "Colour Schemes", SRON/EPS/TN/09-002, 2021.

const TYPES = {
  'Battles': { color: '#cc3311', shape: 'diamond' },
  'Explosions/Remote violence': { color: '#ee7733', shape: 'star' },
  'Violence against civilians': { color: '#aa3399', shape: 'square' },
  'Protests': { color: '#0077bb', shape: 'circle' },
  'Riots': { color: '#33aadd', shape: 'pentagon' },
  'Strategic developments': { color: '#009988', shape: 'triangle' },
};
const OTHER_TYPES = [
  { color: '#7a6a2c', shape: 'hexagon' }, { color: '#555599', shape: 'down' }, { color: '#997700', shape: 'circle' }, { color: '#666666', shape: 'square' },
];

// The kinds of this table: index of each row's kind, and name, colour, shape of each.
function eventKinds(facet) {
  let spare = 0;
  const kinds = facet.values.map((name) => ({ name, ...(TYPES[name] || OTHER_TYPES[Math.min(spare++, OTHER_TYPES.length - 1)]) }));
  kinds.push({ name: '', color: '#777777', shape: 'circle' });
  const none = kinds.length - 1;
  return { kinds, of: (row) => (facet.start[row] < facet.start[row + 1] ? facet.ids[facet.start[row]] : none) };
}

function polygon(corners, turn, inner) {
  const points = [];
  for (let k = 0; k < corners; k++) {
    const angle = turn + (k * 2 * Math.PI) / corners;
    const r = inner && k % 2 ? inner : 1;
    points.push([Math.cos(angle) * r, Math.sin(angle) * r]);
  }
  return points;
}

const UP = -Math.PI / 2;
const SHAPES = {
  diamond: polygon(4, UP),
  square: polygon(4, Math.PI / 4),
  triangle: polygon(3, UP),
  down: polygon(3, -UP),
  pentagon: polygon(5, UP),
  hexagon: polygon(6, 0),
  star: polygon(12, UP, 0.62),
};

function traceShape(ctx, shape, x, y, r) {
  ctx.beginPath();
  if (!SHAPES[shape]) {
    ctx.arc(x, y, r * 0.92, 0, 2 * Math.PI);
    return;
  }
  SHAPES[shape].forEach(([dx, dy], k) => (k ? ctx.lineTo(x + dx * r * 1.1, y + dy * r * 1.1) : ctx.moveTo(x + dx * r * 1.1, y + dy * r * 1.1)));
  ctx.closePath();
}

function drawSymbol(ctx, kind, x, y, r, style) {
  traceShape(ctx, kind.shape, x, y, r);
  ctx.lineWidth = style.hollow ? 2 : 1.4;
  if (style.hollow) {
    ctx.fillStyle = style.paper;
    ctx.globalAlpha = 0.75;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = kind.color;
  } else {
    ctx.fillStyle = kind.color;
    ctx.fill();
    ctx.strokeStyle = style.paper;
  }
  ctx.stroke();
}

// The symbol as a picture in the page, for legend, list and card.
function symbolNode(kind, size, hollow) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  for (const [k, v] of Object.entries({ width: size, height: size, viewBox: '-1.4 -1.4 2.8 2.8', 'aria-hidden': 'true', class: 'em-symbol' })) svg.setAttribute(k, v);
  const shape = document.createElementNS(space, SHAPES[kind.shape] ? 'polygon' : 'circle');
  if (SHAPES[kind.shape]) shape.setAttribute('points', SHAPES[kind.shape].map((p) => p.map((v) => v.toFixed(2)).join(',')).join(' '));
  else shape.setAttribute('r', '0.92');
  shape.setAttribute('fill', hollow ? 'none' : kind.color);
  shape.setAttribute('stroke', kind.color);
  shape.setAttribute('stroke-width', hollow ? '0.35' : '0.1');
  svg.append(shape);
  return svg;
}
