"""How a query can fail, each phrased in both languages."""

from __future__ import annotations

from graph.errors import LearnmapError


class QueryError(LearnmapError):
    """Base of all errors of a query; `http_status` is what an endpoint answers."""

    http_status = 400


class QueryRefused(QueryError):
    """The query asks for what no query may do here; line and column count from 1."""

    def __init__(self, english: str, japanese: str, line: int = 1, column: int = 1) -> None:
        super().__init__(english, japanese, line, column)
        self._english, self._japanese = english, japanese
        self.line, self.column = line, column

    def english(self) -> str:
        """Return the message in English."""
        return f"Line {self.line}, column {self.column}: {self._english}"

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return f"{self.line}行{self.column}列: {self._japanese}"


class QueryForbidden(QueryRefused):
    """The query would reach other data (SERVICE, FROM) or change this (updates)."""

    http_status = 403


class QuerySyntaxError(QueryRefused):
    """The query is no SPARQL 1.1."""


class QueryTextTooLong(QueryError):
    """The query's own text is too long; sizes in bytes."""

    http_status = 413

    def __init__(self, size: int, longest: int) -> None:
        super().__init__(size, longest)
        self.size, self.longest = size, longest

    def english(self) -> str:
        """Return the message in English."""
        return f"The query has {self.size:,} bytes; {self.longest:,} are allowed."

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return f"クエリは{self.size:,}バイトです。上限は{self.longest:,}バイトです。"


class QueryTooLong(QueryError):
    """The time limit ended the query."""

    http_status = 504

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def english(self) -> str:
        """Return the message in English."""
        return (
            f"The query took longer than {self.seconds:g} s and was stopped. Bind more variables, or allow more time."
        )

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return (
            f"クエリが{self.seconds:g}秒を超えたため停止しました。変数をさらに絞り込むか、制限時間を延ばしてください。"
        )


class QueryTooLarge(QueryError):
    """The memory limit ended the query."""

    http_status = 507

    def __init__(self, memory: int) -> None:
        super().__init__(memory)
        self.memory = memory

    def english(self) -> str:
        """Return the message in English."""
        return f"The query needed more than {self.memory >> 20} MiB of memory and was stopped. Ask for less at a time."

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return f"クエリが{self.memory >> 20} MiBを超えるメモリを必要としたため停止しました。一度に求める量を減らしてください。"


class QueryCrashed(QueryError):
    """The engine failed on the query; only this query is lost."""

    http_status = 500

    def __init__(self, signal: str) -> None:
        super().__init__(signal)
        self.signal = signal

    def english(self) -> str:
        """Return the message in English."""
        return f"The query engine failed on this query ({self.signal}); nothing else was affected. Simplify the query."

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return f"このクエリでクエリエンジンが異常終了しました（{self.signal}）。他への影響はありません。クエリを簡単にしてください。"


class QueryBusy(QueryError):
    """Too many queries wait already; `retry_after` is in seconds."""

    http_status = 503

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after

    def english(self) -> str:
        """Return the message in English."""
        return f"Too many queries are running. Try again in {self.retry_after} s."

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return f"実行中のクエリが多すぎます。{self.retry_after}秒後にもう一度お試しください。"


class QueryCancelled(QueryError):
    """The caller stopped the query."""

    http_status = 499

    def english(self) -> str:
        """Return the message in English."""
        return "The query was cancelled."

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return "クエリを中止しました。"
