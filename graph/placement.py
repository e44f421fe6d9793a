"""Finding out what someone knows with few questions, because knowledge is closed under prerequisites.

Who knows a topic knows what it requires; who does not know it knows nothing that requires it. The sets of topics that a
person can know are therefore the downsets of the prerequisite order: a knowledge space [1]_. The assessment is the
stochastic one of Falmagne and Doignon [2]_: a family of plausible states, each with a weight; a question about the topic
that promises most; a multiplicative update of the weights by the answer, in which an answer may be a slip. So one
careless answer does not settle a hundred topics: later questions outweigh it.

A field of a hundred topics has some 2³⁰ states, so the family is drawn at random (with a fixed seed): people who learned in
an order between "by depth" and "as it came", stronger in some areas than in others, and people who followed a few
topics to the bottom. Instead of the topic that halves the weight [2]_ the one is asked whose answer is expected to leave the
least uncertainty, in hours, over all topics: among halving questions that is the one with the most consequences on both sides.

References
----------
.. [1] J.-P. Doignon, J.-C. Falmagne, "Spaces for the assessment of knowledge", International Journal of Man-Machine
   Studies 23(2), 1985.
.. [2] J.-C. Falmagne, J.-P. Doignon, "A class of stochastic procedures for the assessment of knowledge", British Journal of
   Mathematical and Statistical Psychology 41(1), 1988.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from graph.model import Node
from graph.path import plan_path
from graph.store import Map

Answer = Literal["yes", "no", "unsure"]
Weights = NDArray[np.float64]
States = NDArray[np.float32]
Mask = NDArray[np.bool_]

SLIP: Final = 0.06
"""How probable it is assumed to be that an answer is wrong."""

FEWEST: Final = 1
"""Questions that even a closure of fewer than five topics may take."""

_STATES: Final = 9_000
_MOST_CELLS: Final = 3_000_000
"""States times topics at most, so that a question about thousands of topics takes a second, not a minute."""

_SEED: Final = 1985
_CERTAIN: Final = 0.25
"""Where fewer topics than this are expected to be concluded wrongly, no more is asked."""


@dataclass(frozen=True, eq=False)
class Assessment:
    """A placement under way: what it is about, what was answered, and how plausible each state is by now.

    Attributes
    ----------
    nodes : the n topics in question, prerequisites first.
    below : n × n; row i marks topic i and all that it requires among them.
    states : m × n of 0 and 1; each row is a set of topics that a person may know.
    weights : m; the plausibility of each state, 1 in all.
    answers : what was answered so far.
    limit : the most questions to ask.
    """

    nodes: tuple[Node, ...]
    below: Mask
    states: States
    weights: Weights
    answers: tuple[tuple[str, Answer], ...]
    limit: int

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Row of each topic's id."""
        return {node.id: row for row, node in enumerate(self.nodes)}

    @cached_property
    def probabilities(self) -> Weights:
        """How probable it is that each topic is known, as the answers stand."""
        return self.weights @ self.states

    @cached_property
    def hours(self) -> Weights:
        """Hours of each topic; one that takes none counts as a tenth, so that it matters at all."""
        return np.array([max(node.hours, 0.1) for node in self.nodes])


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a placement concludes.

    Attributes
    ----------
    known : ids of the topics that the learner is taken to know: closed under prerequisites.
    stated : those of them that no other one of them requires: saying that these are known says all.
    decided : ids of the topics that follow from the answers by prerequisites alone, without a contradiction.
    contradictions : pairs of a topic said to be known and one that it requires, said not to be.
    expected_wrong : how many topics are expected to be concluded wrongly.
    """

    known: frozenset[str]
    stated: tuple[str, ...]
    decided: frozenset[str]
    contradictions: tuple[tuple[str, str], ...]
    expected_wrong: float


def begin(
    map_: Map,
    targets: str | Sequence[str],
    *,
    known: Iterable[str] = (),
    skipped: Iterable[str] = (),
    limit: int | None = None,
) -> Assessment:
    """Return an assessment of what is needed for the targets, before any question.

    Parameters
    ----------
    known, skipped : names, as `plan_path` takes them; nothing is asked about them.
    limit : the most questions to ask; a fifth of the topics where None.

    Raises
    ------
    NodeNotFound, AmbiguousName, PrerequisiteCycle, InvalidInput
        As `plan_path`.

    Examples
    --------
    >>> from graph.store import open_map
    >>> assessment = begin(open_map(), "gradient-descent")
    >>> question = next_question(assessment)
    >>> assessment = answered(assessment, question, "yes")
    >>> question in concluded(assessment).known
    True
    """
    plan = plan_path(map_, targets, known=known, skipped=skipped)
    nodes = tuple(step.node for step in plan.steps)
    row = {node.id: place for place, node in enumerate(nodes)}
    # Which of several alternatives someone knows does not follow from knowing what needs one of them.
    needs = [[row[edge.on] for edge in step.because if edge.on in row and not edge.choice] for step in plan.steps]
    below = np.eye(len(nodes), dtype=np.bool_)
    for place, ons in enumerate(needs):
        for on in ons:
            below[place] |= below[on]
    states = _plausible_states(nodes, needs, below)
    most = max(FEWEST, len(nodes) // 5) if limit is None else limit
    return Assessment(nodes, below, states, np.full(len(states), 1 / len(states)), (), min(most, len(nodes)))


def next_question(assessment: Assessment) -> str | None:
    """Return the id of the topic to ask about next; None where the limit is reached or nothing is uncertain any more."""
    asked = [assessment.index[identifier] for identifier, _ in assessment.answers]
    certain = float(np.minimum(assessment.probabilities, 1 - assessment.probabilities).sum()) < _CERTAIN
    if len(asked) >= assessment.limit or certain:
        return None
    left = _uncertainty_left(assessment)
    left[asked] = np.inf
    return assessment.nodes[int(np.argmin(left))].id


def answered(assessment: Assessment, identifier: str, answer: Answer) -> Assessment:
    """Return the assessment after an answer; "unsure" changes no weight, and the topic is not asked about again."""
    answers = (*assessment.answers, (identifier, answer))
    if answer == "unsure":
        return replace(assessment, answers=answers)
    agrees = assessment.states[:, assessment.index[identifier]] == (1 if answer == "yes" else 0)
    weights = assessment.weights * np.where(agrees, 1 - SLIP, SLIP)
    return replace(assessment, answers=answers, weights=weights / weights.sum())


def concluded(assessment: Assessment) -> Conclusion:
    """Return what the answers say: each topic is known where that is more probable than not.

    The states are closed, so a topic is never more probable than what it requires, and the conclusion is closed. What was
    answered without a contradiction stands, however improbable.
    """
    yes, no, contradictions = _answers_that_stand(assessment)
    follows_known = _required_by_any(assessment.below, yes)
    follows_unknown = _required_by_any(assessment.below.T, no)
    probable = _required_by_any(assessment.below, assessment.probabilities > 0.5)
    known: Mask = (probable | follows_known) & ~follows_unknown
    needed = _required_by_any(assessment.below & ~np.eye(len(assessment.nodes), dtype=np.bool_), known)
    decided: Mask = follows_known | follows_unknown
    doubt = np.minimum(assessment.probabilities, 1 - assessment.probabilities)
    ids = [node.id for node in assessment.nodes]
    return Conclusion(
        frozenset(_chosen(ids, known)),
        tuple(sorted(_chosen(ids, known & ~needed))),
        frozenset(_chosen(ids, decided)),
        contradictions,
        float(doubt[~decided].sum()),
    )


def _answers_that_stand(assessment: Assessment) -> tuple[list[int], list[int], tuple[tuple[str, str], ...]]:
    """Return the rows answered with yes and no that contradict no other answer, and the pairs that do."""
    rows = {"yes": list[int](), "no": list[int](), "unsure": list[int]()}
    for identifier, answer in assessment.answers:
        rows[answer].append(assessment.index[identifier])
    clashes = [(yes, no) for yes in rows["yes"] for no in rows["no"] if assessment.below[yes, no]]
    disputed = {row for clash in clashes for row in clash}
    ids = [node.id for node in assessment.nodes]
    return (
        [row for row in rows["yes"] if row not in disputed],
        [row for row in rows["no"] if row not in disputed],
        tuple((ids[yes], ids[no]) for yes, no in clashes),
    )


def _required_by_any(below: Mask, rows: Mask | list[int]) -> Mask:
    return np.asarray(below[rows].any(axis=0), np.bool_)


def _uncertainty_left(assessment: Assessment) -> Weights:
    """Return, for each topic, the hours of variance expected to be left over all topics once it is answered."""
    probable = np.clip(assessment.probabilities, 1e-9, 1 - 1e-9)
    weighted = (assessment.states * assessment.weights[:, None].astype(np.float32)).T
    both = (weighted @ assessment.states).astype(np.float64)
    neither_given = probable[None, :] - both
    says_yes = probable * (1 - SLIP) + (1 - probable) * SLIP
    after_yes = (both * (1 - SLIP) + neither_given * SLIP) / says_yes[:, None]
    after_no = (both * SLIP + neither_given * (1 - SLIP)) / (1 - says_yes)[:, None]
    left: Weights = says_yes * ((after_yes * (1 - after_yes)) @ assessment.hours) + (1 - says_yes) * (
        (after_no * (1 - after_no)) @ assessment.hours
    )
    return left


def _plausible_states(nodes: Sequence[Node], needs: Sequence[Sequence[int]], below: Mask) -> States:
    """Return states that a person may be in: two thirds by the way one learns, the rest unions of a few topics' closures."""
    if not nodes:
        return np.ones((1, 0), np.float32)
    random = np.random.default_rng(_SEED)
    count = min(_STATES, max(_MOST_CELLS // len(nodes), 3))
    learners = count * 2 // 3
    followed = np.zeros((count - learners, len(nodes)), np.bool_)
    for state, ends in zip(followed, random.integers(0, 7, len(followed)), strict=True):
        state |= below[random.integers(0, len(nodes), ends)].any(axis=0)
    return np.vstack((_learned_so_far(nodes, needs, below, random, learners), followed)).astype(np.float32)


def _learned_so_far(
    nodes: Sequence[Node], needs: Sequence[Sequence[int]], below: Mask, random: np.random.Generator, count: int
) -> Mask:
    """Return states of people who have got to some point of an order of their own.

    A topic's turn comes with its depth, its area's appeal and chance, and never before what it requires.
    """
    depth = below @ np.array([max(node.hours, 0.1) for node in nodes])
    rank = np.argsort(np.argsort(depth, kind="stable"), kind="stable") / max(1, len(nodes) - 1)
    areas = sorted({node.area or "" for node in nodes})
    area = [areas.index(node.area or "") for node in nodes]
    chance = random.random((count, 1))
    appeal = 0.3 * random.standard_normal((count, len(areas)))
    turn = (1 - chance) * (rank + appeal[:, area]) + chance * random.random((count, len(nodes)))
    for place, ons in enumerate(needs):
        for on in ons:
            turn[:, place] = np.maximum(turn[:, place], turn[:, on])
    learned = np.round(random.random(count) * len(nodes)).astype(np.int64)
    # So many of the earliest turns; the last bound lies before or after everything.
    bounds = np.sort(np.hstack((np.full((count, 1), -math.inf), turn)), axis=1)
    reached: Mask = turn <= np.take_along_axis(bounds, learned[:, None], axis=1)
    return reached


def _chosen(ids: Sequence[str], mask: Mask) -> list[str]:
    return [identifier for identifier, marked in zip(ids, mask.tolist(), strict=True) if marked]
