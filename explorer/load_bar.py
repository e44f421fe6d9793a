"""A bar on the terminal for what takes minutes: loading a store, or making its index anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from explorer.cli_text import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from graph.load_progress import Progress, Report


@contextmanager
def load_bar() -> Iterator[Report]:
    """Give what is to be told how far it is; the bar appears, on standard error, when it is told for the first time."""
    shown: list[_LoadBar] = []

    def report(progress: Progress) -> None:
        if not shown:
            shown.append(_LoadBar())
        shown[0].show(progress)

    try:
        yield report
    finally:
        for bar in shown:
            bar.stop()


class _LoadBar:
    """One bar a stage, of which the last is seen; it moves to and fro where its end is not known."""

    def __init__(self) -> None:
        self._bar = _columns()
        self._tasks: dict[str, TaskID] = {}
        self._bar.start()
        self.stop = self._bar.stop

    def show(self, progress: Progress) -> None:
        """Show how far it is."""
        from rich.filesize import decimal

        bar, stage, is_of_files = self._bar, progress.stage, progress.stage == "reading"
        if stage not in self._tasks:
            for before in bar.task_ids:
                bar.update(before, visible=False)
            total = progress.total if is_of_files else None
            self._tasks[stage] = bar.add_task(say(f"load.{stage}"), total=total, read="", rate="")
        read = f"{decimal(progress.bytes)}/{decimal(progress.total)}" if is_of_files else ""
        rate = say("load.rate", n=f"{progress.rate:,.0f}") if stage in ("reading", "rereading") else ""
        bar.update(self._tasks[stage], completed=progress.bytes, read=read, rate=rate)


def _columns() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    said = (TextColumn(f"{{task.{name}}}") for name in ("description", "fields[read]", "fields[rate]"))
    return Bar(
        next(said),
        BarColumn(),
        *said,
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
