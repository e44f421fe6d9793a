"""Strings of the commands that serve others, in both languages: serve, mcp."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from graph.model import Label

SERVER_TEXT: Final[Mapping[str, Label]] = {
    "help.serve": Label(
        "Serve the explorer, SPARQL (/sparql), linked data (/id, /ns, /map.ttl) and JSON (/api) to others.",
        "エクスプローラー・SPARQL（/sparql）・Linked Data（/id・/ns・/map.ttl）・JSON（/api）を公開する。",
    ),
    "help.mcp": Label(
        "Offer the map to an assistant over standard input and output (Model Context Protocol).",
        "標準入出力でアシスタントにマップを提供する（Model Context Protocol）。",
    ),
    "option.public-url": Label(
        "Address under which the world reaches this server, as in https://map.example.org; by default what each request says.",
        "外部から見たこのサーバーのアドレス（例: https://map.example.org）。省くとリクエストごとのアドレスを使う。",
    ),
    "option.origin": Label(
        "Web origin whose scripts may read answers; repeatable; * for all, none for none.",
        "回答を読み取ってよいWebページのオリジン。複数指定できる。* はすべて、none はなし。",
    ),
    "option.workers": Label(
        "Queries that run at the same time, each in a process of its own.",
        "同時に実行するクエリの数。それぞれ別プロセスで動く。",
    ),
    "option.waiting": Label(
        "Queries that may wait for a worker; more are answered 503.", "順番待ちできるクエリの数。超えると503を返す。"
    ),
    "option.per-client": Label(
        "Queries that one client address may have under way; more are answered 429.",
        "1つのクライアントアドレスが同時に実行できるクエリの数。超えると429を返す。",
    ),
    "option.send-seconds": Label(
        "Seconds in which a client must have taken its answer.", "クライアントが回答を受け取り終えるまでの制限秒数。"
    ),
    "option.limit-seconds": Label(
        "Seconds of one query, waiting included; more are answered 504.",
        "1つのクエリの制限秒数（待ち時間を含む）。超えると504を返す。",
    ),
    "option.limit-memory": Label(
        "MiB of memory that one query may take; more are answered 507.",
        "1つのクエリが使えるメモリ（MiB）。超えると507を返す。",
    ),
    "option.limit-rows": Label(
        "Rows of one answer; the rest is cut, and the answer says so.",
        "1つの回答の行数。超えた分は省き、その旨を示す。",
    ),
    "option.limit-bytes": Label(
        "Bytes of one answer; the rest is cut, and the answer says so.",
        "1つの回答のバイト数。超えた分は省き、その旨を示す。",
    ),
    "option.limit-cell": Label(
        "Characters of one value; the rest is cut, and the answer says so.",
        "1つの値の文字数。超えた分は省き、その旨を示す。",
    ),
    "option.limit-text": Label(
        "Bytes of a query's own text; more are answered 413.", "クエリ本文のバイト数。超えると413を返す。"
    ),
    "walls.missing": Label(
        "Warning: this system cannot keep a query from: {walls}.",
        "警告: この環境ではクエリの次の制限が効きません: {walls}",
    ),
    "wall.memory": Label("taking more memory than allowed", "メモリ使用量"),
    "wall.files and network": Label("opening files and connections", "ファイルとネットワークの利用"),
    "wall.processes": Label("starting processes", "プロセスの起動"),
    "wall.processor time": Label("using more processor time than allowed", "CPU時間"),
    "wall.end with the caller": Label("outliving a caller that was killed", "呼び出し元の強制終了に伴う終了"),
    "wall.core": Label("leaving a core dump", "コアダンプの抑止"),
    "wall.fsize": Label("writing files", "ファイルへの書き込み"),
    "serve.started": Label("Serving at {address} – Ctrl-C ends it.", "公開中: {address}（Ctrl-Cで終了）"),
    "serve.ended": Label("The server has ended.", "サーバーを終了しました。"),
}
