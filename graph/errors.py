"""What can go wrong, as values that phrase themselves in both languages.

Every error a user can cause is a `LearnmapError`: it carries the data it speaks of and says, in one sentence, what is
wrong, where, and what would be right.

>>> str(NodeNotFound("transfomer", near=("transformer", "transformer-decoder")))
"There is no node called 'transfomer'. The nearest: transformer, transformer-decoder."
>>> NodeNotFound("transfomer", near=("transformer",)).text("ja")
'「transfomer」というノードはありません。近い候補: transformer'
"""

from __future__ import annotations

from collections.abc import Sequence


class LearnmapError(Exception):
    """Base of all errors that a user's input can cause."""

    def text(self, language: str = "en") -> str:
        """Return the message in `language` ("en" or "ja")."""
        return self.japanese() if language == "ja" else self.english()

    def english(self) -> str:
        """Return the message in English."""
        return " ".join(str(argument) for argument in self.args)

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return self.english()

    def __str__(self) -> str:
        return self.english()


class NodeNotFound(LearnmapError):
    """No node has the name; `near` holds the ids that come closest, best first."""

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        super().__init__(name, tuple(near))
        self.name = name
        self.near = tuple(near)

    def english(self) -> str:
        """Return the message in English."""
        hint = f" The nearest: {', '.join(self.near)}." if self.near else ""
        return f"There is no node called {self.name!r}.{hint}"

    def japanese(self) -> str:
        """Return the message in Japanese."""
        hint = f"近い候補: {', '.join(self.near)}" if self.near else ""
        return f"「{self.name}」というノードはありません。{hint}"


class AmbiguousName(LearnmapError):
    """Several nodes have the name; `candidates` holds their ids."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        super().__init__(name, tuple(candidates))
        self.name = name
        self.candidates = tuple(candidates)

    def english(self) -> str:
        """Return the message in English."""
        return f"{self.name!r} names several nodes. Say which by its id: {', '.join(self.candidates)}."

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return f"「{self.name}」に当てはまるノードが複数あります。IDで指定してください: {', '.join(self.candidates)}"


class MapNotFound(LearnmapError):
    """There is no map at the location; `why`, and the same in Japanese where it is not the system's own words."""

    def __init__(self, location: str, why: str = "", japanese: str = "") -> None:
        super().__init__(location, why, japanese)
        self.location = location
        self.why = why
        self._japanese = japanese or why

    def english(self) -> str:
        """Return the message in English."""
        return (
            f"There is no map at {self.location}{': ' + self.why if self.why else ''}. Give a file or a folder of RDF."
        )

    def japanese(self) -> str:
        """Return the message in Japanese."""
        why = f"（{self._japanese}）" if self._japanese else ""
        return f"{self.location} にマップがありません{why}。RDFのファイルかフォルダを指定してください。"


class MapTooLarge(LearnmapError):
    """A map has more than `most` nodes, too many for what looks at each of them."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most

    def english(self) -> str:
        """Return the message in English."""
        return f"This map has more than {self.most:,} nodes, too many to look at each of them. Choose a target or a part of it."

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return (
            f"このマップのノードは{self.most:,}個を超えるため、全体の分析はできません。目標か一部分を指定してください。"
        )


class PlanTooLong(LearnmapError):
    """Targets require `steps` steps (at least so many, where not `exact`), too many to be a plan."""

    def __init__(self, steps: int, *, exact: bool = True) -> None:
        super().__init__(steps)
        self.steps = steps
        self.exact = exact

    def english(self) -> str:
        """Return the message in English."""
        number = f"{self.steps:,}" if self.exact else f"more than {self.steps:,}"
        return (
            f"This takes {number} steps, too many to be a plan. State what is known, choose a nearer target, "
            "or plan only what the hours you have suffice for."
        )

    def japanese(self) -> str:
        """Return the message in Japanese."""
        number = f"{self.steps:,}" if self.exact else f"{self.steps:,}を超える"
        return (
            f"{number}ステップが必要で、計画としては長すぎます。既知のものを指定するか、もっと近い目標を選ぶか、"
            "使える時間に収まる部分だけを計画してください。"
        )


class MapSyntaxError(LearnmapError):
    """A map's file cannot be parsed; line and column count from 1, None where unknown.

    A parser of ours says what is wrong in Japanese too.
    """

    def __init__(self, file: str, line: int | None, column: int | None, message: str, message_ja: str = "") -> None:
        super().__init__(file, line, column, message)
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.message_ja = message_ja or message

    @property
    def place(self) -> str:
        """`file:line:column`, as far as known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def english(self) -> str:
        """Return the message in English."""
        return f"{self.place}: syntax error: {self.message}"

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return f"{self.place}: 構文エラー: {self.message_ja}"


class PrerequisiteCycle(LearnmapError):
    """Prerequisites go round in a circle; `cycle` lists ids, each requiring the next, the last the first."""

    def __init__(self, cycle: Sequence[str]) -> None:
        super().__init__(tuple(cycle))
        self.cycle = tuple(cycle)

    @property
    def drawn(self) -> str:
        """The cycle as `a → b → a`."""
        return " → ".join((*self.cycle, self.cycle[0]))

    def english(self) -> str:
        """Return the message in English."""
        return f"The prerequisites form a cycle, so nothing in it can be learned first: {self.drawn}. Remove one of these edges."

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return f"前提が循環しているため、どれも最初に学べません: {self.drawn}。このうち1つの辺を取り除いてください。"


class InvalidInput(LearnmapError):
    """A value makes no sense where it was given; the sentences say what would be right."""

    def __init__(self, english: str, japanese: str) -> None:
        super().__init__(english, japanese)
        self._english = english
        self._japanese = japanese

    def english(self) -> str:
        """Return the message in English."""
        return self._english

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return self._japanese
