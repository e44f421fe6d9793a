"""The page about the map as a whole: what its shape says, how complete it is, and its schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import streamlit as st

from explorer import analyses, shared
from explorer.canvas import canvas
from explorer.charts import bar_chart
from explorer.markup import Element, element
from explorer.navigation import follow
from explorer.panel import panel
from explorer.query_texts import missing_query, ranking_query, whole_query
from explorer.schema_scene import drawn_links, link_text, must_have, schema_scene
from explorer.views.scenery import Scenery
from graph.checked_files import Finding
from graph.errors import LearnmapError
from graph.health import COVERED, Coverage
from graph.insight import Communities, Community, Ranking, Row
from graph.schema import schema
from graph.vocabulary import kind_label
from graph.whole import MOST_NODES

MOST_FINDINGS: Final = 50
MOST_NAMED: Final = 12

_UNITS: Final = {"betweenness": "insight.share", "need-most": "insight.hours"}


def title(scenery: Scenery) -> str:
    """Return the document's title."""
    return scenery.say("insight.document")


def page(scenery: Scenery) -> None:
    """Show the page; what takes long comes last, and says that it is being done."""

    def shown(key: str, *content: Element | None) -> None:
        panel(content, key=key, language=scenery.language, handle=follow)

    try:
        with st.spinner(scenery.say("insight.computing")):
            if shared.the_atlas().is_large:
                shown(
                    "shape",
                    _introduction(scenery),
                    _rankings(scenery, analyses.the_large_analysis()),
                    _by_kind(scenery),
                )
                _schema(scenery)
                return
            rankings, communities = analyses.the_analysis()
            health, years = analyses.the_health()
    except LearnmapError as error:
        shown("failed", scenery.failed("h1", scenery.say("insight.too-large"), error))
        return
    shown("shape", _introduction(scenery), _rankings(scenery, rankings), _communities(scenery, communities))
    shown("health", element("section.asking", element("h2", scenery.say("health.title"))), _coverage(scenery, health))
    names = (scenery.say("health.year"), scenery.say("health.number"))
    titled = scenery.titled("h3", scenery.say("health.ages"), whole_query("ages", scenery.language))
    shown("ages-title", titled)
    chart = bar_chart(
        {year: n for year, n in years.items() if year >= 1943}, title=scenery.say("health.ages"), names=names
    )
    st.vega_lite_chart(chart, key="ages")
    _schema(scenery)
    with st.spinner(scenery.say("health.checking")):
        findings = analyses.the_findings()
    shown("checks", _checks(scenery, findings))


def _introduction(scenery: Scenery) -> Element:
    kinds, edges = scenery.map.counts()
    text = scenery.say("insight.intro", nodes=sum(kinds.values()), edges=edges.get("requires", 0))
    return element("section.asking", element("h1", scenery.say("insight.title")), element("p", text))


def _by_kind(scenery: Scenery) -> Element:
    """Return how many nodes of each kind there are."""
    kinds = scenery.map.counts()[0]
    rows = [
        element("li", element("span.name", kind_label(kind, scenery.language)), element("span.value", f"{number:,}"))
        for kind, number in sorted(kinds.items(), key=lambda entry: -entry[1])
    ]
    return element(
        "section.coverage",
        element("h3", scenery.say("insight.kinds")),
        element("ul", rows),
        element("p", scenery.say("insight.large", n=MOST_NODES)),
    )


def _rankings(scenery: Scenery, rankings: Iterable[Ranking]) -> Element:
    return element("div.rankings", [_ranking(scenery, ranking) for ranking in rankings])


def _ranking(scenery: Scenery, ranking: Ranking) -> Element:
    measure = ranking.measure
    most = max((row.value for row in ranking.rows), default=0.0)
    rows = [_row(scenery, measure.id, row, row.value / most if most else 0.0) for row in ranking.rows]
    left = ranking.total - len(ranking.rows)
    query = ranking_query(measure.id, [row.nodes[0].id for row in ranking.rows], scenery.language) if rows else None
    return element(
        "section.ranking",
        scenery.titled("h2", measure.name.in_language(scenery.language), query),
        element("p", measure.meaning.in_language(scenery.language)),
        element("ol", rows) if rows else element("p", scenery.say("insight.none")),
        element("p.more", scenery.say("insight.more", n=left)) if left > 0 and rows else None,
    )


