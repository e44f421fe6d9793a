"""What an operator of the server may set: each setting once, with its default and what it does."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.query_answers import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """How programs are served.

    Attributes
    ----------
    workers : queries that run at the same time, each in a process of its own.
    waiting : queries that may wait for a worker; beyond them the server answers 503.
    per_client : queries that one client address may have at the same time; beyond them it is answered 429.
    limits : of each query.
    origins : of web pages whose scripts may read answers ("*" for all); none for no page but our own.
    public_url : under which the world reaches this server, without a slash at its end; None for what each request says.
    send_seconds : in which a client must have taken its answer.
    """

    workers: int = 2
    waiting: int = 16
    per_client: int = 8
    limits: Limits = field(default_factory=Limits)
    origins: tuple[str, ...] = ("*",)
    public_url: str | None = None
    send_seconds: float = 60.0
