"""Names that stand for a government or an army rather than for a spot: "Moscow said", "talks with Damascus", "US warplanes".

Only countries, first-order areas and cities big enough to be a capital may do so; whether one does is told by the words that touch it.
"""

from __future__ import annotations

from eventmap.data.event_words import word_set
from eventmap.extract.text.tables import word_classes
from eventmap.extract.text.words import Gap, Shape, Words
from eventmap.records import NamePrior

_CLASSES = word_classes()
_SAYS, _SAID_BEFORE, _BACKED = _CLASSES["says"], _CLASSES["says:before"], _CLASSES["backed"]
_ALLY, _PARTY_NOUN, _ARMED = _CLASSES["ally"], _CLASSES["party-noun"], _CLASSES["armed-noun"]
_STATE_NOUN, _STATE_DEED, _STATE_VERB = _CLASSES["state-noun"], _CLASSES["state-deed"], _CLASSES["state-verb"]
_SERVICE, _TOWARD = _CLASSES["state-service"], _CLASSES["toward"]
_PLACE_BEFORE = _CLASSES["place-before"]
_BEFALLS, _BEFALLS_ARABIC, _BEATS = _CLASSES["spot-verb"], _CLASSES["spot-verb:before"], _CLASSES["beats"]
_DID, _DOING, _SAYS_LAST, _OF_SEATS = _CLASSES["deed-verb"], _CLASSES["deed-verb:ing"], _CLASSES["says:last"], _CLASSES["seat-noun"]
_PARTS = _CLASSES["direction"] | {"rural"}
_SITE = _CLASSES["kind:facility"]
_SEAT_POPULATION = 500_000
_KINDS = frozenset({"country", "admin1", "region"})
_ADVERBS = frozenset(
    {"has", "had", "have", "also", "again", "later", "then", "still", "however", "now", "repeatedly", "reportedly"}
    | {"always", "immediately", "both"}
    | {"n'a", "pas", "no", "ha", "a", "не", "знову", "також", "вже", "снова", "также", "уже", "теж", "тоже", "tekrar", "это", "це"}
)
_MODALS = frozenset({"will", "would", "may", "might", "could", "should", "must", "can"})
_NEGATED = frozenset({"does", "did", "doesn't", "didn't", "do", "not", "never", "won't", "wont", "cannot"})
_WILLS = frozenset(
    {"confirm", "respond", "recognise", "recognize", "want", "see", "accept", "allow", "support", "believe", "intend", "agree", "back"}
    | {"say", "comment"}
)
_MINDS = frozenset(
    {"seeking", "trying", "asking", "accusing", "backing", "supporting", "considering", "preparing", "accused", "given", "giving"}
    | {"helping", "providing", "arming", "funding", "financing", "shipping", "urging", "pressing", "demanding", "denying"}
)
_PROMPTED = frozenset({"prompting", "prompted", "forcing", "forced", "pushing", "leading", "led", "enabling", "allowing"})
_SUCH_AS = frozenset({"including", "particularly", "especially", "like", "namely"})
_PARTICIPLES = frozenset({"by", "par", "por"})
_JOINT = frozenset({"and", "or", "et", "y", "e", "та", "і", "и", "ve"})
_BEFORE_SUBJECT = word_set(
    "when that while but as since after because whether how although the and а але но и і та що что pero mais et y que ve ama"
)
_BLAME = frozenset({"blame", "blames", "blamed", "blaming"})
_BOUNDED = frozenset({"bordered", "bounded", "surrounded", "flanked", "ringed", "preceded", "followed"})
_LISTED = frozenset({"listed", "designated", "regarded", "considered", "recognised", "recognized", "targeting", "gains", "seen"})
_MAKES = frozenset({"expect", "expects", "expected", "force", "make", "makes", "want", "wants", "wanted", "press", "pressed", "pressured"})
_WITH = frozenset({"with", "between", "from", "by", "між", "между", "з", "с", "entre", "avec", "con", "بين", "مع"})
_HAS = frozenset({"a", "n'a", "ont", "avait"})
# Endings of finite verbs of the past: English, Russian, Ukrainian, Spanish.
_FINITE = ("ed", "ил", "ила", "ал", "ала", "ял", "яла", "ел", "ела", "ив", "ав", "яв", "ів", "нув", "ó")
MIN_VERB = 4
MAX_CLAUSE = 14  # words of a Turkish sentence between its subject and its verb
MAX_MATCH = 6  # words between a club and the score
MAX_ADVERBS = 3
MAX_SERVICE = 2  # words of "Bangladesh border guards" between
MAX_LISTED = 5  # words of "listed as a terrorist organization by Turkey" between
MAX_TITLE = 7  # words of "is Assad's strongest regional ally"
MAX_BLAMED = 4  # words of what somebody is blamed for


