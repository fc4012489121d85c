// The interface's texts. One line a text: English, Arabic, French, Ukrainian. {n} and the like are put in; "|" parts forms for one and for many.

const TEXTS = {
  events: ['event|events', 'حدث|أحداث', 'événement|événements', 'подія|подій'],
  shownOf: ['{n} of {total} events', '{n} من {total} حدث', '{n} sur {total} événements', '{n} з {total} подій'],
  killed: ['{n} killed', 'القتلى: {n}', '{n} tués', 'загинуло: {n}'],
  killedShort: ['killed', 'قتلى', 'tués', 'загинуло'],
  noToll: ['no toll given', 'لا حصيلة مذكورة', 'aucun bilan', 'втрат не названо'],
  injured: ['{n} injured', 'الجرحى: {n}', '{n} blessés', 'поранено: {n}'],
  sharedToll: ['one toll told for several places', 'حصيلة واحدة لعدة أماكن', 'bilan commun à plusieurs lieux', 'одна цифра на кілька місць'],
  list: ['Events', 'الأحداث', 'Événements', 'Події'],
  filters: ['Filters', 'المرشحات', 'Filtres', 'Фільтри'],
  summary: ['Summary', 'ملخص', 'Synthèse', 'Підсумок'],
  panels: ['List, filters and summary', 'القائمة والمرشحات والملخص', 'Liste, filtres et synthèse', 'Список, фільтри й підсумок'],
  legend: ['Legend', 'مفتاح الخريطة', 'Légende', 'Легенда'],
  mapHelp: ['Map. Arrow keys move it, plus and minus zoom. All events are also in the list.', 'خريطة. مفاتيح الأسهم تحركها وزائد وناقص للتكبير. كل الأحداث في القائمة أيضا.', 'Carte. Les flèches la déplacent, plus et moins changent l’échelle. Tous les événements sont aussi dans la liste.', 'Карта. Стрілки рухають її, плюс і мінус змінюють масштаб. Усі події є і в списку.'],
  search: ['Search places, actors, texts', 'ابحث في الأماكن والأطراف والنصوص', 'Chercher lieux, acteurs, textes', 'Пошук місць, сторін, текстів'],
  clear: ['Clear filters', 'مسح المرشحات', 'Effacer les filtres', 'Скинути фільтри'],
  all: ['All', 'الكل', 'Tous', 'Усі'],
  inView: ['In view', 'في العرض', 'Dans la vue', 'У вікні'],
  missing: ['Not located', 'بلا موقع', 'Non localisés', 'Без місця'],
  sortBy: ['Sort by', 'الترتيب حسب', 'Trier par', 'Сортувати за'],
  date: ['Date', 'التاريخ', 'Date', 'Дата'],
  place: ['Place', 'المكان', 'Lieu', 'Місце'],
  type: ['Type', 'النوع', 'Type', 'Тип'],
  toll: ['Toll', 'الحصيلة', 'Bilan', 'Втрати'],
  actorSort: ['Actor', 'الطرف', 'Acteur', 'Сторона'],
  order: ['Reverse the order', 'عكس الترتيب', 'Inverser l’ordre', 'Зворотний порядок'],
  nothing: ['No event passes the filters.', 'لا حدث يطابق المرشحات.', 'Aucun événement ne passe les filtres.', 'Жодна подія не відповідає фільтрам.'],
  empty: ['This table has no events.', 'لا أحداث في هذا الجدول.', 'Ce tableau ne contient aucun événement.', 'У цій таблиці немає подій.'],
  noDate: ['no date', 'بلا تاريخ', 'sans date', 'без дати'],
  undated: ['{n} without date', '{n} بلا تاريخ', '{n} sans date', '{n} без дати'],
  time: ['Time line', 'الخط الزمني', 'Chronologie', 'Часова шкала'],
  from: ['From', 'من', 'Du', 'Від'],
  until: ['until', 'إلى', 'au', 'до'],
  start: ['Start of the period', 'بداية الفترة', 'Début de la période', 'Початок періоду'],
  end: ['End of the period', 'نهاية الفترة', 'Fin de la période', 'Кінець періоду'],
  movePeriod: ['Move the period', 'تحريك الفترة', 'Déplacer la période', 'Зсунути період'],
  play: ['Play', 'تشغيل', 'Lecture', 'Програти'],
  pause: ['Pause', 'إيقاف', 'Pause', 'Пауза'],
  speed: ['Speed', 'السرعة', 'Vitesse', 'Швидкість'],
  cumulative: ['Cumulative', 'تراكمي', 'Cumulatif', 'Накопичувально'],
  first: ['To the first event', 'إلى أول حدث', 'Au premier événement', 'До першої події'],
  last: ['To the last event', 'إلى آخر حدث', 'Au dernier événement', 'До останньої події'],
  wholeTime: ['Whole period', 'كل الفترة', 'Toute la période', 'Увесь період'],
  mainTime: ['Main period', 'الفترة الرئيسية', 'Période principale', 'Основний період'],
  earlier: ['{n} earlier', 'قبل ذلك: {n}', '{n} avant', 'раніше: {n}'],
  later: ['{n} later', 'بعد ذلك: {n}', '{n} après', 'пізніше: {n}'],
  zoomTime: ['Zoom into the period', 'تكبير الفترة', 'Agrandir la période', 'Наблизити період'],
  perBin: ['per {bin}', 'لكل {bin}', 'par {bin}', 'на {bin}'],
  day: ['day', 'يوم', 'jour', 'день'],
  week: ['week', 'أسبوع', 'semaine', 'тиждень'],
  month: ['month', 'شهر', 'mois', 'місяць'],
  year: ['year', 'سنة', 'an', 'рік'],
  sub: ['Sub-type', 'النوع الفرعي', 'Sous-type', 'Підтип'],
  actor: ['Actor', 'الطرف', 'Acteur', 'Сторона'],
  side: ['Side', 'فئة الطرف', 'Camp', 'Вид сторони'],
  status: ['Status', 'الحالة', 'Statut', 'Статус'],
  source: ['Source', 'المصدر', 'Source', 'Джерело'],
  country: ['Country', 'البلد', 'Pays', 'Країна'],
  admin1: ['Province', 'المحافظة', 'Province', 'Область'],
  precision: ['Precision of the place', 'دقة المكان', 'Précision du lieu', 'Точність місця'],
  when: ['Precision of the date', 'دقة التاريخ', 'Précision de la date', 'Точність дати'],
  atLeast: ['at least', 'على الأقل', 'au moins', 'щонайменше'],
  atMost: ['at most', 'على الأكثر', 'au plus', 'щонайбільше'],
  confidence: ['Confidence', 'الثقة', 'Confiance', 'Певність'],
  find: ['Find {what}', 'ابحث: {what}', 'Chercher : {what}', 'Знайти: {what}'],
  more: ['{n} more: search above', '{n} أخرى: ابحث أعلاه', '{n} autres : chercher ci-dessus', 'ще {n}: шукайте вище'],
  show: ['Show', 'العرض', 'Affichage', 'Показ'],
  sizeByToll: ['Size by toll', 'الحجم حسب الحصيلة', 'Taille selon le bilan', 'Розмір за втратами'],
  showUncertainty: ['How far off each place may be', 'هامش خطأ كل مكان', 'Incertitude de chaque lieu', 'Похибка кожного місця'],
  graticule: ['Grid of degrees', 'شبكة الدرجات', 'Graticule', 'Сітка координат'],
  online: ['Online map', 'خريطة من الشبكة', 'Carte en ligne', 'Мережева карта'],
  onlineNote: ['{host} will learn which area you look at.', 'سيعرف {host} أي منطقة تنظر إليها.', '{host} saura quelle zone vous regardez.', '{host} дізнається, яку місцевість ви дивитесь.'],
  saveCsv: ['Table (CSV)', 'جدول (CSV)', 'Tableau (CSV)', 'Таблиця (CSV)'],
  saveGeojson: ['GeoJSON', 'GeoJSON', 'GeoJSON', 'GeoJSON'],
  savePng: ['Picture (PNG)', 'صورة (PNG)', 'Image (PNG)', 'Зображення (PNG)'],
  save: ['Save what is filtered', 'حفظ ما هو معروض', 'Enregistrer la sélection', 'Зберегти відфільтроване'],
  link: ['Copy link to this view', 'نسخ رابط هذا العرض', 'Copier le lien de cette vue', 'Копіювати посилання на цей вигляд'],
  copied: ['Copied', 'تم النسخ', 'Copié', 'Скопійовано'],
  notCopied: ['Could not copy', 'تعذر النسخ', 'Copie impossible', 'Не вдалося скопіювати'],
  theme: ['Light or dark', 'فاتح أو داكن', 'Clair ou sombre', 'Світла чи темна'],
  print: ['Print', 'طباعة', 'Imprimer', 'Друк'],
  help: ['Keyboard', 'لوحة المفاتيح', 'Clavier', 'Клавіатура'],
  close: ['Close', 'إغلاق', 'Fermer', 'Закрити'],
  zoomIn: ['Zoom in', 'تكبير', 'Zoom avant', 'Наблизити'],
  zoomOut: ['Zoom out', 'تصغير', 'Zoom arrière', 'Віддалити'],
  fit: ['Fit the map to the events', 'ملاءمة الخريطة للأحداث', 'Cadrer la carte sur les événements', 'Умістити події на карті'],
  next: ['Next', 'التالي', 'Suivant', 'Далі'],
  previous: ['Previous', 'السابق', 'Précédent', 'Назад'],
  atPlace: ['{n} events here', '{n} أحداث هنا', '{n} événements ici', 'подій тут: {n}'],
  nOfHere: ['{i} of {n} here', '{i} من {n} هنا', '{i} sur {n} ici', '{i} з {n} тут'],
  actors: ['Actors', 'الأطراف', 'Acteurs', 'Сторони'],
  against: ['against', 'ضد', 'contre', 'проти'],
  reportedPlace: ['in the text: “{text}”', 'في النص: «{text}»', 'dans le texte : « {text} »', 'у тексті: «{text}»'],
  within: ['within {km}', 'ضمن {km}', 'à {km} près', 'у межах {km}'],
  how: ['How the place was found', 'كيف حُدد المكان', 'Comment le lieu a été trouvé', 'Як знайдено місце'],
  alternatives: ['It could also be', 'وقد يكون أيضا', 'Ce pourrait aussi être', 'Це може бути також'],
  sources: ['Sources', 'المصادر', 'Sources', 'Джерела'],
  copyCitation: ['Copy citation', 'نسخ الاستشهاد', 'Copier la référence', 'Копіювати посилання на джерело'],
  open: ['Open the source', 'فتح المصدر', 'Ouvrir la source', 'Відкрити джерело'],
  published: ['published {date}', 'نُشر {date}', 'publié le {date}', 'опубліковано {date}'],
  coordinates: ['Copy coordinates', 'نسخ الإحداثيات', 'Copier les coordonnées', 'Копіювати координати'],
  role_place: ['place', 'مكان', 'lieu', 'місце'],
  role_date: ['date', 'تاريخ', 'date', 'дата'],
  role_actor: ['actor', 'طرف', 'acteur', 'сторона'],
  role_target: ['target', 'هدف', 'cible', 'ціль'],
  role_toll: ['toll', 'حصيلة', 'bilan', 'втрати'],
  role_act: ['act', 'فعل', 'acte', 'дія'],
  reported: ['reported', 'مبلغ عنه', 'rapporté', 'повідомлено'],
  alleged: ['alleged', 'مزعوم', 'allégué', 'за твердженням'],
  denied: ['denied', 'منفي', 'démenti', 'заперечується'],
  foiled: ['foiled', 'أُحبط', 'déjoué', 'зірвано'],
  place1: ['the place itself', 'المكان نفسه', 'le lieu même', 'саме це місце'],
  place2: ['near it, part of it or computed', 'قربه أو جزء منه أو محسوب', 'à proximité, une partie ou calculé', 'поблизу, частина або обчислено'],
  place3: ['province or larger', 'محافظة أو أكبر', 'province ou plus', 'область або більше'],
  date1: ['the day', 'اليوم', 'le jour', 'день'],
  date2: ['within a week', 'ضمن أسبوع', 'à une semaine près', 'з точністю до тижня'],
  date3: ['the month', 'الشهر', 'le mois', 'місяць'],
  date4: ['the year', 'السنة', 'l’année', 'рік'],
  side1: ['State forces', 'قوات حكومية', 'Forces de l’État', 'Державні сили'],
  side2: ['Rebel groups', 'جماعات متمردة', 'Groupes rebelles', 'Повстанці'],
  side3: ['Political militias', 'ميليشيات سياسية', 'Milices politiques', 'Політичні ополчення'],
  side4: ['Identity militias', 'ميليشيات هوية', 'Milices identitaires', 'Ополчення громад'],
  side5: ['Rioters', 'مشاغبون', 'Émeutiers', 'Учасники заворушень'],
  side6: ['Protesters', 'متظاهرون', 'Manifestants', 'Протестувальники'],
  side7: ['Civilians', 'مدنيون', 'Civils', 'Цивільні'],
  side8: ['External or other forces', 'قوات خارجية أو أخرى', 'Forces extérieures ou autres', 'Зовнішні чи інші сили'],
  whyUnknownPlace: ['the place is in no gazetteer', 'المكان غير موجود في معجم الأماكن', 'lieu absent du répertoire', 'місця немає в довіднику'],
  whyNoPlace: ['the text names no place', 'النص لا يذكر مكانا', 'le texte ne nomme aucun lieu', 'у тексті не названо місця'],
  whyHalf: ['half of the coordinates is missing', 'نصف الإحداثيات ناقص', 'une coordonnée manque', 'бракує однієї координати'],
  whyNotNumber: ['the coordinates are no numbers', 'الإحداثيات ليست أرقاما', 'les coordonnées ne sont pas des nombres', 'координати не є числами'],
  whySwapped: ['latitude and longitude look swapped', 'يبدو أن خط الطول والعرض مبدلان', 'latitude et longitude semblent inversées', 'широта й довгота ніби переставлені'],
  whyRange: ['the coordinates are out of range', 'الإحداثيات خارج المدى', 'coordonnées hors limites', 'координати поза межами'],
  overTime: ['Events over time by type', 'الأحداث عبر الزمن حسب النوع', 'Événements par type au fil du temps', 'Події в часі за типом'],
  byPair: ['By pair of actors', 'حسب زوج الأطراف', 'Par paire d’acteurs', 'За парами сторін'],
  byProvince: ['By province', 'حسب المحافظة', 'Par province', 'За областями'],
  byType: ['By type', 'حسب النوع', 'Par type', 'За типом'],
  nobody: ['nobody named', 'لا أحد مسمى', 'personne de nommé', 'нікого не названо'],
  unknown: ['unknown', 'غير معروف', 'inconnu', 'невідомо'],
  km: ['km', 'كم', 'km', 'км'],
  yourPlace: ['Coordinates under the pointer; click to copy', 'الإحداثيات تحت المؤشر؛ انقر للنسخ', 'Coordonnées sous le pointeur ; cliquer pour copier', 'Координати під курсором; клацніть, щоб скопіювати'],
  keys: [
    '/ search · f filters · l list · s summary · space play · n p next, previous event · + − zoom · 0 fit to the events · Esc close',
    '/ بحث · f المرشحات · l القائمة · s الملخص · المسافة تشغيل · n p التالي والسابق · + − تكبير · 0 ملاءمة للأحداث · Esc إغلاق',
    '/ chercher · f filtres · l liste · s synthèse · espace lecture · n p suivant, précédent · + − échelle · 0 cadrer les événements · Échap fermer',
    '/ пошук · f фільтри · l список · s підсумок · пробіл програти · n p далі, назад · + − масштаб · 0 умістити події · Esc закрити',
  ],
  made: ['Background: Natural Earth', 'الخلفية: Natural Earth', 'Fond : Natural Earth', 'Основа: Natural Earth'],
  broken: ['This browser cannot open the page: it needs DecompressionStream (Chrome 80, Firefox 113, Safari 16.4 or newer).', 'هذا المتصفح قديم ولا يستطيع فتح الصفحة.', 'Ce navigateur est trop ancien pour ouvrir la page.', 'Цей браузер застарий для цієї сторінки.'],
};
const LANGUAGES = ['en', 'ar', 'fr', 'uk'];

