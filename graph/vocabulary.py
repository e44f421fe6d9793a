"""Names of kinds and properties in both languages, as the vocabulary's file gives them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from pyoxigraph import Literal

from graph.model import Label, Language
from graph.triples import by_subject, local_name, read_file
from ontology import LM, VOCABULARY

_STANDARD: Final[Mapping[str, Label]] = {
    "altLabel": Label("other name", "別名"),
    "author": Label("authors", "著者"),
    "broader": Label("broader", "上位概念"),
    "closeMatch": Label("close match", "ほぼ同じもの"),
    "exactMatch": Label("same as", "同じもの"),
    "hiddenLabel": Label("reading", "読み"),
    "identifier": Label("identifier", "識別子"),
    "inLanguage": Label("language", "言語"),
    "isAccessibleForFree": Label("free", "無料"),
    "label": Label("label", "ラベル"),
    "license": Label("licence", "ライセンス"),
    "mentions": Label("mentions", "関連"),
    "name": Label("title", "題名"),
    "prefLabel": Label("name", "名前"),
    "publisher": Label("published by", "発行元"),
    "rest": Label("rest of a list", "リストの残り"),
    "about": Label("about", "主題"),
    "dateCreated": Label("as of", "記述時点"),
    "definition": Label("definition", "定義"),
    "editorialNote": Label("editorial note", "編集上の注記"),
    "first": Label("first of a list", "リストの先頭"),
    "teaches": Label("teaches", "学べる内容"),
    "type": Label("is a", "種類"),
    "unitText": Label("unit", "単位"),
    "url": Label("address", "URL"),
}
"""Names of the properties that come from other vocabularies."""


_ELSEWHERE: Final[Mapping[str, str]] = {
    "broader": "skos:broader",
    "closeMatch": "skos:closeMatch",
    "exactMatch": "skos:exactMatch",
    **{name: f"schema:{name}" for name in ("about", "author", "mentions", "publisher", "teaches")},
}
"""Properties of other vocabularies that lead from node to node."""


@cache
def property_names() -> Mapping[str, str]:
    """Return the properties that lead from node to node, as a query writes them, by local name.

    >>> property_names()["teaches"], property_names()["buildsOn"]
    ('schema:teaches', 'lm:buildsOn')
    """
    own = {name: f"lm:{name}" for name in _labels() if name[0].islower() and name not in _STANDARD}
    return {**own, **_ELSEWHERE}


@cache
def _labels() -> Mapping[str, Label]:
    found = dict(_STANDARD)
    for iri, said in by_subject(read_file(VOCABULARY)).items():
        texts = {
            value.language: value.value
            for value in said.get("http://www.w3.org/2000/01/rdf-schema#label", ())
            if isinstance(value, Literal)
        }
        if iri.startswith(LM) and texts:
            found[local_name(iri)] = Label(texts.get("en", ""), texts.get("ja", ""))
    return found


@cache
def _kinds() -> Mapping[str, Label]:
    return {name.lower(): label for name, label in _labels().items() if name[0].isupper()}


def kind_label(kind: str, language: Language) -> str:
    """Return what a kind of node is called.

    >>> kind_label("paper", "ja"), kind_label("unheard-of", "en")
    ('論文', 'unheard-of')
    """
    return _kinds().get(kind, Label(kind, kind)).in_language(language)


def property_label(name: str, language: Language) -> str:
    """Return what a property is called, by its local name.

    >>> property_label("introducedIn", "en"), property_label("teaches", "ja")
    ('introduced in', '学べる内容')
    """
    return _labels().get(name, Label(name, name)).in_language(language)