def _row(scenery: Scenery, measure: str, row: Row, share: float) -> Element:
    value = scenery.say(_UNITS.get(measure, "insight.count"), n=row.value)
    last = row.nodes[-1]
    bar = element("span.bar-share", element("span", data_share=f"{share:.3f}"), aria_hidden="true")
    if len(row.nodes) == 1:
        return element("li", scenery.node_link(last.id), element("span.value", value), bar)
    name = scenery.say("insight.chain", n=len(row.nodes), name=scenery.name(last.id))
    chain = element("ol.chain-nodes", [element("li", scenery.node_link(node.id)) for node in row.nodes])
    return element("li", element("details", element("summary", name), chain), element("span.value", value), bar)


def _communities(scenery: Scenery, found: Communities) -> Element:
    said = scenery.say(
        "insight.communities", n=len(found.communities), agreement=found.agreement, modularity=found.modularity
    )
    columns = ("insight.community", "insight.topics", "insight.purity", "insight.strangers")
    head = [element("th", scenery.say(name), scope="col") for name in columns]
    rows = [_community(scenery, community) for community in found.communities if len(community.topics) > 1]
    return element(
        "section.ranking.wide",
        element("h2", found.measure.name.in_language(scenery.language)),
        element("p", found.measure.meaning.in_language(scenery.language)),
        element("p", said),
        element(
            "div.table", element("table", element("thead", element("tr", head)), element("tbody", rows)), tabindex="0"
        ),
    )


def _community(scenery: Scenery, community: Community) -> Element:
    strangers = [scenery.node_link(node.id) for node in community.strangers[:MOST_NAMED]]
    more = len(community.strangers) - len(strangers)
    return element(
        "tr",
        element("td", scenery.node_link(community.area) if community.area else "—"),
        element("td", f"{len(community.topics)}"),
        element("td", f"{community.purity:.0%}"),
        element("td", element("span.nodes", strangers), scenery.say("insight.more", n=more) if more > 0 else None),
    )


def _coverage(scenery: Scenery, health: Sequence[Coverage]) -> Element:
    return element(
        "section.coverage",
        element("h3", scenery.say("health.coverage")),
        element("ul", [_covered(scenery, one) for one in health]),
    )


def _covered(scenery: Scenery, one: Coverage) -> Element:
    missing = [element("li", scenery.node_link(identifier)) for identifier in one.missing[:MOST_FINDINGS]]
    more = len(one.missing) - len(missing)
    rest = element("li", scenery.say("insight.more", n=more)) if more > 0 else None
    return element(
        "li",
        element("span.name", scenery.say(f"health.{one.what}")),
        element("span.value", f"{one.share:.0%} · {scenery.say('health.of', have=one.have, all=one.all)}"),
        element("span.bar-share", element("span", data_share=f"{one.share:.3f}"), aria_hidden="true"),
        element(
            "details",
            element("summary", scenery.say("health.missing", n=len(one.missing))),
            element("ul.nodes", missing, rest),
            scenery.query_link(
                missing_query(one.what, COVERED[one.what], scenery.language), scenery.say(f"health.{one.what}")
            ),
        )
        if missing
        else None,
    )


def _schema(scenery: Scenery) -> None:
    language, found = scenery.language, schema()
    text = element("h2", scenery.say("schema.title")), element("p", scenery.say("schema.intro"))
    panel([element("section.asking", *text)], key="schema-title", language=language, handle=follow)
    canvas(schema_scene(found, language), key="schema", selected=None, language=language, height=430, of="schema")
    lines = [element("li", link_text(link, language)) for link in drawn_links(found)]
    lines += [
        element("li", f"{kind_label(name.lower(), language)} — {must_have(required, language)}")
        for name, required in found.classes.items()
        if required
    ]
    twin = element("details.twin", element("summary", scenery.say("schema.list")), element("ul", lines))
    panel([twin], key="schema-list", language=language, handle=follow)


def _checks(scenery: Scenery, findings: Sequence[Finding] | None) -> Element:
    heading = element("h2", scenery.say("health.checks"))
    if findings is None:
        return element("section.asking", heading, element("p", scenery.say("health.no-files")))
    if not findings:
        return element("section.asking", heading, element("p", scenery.say("health.clean")))
    items = [_finding(scenery, finding) for finding in findings[:MOST_FINDINGS]]
    more = len(findings) - len(items)
    return element(
        "section.asking",
        heading,
        element("p", scenery.say("health.findings", n=len(findings))),
        element("ul.findings", items),
        element("p.more", scenery.say("insight.more", n=more)) if more > 0 else None,
    )


def _finding(scenery: Scenery, finding: Finding) -> Element:
    message, mend = (text.in_language(scenery.language) for text in (finding.message, finding.mend))
    return element("li", element("code", finding.place), " ", message, " ", element("em", mend))
