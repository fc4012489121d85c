"""A linear scorer over declared features: chances for every option of every name, the whole document at once.

score = sum of weight * value; the chances of a name's options are the softmax of their scores. The first look sees only
what the places are, the next ones what the document says, each with the chances of the look before.
"""

from __future__ import annotations

from eventmap.resolve.context import Scene, look, survey
from eventmap.resolve.mentions import Name
from eventmap.resolve.weights import Weights, dot, softmax

LOOKS = 2  # a third changes one choice in a thousand
SURE = 0.98  # a choice as clear as this is not looked at again


def rank(scene: Scene, weights: Weights) -> None:
    """Sets ``chances`` and ``values`` of every name of ``scene``, which has the chances before reading."""
    open_names = [n for n, name in enumerate(scene.names) if len(name.live) > 1]
    changed = None
    for _ in range(LOOKS):
        survey(scene, changed)
        for n in open_names:
            scene.names[n].values = look(scene, n, scene.names[n].live)
        for n in open_names:
            scene.names[n].chances = _chances(scene.names[n], weights)
        changed = open_names
        open_names = [n for n in open_names if max(scene.names[n].chances) < SURE]
    survey(scene, changed)
    for n, name in enumerate(scene.names):
        if len(name.live) == 1:
            name.values = look(scene, n, name.live)


def _chances(name: Name, weights: Weights) -> list[float]:
    chances = [0.0] * len(name.options)
    scores = [name.options[m].static_score + dot(weights.context, name.values[m]) for m in name.live]
    for m, chance in zip(name.live, softmax(scores), strict=True):
        chances[m] = chance
    return chances


def best_of(name: Name) -> int:
    """The live option with the best chance; among equals the one that was likelier before, so that runs agree."""
    return max(name.live, key=lambda m: (name.chances[m], -m))
