"""A map made up for benchmarks: as deep, as dense and as wordy as the bundled one, of any size, the same for a seed.

Topics lie in areas of some eighty. Within an area a topic needs a few of those shortly before it; some needs lead into other
areas of the same branch, so that a path takes in hundreds of topics and not the whole map.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Quad, RdfFormat, parse, serialize

from graph.errors import InvalidInput
from ontology import PREFIXES

_FORMS: Final = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".nq": RdfFormat.N_QUADS}

AREA: Final = 80
"""Topics of an area."""

_NEEDS: Final = (0.13, 0.21, 0.36, 0.21, 0.06, 0.02, 0.01)
"""How many prerequisites a topic has, from 0 on, as in the bundled map: helpful ones and alternatives included."""

_REACH: Final = 30.0
"""How far back in its area a topic's prerequisites lie, on average."""

_ABROAD: Final = 0.2
_HELPFUL: Final = 0.17
_CHOICE: Final = 0.02
_BRANCHES: Final = 8
_GUILD: Final = 40

_FIRST: Final = [
    "adaptive",
    "bayesian",
    "causal",
    "deep",
    "discrete",
    "dynamic",
    "empirical",
    "formal",
    "general",
    "graphical",
    "hidden",
    "hierarchical",
    "implicit",
    "inverse",
    "joint",
    "kernel",
    "latent",
    "linear",
    "local",
    "marginal",
    "modular",
    "nested",
    "neural",
    "optimal",
    "parallel",
    "partial",
    "random",
    "recursive",
    "robust",
    "sparse",
    "spectral",
    "statistical",
    "stochastic",
    "structured",
    "symbolic",
    "temporal",
    "topological",
    "variational",
    "weighted",
]
_SECOND: Final = [
    "alignment",
    "approximation",
    "attention",
    "calibration",
    "clustering",
    "coding",
    "compression",
    "control",
    "convolution",
    "decoding",
    "decomposition",
    "embedding",
    "encoding",
    "estimation",
    "filtering",
    "generation",
    "inference",
    "interpolation",
    "learning",
    "matching",
    "memory",
    "mixture",
    "modelling",
    "optimisation",
    "planning",
    "prediction",
    "pruning",
    "ranking",
    "reasoning",
    "reduction",
    "regression",
    "retrieval",
    "sampling",
    "search",
    "segmentation",
    "smoothing",
    "tracking",
    "transport",
]
_FIRST_JA: Final = [
    "適応",
    "因果",
    "深層",
    "離散",
    "動的",
    "一般",
    "隠れ",
    "階層",
    "逆",
    "結合",
    "潜在",
    "線形",
    "局所",
    "周辺",
    "最適",
    "並列",
    "部分",
    "確率",
    "再帰",
    "頑健",
    "疎",
]
_SECOND_JA: Final = [
    "整列",
    "近似",
    "注意",
    "較正",
    "分類",
    "符号化",
    "圧縮",
    "制御",
    "畳み込み",
    "復号",
    "分解",
    "埋め込み",
    "推定",
    "生成",
    "推論",
    "補間",
    "学習",
    "記憶",
    "予測",
    "回帰",
    "検索",
]


def write_synthetic(file: IO[bytes], topics: int, *, form: str = ".ttl", seed: int = 0) -> None:
    """Write a map of `topics` topics; see `synthetic_turtle`.

    Parameters
    ----------
    form : the extension of its form: ".ttl", ".nt" or ".nq".

    Raises
    ------
    InvalidInput
        For another form, or fewer than 1 topic.
    """
    if form not in _FORMS:
        raise InvalidInput(
            f"A made-up map is written as .ttl, .nt or .nq, not as {form or 'a file without extension'}.",
            f"架空のマップの形式は .ttl・.nt・.nq のいずれかです（指定: {form or '拡張子なし'}）。",
        )
    pieces = synthetic_turtle(topics, seed=seed)
    if form == ".ttl":
        file.writelines(piece.encode() for piece in pieces)
    else:
        serialize(_triples(pieces), file, format=_FORMS[form])


def _triples(pieces: Iterator[str]) -> Iterator[Quad]:
    prefixes = next(pieces)
    for piece in pieces:
        yield from parse(prefixes + piece, format=RdfFormat.TURTLE, rename_blank_nodes=True)


