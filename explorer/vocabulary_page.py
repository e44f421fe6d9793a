"""The vocabulary as a page: its classes and properties, in both languages, the reader's first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from pyoxigraph import Literal

from explorer.text import say
from graph.model import Label, Language
from graph.triples import TYPE, Properties, by_subject, local_name, read_file
from ontology import LM, MAP_LICENCE, PREFIXES, VOCABULARY

_RDFS = PREFIXES["rdfs"]
_FORMS = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("rdf", "RDF/XML"), ("nt", "N-Triples"))
_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b2330;background:#fff}"
    "h2{margin-top:2.5rem}dt{margin-top:1.25rem;font-weight:600}dd{margin:0}dd+dd{color:#4d5868}a{color:#2457a6}"
    "code{font-family:ui-monospace,monospace}.of{color:#4d5868;font-size:.9em}"
    "@media(prefers-color-scheme:dark){body{background:#12161d;color:#e6eaf1}a{color:#8db4f0}dd+dd,.of{color:#a9b3c2}}"
)


def vocabulary_page(base: str, language: Language) -> str:
    """Return the page as HTML; every term has an anchor of its local name, so that its IRI opens it.

    Parameters
    ----------
    base : address of this server, without a slash at its end.
    """
    index = by_subject(read_file(VOCABULARY))
    terms = sorted((iri for iri in index if iri.startswith(LM)), key=str.casefold)
    classes = [iri for iri in terms if any(kind.value == _RDFS + "Class" for kind in index[iri].get(TYPE, ()))]
    others = [iri for iri in terms if iri not in classes]
    about = index[LM.rstrip("#")]
    title = _label(about, PREFIXES["dct"] + "title").in_language(language)
    forms = " · ".join(f'<a href="{escape(base)}/ns.{end}">{name}</a>' for end, name in _FORMS)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head><body><main>'
        f"<h1>{escape(title)}</h1><p>{escape(_label(about, PREFIXES['dct'] + 'description').in_language(language))}</p>"
        f"<p><code>{LM}</code></p><p>{forms}</p>"
        f"{_section(say('vocabulary.classes', language), classes, index, language)}"
        f"{_section(say('vocabulary.properties', language), others, index, language)}"
        f'<p><a href="{MAP_LICENCE}" rel="license">CC BY 4.0</a></p></main></body></html>'
    )


def _section(title: str, terms: Iterable[str], index: Mapping[str, Properties], language: Language) -> str:
    return f"<h2>{escape(title)}</h2><dl>{''.join(_term(iri, index[iri], language) for iri in terms)}</dl>"


def _term(iri: str, said: Properties, language: Language) -> str:
    name = local_name(iri)
    label, comment = _label(said, _RDFS + "label"), _label(said, _RDFS + "comment")
    other: Language = "en" if language == "ja" else "ja"
    above = [value.value for key in ("subClassOf", "subPropertyOf") for value in said.get(_RDFS + key, ())]
    below = f'<span class="of"> ⊂ {", ".join(map(_link, above))}</span>' if above else ""
    first, second = (
        f'<dd lang="{tongue}"><b>{escape(label.in_language(tongue))}</b> – {escape(comment.in_language(tongue))}</dd>'
        for tongue in (language, other)
    )
    return f'<dt id="{escape(name)}"><code>lm:{escape(name)}</code>{below}</dt>{first}{second}'


def _link(iri: str) -> str:
    if iri.startswith(LM):
        return f'<a href="#{escape(local_name(iri))}"><code>lm:{escape(local_name(iri))}</code></a>'
    short = next((f"{p}:{iri[len(ns) :]}" for p, ns in PREFIXES.items() if p and iri.startswith(ns)), iri)
    return f'<a href="{escape(iri)}"><code>{escape(short)}</code></a>'


def _label(said: Properties, name: str) -> Label:
    by = {value.language: value.value for value in said.get(name, ()) if isinstance(value, Literal)}
    return Label(by.get("en", ""), by.get("ja", ""))
