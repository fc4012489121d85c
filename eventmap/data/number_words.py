"""Number words of the languages that reports come in, as ``language -> word -> value``.

Words are lower case; ``extract.numbers`` folds what it looks up the same way (Arabic: no vowel signs, one form of alef). Case forms
stand beside the nominative, because reports decline: "пятерых", "двох". Multipliers (hundred, thousand, dozen) are listed with their value:
``extract.numbers`` knows that they multiply what stands before them.

Source: own lists after the spell-out rules of CLDR (rbnf), for the numbers that tolls and distances are written with in words.
"""

from __future__ import annotations


def _row(first: int, words: str, step: int = 1) -> dict[str, int]:
    """``words`` parted by blanks count up from ``first``; forms of one number are joined with "/"."""
    return {form: first + i * step for i, forms in enumerate(words.split()) for form in forms.split("/")}


ENGLISH = {
    **_row(0, "zero one two three four five six seven eight nine ten eleven twelve"),
    **_row(13, "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
    **_row(20, "twenty thirty forty/fourty fifty sixty seventy eighty ninety", 10),
    "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "couple": 2,
}  # fmt: skip

FRENCH = {
    **_row(0, "zéro/zero un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    **_row(20, "vingt/vingts trente quarante cinquante soixante septante octante nonante", 10),
    "cent": 100, "cents": 100, "mille": 1000, "million": 1_000_000, "millions": 1_000_000, "milliard": 1_000_000_000,
    # "about ten" and the like
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "centaine": 100,
}  # fmt: skip

SPANISH = {
    **_row(0, "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
    **_row(16, "dieciséis/dieciseis diecisiete dieciocho diecinueve"),
    **_row(20, "veinte veintiuno/veintiún/veintiuna veintidós/veintidos veintitrés/veintitres veinticuatro"),
    **_row(25, "veinticinco veintiséis/veintiseis veintisiete veintiocho veintinueve"),
    **_row(30, "treinta cuarenta cincuenta sesenta setenta ochenta noventa", 10),
    **_row(200, "doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas", 100),
    **_row(600, "seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas", 100),
    "cien": 100, "ciento": 100, "mil": 1000, "millón": 1_000_000, "millones": 1_000_000, "decena": 10, "docena": 12, "centenar": 100,
}  # fmt: skip

TURKISH = {
    **_row(0, "sıfır bir iki üç dört beş altı yedi sekiz dokuz"),
    **_row(10, "on yirmi otuz kırk elli altmış yetmiş seksen doksan", 10),
    "yüz": 100, "bin": 1000, "milyon": 1_000_000, "milyar": 1_000_000_000, "düzine": 12,
}  # fmt: skip

RUSSIAN = {
    **_row(0, "ноль один/одна/одного/одной/одну/одним два/две/двух/двое/двоих/двум/двумя три/трех/трёх/трое/троих/трем/трём/тремя"),
    **_row(4, "четыре/четырех/четырёх/четверо/четверых пять/пяти/пятеро/пятерых шесть/шести/шестеро/шестерых семь/семи/семеро/семерых"),
    **_row(8, "восемь/восьми/восьмеро/восьмерых девять/девяти/девятеро/девятерых десять/десяти/десятеро/десятерых одиннадцать/одиннадцати"),
    **_row(12, "двенадцать/двенадцати тринадцать/тринадцати четырнадцать/четырнадцати пятнадцать/пятнадцати"),
    **_row(16, "шестнадцать/шестнадцати семнадцать/семнадцати восемнадцать/восемнадцати девятнадцать/девятнадцати"),
    **_row(20, "двадцать/двадцати тридцать/тридцати сорок/сорока пятьдесят/пятидесяти шестьдесят/шестидесяти семьдесят/семидесяти", 10),
    **_row(80, "восемьдесят/восьмидесяти девяносто/девяноста сто/ста", 10),
    **_row(200, "двести/двухсот триста/трехсот/трёхсот четыреста/четырехсот пятьсот/пятисот шестьсот/шестисот семьсот/семисот", 100),
    **_row(800, "восемьсот/восьмисот девятьсот/девятисот тысяча/тысячи/тысяч/тысячу", 100),
    "миллион": 1_000_000, "миллиона": 1_000_000, "миллионов": 1_000_000, "десяток": 10, "дюжина": 12,
}  # fmt: skip

UKRAINIAN = {
    **_row(0, "нуль один/одна/одного/одну/одним/однієї два/дві/двох/двоє/двом три/трьох/троє/трьом чотири/чотирьох/четверо"),
    **_row(5, "п'ять/п'яти/п'ятеро/п'ятьох шість/шести/шестеро/шістьох сім/семи/семеро/сімох вісім/восьми/восьмеро/вісьмох"),
    **_row(9, "дев'ять/дев'яти/дев'ятеро/дев'ятьох десять/десяти/десятеро/десятьох одинадцять/одинадцяти дванадцять/дванадцяти"),
    **_row(13, "тринадцять/тринадцяти чотирнадцять/чотирнадцяти п'ятнадцять/п'ятнадцяти шістнадцять/шістнадцяти"),
    **_row(17, "сімнадцять/сімнадцяти вісімнадцять/вісімнадцяти дев'ятнадцять/дев'ятнадцяти"),
    **_row(20, "двадцять/двадцяти тридцять/тридцяти сорок/сорока п'ятдесят/п'ятдесяти шістдесят/шістдесяти сімдесят/сімдесяти", 10),
    **_row(80, "вісімдесят/вісімдесяти дев'яносто/дев'яноста сто/ста", 10),
    **_row(200, "двісті/двохсот триста/трьохсот чотириста/чотирьохсот п'ятсот/п'ятисот шістсот/шестисот сімсот/семисот", 100),
    **_row(800, "вісімсот/восьмисот дев'ятсот/дев'ятисот тисяча/тисячі/тисяч/тисячу", 100),
    "мільйон": 1_000_000, "мільйона": 1_000_000, "мільйонів": 1_000_000, "десяток": 10,
}  # fmt: skip

# Arabic after folding: "ة" is "ه", "ى" is "ي", "أ إ آ" are "ا". The dual of a noun ("قتيلان") is a matter of ``extract.counts``.
ARABIC = {
    **_row(0, "صفر واحد/واحده اثنان/اثنين/اثنتان/اثنتين/اثنا/اثني/اثنتا/اثنتي ثلاثه/ثلاث"),
    **_row(4, "اربعه/اربع خمسه/خمس سته/ست سبعه/سبع ثمانيه/ثماني/ثمان تسعه/تسع"),
    **_row(10, "عشره/عشر عشرون/عشرين", 10),
    **_row(30, "ثلاثون/ثلاثين اربعون/اربعين خمسون/خمسين ستون/ستين سبعون/سبعين ثمانون/ثمانين تسعون/تسعين", 10),
    **_row(100, "مئه/مائه/ميه مئتان/مئتين/مائتان/مائتين ثلاثمئه/ثلاثمائه اربعمئه/اربعمائه خمسمئه/خمسمائه", 100),
    **_row(600, "ستمئه/ستمائه سبعمئه/سبعمائه ثمانمئه/ثمانمائه تسعمئه/تسعمائه الف/الاف", 100),
    "الفان": 2000, "الفين": 2000, "مليون": 1_000_000, "ملايين": 1_000_000,
}  # fmt: skip

NUMBER_WORDS: dict[str, dict[str, int]] = {
    "en": ENGLISH, "fr": FRENCH, "es": SPANISH, "tr": TURKISH, "ru": RUSSIAN, "uk": UKRAINIAN, "ar": ARABIC,
}  # fmt: skip

# May stand between the parts of one number: "one hundred and twenty", "treinta y cinco", "vingt et un", "خمسة و عشرين".
JOINERS: dict[str, frozenset[str]] = {
    "en": frozenset({"and"}), "fr": frozenset({"et"}), "es": frozenset({"y"}), "ar": frozenset({"و"}),
}  # fmt: skip

# Multiply what stands before them; other words are added.
MULTIPLIERS = frozenset(
    _row(0, "hundred thousand million billion dozen cent cents mille millions milliard mil millón millones yüz bin milyon milyar düzine")
    | _row(0, "douzaine docena сто тысяча тысячи тысяч тысячу миллион миллиона миллионов тисяча тисячі тисяч тисячу мільйон мільйона")
    | _row(0, "мільйонів مئه مائه ميه الف الاف مليون ملايين")
)

# Everyday words of another language as well (English "on", "once", "bin" in names): alone they are a number only
# where the language of the text is known.
TREACHEROUS = frozenset(_row(0, "on once bin cent cents mil un une una uno elli ست الف ста"))
