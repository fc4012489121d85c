// Everything has a key; none acts while somebody types.

function listenToKeys(app) {
  const actions = {
    '/': () => app.search.focus(),
    f: () => app.openTab('filters'),
    l: () => app.openTab('list'),
    s: () => app.openTab('summary'),
    n: () => app.select(app.list.step(1), { pan: true }),
    p: () => app.select(app.list.step(-1), { pan: true }),
    '0': () => app.fit(),
    '+': () => app.map.zoomIn(),
    '=': () => app.map.zoomIn(),
    '-': () => app.map.zoomOut(),
    ' ': () => app.timeline.toggle(),
    '?': () => app.toggleHelp(),
    Escape: () => app.escape(),
  };
  app.root.addEventListener('keydown', (e) => act(e));
  document.addEventListener('keydown', (e) => { if (e.target === document.body) act(e); });

  function act(e) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
    const typing = e.target.closest('input:not([type=checkbox]):not([type=range]), select, textarea');
    if (typing && e.key !== 'Escape') return;
    if (e.key === ' ' && e.target.closest('button, summary, input, a, [role=option]')) return;
    const action = actions[e.key];
    if (!action) return;
    e.preventDefault();
    action();
  }
}
