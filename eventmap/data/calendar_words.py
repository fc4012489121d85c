"""Words of dates: months, weekdays, units and the small words around them, in nine languages, as ``word -> value`` and ``word -> code``.

Words are folded as in ``extract.numbers.fold`` (lower case, one Arabic spelling). The codes are the alphabet of the date grammar in
``extract.date_grammar``: one letter a word. A word that means different things in two languages has the sense that reports use it in, or
is left out ("ago" is August in Spanish).

Source: month and weekday names after CLDR (babel; a test compares), Levantine and Maghreb months and the small words from own reading.
"""

from __future__ import annotations


def _from(first: int, words: str) -> dict[str, int]:
    """``words`` parted by blanks count up from ``first``; forms of one value are joined with "/"."""
    return {form: first + i for i, forms in enumerate(words.split()) for form in forms.split("/")}


def _same(value: int, words: str) -> dict[str, int]:
    return dict.fromkeys(words.split(), value)


MONTHS: dict[str, int] = {
    **_from(1, "january february march april may june july august september october november december"),
    **_from(1, "janvier février/fevrier mars avril mai juin juillet août/aout septembre octobre novembre décembre/decembre"),
    **_from(1, "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre"),
    **_from(1, "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    **_from(1, "januar/jänner februar märz april mai juni juli august september oktober november dezember"),
    **_from(1, "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"),
    **_from(1, "январь/января/январе февраль/февраля/феврале март/марта/марте апрель/апреля/апреле май/мая/мае июнь/июня/июне"),
    **_from(7, "июль/июля/июле август/августа/августе сентябрь/сентября/сентябре октябрь/октября/октябре"),
    **_from(11, "ноябрь/ноября/ноябре декабрь/декабря/декабре"),
    **_from(1, "січень/січня/січні лютий/лютого/лютому березень/березня/березні квітень/квітня/квітні травень/травня/травні"),
    **_from(6, "червень/червня/червні липень/липня/липні серпень/серпня/серпні вересень/вересня/вересні"),
    **_from(10, "жовтень/жовтня/жовтні листопад/листопада/листопаді грудень/грудня/грудні"),
    **_from(1, "يناير فبراير مارس ابريل مايو يونيو/يونيه يوليو/يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر"),
    **_from(1, "جانفي فيفري - افريل ماي جوان جويليه اوت"),  # Tunisia, Algeria
    **_from(2, "شباط اذار نيسان ايار حزيران تموز اب ايلول"),  # the Levant, Iraq; the two-word months are in LEVANTINE_PAIRS
}
del MONTHS["-"]

# "تشرين الأول" is October, "تشرين الثاني" November, "كانون الأول" December, "كانون الثاني" January.
LEVANTINE_PAIRS: dict[tuple[str, str], int] = {
    ("تشرين", "الاول"): 10, ("تشرين", "الثاني"): 11, ("كانون", "الاول"): 12, ("كانون", "الثاني"): 1,
}  # fmt: skip

# Abbreviated months: a full stop may follow.
SHORT_MONTHS: dict[str, int] = {
    **_from(1, "jan feb mar apr may jun jul aug sep/sept oct nov dec"),
    **_from(1, "janv févr/fevr - avr - - juil - - - - déc"),
    **_from(1, "янв февр/фев мар апр - июн июл авг сент/сен окт нояб/ноя дек"),
    **_from(1, "січ лют бер квіт трав черв лип серп вер жовт лист груд"),
}
del SHORT_MONTHS["-"]

WEEKDAYS: dict[str, int] = {
    **_from(0, "monday tuesday wednesday thursday friday saturday sunday"),
    **_from(0, "mondays tuesdays wednesdays thursdays fridays saturdays sundays"),  # "Mondays fighting", the apostrophe lost
    **_from(0, "mon tue/tues wed/weds thu/thur/thurs fri sat sun"),
    **_from(0, "lundi mardi mercredi jeudi vendredi samedi dimanche"),
    **_from(0, "lunes martes miércoles/miercoles jueves viernes sábado/sabado domingo"),
    **_from(0, "montag dienstag mittwoch donnerstag freitag samstag sonntag"),
    **_from(0, "pazartesi salı çarşamba perşembe cuma cumartesi pazar"),
    **_from(0, "понедельник/понедельника вторник/вторника среду/среда/среды четверг/четверга пятницу/пятница/пятницы"),
    **_from(5, "субботу/суббота/субботы воскресенье/воскресенья"),
    **_from(0, "понеділок/понеділка вівторок/вівторка середу/середа/середи четвер/четверга п'ятницю/п'ятниця/п'ятниці"),
    **_from(5, "суботу/субота/суботи неділю/неділя/неділі"),
    **_from(0, "الاثنين/الاثنان الثلاثاء الاربعاء الخميس الجمعه السبت الاحد"),
}

# Words of everyday English, or abbreviations of it, that are a month or weekday only with a capital.
CAPITAL_ONLY = frozenset((
    *_from(0, "may march mar sat sun mon wed fri thu tue august jan dec sept jun jul mart ocak pazar salı cuma"),
    *_from(0, "new good palm boxing easter"),
))
# Romance months are written small; with a capital these are names ("the Mayo district", Mai-Mai, Mars).
SMALL_ONLY = frozenset(("mayo", "mars"))

# Days from the reference day.
DEICTIC: dict[str, int] = {
    **_same(0, "today tonight aujourd'hui hoy bugün сегодня сьогодні اليوم heute hoje"),
    **_same(-1, "yesterday hier ayer dün вчера вчора امس البارحه gestern ontem"),
    **_same(1, "tomorrow demain mañana yarın завтра غدا morgen amanhã"),
    **_same(-2, "позавчера позавчора"),
}

# A unit's name and how many of it the word says (Arabic has a dual).
UNITS: dict[str, tuple[str, int]] = {
    form: (unit, many)
    for unit, many, forms in (
        ("hour", 1, "minute minutes moments hour hours heure heures hora horas saat"),
        ("hour", 1, "час часа часов години годину годин ساعه ساعات"),
        ("day", 1, "day days jour jours día días dia dias gün день дня дней дні днів يوم ايام"),
        ("week", 1, "week weeks semaine semaines semana semanas hafta неделя недели неделю недель неделе тиждень тижні тижня тижнів тижню"),
        ("week", 1, "اسبوع الاسبوع اسابيع"),
        ("month", 1, "month months mois mes meses ay месяц месяца месяцев месяце місяць місяці місяця місяців شهر الشهر اشهر"),
        ("year", 1, "year years an ans année années año años yıl год года году лет рік роки року років عام العام سنه السنه سنوات اعوام"),
        ("day", 2, "يومين"), ("week", 2, "fortnight اسبوعين"), ("month", 2, "شهرين"), ("year", 2, "عامين سنتين"), ("hour", 2, "ساعتين"),
        ("year", 10, "decade decades"),
    )
    for form in forms.split()
}  # fmt: skip

# Part of a period: which third of the month, or quarter of the year.
PARTS: dict[str, str] = {
    form: part
    for part, forms in (
        ("early", "early beginning start début principios comienzos начале начала початку начала اوائل مطلع بدايه"),
        ("mid", "mid middle mi mediados середине середины середини منتصف"),
        ("late", "late end fin finales fines конце конца кінця наприкінці اواخر نهايه"),
    )
    for form in forms.split()
}

# Feasts of the Gregorian calendar that reports date deeds by. Those of other calendars (Orthodox Easter, Eid) are not among them.
FEASTS: dict[str, str] = {"christmas": "christmas", "xmas": "christmas", "easter": "easter", "boxing": "boxing day"}
FEAST_PAIRS: dict[str, str] = {"new": "new year", "good": "good friday", "palm": "palm sunday"}  # first word of two -> feast

# First and last month of a season, northern hemisphere.
SEASONS: dict[str, tuple[int, int]] = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}

