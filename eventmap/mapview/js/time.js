// The histogram under the map and its brush. Days since 1970; an event whose date is imprecise is spread over the days it may have happened on.

const BINS = [['day', 1], ['week', 7], ['month', 30.44], ['year', 365.25]];
const MIN_BIN_PX = 5;
const SPEEDS = [1, 2, 4, 8];
const MIN_AXIS_DAYS = 30; // a single day would else be one bar as wide as the page
const CORE_SHARE = 0.05; // of the events at either end that the axis may begin without,
const MIN_CORE_GAIN = 6; // where the others then have so many times the room
const MIN_CORE_EVENTS = 10;
const STEP_MS = 400; // between two steps of the playback at speed 1

function binStarts(from, to, unit) {
  const starts = [];
  if (unit === 'day' || unit === 'week') {
    const step = unit === 'day' ? 1 : 7;
    const first = unit === 'day' ? Math.floor(from) : Math.floor((from + 3) / 7) * 7 - 3; // weeks begin on Monday
    for (let d = first; d < to + step; d += step) starts.push(d);
    return starts;
  }
  const date = new Date(from * DAY_MS);
  const months = unit === 'month' ? 1 : 12;
  let y = date.getUTCFullYear();
  let m = unit === 'month' ? date.getUTCMonth() : 0;
  for (let d = -Infinity; d < to; m += months) {
    d = Date.UTC(y, m, 1) / DAY_MS;
    starts.push(d);
  }
  return starts;
}

function unitFor(days, width) {
  const fitting = BINS.find(([, length]) => (width * length) / days >= MIN_BIN_PX);
  return (fitting || BINS[3])[0];
}

// Which days, months or years have a mark under the bars: always as many apart, years and months at round numbers.
function tickTest(tick, days, width) {
  const step = (steps, length, px) => steps.find((n) => (n * length * width) / days >= px) || steps[steps.length - 1];
  if (tick === 'day') {
    const every = Math.ceil(days / (width / 90));
    return (_, i) => i % every === 0;
  }
  const date = (day) => new Date(day * DAY_MS);
  if (tick === 'month') {
    const months = step([1, 2, 3, 4, 6, 12], 30.44, 110);
    return (day) => date(day).getUTCMonth() % months === 0;
  }
  const years = step([1, 2, 5, 10, 20, 50, 100, 200, 500], 365.25, 50);
  return (day) => date(day).getUTCFullYear() % years === 0;
}

// Events of each bin and kind, over the rows that pass every filter but ``ignored`` and may have happened within ``from`` <= day < ``to``.
function histogram(app, starts, ignored, from_, to_) {
  const { table, filter, kinds, kindOf } = app;
  const bins = starts.length - 1;
  const n = kinds.length;
  const counts = new Float64Array(bins * n);
  const length = starts[bins] - starts[0];
  const bin = (day) => {
    let b = clamp(Math.floor(((day - starts[0]) / length) * bins), 0, bins - 1);
    while (b > 0 && starts[b] > day) b--;
    while (b < bins - 1 && starts[b + 1] <= day) b++;
    return b;
  };
  for (let i = 0; i < table.n; i++) {
    if (filter.fails[i] & ~ignored) continue;
    const from = table.from[i];
    const to = table.to[i];
    if (from !== from || to <= from_ || from >= to_) continue;
    const first = bin(from);
    const lastBin = bin(to - 0.5);
    if (first === lastBin) { counts[first * n + kindOf(i)]++; continue; }
    for (let b = first; b <= lastBin; b++) {
      counts[b * n + kindOf(i)] += (Math.min(to, starts[b + 1]) - Math.max(from, starts[b])) / (to - from);
    }
  }
  return counts;
}

// Where nearly all events lie, if the few others would squeeze them into a corner of the axis: the axis begins there. All stay on the map.
function corePeriod(table, all) {
  const days = Array.from(table.day).filter((day) => day === day).sort((a, b) => a - b);
  const at = (share) => days[Math.round(share * (days.length - 1))];
  const [from, to] = [at(CORE_SHARE), at(1 - CORE_SHARE) + 1];
  if (days.length < MIN_CORE_EVENTS || (to - from) * MIN_CORE_GAIN > all.to - all.from) return all;
  const margin = Math.max(MIN_AXIS_DAYS / 2, Math.ceil((to - from) * 0.05));
  return { from: Math.max(all.from, from - margin), to: Math.min(all.to, to + margin) };
}

