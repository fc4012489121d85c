"""The two grammars of tolls (see ``extract.counts``): words to numbers of people, and those to what happened to them.

A code is one letter for a word, looked up in ``data.toll_words``; a construction is one line. All gaps are bounded.
"""

from __future__ import annotations

import re

CODES = """
N number in digits  4 "000" of "12 000"  9 number word  M hundred, thousand  Y year-like number  Q dozens, several  # number (of)
a a, an  e another  x other, more  P people  p person  q person, in a script without articles  8 two people (one word)  6 hostages
K killed  G killing  D died, dead  H death  E two dead (one word)  O casualties  V destroyed  X thing
L at least, over  u up (to)  ~ about  < fewer  = between  t filler of those  2 to  o of  g the, his  h them, whom  j with
b were  A have  v also, reportedly  & and  i including, among  T toll  R rose, reached  Z no, none
k claimed, took  l lives  3 embraced  z lost  F fallen  y suffered  I suffocation  S shot, beaten  5 hostage  U affected, exposed  7 gas
0 who, which  1 month  c when, said  w will, would  s in, on, by  W war  C other capitalised word  , - " ; punctuation  . anything else
"""


def _quantity(name: str = "") -> str:
    """The grammar of "at least 20", "10 to 15", "dozens of"; with ``name`` its parts are named groups."""
    group = {part: f"(?P<{part}>" if name else "(?:" for part in ("bound", "range", "number", "vague")}
    bound = r"(?:Z(?=t?<))?=?e?(?:a?to)?(?:(?:[t2]{0,2}(?:L|Q(?=t))|t?<|x(?=t)|[u~]=?)[t2o]{0,3})?e?"
    number = r"(?:a?[9M](?:-?[9M]|(?<=M)&9){0,6}|N4{0,2}(?:-?M){0,2}|(?<=[Lt~u<oQKG])Y(?=[.C]{0,2}P)|(?<![NCs])Y(?=P))"
    return (
        rf"{group['bound']}{bound})(?:{group['range']}N[2-]N(?![NM])|(?<==)(?:N&N|9&9))|{group['number']}{number})"
        rf"|{group['vague']}a[.C]{{0,2}}#o|QM?o?(?:Qo)?))"
    )


_QUANTITY = _quantity()
PARTS_RE = re.compile(_quantity("named"))
# "eight militant positions" counts positions; "a mayor appointed by the junta" counts.
_NOT_ATTRIBUTE = r"(?![.](?!s)|[CPXpHITO-])"
_HARMED = r"b(?:K|S[D&2])"  # was killed, was shot dead

# Numbers with what they count become one letter of the second grammar: name, letter, codes. Earlier lines win where two match at one place.
ALONE: tuple[tuple[str, str, str], ...] = (
    ("single", "n", rf"[ae](?:[N9]-X-[.C])?[C.xp-]{{0,4}}?[XP]?p{_NOT_ATTRIBUTE}|e(?=v?b)"),  # a village chief, another was
    ("single", "n", r"a[N9]-X-[.CpX]{2,4}?(?=[&,;b0])"),  # a 48-year-old rubber tapper
    ("single", "n", r"a[N9]-X-[.C]C?(?![.CpPX-])"),  # a 17-year-old, a 17-year-old Palestinian
    ("single", "n", rf"(?<![sot])[ae][.C-]{{1,4}}(?={_HARMED})"),  # a money changer (was shot dead): whoever is killed is one
    ("single", "d", rf"g[C.xp-]{{0,3}}?[XP]?p{_NOT_ATTRIBUTE}|q"),  # the mayor
    ("single", "n", r"(?<=[KDG])aC(?=[,;&.s]|$)(?![.](?!s)[CpP])"),  # (shot dead) a Palestinian
    ("single", "n", r"(?<=[KG])pC{1,4}"),  # (killed) Colonel Ahmed Yusuf
    ("named", "n", rf"(?:p;?C{{1,4}}|(?<![C&,g])C{{2,4}})(?={_HARMED})"),  # Cpl. Ali, Rahim Sultan (was gunned down)
    ("date", ".", r"1,?[N9](?:,?[YN])?|N1"),  # July 25, 2016
    ("age", ".", r"(?<=C,)N(?=,)|a?[N9]-X(?:-[.CpP])?|N(?=-[.CX])"),  # a 12-year-old, 24-hour
    ("deaths", "f", "E"),  # "two dead" in one Arabic word
    ("people", "n", "(?:a[.C]{0,2})?8"),  # "two civilians" in one Arabic word, a married couple
    ("killed", "G", r"kg?lo?"),  # claimed the lives of
    ("killed", "D", r"zg?l|F[Pp]|3H|AF(?![.s2CPp])"),  # lost their lives, fell victim, embraced martyrdom, have fallen
    ("killed", "K", r"SD|S&?K|[SK]2H"),  # shot dead, beaten to death
    ("injured", "D", r"y[.g]{0,2}I"),  # suffered burns
    ("injured", "K", r"U[s2]g?[.C]{0,2}7"),  # affected by the gas
    ("skip", "", r'[v"]+'),  # adverbs and quotation marks do not part what belongs together
)
# What may follow a number.
COUNTED: tuple[tuple[str, str, str], ...] = (
    ("deaths", "f", r"[xC.pS]{0,2}?H|[xp]?I|Xo[.]?I"),  # seven civilian deaths, 30 cases of suffocation
    # 22 ISIL militants, 70 army and rebel fighters, four of her children
    ("people", "n", rf'(?:[xC.gpt"-]|X(?=[C"]{{0,3}}P)|&(?=[.Cp]P)){{0,8}}?(?:P[Pp]*|p{_NOT_ATTRIBUTE}|q)|og[.C]{{0,2}}[P6]'),
    ("captives", "r", r"[xC.gpt-]{0,5}?6"),  # 20 hostages
    ("thing", "X", r"[xC.gp-]{0,4}?X"),  # eight ISIL targets
    ("bare", "m", r"x?"),  # 22 (were killed), 12 others
)
GROUPS = (*ALONE, *COUNTED)
CHUNKS_RE = re.compile(
    '(?=[aegqNQM189EkzAF3KSyUv"Z=t2L<xu~YpC])(?:'
    + "|".join(f"({codes})" for _, _, codes in ALONE)
    + f"|{_QUANTITY}(?:{'|'.join(f'({codes})' for _, _, codes in COUNTED)}))"
)

