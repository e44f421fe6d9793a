"""A plan as a Mermaid flowchart, for Markdown files and wikis that draw it."""

from __future__ import annotations

import re

from graph.model import Language
from graph.path import Plan


def plan_mermaid(plan: Plan, language: Language) -> str:
    """Return the plan as `flowchart LR`: a box a step, an arrow from each prerequisite to what needs it, targets framed.

    >>> from graph import open_map, plan_path
    >>> plan = plan_path(open_map(), "derivatives", known=["functions-and-graphs", "sequences-and-limits"])
    >>> print(plan_mermaid(plan, "en"), end="")
    flowchart LR
        s1["1. Derivatives"]
        classDef target stroke-width:4px
        class s1 target
    """
    box = {step.node.id: f"s{number}" for number, step in enumerate(plan.steps, 1)}
    lines = ["flowchart LR"]
    for number, step in enumerate(plan.steps, 1):
        lines.append(f'    s{number}["{number}. {_escaped(step.node.label.in_language(language))}"]')
    for step in plan.steps:
        lines += [f"    {box[on]} --> {box[step.node.id]}" for on in dict.fromkeys(step.requires) if on in box]
    targets = [box[target] for target in plan.targets if target in box]
    if targets:
        lines += ["    classDef target stroke-width:4px", f"    class {','.join(targets)} target"]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """Return a label in which only letters, digits, spaces and harmless marks stand for themselves.

    Mermaid reads entity codes (#35;) in quoted labels; quotes, brackets, angle brackets and backticks would end the label or
    start HTML or Markdown.
    """
    return re.sub(
        r"[^\w\s.,:()/+'’–—·・、。「」（）ー-]|_", lambda found: f"#{ord(found.group())};", " ".join(text.split())
    )
