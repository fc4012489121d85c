"""Reports made by hand or at random, with known truth: what the linker is tested on. All places, outlets and words are invented."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

from eventmap.records import Actor, AdminArea, Count, DateSpan, Draft, Location, Mark, Place, Report, Source, Span

ARMY = Actor(name="Military Forces of Mali", inter=1, country="ML")
REBELS = Actor(name="Northern Rebels", inter=2, country="ML")
CIVILIANS = Actor(name="Civilians", inter=7)
MALI = AdminArea(country="ML", iso3="MLI", country_name="Mali")
TYPES = {
    "Armed clash": "Battles",
    "Government regains territory": "Battles",
    "Non-state actor overtakes territory": "Battles",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Agreement": "Strategic developments",
    "Other": "Strategic developments",
    "Peaceful protest": "Protests",
    "Protest with intervention": "Protests",
}


def village(name: str = "Tessil", lat: float = 17.0, lon: float = -0.05, population: int = 900, kind: str = "settlement") -> Place:
    return Place(place_id=f"x:{name}", name=name, lat=lat, lon=lon, kind=kind, country="ML", population=population)


def at(place: Place | None = None, relation: str = "", radius_km: float = 2.0, precision: int = 1, **more: Any) -> Location:
    place = place or village()
    return Location(lat=place.lat, lon=place.lon, radius_km=radius_km, precision=precision, place=place, relation=relation, **more)


def killed(n: int | None, low: int | None = None, high: int | None = None) -> Count | None:
    if n is None:
        return None
    return Count(what="killed", span=Span(0, 1), best=n, low=n if low is None else low, high=n if high is None else high)


def report(
    doc_id: str = "a",
    *,
    day: int | dt.date | DateSpan | None = 3,
    sub_type: str = "Air/drone strike",
    where: Location | str | None = "",
    actors: tuple[Actor, ...] = (ARMY,),
    targets: tuple[Actor, ...] = (REBELS,),
    toll: int | Count | None = None,
    words: str = "",
    published: dt.date | None = dt.date(2024, 5, 4),
    start: int = 0,
    date_text: str = "",
    **more: Any,
) -> Report:
    """One report of 3 May 2024 in the village of Tessil, unless told otherwise."""
    location = at() if where == "" else where
    assert not isinstance(location, str)
    date = DateSpan.exact(dt.date(2024, 5, day)) if isinstance(day, int) else DateSpan.exact(day) if isinstance(day, dt.date) else day
    count = killed(toll) if isinstance(toll, int) else toll
    place_text = more.pop("place_text", location.place.name if location and location.place else "Nowhere")
    draft = Draft(
        event_type=TYPES.get(sub_type, "Explosions/Remote violence"), sub_event_type=sub_type, trigger=Span(start, start + 4),
        evidence=(Span(start, start + 20),), actors=actors, targets=targets, date=date, date_text=date_text, fatalities=count, rules=("by hand",),
        **more,
    )  # fmt: skip
    evidence = words or f"outlet {doc_id} tells it"
    source = Source(
        doc_id=doc_id, source=f"Outlet {doc_id}", url=f"https://{doc_id}.example/x", title=f"Title {doc_id}", published=published,
        evidence=evidence, marks=(Mark(role="act", span=Span(0, 6)),), fatalities=count.best if count else None,
    )  # fmt: skip
    return Report(draft=draft, source=source, location=location, place_text=place_text, admin=MALI)


def week(day: dt.date) -> DateSpan:
    """News of the week before ``day``, its own day not said."""
    return DateSpan(day=day, start=day - dt.timedelta(days=6), end=day + dt.timedelta(days=1), precision=2)


def month(year: int, n: int) -> DateSpan:
    start = dt.date(year, n, 1)
    return DateSpan(day=start, start=start, end=(start + dt.timedelta(days=31)).replace(day=1), precision=3)


GROUPS = tuple(Actor(name=f"Front {n}", inter=2, country="ML") for n in range(6))
KINDS = ("Air/drone strike", "Shelling/artillery/missile attack", "Armed clash", "Remote explosive/landmine/IED", "Abduction/forced disappearance")


def synthetic(n_reports: int, seed: int = 1, *, days: int = 365, villages: int = 900) -> tuple[list[Report], dict[str, int]]:
    """About ``n_reports`` reports and, for each document, the number of the act that it tells.

    An act is told by one to five documents of a Zipf-like count. Each may leave out a side, give a revised toll, call the act by a neighbouring
    sub-type, say only the week, or put it near the village.
    """
    rng = random.Random(seed)
    places = [village(f"V{n}", rng.uniform(10, 20), rng.uniform(-8, 4), rng.choice((0, 500, 3000))) for n in range(villages)]
    found: list[Report] = []
    truth: dict[str, int] = {}
    act = 0
    while len(found) < n_reports:
        act += 1
        first = _act(rng, rng.choice(places), days)
        for n in range(rng.choice((1, 1, 1, 2, 2, 3, 5))):
            doc_id = f"d{act}-{n}"
            truth[doc_id] = act
            found.append(_retold(first, doc_id, rng) if n else _named(first, doc_id, rng))
    return found, truth


def _act(rng: random.Random, place: Place, days: int) -> Report:
    group = rng.choice(GROUPS)
    kind = rng.choice(KINDS)
    sides = ((group,), (CIVILIANS,)) if kind in KINDS[3:] else ((ARMY,), (group,))
    toll = rng.choice((None, 0, 1, 2, 3, 4, 6, 9, 14, 25, 60))
    day = dt.date(2023, 1, 1) + dt.timedelta(days=rng.randrange(days))
    return report(day=day, sub_type=kind, where=at(place), actors=sides[0], targets=sides[1], toll=toll, published=day)


def _named(told: Report, doc_id: str, rng: random.Random) -> Report:
    words = f"{doc_id} " + " ".join(rng.choice(_WORDS) for _ in range(9))
    return replace(told, source=replace(told.source, doc_id=doc_id, evidence=words))


_WORDS = ["soldiers", "village", "morning", "market", "residents", "reported", "killed", "shells", "warplanes", "convoy", "fighting", "witnesses", "officials", "monitor", "wounded"]


def _retold(first: Report, doc_id: str, rng: random.Random) -> Report:
    draft = first.draft
    assert draft.date
    if rng.random() < 0.25:
        draft = replace(draft, actors=(), targets=draft.targets if rng.random() < 0.5 else ())
    if draft.fatalities and draft.fatalities.best and rng.random() < 0.4:
        draft = replace(draft, fatalities=killed(round(draft.fatalities.best * rng.uniform(1, 1.6))))
    elif rng.random() < 0.2:
        draft = replace(draft, fatalities=None)
    if rng.random() < 0.15:
        draft = replace(draft, date=week(first.draft.date.day + dt.timedelta(days=rng.randrange(2))))  # type: ignore[union-attr]
    location = first.location
    if rng.random() < 0.1 and location and location.place:
        location = at(location.place, relation="near", radius_km=6, precision=2)
    return _named(replace(first, draft=draft, location=location), doc_id, rng)


def pair_scores(groups: list[list[str]], truth: dict[str, int]) -> tuple[float, float]:
    """Precision and recall of pairs of documents that are put together."""
    made = right = 0
    for group in groups:
        pairs = [(a, b) for n, a in enumerate(group) for b in group[n + 1 :]]
        made += len(pairs)
        right += sum(truth[a] == truth[b] for a, b in pairs)
    sizes: dict[int, int] = {}
    for act in truth.values():
        sizes[act] = sizes.get(act, 0) + 1
    wanted = sum(n * (n - 1) // 2 for n in sizes.values())
    return right / made, right / wanted