_ONE = "[nmdr]"
_JOIN = r"(?:(?:o[gaCX.-]{1,8})?(?:,?&j?|,)|t&t|j|s[.]2)[gx]?"
_SUBJECTS = rf"{_ONE}(?:(?:{_JOIN}|(?<=n)(?=n)){_ONE}(?!o?h)){{0,5}}"
_OBJECTS = rf"{_ONE}(?:{_JOIN}{_ONE}(?!o?h|[x.]{{0,2}}b?[.]?[KD])){{0,5}}"  # not "killed five and ten were wounded"
_NO_OBJECT = rf"(?![gPp]|{_ONE}(?![.]{{0,2}}b?[KD]))"  # not "two gunmen killed a guard"
_AND = rf"(?:&(<j>[KD])(?!{_ONE}))?"  # were killed and wounded
_ALONG = r"(?:&j|j|t&t)g?(?=n)"  # were killed along with six others
_GAPPED = r"s[C.gXt-]{1,6}(?:s[C1t-]{1,3})?(?:,?&|,)(?=[nm]s)"  # killed five in Baidoa (on Friday), two in Afgoye and three in Mogadishu
_MORE = rf"(?:,?(?:{_ALONG}|{_GAPPED})(<more>[nm])(?:{_GAPPED}[nm]){{0,5}})?"
_GAP = r"(?:[.sogapdPCtXxjhLk-]|&(?![pPd])){0,14}?"  # soldiers from the base, members of the so-called ... Front
# among them two officers, most of them women; between commas or dashes: two constables and a vendor, a name
_INCLUDING = rf"(?:,?(?:i|[nm.~]o?h)[^KGDTc0;]{{0,10}}?,?|,{_ONE}(?:{_JOIN}{_ONE}){{0,3}},|,g?[Cp]{{1,5}},)"
_ASIDE = r"(?:,[^;nmG0i&c]{1,9},(?=A?b))?"  # , all displaced from the town,
_WHO = r"(?:,?0[^KGDc0nm;&]{0,10}?,?)?"  # who were fleeing the town

