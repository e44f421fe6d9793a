"""What goes wrong between us and a SPARQL server; nothing here ever holds a password."""

from __future__ import annotations

from graph.errors import LearnmapError


class ServerFailed(LearnmapError):
    """A SPARQL server gave no whole answer; `why` and `why_ja` say what happened, `status` is the HTTP one."""

    def __init__(self, server: str, why: str, why_ja: str, status: int | None = None) -> None:
        super().__init__(server, why, why_ja, status)
        self.status = status
        self.server = server
        self.why = why
        self.why_ja = why_ja

    def english(self) -> str:
        """Return the message in English."""
        return f"The server {self.server} did not answer: {self.why}. Nothing was shortened; ask again."

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return f"サーバー {self.server} から回答を得られませんでした: {self.why_ja}。途中までの結果は使っていません。再度実行してください。"


class MapHidden(LearnmapError):
    """A SPARQL server answers from an empty default graph, while its named graphs hold something."""

    def __init__(self, server: str) -> None:
        super().__init__(server)
        self.server = server

    def english(self) -> str:
        """Return the message in English."""
        return (
            f"The server {self.server} answers from an empty default graph; what it holds lies in named graphs. "
            "Let it answer from their union (oxigraph serve --union-default-graph; Fuseki: tdb2:unionDefaultGraph true)."
        )

    def japanese(self) -> str:
        """Return the message in Japanese."""
        return (
            f"サーバー {self.server} は空のデフォルトグラフから回答していて、データは名前付きグラフにあります。"
            "全グラフの和集合から回答する設定にしてください（oxigraph serve --union-default-graph、"
            "Fuseki なら tdb2:unionDefaultGraph true）。"
        )


def refused(server: str, status: int, said: str) -> ServerFailed:
    """Return the error for an HTTP status that is no answer; `said` is the body's beginning."""
    first = " ".join(said.split())[:200]
    if status in (401, 403):
        return ServerFailed(
            server,
            f"status {status}, it wants other credentials (set LEARNMAP_SPARQL_USER and LEARNMAP_SPARQL_PASSWORD, "
            "or LEARNMAP_SPARQL_TOKEN)",
            f"ステータス{status}。認証情報を環境変数LEARNMAP_SPARQL_USERとLEARNMAP_SPARQL_PASSWORD、"
            "またはLEARNMAP_SPARQL_TOKENで指定してください",
        )
    if status in (429, 503):
        return ServerFailed(
            server, f"status {status}, it is too busy even after waiting", f"ステータス{status}。待っても混雑しています"
        )
    return ServerFailed(server, f"status {status}: {first}", f"ステータス{status}: {first}", status)