def is_metonym(words: Words, i: int, j: int, prior: NamePrior | None, owner: bool = False) -> bool:
    """True when the words around make words i to j - 1 an actor. ``owner``: they end in a possessive, and what they own tells."""
    if prior is None or not may_govern(prior) or (i and words.gap[i] == Gap.SPACE and words.low[i - 1] in _PARTS):
        return False  # "activists in rural Aleppo said", "southern Syria state media"
    if _is_where(words, i) and not owner:
        return _backs(words, i, j)
    if owner or _owns_state(words, j, prior, owner):
        return _owns_state(words, j, prior, owner) or (prior.seat and _owns_power(words, j))
    if (prior.seat or prior.kinds[:1] == ("country",)) and (_decides(words, i, j) or _ends_in_saying(words, i, j)):
        return True
    if _speaks(words, i, j) or _backs(words, i, j) or _acts(words, i) or _owns_arms(words, j):
        return True
    if _is_toward(words, i) or _is_made_to(words, i, j):
        return True
    return _is_party(words, i) or _is_between(words, j) or _is_prompted(words, i, j) or _is_called_ally(words, j) or _is_beaten(words, i, j)


def _is_where(words: Words, i: int) -> bool:
    """ "In Bago soldiers took five men off a bus": a sentence that begins with where it happened; the comma may be left out."""
    return i > 0 and words.low[i - 1] == "in" and words.gap[i] == Gap.SPACE and (i == 1 or words.gap[i - 1] == Gap.STOP)


def may_govern(prior: NamePrior | None) -> bool:
    """Whether the name may be a government's: a country, an area of the first order, or a city as big as capitals are."""
    return prior is not None and (prior.seat or prior.population >= _SEAT_POPULATION or (bool(prior.kinds) and prior.kinds[0] in _KINDS))


def goes_on(words: Words, end: int, start: int) -> bool:
    """Whether "and" joins a name that ends at word ``end`` to one that starts at ``start``: what holds for one holds for both."""
    if start == end:  # a comma, or one that was lost: "accused Saudi Arabia Turkey and Qatar"
        return words.gap[start] in (Gap.COMMA, Gap.SPACE)
    the = start - end == 2 and words.low[start - 1] in ("the", "la")
    joint = (start - end == 1 or the) and words.low[end] in _JOINT
    return joint and all(words.gap[k] == Gap.SPACE for k in range(end, start + 1))


def after_preposition(words: Words, i: int) -> bool:
    """Whether what leads to word ``i`` leads to a spot: "in Syria"."""
    return i > 0 and words.gap[i] == Gap.SPACE and words.low[i - 1] in _PLACE_BEFORE


def _speaks(words: Words, i: int, j: int) -> bool:
    """ "Moscow said", "Ankara has repeatedly denied", "Russia may": a verb of governments right after, nothing local before."""
    if after_preposition(words, i):
        return False
    if is_subject_behind(words, i):
        return True
    k, limit = j, min(j + MAX_ADVERBS, words.n)
    negated = False
    while k < limit and words.gap[k] == Gap.SPACE and (words.low[k] in _ADVERBS or words.low[k] in _NEGATED or _is_not(words, k)):
        negated = negated or words.low[k] in _NEGATED
        k += 1
    if k >= words.n or words.gap[k] != Gap.SPACE or words.shape[k] == Shape.NUMBER:
        return False
    low = words.low[k]
    if low in _STATE_VERB and _begins(words, i):
        return True
    if low in _SAYS or (low in ("is", "was", "are", "were") and k + 1 < words.n and words.low[k + 1] in _MINDS):
        return True
    return (negated and low in _WILLS) or (low in _MODALS and _begins(words, i))


def is_subject_behind(words: Words, i: int) -> bool:
    """ "قالت موسكو", "واستدعت باماكو سفير": in Arabic the verb stands before its subject and begins the clause.

    Cities are feminine, so that any verb in ت will do that is no feminine plural and not of what befalls a town.
    """
    if not i or words.gap[i] != Gap.SPACE:
        return False
    low = words.low[i - 1]
    bare = low.removeprefix("و").removeprefix("ف")
    if bare in _SAID_BEFORE:
        return True
    begins = bare != low or i == 1 or words.gap[i - 1] != Gap.SPACE
    return begins and len(bare) >= MIN_VERB and bare.endswith("ت") and not bare.endswith("ات") and bare not in _BEFALLS_ARABIC


