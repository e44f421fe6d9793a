"""`learnmap place`: find out with few questions what one knows already."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from explorer.cli_text import say
from explorer.learner import learner, learner_options
from explorer.session import Session, common_options
from graph.exchange.plan_json import number

if TYPE_CHECKING:
    from graph.placement import Answer, Assessment, Conclusion

_ANSWERS: Final[dict[str, Answer]] = {
    **dict.fromkeys(("y", "yes", "はい"), "yes"),
    **dict.fromkeys(("n", "no", "いいえ"), "no"),
    **dict.fromkeys(("", "?", "unsure", "わからない"), "unsure"),
}
_END: Final = ("q", "quit", "終了")


@click.command("place", help=say("help.place"))
@click.argument("targets", nargs=-1, required=True, metavar=say("metavar.target") + "…")
@learner_options
@click.option("--questions", type=click.IntRange(min=1), help=say("option.questions"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("option.format"))
@common_options
def command(
    targets: tuple[str, ...],
    known: tuple[str, ...],
    skipped: tuple[str, ...],
    profile: Path | None,
    questions: int | None,
    form: str,
) -> None:
    """Ask, conclude, and with a profile keep what was found; questions go to standard error, the result to standard output."""
    from graph.placement import begin, concluded
    from graph.profile import Profile, read_profile, write_profile

    session = Session.now()
    kept = read_profile(profile, new=True) if profile else Profile()
    there = profile if profile and profile.exists() else None
    told = learner(session.map, known, skipped, there)
    assessment = _asked(begin(session.map, targets, limit=questions, **told.settled()), session)
    conclusion = concluded(assessment)
    if form == "json":
        click.echo(json.dumps(_json(assessment, conclusion), ensure_ascii=False, indent=2))
    else:
        _write_text(assessment, conclusion, targets, told.known, session, profile)
    if profile:
        write_profile(kept.stating(session.map, (*known, *conclusion.stated)), profile)
        click.echo(say("place.kept", file=profile), err=True)


def _asked(assessment: Assessment, session: Session) -> Assessment:
    """Ask until nothing is uncertain, the limit is reached, or the learner has enough."""
    from graph.placement import answered, next_question

    if assessment.nodes:
        click.echo(say("place.how", most=assessment.limit), err=True)
    while question := next_question(assessment):
        node = session.map.node(question)
        click.echo(
            say(
                "place.question",
                number=len(assessment.answers) + 1,
                name=node.label.in_language(session.language),
                definition=node.definition.in_language(session.language),
            ),
            err=True,
        )
        answer = _answer()
        if answer is None:
            break
        assessment = answered(assessment, question, answer)
    return assessment


def _answer() -> Answer | None:
    """Return the answer on the next line of standard input; None where there is none or the learner ends."""
    while True:
        click.echo("> ", nl=False, err=True)
        line = sys.stdin.readline()
        said = line.strip().casefold()
        if not line or said in _END:
            click.echo("", err=True)
            return None
        if said in _ANSWERS:
            return _ANSWERS[said]
        click.echo(say("place.again"), err=True)


def _json(assessment: Assessment, conclusion: Conclusion) -> dict[str, object]:
    return {
        "topics": len(assessment.nodes),
        "answers": [{"id": identifier, "answer": answer} for identifier, answer in assessment.answers],
        "known": sorted(conclusion.known),
        "stated": list(conclusion.stated),
        "to_learn": [node.id for node in assessment.nodes if node.id not in conclusion.known],
        "contradictions": [{"known": yes, "requires": no} for yes, no in conclusion.contradictions],
        "expected_wrong": number(conclusion.expected_wrong),
    }


def _write_text(
    assessment: Assessment,
    conclusion: Conclusion,
    targets: tuple[str, ...],
    known: tuple[str, ...],
    session: Session,
    profile: Path | None,
) -> None:
    if not assessment.nodes:
        click.echo(say("path.nothing"))
        return
    names = {node.id: node.label.in_language(session.language) for node in assessment.nodes}
    click.echo(say("place.sum", known=len(conclusion.known), topics=len(names), asked=len(assessment.answers)))
    click.echo(say("place.doubt", wrong=conclusion.expected_wrong))
    for yes, no in conclusion.contradictions:
        click.echo(say("place.contradiction", known=names[yes], requires=names[no]))
    if conclusion.stated:
        click.echo(say("place.known", names=", ".join(names[identifier] for identifier in conclusion.stated)))
    options = [f"--profile={profile}"] if profile else [f"--know={name}" for name in (*known, *conclusion.stated)]
    click.echo(say("place.go-on", command=shlex.join(["learnmap", "path", *targets, *options])))