def synthetic_turtle(topics: int, *, seed: int = 0) -> Iterator[str]:
    """Yield a map of `topics` topics as Turtle, piece by piece.

    Beside the topics it holds their areas, three stages, and careers: each requires some forty topics that no other topic needs,
    or careers, and "polymath" all of them: a closure of nearly the whole.

    Raises
    ------
    InvalidInput
        For fewer than 1 topic.

    Examples
    --------
    >>> text = "".join(synthetic_turtle(100, seed=1))
    >>> text == "".join(synthetic_turtle(100, seed=1)), text.count(" a lm:Topic")
    (True, 100)
    """
    if topics < 1:
        raise InvalidInput(
            f"Ask for 1 topic or more, not {topics}.", f"トピック数は1以上で指定してください（指定値: {topics}）。"
        )
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items() if name in ("", "lm", "skos"))
    for stage, japanese in (("beginner", "初級"), ("intermediate", "中級"), ("advanced", "上級")):
        yield f':{stage} a lm:Stage ; skos:prefLabel "{stage.capitalize()}"@en , "{japanese}"@ja .\n'
    random = np.random.default_rng(seed)
    needed = np.zeros(topics, np.bool_)
    for area in range(-(-topics // AREA)):
        yield _area(area)
        yield from _area_topics(area, topics, random, needed)
    yield from _careers([f"topic-{number}" for number in np.flatnonzero(~needed).tolist()])


def _area(area: int) -> str:
    english, japanese = _name(area * 31 + 7)
    return f':area-{area} a lm:Area ; skos:prefLabel "Field of {english} {area}"@en , "{japanese}分野{area}"@ja .\n'


def _area_topics(area: int, topics: int, random: np.random.Generator, needed: NDArray[np.bool_]) -> Iterator[str]:
    first = area * AREA
    count = min(AREA, topics - first)
    degrees = random.choice(len(_NEEDS), count, p=_NEEDS)
    hours = random.choice((0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0), count)
    for place in range(count):
        chosen = _prerequisites(area, place, int(degrees[place]), random)
        needed[chosen] = True
        yield _topic(first + place, area, place, float(hours[place]), chosen, random.random(len(chosen)).tolist())


def _prerequisites(area: int, place: int, degree: int, random: np.random.Generator) -> list[int]:
    chosen: dict[int, None] = {}
    for back, abroad, where in zip(
        random.geometric(1 / _REACH, degree).tolist(), random.random(degree).tolist(), random.integers(AREA, size=degree).tolist(),
        strict=True,
    ):  # fmt: skip
        if area and (abroad < _ABROAD or back > place):
            # The area above this one in a tree of areas: branches share their trunk and nothing else.
            chosen[(area - 1) // _BRANCHES * AREA + where] = None
        elif back <= place:
            chosen[area * AREA + place - back] = None
    return list(chosen)


def _topic(number: int, area: int, place: int, hours: float, needs: list[int], draws: list[float]) -> str:
    english, japanese = _name(number)
    stage = ("beginner", "intermediate", "advanced")[min(2, place * 3 // AREA)]
    lines = [
        f":topic-{number} a lm:Topic ; lm:area :area-{area} ; lm:stage :{stage} ; lm:hours {hours} ;",
        f'    skos:prefLabel "{english.capitalize()} {number}"@en , "{japanese}{number}"@ja ;',
        f'    skos:definition "What {english} number {number} is, in one sentence as long as those that people write."@en ,',
        f'        "{japanese}{number}が何であるかを、人が書くのと同じくらいの長さの一文で述べたもの。"@ja',
    ]
    if not needs:
        lines.append("    ; lm:startingPoint true .")
        return "\n".join(lines) + "\n"
    lines.append("    ; lm:prerequisite " + " ,\n        ".join(_statements(english, japanese, needs, draws)) + " .")
    return "\n".join(lines) + "\n"


def _statements(english: str, japanese: str, needs: list[int], draws: list[float]) -> Iterator[str]:
    for on, draw in zip(needs, draws, strict=True):
        used, used_ja = _name(on)
        helpful = " lm:strength lm:helpful ;" if draw < _HELPFUL else ""
        choice = 1 - draw < _CHOICE and on > 0
        of = f"lm:oneOf ( :topic-{on} :topic-{on - 1} )" if choice else f"lm:on :topic-{on}"
        yield (
            f'[ {of} ;{helpful} lm:because "The steps of {english} are steps of {used}."@en , '
            f'"{japanese}の手順は{used_ja}の手順からなるから。"@ja ]'
        )


def _careers(needs: list[str]) -> Iterator[str]:
    level = 0
    while True:
        groups = [needs[start : start + _GUILD] for start in range(0, len(needs), _GUILD)] or [[]]
        names = [f"career-{level}-{number}" for number in range(len(groups))] if len(groups) > 1 else ["polymath"]
        yield from (_career(name, group) for name, group in zip(names, groups, strict=True))
        if len(groups) == 1:
            return
        needs, level = names, level + 1


def _career(name: str, needs: list[str]) -> str:
    reason = 'lm:because "All of it."@en , "そのすべて。"@ja'
    ends = " ,\n    ".join(f"[ lm:on :{on} ; {reason} ]" for on in needs)
    english, japanese = (
        (name.capitalize(), name.replace("career", "職業")) if name != "polymath" else ("Polymath", "博学者")
    )
    stated = f" ; lm:prerequisite {ends}" if needs else ""
    return f':{name} a lm:Career ; skos:prefLabel "{english}"@en , "{japanese}"@ja{stated} .\n'


def _name(number: int) -> tuple[str, str]:
    first, second = number % len(_FIRST), number // 7 % len(_SECOND)
    return (
        f"{_FIRST[first]} {_SECOND[second]}",
        _FIRST_JA[number % len(_FIRST_JA)] + _SECOND_JA[number // 5 % len(_SECOND_JA)],
    )