def _decides(words: Words, i: int, j: int) -> bool:
    """ "Baghdad ordered an inquiry", "Islamabad has suspended flights", "Пекин выразил протест": a finite verb of its own.

    Of a seat of government or a country alone, and not of what befalls a town or what it is ("Kyiv suffered", "Aleppo fell").
    """
    if not _begins(words, i) or after_preposition(words, i):
        return False
    k, limit = j, min(j + MAX_ADVERBS, words.n)
    while k < limit and words.gap[k] == Gap.SPACE and (words.low[k] in _ADVERBS or words.low[k].endswith("ly")):
        k += 1
    if k >= words.n or words.gap[k] != Gap.SPACE or words.shape[k] != Shape.LOWER:
        return False
    low = words.low[k]
    if low in ("is", "are") and k + 1 < words.n:
        return words.low[k + 1] in _DOING
    if low in _BEFALLS or (k + 1 < words.n and words.low[k + 1] in _PARTICIPLES):
        return False  # "Kyiv suffered", "Damascus controlled by"
    if low.endswith("é"):
        return words.low[k - 1] in _HAS or words.low[k - 2] in _HAS  # "a accusé", "n'a pas commenté"
    if low in _DID:
        return words.low[k + 1 : k + 2] != ["over"]  # "a man called Paris took over the road"
    return len(low) >= MIN_VERB and low.endswith(_FINITE)


def _ends_in_saying(words: Words, i: int, j: int) -> bool:
    """ "Ankara saldırıyı kınadı", "Ankara, saldırıyı kınadığını açıkladı": in Turkish the verb ends the sentence."""
    if (i and words.gap[i] != Gap.STOP) or words.low[j : j + 1] == ["ile"]:
        return False
    for k in range(j, min(j + MAX_CLAUSE, words.n)):
        if k > j and words.gap[k] == Gap.STOP:
            return False
        if words.low[k] in _SAYS_LAST:
            return k + 1 == words.n or words.gap[k + 1] in (Gap.STOP, Gap.COMMA)
    return False


def _owns_power(words: Words, j: int) -> bool:
    """ "Moscow's troops", "Kyiv's defence ministry": what a capital has as the seat of a state, and no town has."""
    last = min(words.n, j + 1 + MAX_SERVICE)
    k = next((k for k in range(j, last) if words.gap[k] != Gap.SPACE or words.low[k] not in _SERVICE), last)
    return k < words.n and words.gap[k] == Gap.SPACE and words.low[k] in _OF_SEATS


def _is_not(words: Words, k: int) -> bool:
    """ "would not"."""
    return words.low[k] in _MODALS and k + 1 < words.n and words.low[k + 1] == "not"


def _begins(words: Words, i: int) -> bool:
    return i == 0 or words.gap[i] != Gap.SPACE or words.low[i - 1] in _BEFORE_SUBJECT or words.low[i - 1] in _SAYS


def _backs(words: Words, i: int, j: int) -> bool:
    """ "Moscow-backed", "pro-Turkey", "US-Russia-led"."""
    if i and words.gap[i] == Gap.HYPHEN and words.low[i - 1] in ("pro", "anti"):
        return True
    if j >= words.n or words.gap[j] != Gap.HYPHEN:
        return False
    after = next((k for k in range(j, min(j + 2, words.n)) if words.gap[k] != Gap.HYPHEN or words.low[k] in _BACKED), words.n)
    return after < words.n and words.gap[after] == Gap.HYPHEN


def _acts(words: Words, i: int) -> bool:
    """ "brokered by Moscow", "agreed by the United States": the agent of a participle."""
    k = i - 1 if i and words.low[i - 1] != "the" else i - 2
    if k < 1 or words.low[k] not in _PARTICIPLES or words.gap[i] != Gap.SPACE:
        return False
    before = words.low[k - 1]
    if before in _BOUNDED or words.shape[k - 1] != Shape.LOWER:
        return False
    return before.endswith(("ed", "en", "é", "és", "ée", "ado", "ada")) or not _LISTED.isdisjoint(words.low[max(0, k - MAX_LISTED) : k])


def _owns_arms(words: Words, j: int) -> bool:
    """ "US warplanes", "Damascus forces": an army's things right after, no site's name ("Homs military academy")."""
    if j >= words.n or words.gap[j] != Gap.SPACE or words.cut[j - 1] or words.low[j] not in _ARMED:
        return False
    if words.low[j] == "state":
        return False  # "Gezira state"
    return j + 1 >= words.n or words.gap[j + 1] != Gap.SPACE or words.low[j + 1] not in _SITE