// Between marks that keep right-to-left words and figures in their order beside others.
const isolated = (text) => `\u2068${text}\u2069`;
const perBin = (t, most, unit) => isolated(`${t.number(Math.max(1, Math.round(most)))} ${t('perBin', { bin: t(unit) })}`);

const spanText = (t, from, to) => (to - from > 1 ? `${t.day(from)} – ${t.day(to - 1)}` : t.day(from));

function newTimeline(app) {
  const { table, state, t } = app;
  const canvas = el('canvas', { class: 'em-time-canvas', 'aria-hidden': 'true' });
  const slider = (key) => el('div', { class: `em-handle em-handle-${key}`, role: 'slider', tabindex: '0', 'aria-label': t(key) });
  const handles = { start: slider('start'), end: slider('end') };
  const body = el('div', { class: 'em-window', role: 'slider', tabindex: '0', 'aria-label': t('movePeriod') });
  const track = el('div', { class: 'em-track', dir: 'ltr' }, canvas, body, handles.start, handles.end);
  const label = el('output', { class: 'em-period', 'aria-live': 'off' });
  const spare = Math.max(0, MIN_AXIS_DAYS - (table.endDay - table.firstDay)) / 2;
  const all = { from: table.firstDay - Math.floor(spare), to: table.endDay + Math.ceil(spare) };
  const core = corePeriod(table, all);
  const axis = { ...core };
  const isWhole = () => axis.from <= all.from && axis.to >= all.to;
  const hasCore = core.from > all.from || core.to < all.to;
  let widened = false; // for what lies outside of the main period only: it comes back with the events in it
  const timeline = { axis, playing: false, speed: 0, node: null };
  const dated = table.n > table.undated;
  const width = () => Math.max(1, track.clientWidth);
  const pixel = (day) => ((day - axis.from) / (axis.to - axis.from)) * width();
  const dayAt = (x) => axis.from + (x / width()) * (axis.to - axis.from);
  const window_ = () => state.window || [table.firstDay, table.endDay];
  let starts = [];
  let dragging = false;

  function setWindow(from, to) {
    const a = clamp(Math.round(from), table.firstDay, table.endDay - 1);
    const b = clamp(Math.round(to), a + 1, table.endDay);
    state.window = a <= table.firstDay && b >= table.endDay ? null : [a, b];
    state.onlyUndated = false;
    app.changed(['time']);
  }

  function draw() {
    if (!dated) return;
    const height = track.clientHeight;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = width() * ratio;
    canvas.height = height * ratio;
    const ctx = canvas.getContext('2d');
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width(), height);
    const unit = unitFor(axis.to - axis.from, width());
    starts = binStarts(axis.from, axis.to, unit);
    drawBars(ctx, height, unit);
    placeHandles(height);
    showWhole();
  }

  function setAxis(from, to) {
    widened = false;
    Object.assign(axis, { from, to });
    draw();
    state.emit('axis');
  }

  // The button leads to the whole period and from there back to the first view.
  function showWhole() {
    zoomButton.disabled = state.window === null;
    const back = isWhole() && hasCore;
    whole.textContent = t(back ? 'mainTime' : 'wholeTime');
    whole.disabled = !hasCore && isWhole() && state.window === null && !state.onlyUndated;
  }

  function turnWhole() {
    const { from, to } = isWhole() ? core : all;
    pause();
    state.window = null;
    state.onlyUndated = false;
    setAxis(from, to);
    app.changed(['time']);
  }

  // Whatever is chosen or found can be seen on the axis.
  function fitAxis() {
    const beyond = state.window && (state.window[1] <= axis.from || state.window[0] >= axis.to);
    const [before, after] = isWhole() ? [0, 0] : outside(app, axis, BIT.time);
    if (beyond || (before + after && !within(app, axis))) {
      const inCore = beyond ? state.window[1] > core.from && state.window[0] < core.to : within(app, core) > 0;
      Object.assign(axis, inCore ? core : all);
      widened = !inCore;
    } else if (widened && !dragging && state.window === null && within(app, core)) {
      Object.assign(axis, core);
      widened = false;
    }
  }

  // The bars ignore the window itself, so moving it need not count anew.
  let counted = { key: '', counts: null };
  function binCounts() {
    const key = `${app.filter.version} ${starts[0]} ${starts.length} ${axis.from} ${axis.to}`;
    if (counted.key !== key) counted = { key, counts: histogram(app, starts, BIT.time, starts[0], starts[starts.length - 1]) };
    return counted.counts;
  }

  function drawBars(ctx, height, unit) {
    const counts = binCounts();
    const n = app.kinds.length;
    let tallest = 0;
    for (let b = 0; b < starts.length - 1; b++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += counts[b * n + k];
      tallest = Math.max(tallest, sum);
    }
    const base = height - 16;
    const scale = (base - 12) / Math.max(1, tallest);
    const [from, to] = window_();
    for (let b = 0; b < starts.length - 1; b++) {
      const x = pixel(starts[b]);
      const w = Math.max(1, pixel(starts[b + 1]) - x - 1);
      const inside = starts[b] < to && starts[b + 1] > from && !state.onlyUndated;
      let y = base;
      ctx.globalAlpha = inside ? 1 : 0.28;
      for (let k = 0; k < n; k++) {
        const h = counts[b * n + k] * scale;
        if (!h) continue;
        ctx.fillStyle = app.kinds[k].color;
        ctx.fillRect(x, y - h, w, h);
        y -= h;
      }
    }
    ctx.globalAlpha = 1;
    drawAxis(ctx, height, base, unit, tallest);
  }

  function drawAxis(ctx, height, base, unit, tallest) {
    ctx.strokeStyle = app.colors.faint;
    ctx.beginPath();
    ctx.moveTo(0, base + 0.5);
    ctx.lineTo(width(), base + 0.5);
    ctx.stroke();
    ctx.fillStyle = app.colors.soft;
    ctx.font = '11px system-ui, sans-serif';
    ctx.textAlign = 'left';
    ctx.textBaseline = 'alphabetic';
    const days = axis.to - axis.from;
    const [tick, precision] = days > 1500 ? ['year', 4] : days > 120 ? ['month', 3] : ['day', 1];
    const isTick = tickTest(tick, days, width());
    let free = -Infinity;
    binStarts(axis.from, axis.to, tick).forEach((day, i) => {
      const x = pixel(day);
      if (!isTick(day, i) || x < 0 || x < free) return;
      const text = t.day(day, precision);
      if (x + 3 + ctx.measureText(text).width > width()) return;
      ctx.fillRect(x, base, 1, 4);
      ctx.fillText(text, x + 3, height - 3);
      free = x + ctx.measureText(text).width + 16;
    });
    ctx.textAlign = 'right';
    drawBeyond(ctx);
    if (tallest) ctx.fillText(perBin(t, tallest, unit), width() - 16, 10);
  }

  // How many events the axis leaves out at either end: "◂ 2".
  function drawBeyond(ctx) {
    if (isWhole()) return;
    const [before, after] = outside(app, axis, BIT.time);
    ctx.textAlign = 'left';
    if (before) ctx.fillText(`◂ ${t.number(before)}`, 16, 10);
    ctx.textAlign = 'right';
    if (after) ctx.fillText(`${t.number(after)} ▸`, width() - 16, 24);
  }

  function placeHandles() {
    const [from, to] = window_();
    const [x0, x1] = [clamp(pixel(from), 0, width()), clamp(pixel(to), 0, width())];
    handles.start.style.left = x0 + 'px';
    handles.end.style.left = x1 + 'px';
    body.style.left = x0 + 'px';
    body.style.width = Math.max(2, x1 - x0) + 'px';
    for (const [node, day] of [[handles.start, from], [handles.end, to - 1], [body, from]]) {
      node.setAttribute('aria-valuemin', table.firstDay);
      node.setAttribute('aria-valuemax', table.endDay - 1);
      node.setAttribute('aria-valuenow', day);
      node.setAttribute('aria-valuetext', node === body ? `${t.day(from)} – ${t.day(to - 1)}` : t.day(day));
    }
    track.classList.toggle('em-brushed', state.window !== null);
    label.textContent = state.onlyUndated ? t('noDate') : spanText(t, from, to);
  }

  // Dragging: a handle resizes, the window moves, the empty track draws a new window.
  function drag(event) {
    if (event.button || !dated) return;
    const rect = track.getBoundingClientRect();
    const at = (e) => dayAt(clamp(e.clientX - rect.left, 0, rect.width));
    const begun = at(event);
    const [from, to] = window_();
    const part = event.target === handles.start ? 'start' : event.target === handles.end ? 'end' : event.target === body && state.window ? 'body' : 'new';
    const move = (e) => {
      const now = at(e);
      if (part === 'start') setWindow(Math.min(now, to - 1), to);
      else if (part === 'end') setWindow(from, Math.max(now, from + 1));
      else if (part === 'body') {
        const by = clamp(now - begun, table.firstDay - from, table.endDay - to);
        setWindow(from + by, to + by);
      } else if (Math.abs(pixel(now) - pixel(begun)) > 4) setWindow(Math.min(begun, now), Math.max(begun, now));
    };
    const stop = () => {
      dragging = false;
      track.removeEventListener('pointermove', move);
      track.removeEventListener('pointerup', stop);
      track.removeEventListener('pointercancel', stop);
    };
    dragging = true;
    track.setPointerCapture(event.pointerId);
    track.addEventListener('pointermove', move);
    track.addEventListener('pointerup', stop);
    track.addEventListener('pointercancel', stop);
    if (event.target.focus) event.target.focus({ preventScroll: true });
    event.preventDefault();
  }

  function key(event, part) {
    const unit = unitFor(axis.to - axis.from, width());
    const step = Math.max(1, Math.round(BINS.find(([name]) => name === unit)[1])) * (event.shiftKey ? 5 : 1);
    const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageDown: -step * 5, PageUp: step * 5 }[event.key];
    let [from, to] = window_();
    if (event.key === 'Home') { if (part !== 'end') from = table.firstDay; else to = from + 1; }
    else if (event.key === 'End') { if (part !== 'start') to = table.endDay; else from = to - 1; }
    else if (by) {
      if (part === 'start') from = Math.min(from + by, to - 1);
      else if (part === 'end') to = Math.max(to + by, from + 1);
      else { const d = clamp(by, table.firstDay - from, table.endDay - to); from += d; to += d; }
    } else return;
    event.preventDefault();
    event.stopPropagation();
    setWindow(from, to);
  }

  function zoomTo(from, to) {
    const span = Math.max(2, to - from);
    setAxis(Math.max(all.from, from - span * 0.05), Math.min(all.to, to + span * 0.05));
  }

  function wheel(event) {
    const at = dayAt(event.clientX - track.getBoundingClientRect().left);
    const factor = event.deltaY > 0 ? 1.25 : 0.8;
    const span = clamp((axis.to - axis.from) * factor, 7, all.to - all.from);
    const share = (at - axis.from) / (axis.to - axis.from);
    const from = clamp(at - share * span, all.from, all.to - span);
    setAxis(from, from + span);
    event.preventDefault();
  }

  // ---- playback: the window moves on through what the axis shows; cumulative: only its end does
  const axisPeriod = () => [Math.max(table.firstDay, Math.floor(axis.from)), Math.min(table.endDay, Math.ceil(axis.to))];
  let timer = 0;
  const playButton = iconButton('play', t('play'), () => toggle(), { class: 'em-button em-play' });
  const speedButton = el('button', { type: 'button', class: 'em-button em-text', title: t('speed'), onclick: () => { timeline.speed = (timeline.speed + 1) % SPEEDS.length; labelSpeed(); if (timeline.playing) { pause(); play(); } } });
  const labelSpeed = () => { speedButton.textContent = `${SPEEDS[timeline.speed]}×`; speedButton.setAttribute('aria-label', `${t('speed')} ${SPEEDS[timeline.speed]}`); };
  labelSpeed();

  function playStep() {
    const [first, end] = axisPeriod();
    const unit = unitFor(end - first, width());
    const step = Math.max(1, Math.round(BINS.find(([name]) => name === unit)[1]));
    let [from, to] = window_();
    if (to >= end) { pause(); return; }
    to = Math.min(end, to + step);
    if (!state.cumulative) from = Math.min(from + step, to - 1);
    state.window = [from, to];
    app.changed(['time']);
  }

  function play() {
    if (!dated) return;
    const [from, to] = window_();
    const [first, end] = axisPeriod();
    const span = end - first;
    if (!state.window || to >= end) {
      const length = state.window && !state.cumulative ? Math.min(to - from, Math.max(1, Math.floor(span / 2))) : Math.max(1, Math.ceil(span / 12));
      state.window = [state.cumulative ? table.firstDay : first, first + length];
      state.onlyUndated = false;
      app.changed(['time']);
    }
    timeline.playing = true;
    timer = setInterval(playStep, STEP_MS / SPEEDS[timeline.speed]);
    showPlaying();
  }

  function pause() {
    timeline.playing = false;
    clearInterval(timer);
    showPlaying();
  }

  function showPlaying() {
    playButton.replaceChildren(icon(timeline.playing ? 'pause' : 'play'));
    const name = t(timeline.playing ? 'pause' : 'play');
    playButton.setAttribute('aria-label', name);
    playButton.title = name;
  }

  const toggle = () => (timeline.playing ? pause() : play());

  // To the first or last event there is under the other filters, with the window's own length.
  function jump(toLast) {
    const days = [];
    for (let i = 0; i < table.n; i++) if (!(app.filter.fails[i] & ~BIT.time) && table.day[i] === table.day[i]) days.push(table.day[i]);
    if (!days.length) return;
    const [from, to] = window_();
    const [first, end] = axisPeriod();
    const length = state.window ? to - from : Math.max(1, Math.ceil((end - first) / 12));
    const day = days.reduce(toLast ? (a, b) => Math.max(a, b) : (a, b) => Math.min(a, b));
    if (toLast) setWindow(day + 1 - length, day + 1);
    else setWindow(day, day + length);
  }

  const cumulative = el('label', { class: 'em-check em-cumulative' }, el('input', { type: 'checkbox', onchange: (e) => { state.cumulative = e.target.checked; } }), t('cumulative'));
  const undated = el('button', { type: 'button', class: 'em-chip em-undated', 'aria-pressed': 'false', onclick: () => { state.onlyUndated = !state.onlyUndated; app.changed(['time']); } });
  undated.hidden = table.undated === 0;
  const whole = el('button', { type: 'button', class: 'em-chip em-whole', onclick: turnWhole }, t('wholeTime'));
  const zoomButton = iconButton('fit', t('zoomTime'), () => zoomTo(...window_()));
  const controls = el('div', { class: 'em-time-controls' },
    playButton, speedButton, iconButton('first', t('first'), () => jump(false)), iconButton('last', t('last'), () => jump(true)), cumulative, label,
    el('span', { class: 'em-spring' }), undated, zoomButton, whole);
  timeline.node = el('section', { class: 'em-time', 'aria-label': t('time') }, controls, dated ? track : null);
  track.addEventListener('pointerdown', drag);
  track.addEventListener('wheel', wheel, { passive: false });
  handles.start.addEventListener('keydown', (e) => key(e, 'start'));
  handles.end.addEventListener('keydown', (e) => key(e, 'end'));
  body.addEventListener('keydown', (e) => key(e, 'body'));
  if (!dated) controls.querySelectorAll('button, input').forEach((node) => { if (node !== undated) node.disabled = true; });

  state.on('filtered', () => {
    undated.textContent = t('undated', { n: t.number(undatedCount(app)) });
    undated.setAttribute('aria-pressed', String(state.onlyUndated));
    fitAxis();
    draw();
  });
  // What of the chosen period is on the axis.
  timeline.shownPeriod = () => {
    const [[first, end], [from, to]] = [axisPeriod(), window_()];
    return [Math.max(first, from), Math.min(end, to)];
  };
  Object.assign(timeline, { draw, toggle, pause, jump, setWindow, zoomTo });
  return timeline;
}

// How many rows that pass every filter but ``ignored`` fit.
function eventsWhere({ table, filter }, ignored, fits) {
  let n = 0;
  for (let i = 0; i < table.n; i++) if (!(filter.fails[i] & ~ignored) && fits(i)) n++;
  return n;
}

const undatedCount = (app) => eventsWhere(app, BIT.time, (i) => app.table.day[i] !== app.table.day[i]);
const within = (app, { from, to }) => eventsWhere(app, BIT.time, (i) => app.table.to[i] > from && app.table.from[i] < to);

// [before, after] a period: events that cannot have happened within it.
function outside(app, { from, to }, ignored) {
  const { table } = app;
  return [eventsWhere(app, ignored, (i) => table.to[i] <= from), eventsWhere(app, ignored, (i) => table.from[i] >= to)];
}
