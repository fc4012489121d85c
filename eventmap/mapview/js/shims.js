// What folium's own markers and popups need of jQuery and awesome-markers, for pages saved offline.

window.$ = window.jQuery = function (html) {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  return [holder.firstElementChild];
};
L.AwesomeMarkers = {
  icon(options = {}) {
    const color = { lightgray: 'silver', darkblue: 'navy', cadetblue: 'cadetblue', lightred: 'salmon', darkred: 'darkred', beige: 'burlywood' }[options.markerColor] || options.markerColor || 'royalblue';
    const known = CSS.supports('color', color) ? color : 'royalblue';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="26" height="38"><path d="M13 37C10 26 1 22 1 13a12 12 0 0 1 24 0c0 9-9 13-12 24z" fill="${known}" stroke="white" stroke-width="1.5"/><circle cx="13" cy="13" r="4.5" fill="white"/></svg>`;
    return L.icon({ iconUrl: 'data:image/svg+xml,' + encodeURIComponent(svg), iconSize: [26, 38], iconAnchor: [13, 37], popupAnchor: [0, -34] });
  },
};
L.AwesomeMarkers.Icon = L.Icon;
