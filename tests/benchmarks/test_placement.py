"""How many questions a placement asks, and how far its conclusion is off, by simulated learners; figures of one run, printed.

The learners are drawn by ways of their own, not by those of `graph.placement`: (a) someone who has learned some prefix of the plan's
order; (b) of a random order of learning; (c) everything below a few random topics; (d) each topic that may come next with some
probability. An answer is wrong with the stated probability.
"""

import os
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter

import pytest

# Matrices of this size are multiplied faster by one thread than by threads that wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from graph import LocalMap, plan_path
from graph.path import Plan
from graph.placement import Assessment, answered, begin, concluded, next_question

TARGETS = ("attention-is-all-you-need", "gpt-3", "cnn", "linear-regression", "ddpm", "nlp-researcher")
LEARNERS = 8
"""For each target, a quarter of each kind."""

Kind = Callable[[Plan, Random], set[str]]


@dataclass(frozen=True, slots=True)
class Trial:
    """One learner: topics in question, questions asked, share of topics concluded wrongly, and the share that would be
    wrong if nothing were asked and everything or nothing taken as known, whichever is nearer."""

    kind: str
    topics: int
    asked: int
    off: float
    unasked: float


def within(plan: Plan) -> dict[str, list[str]]:
    """What each step needs among the steps; alternatives are left out, as which of them one knows does not follow."""
    return {
        step.node.id: [edge.on for edge in step.because if edge.on in plan.positions and not edge.choice]
        for step in plan.steps
    }


def prefix(plan: Plan, random: Random) -> set[str]:
    order = [step.node.id for step in plan.steps]
    return set(order[: random.randint(0, len(order))])


def own_order(plan: Plan, random: Random) -> set[str]:
    needs, knows = within(plan), set[str]()
    for _ in range(random.randint(0, len(needs))):
        knows.add(random.choice([node for node in needs if node not in knows and knows.issuperset(needs[node])]))
    return knows


def below_some(plan: Plan, random: Random) -> set[str]:
    needs, knows = within(plan), set[str]()
    level = random.sample(sorted(needs), random.randint(0, 5))
    while level:
        knows.update(level)
        level = [on for node in level for on in needs[node] if on not in knows]
    return knows


def step_by_step(plan: Plan, random: Random) -> set[str]:
    needs, knows = within(plan), set[str]()
    diligence = random.random()
    for node, ons in needs.items():
        if knows.issuperset(ons) and random.random() < diligence ** (1 / 3):
            knows.add(node)
    return knows


KINDS: Sequence[Kind] = (prefix, own_order, below_some, step_by_step)


def asked_out(assessment: Assessment, knows: set[str], wrong: float, random: Random) -> tuple[int, int]:
    """Questions asked, and topics concluded wrongly."""
    while question := next_question(assessment):
        honest = question in knows
        answer = honest != (random.random() < wrong)
        assessment = answered(assessment, question, "yes" if answer else "no")
    known = concluded(assessment).known
    return len(assessment.answers), len(known ^ knows)


def trials(map_: LocalMap, wrong: float) -> Iterator[Trial]:
    for number, target in enumerate(TARGETS):
        plan, assessment = plan_path(map_, target), begin(map_, target)
        random = Random(number)
        for learner in range(LEARNERS):
            kind = KINDS[learner % len(KINDS)]
            knows = kind(plan, random)
            asked, off = asked_out(assessment, knows, wrong, random)
            topics = len(plan.steps)
            yield Trial(kind.__name__, topics, asked, off / topics, min(len(knows), topics - len(knows)) / topics)


@pytest.mark.parametrize(("wrong", "limit"), [(0.0, 0.08), (0.1, 0.12)])
def test_a_fifth_of_the_topics_in_questions_places_a_learner(bundled: LocalMap, wrong: float, limit: float) -> None:
    start = perf_counter()
    found = list(trials(bundled, wrong))
    shares = [trial.asked / trial.topics for trial in found]
    print(f"\n{len(found)} learners of {len(TARGETS)} targets, {wrong:.0%} of the answers wrong:")
    print(f"  questions per topic: mean {statistics.mean(shares):.3f}, most {max(shares):.3f} (asked: 0.20)")
    for name in ("", *(kind.__name__ for kind in KINDS)):
        some = [trial for trial in found if name in ("", trial.kind)]
        off = [trial.off for trial in some]
        print(
            f"  {name or 'all':>12}: off at all {sum(share > 0 for share in off) / len(off):.0%}; topics off: mean "
            f"{statistics.mean(off):.1%}, median {statistics.median(off):.1%}, most {max(off):.1%}; "
            f"without a question {statistics.mean(trial.unasked for trial in some):.0%}"
        )
    print(f"  {(perf_counter() - start) / sum(trial.asked for trial in found) * 1e3:.0f} ms a question")
    assert max(shares) <= 0.2
    assert statistics.mean(trial.off for trial in found) <= limit