# What happened to them. n people, m bare number, f deaths, the rest as in CODES. "(<who>", "(<k>", "(<j>" and "(<more>" name the parts:
# the counted, the verb, a second verb, more of the counted.
FRAMES: tuple[tuple[str, str], ...] = (
    ("none", r"Z(?:[.pC]{0,2}[OHKDI]|[mn.pPC]{0,2}b{0,2}[KD])|[KG]Z(?:[mP]|(?=[^o]))"),  # no casualties, no one was killed, killed nobody
    ("among", rf"i[sg.]{{0,2}}(<k>[DK])b(<who>{_ONE})"),  # among the dead were three children
    ("of_dead", rf"(<who>{_ONE})og(<k>[KD])(?!{_ONE})"),  # six of those killed
    ("were", rf"(<who>{_SUBJECTS}){_GAP}bi[sgc.]{{0,2}}(<k>[DK])"),  # three children were among the dead
    ("within", rf"(<who>{_SUBJECTS})bi(?={_ONE}0?[.]?b{{0,2}}(<k>[DK]))"),  # two women were among eight people killed
    ("inside", rf"(<who>{_SUBJECTS})i(?=g?m(<k>[DK]))"),  # with a woman among the three wounded
    ("dead", rf"(<k>[DK]),?i[sg.]{{0,2}}(<who>{_OBJECTS})"),  # those killed included six women
    ("passive", rf"(<who>{_SUBJECTS})(?:{_GAP}{_INCLUDING})?{_GAP}{_ASIDE}{_WHO}(?:A?b[b.c2A~]{{0,5}}|A?(?=D))(<k>[KD]){_AND}{_MORE}"),
    ("then", rf"(<who>{_SUBJECTS}){_GAP}b[^;,nmK&]{{1,12}}&(<k>K)"),  # were taken off a bus and shot dead
    ("found", rf"(<who>{_SUBJECTS})K[^;,nm]{{1,10}}?b[.](<k>D)"),  # abducted in B were found dead
    ("upon", r"(?<=s)(<who>n)[^;nm]{0,8},(<k>G)h(?![.C]{0,2}[Pp])"),  # opened fire on a policeman, killing him
    ("direct", rf"(<who>{_SUBJECTS}){_INCLUDING}?(?:[.x]|o[gC-]{{1,6}})?(?:0?A?(?=D))?(<k>[KD]){_AND}{_NO_OBJECT}{_MORE}"),
    ("adjective", r"(<who>m)(<k>[KD])(?=[.C]{0,2}[Pp])"),  # six wounded children
    ("part", rf"{_ONE}o?h"),  # four of them
    ("rest", rf",&?{_ONE}(?=s)"),  # (four of them in the market,) two more in a school
    ("along", rf"(<k>[KD]),?{_ALONG}(<who>n)"),  # (the mayor) was killed along with two guards
    ("active", rf"(<k>[KG])(?:&(?:(<j>[KG])|[.]))?(?:[ogt]?g?[.]{{0,2}}?|aXo)(<who>{_OBJECTS}){_MORE}"),  # killing scores, a family of six
    ("struck", rf"S(<who>{_OBJECTS})(?:oh)?(?:2H|D)"),  # burned 12 people to death
    ("lost", r"zg?(<who>n)"),  # lost eight men
    ("destroyed", rf"V(<who>n(?:{_JOIN}n)?)"),  # "destroyed 60 terrorists", as armies say
    ("noun", rf"(<k>[HGI])o[g.]{{0,2}}(<who>{_OBJECTS}){_MORE}"),  # the deaths of 12 civilians
    ("with", rf"(<who>{_ONE})j[.g]{{0,2}}(<k>I)"),  # (left) four residents with shrapnel wounds
    ("deaths", r"f"),
    ("toll", rf"(?:T|#o?[^;nmfT]{{0,8}}(<k>[KHD]))(?:[^;nmfT]{{0,25}}?[R2otb]{{1,3}})?(<who>{_ONE})"),  # the toll has risen to 20
    ("raised", rf"R[.C]{{0,3}}?2(<who>{_ONE})g?[.]{{0,2}}[T#]"),  # raised to 18 its toll
    ("revised", rf"R2(<who>{_ONE})"),  # (The toll was 47.) It later rose to 82.
    ("hostage", rf"k(<who>{_OBJECTS})5"),  # took 20 people hostage
    ("captive", r"k(<who>r)"),  # took 250 hostages
    ("taken", r"(<who>r)A?b{1,2}k"),  # 350 hostages have been taken
    ("lives", r"ko?(<who>[mn])[.p]?l"),  # cost 500 lives
    ("including", rf"i[sgh.]{{0,3}}(<who>{_OBJECTS})(?!0?A?b?[KD])"),  # (killed 80 people,) including three children
)
FRAMES_RE = re.compile(
    "(?=[ZKGHIDVTRSznmdrfik#,])(?:"
    + "|".join(f"(?P<{name}>{letters.replace('(<', '(?P<' + name + '_')})" for name, letters in FRAMES)
    + ")"
)
COUNTED_RE = re.compile("[nmdrfZ]")  # no frame without one of these
HARM_RE = re.compile("[KGDHTEIOPVzkFySU]")  # a sentence without one of these has no toll,
# nor has one without one of these
AMOUNT_RE = re.compile("[N9MYQeZE8q]|[ag][C.xp-]{0,4}?[XP]?p|a[.C]{0,2}#|[ae][.C-]{1,4}b[KS]|[KG]pC|[KDG]aC|p;?C{1,4}b[KS]|CCb[KS]")