// t('shownOf', {n: 3, total: 4}); with number, date and short forms of the language.
function translator(language) {
  const at = Math.max(0, LANGUAGES.indexOf(language));
  const numbers = (options) => new Intl.NumberFormat(language, options);
  const plain = numbers({ maximumFractionDigits: 0 });
  const one = numbers({ maximumFractionDigits: 1 });
  const compact = numbers({ notation: 'compact', maximumFractionDigits: 1 });
  const dated = {
    1: new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' }),
    3: new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric', month: 'long' }),
    4: new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric' }),
  };
  const t = (key, values) => {
    const text = (TEXTS[key] || [key])[at] ?? (TEXTS[key] || [key])[0];
    return text.replace(/\{(\w+)\}/g, (_, name) => (values && name in values ? values[name] : ''));
  };
  t.number = (value, digits) => (digits ? one : plain).format(value);
  t.compact = (value) => (value < 10000 ? plain : compact).format(value);
  t.day = (day, precision) => (dated[precision] || dated[1]).format(new Date(day * DAY_MS));
  t.word = (word) => (WORDS[word] ? WORDS[word][at - 1] || word : word);
  t.language = language;
  return t;
}

// The values of a facet that have a text of their own; all others are shown as the table has them.
const VALUE_KEYS = { side: 'side', precision: 'place', when: 'date' };

function valueText(t, facet, value) {
  if (facet === 'status' && TEXTS[value]) return t(value);
  if ((facet === 'type' || facet === 'sub')) return t.word(value);
  const key = (VALUE_KEYS[facet] || '') + value;
  return VALUE_KEYS[facet] && TEXTS[key] ? t(key) : value || t('unknown');
}

function tollText(t, low, high) {
  if (high !== high) return '';
  if (low === high) return t.number(high);
  return `\u2066${t.number(low)}–${t.number(high)}\u2069`; // isolated, or right-to-left text would turn the range round
}