def _is_party(words: Words, i: int) -> bool:
    """ "talks with Damascus", "its ally Moscow", "accused Ankara of", "protests from Damascus", "blames the attack on Damascus"."""
    k = i - 1 if i and words.low[i - 1] != "the" else i - 2
    if k < 0 or words.gap[i] != Gap.SPACE or words.gap[k + 1] != Gap.SPACE:
        return False
    if words.low[k] in _ALLY or (words.low[k] == "on" and not _BLAME.isdisjoint(words.low[max(0, k - MAX_BLAMED) : k])):
        return True
    if k == 0 or words.gap[k] != Gap.SPACE:
        return False
    if words.low[k] in _SUCH_AS or words.low[k] == "in":
        return words.low[k - 1] in _ALLIES  # "allies including Qatar", "his allies in Moscow"
    return words.low[k] in _WITH and words.low[k - 1].removeprefix("ال") in _PARTY_NOUN


def _is_between(words: Words, j: int) -> bool:
    """ "Moskova ile Kiev arasındaki görüşmeler": the Turkish "talks between"."""
    near = words.low[j : j + MAX_TITLE]
    if not near or not near[0].startswith(("ile", "ve", "arasında")):  # most names have another word behind them
        return False
    at = next((n for n, low in enumerate(near) if low.startswith("arasında")), None)
    if at is None or at + 1 >= len(near) or (at and near[0] not in ("ile", "ve")):
        return False
    return near[at + 1].startswith(_TALKS)


_TALKS = ("görüşme", "anlaşma", "müzakere", "gerilim")


def _owns_state(words: Words, j: int, prior: NamePrior | None, owner: bool) -> bool:
    """ "US embassy", "Bangladesh border guards", "Kigali's role in eastern Congo": what only a state has or does.

    "Damascus police" are those of a town, so without the possessive only countries and areas have what towns have too.
    """
    k = j
    while k < min(words.n, j + MAX_SERVICE) and words.gap[k] == Gap.SPACE and words.low[k] in _SERVICE:
        k += 1
    if k >= words.n or words.gap[k] != Gap.SPACE:
        return False
    low = words.low[k]
    if owner:
        return low in _STATE_DEED  # of "Syria's army" and "Syria's parliament" the land is meant, say those who mark places by hand
    return prior is not None and prior.kinds[:1] == ("country",) and (low in _STATE_NOUN or (low in _ARMED and k > j))


def _is_beaten(words: Words, i: int, j: int) -> bool:
    """ "Barcelona beat Madrid 2-1": clubs called by their town, which a score gives away."""
    if _BEATS.isdisjoint(words.low[max(0, i - MAX_MATCH) : i]) and _BEATS.isdisjoint(words.low[j : j + MAX_MATCH]):
        return False
    near = range(max(0, i - MAX_MATCH), min(words.n, j + MAX_MATCH))
    return any(words.shape[k] == words.shape[k + 1] == Shape.NUMBER and words.gap[k + 1] == Gap.HYPHEN for k in near if k + 1 < words.n)


def _is_toward(words: Words, i: int) -> bool:
    """ "sanctions on Russia", "spying for Kenya", "the ambassador of France"."""
    k = i - 1 if i and words.low[i - 1] != "the" else i - 2
    return k >= 1 and words.gap[i] == Gap.SPACE == words.gap[k] and f"{words.low[k - 1]}:{words.low[k]}" in _TOWARD


def _is_made_to(words: Words, i: int, j: int) -> bool:
    """ "expect Moscow to launch", "make Israel end the war"."""
    if not i or j >= words.n or words.gap[i] != Gap.SPACE or words.gap[j] != Gap.SPACE or words.low[i - 1] not in _MAKES:
        return False
    return words.low[j] == "to" or words.low[i - 1].startswith("make")


_ALLIES = frozenset({"ally", "allies", "backer", "backers"})


def _is_prompted(words: Words, i: int, j: int) -> bool:
    """ "prompting Ankara to launch", "leading to Damascus to bomb"."""
    k = i - 1 if i and words.low[i - 1] not in ("the", "to") else i - 2
    if k < 0 or j >= words.n or words.low[k] not in _PROMPTED or words.low[j] != "to":
        return False
    return all(words.gap[n] == Gap.SPACE for n in (*range(k + 1, i + 1), j))


def _is_called_ally(words: Words, j: int) -> bool:
    """ "Iran is Assad's strongest regional ally"."""
    if j >= words.n or words.gap[j] != Gap.SPACE or words.low[j] not in ("is", "was", "remains"):
        return False
    limit = min(j + 1 + MAX_TITLE, words.n)
    end = next((k for k in range(j + 1, limit) if words.gap[k] not in (Gap.SPACE, Gap.HYPHEN, Gap.CLOSE)), limit)
    return not _ALLIES.isdisjoint(words.low[j + 1 : end])