# The small words, by the code of the date grammar (see ``extract.date_grammar.CODES``).
SMALL_WORDS: dict[str, str] = {
    form: code
    for code, forms in (
        ("g", "the la le les el los las der dem den"),
        ("a", "a an une una"),
        ("o", "of de del du do da din"),
        ("i", "in on during within over throughout en au dans pendant durante в во у на протягом за في خلال"),
        ("s", "since depuis desde с со з від منذ beri seit"),
        ("U", "until till jusqu'au jusqu hasta до حتي"),
        ("k", "by"),
        ("b", "before ahead prior avant antes"),
        ("r", "after following après después tras после після بعد sonra"),
        ("f", "from"),
        ("T", "to through thru into à по الي"),
        ("B", "between entre между між بين"),
        ("&", "and et y und ve и й та і و"),
        ("A", "ago önce назад тому"),
        ("H", "hace قبل"),
        ("j", "il"),
        ("l", "last past previous dernier dernière derniers dernières geçen son"),
        ("l", "pasado pasada pasados pasadas último última últimos últimas"),
        ("l", "прошлый прошлой прошлого прошлую последние последних минулого минулої минулий минулу останні останніх"),
        ("l", "الماضي الماضيه الاخيره"),
        ("t", "this current ce cette este esta bu этот этой этого эту цього цієї цю هذا هذه"),
        ("x", "next upcoming coming prochain prochaine próximo próxima следующей следующего наступної المقبل القادم"),
        ("w", "preceding"),
        ("e", "earlier"),
        ("L", "later"),
        ("O", "overnight"),
        ("P", "morning evening night nights afternoon noon midday midnight dawn daybreak nightfall sunrise sunset"),
        ("P", "matin soir nuit noche tarde madrugada утром вечером ночью днем вранці ввечері вночі صباح مساء فجر ليل ليله"),
        ("q", "few several many couple some quelques varios unos pocos несколько нескольких кілька кількох عده بضعه birkaç"),
        ("R", "recent"),
        ("S", "same that"),
        ("K", "weekend"),
        ("h", "st nd rd th er º ª го"),
        ("V", "said says say told announced reported reports reporting stated claimed tweeted confirmed added declared"),
        ("V", "wrote writes posted released issued quoted"),
        ("N", "statement statements report tweet communique communiqué letter release reporters journalists interview briefing"),
        ("N", "conference press news"),
        ("N", "media agency television tv video post remarks address"),
    )
    for form in forms.split()
}  # fmt: skip
