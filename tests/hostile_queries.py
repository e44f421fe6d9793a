"""Hostile and broken queries, each with its kind, its text and what must become of it.

`LISTENER` in a text stands for the address of a server that must never be asked, `SECRET` for a file that must never be read.
Outcomes: "refused" before it runs, "syntax" by the parser, "stopped" by a limit or with its worker, "cut" to a part of its
answer, "answered" whole. The small map they are asked of has 500 topics in a chain.
"""

from typing import Final, Literal, NamedTuple

Outcome = Literal["refused", "syntax", "stopped", "cut", "answered"]


class Hostile(NamedTuple):
    """One query of the corpus."""

    kind: str
    text: str
    outcome: Outcome


def _all(kind: str, outcome: Outcome, *texts: str) -> list[Hostile]:
    return [Hostile(kind, text, outcome) for text in texts]


PATTERN = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GROWTH = " ".join(f"BIND(CONCAT(?s{n},?s{n},?s{n},?s{n},?s{n},?s{n},?s{n},?s{n}) AS ?s{n + 1})" for n in range(12))
REPLACED = " ".join(f'BIND(REPLACE(?s{n}, "a", "aaaaaaaaaaaaaaaa") AS ?s{n + 1})' for n in range(9))
NUMBERS = " ".join(str(n) for n in range(40))
VALUES_PRODUCT = " ".join(f"VALUES ?v{n} {{ {NUMBERS} }}" for n in range(8))


def _nested(opening: str, inside: str, closing: str, depth: int) -> str:
    return opening * depth + inside + closing * depth


def _subqueries(depth: int) -> str:
    return _nested("{ SELECT * WHERE { ", "?s ?p ?o", " } }", depth)


PRODUCTS = _all(
    "product",
    "stopped",
    f"SELECT (COUNT(*) AS ?n) {PATTERN}",
    f"SELECT (SUM(STRLEN(STR(?c))) AS ?n) {PATTERN}",
    f"SELECT (COUNT(DISTINCT ?a) AS ?n) {PATTERN}",
    f"SELECT ?a (COUNT(*) AS ?n) {PATTERN} GROUP BY ?a",
    f"SELECT (MAX(?c) AS ?n) {PATTERN}",
    f"SELECT (SAMPLE(?c) AS ?n) {PATTERN}",
    f"SELECT (GROUP_CONCAT(STR(?c)) AS ?n) {PATTERN}",
    "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) = 'x') }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(?c) + STRLEN(?f) + STRLEN(?i) > 100000) }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER REGEX(CONCAT(STR(?a), STR(?d), STR(?g)), 'zzzz') }",
    "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c + ?f + ?i > 0) }",
    f"SELECT (COUNT(*) AS ?n) {{ {VALUES_PRODUCT} }}",
    "SELECT (COUNT(*) AS ?n) { { ?a ?b ?c } UNION { ?d ?e ?f } ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f } OPTIONAL { ?g ?h ?i } OPTIONAL { ?j ?k ?l } }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER NOT EXISTS { ?a <x:y> ?z } }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i MINUS { ?a <x:y> ?z } }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER EXISTS { ?x ?y ?z . ?x1 ?y1 ?z1 FILTER(?z = ?z1 + ?c) } }",
    "SELECT (COUNT(*) AS ?n) { ?a lm:requires* ?b . ?c lm:requires* ?d . ?e lm:requires* ?f }",
)

CUT = _all(
    "more rows than any limit",
    "cut",
    "SELECT * { ?s ?p ?o . ?a ?b ?c }",
    f"SELECT * {PATTERN}",
    "SELECT ?a { ?a ?b ?c . ?d ?e ?f }",
    "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
    "CONSTRUCT { [] ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
    f"SELECT * {{ {VALUES_PRODUCT} }}",
    "SELECT (UUID() AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "SELECT (RAND() AS ?x) { ?a ?b ?c . ?d ?e ?f } LIMIT 1000000000",
    "SELECT * { ?s ?p ?o } OFFSET 1",
)

PATHS = [
    *_all(
        "property path",
        "stopped",
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)* ?b }",
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)* ?b }",
        "SELECT (COUNT(*) AS ?n) { ?a ((!<x:y>)+)+ ?b }",
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)+/(!<x:y>)+/(!<x:y>)+ ?b }",
        "SELECT (COUNT(*) AS ?n) { ?a (lm:requires|^lm:requires)* ?b . ?b (lm:requires|^lm:requires)* ?c }",
        "SELECT (COUNT(*) AS ?n) { ?a (lm:requires*)*/(lm:requires*)* ?b }",
        "SELECT * { ?s lm:requires* ?o . ?o lm:requires* ?x } ORDER BY ?x",
        "SELECT (COUNT(*) AS ?n) { ?a lm:requires+/lm:requires+/lm:requires+/lm:requires+ ?b }",
    ),
    *_all("property path", "answered", "ASK { ?a (lm:requires|lm:isRequiredBy)*/<x:y> ?b }"),
    *_all("property path", "answered", "SELECT (COUNT(*) AS ?n) { :t0 (lm:requires|^lm:requires)* ?b }"),
    *_all("property path", "syntax", "SELECT * { ?a lm:requires{2,9} ?b }", "SELECT * { ?a (lm:requires ?b }"),
    *_all("property path", "refused", "SELECT * { ?a " + "^" * 5_000 + "lm:requires ?b }"),
    *_all("property path", "refused", "SELECT * { ?a " + _nested("(", "lm:requires", ")*", 3_000) + " ?b }"),
]

SORTS = _all(
    "sorting",
    "stopped",
    f"SELECT * {PATTERN} ORDER BY ?c ?f ?i ?l",
    f"SELECT * {PATTERN} ORDER BY DESC(CONCAT(STR(?a), STR(?d))) LIMIT 1",
    f"SELECT DISTINCT * {PATTERN} ORDER BY RAND()",
    f"SELECT DISTINCT (CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) {PATTERN} ORDER BY ?x",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY MD5(CONCAT(STR(?a), STR(?f))) LIMIT 2",
    "SELECT ?c (GROUP_CONCAT(DISTINCT ?f) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?c ORDER BY ?x",
    "SELECT ?x { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY (CONCAT(STR(?c), STR(?f), STR(?i)) AS ?x)",
)

GROWING = [
    *_all(
        "growing text",
        "stopped",
        f'SELECT (STRLEN(?s12) AS ?n) {{ BIND("aaaaaaaaaaaaaaaa" AS ?s0) {GROWTH} }}',
        f'SELECT ?s12 {{ BIND("aaaaaaaaaaaaaaaa" AS ?s0) {GROWTH} }}',
        f'SELECT (STRLEN(?s9) AS ?n) {{ BIND("aa" AS ?s0) {REPLACED} }}',
        f'SELECT (SHA512(?s11) AS ?n) {{ BIND("aaaaaaaaaaaaaaaa" AS ?s0) {GROWTH} }}',
        f'SELECT (ENCODE_FOR_URI(?s11) AS ?n) {{ BIND("é" AS ?s0) {GROWTH} }}',
        'SELECT (STRLEN(GROUP_CONCAT(?x; SEPARATOR="' + "x" * 50_000 + '")) AS ?n) { ?a ?b ?x . ?c ?d ?e }',
        f'SELECT (IRI(CONCAT("a:", ?s12)) AS ?n) {{ BIND("aaaaaaaaaaaaaaaa" AS ?s0) {GROWTH} }}',
        f'SELECT (STRDT("x", IRI(CONCAT("a:", ?s12))) AS ?n) {{ BIND("aaaaaaaaaaaaaaaa" AS ?s0) {GROWTH} }}',
    ),
    *_all(
        "growing text",
        "cut",
        f'SELECT ?s5 {{ BIND("aaaaaaaaaaaaaaaa" AS ?s0) {GROWTH[: GROWTH.index("AS ?s6)") + 7]} }}',
        f'SELECT (IRI(CONCAT("a:", ?s5)) AS ?x) {{ BIND("aaaaaaaaaaaaaaaa" AS ?s0) {GROWTH[: GROWTH.index("AS ?s6)") + 7]} }}',
        'SELECT (STRDT("x", IRI("a:' + "a" * 20_000 + '")) AS ?x) {}',
        'SELECT ("' + "a" * 20_000 + '" AS ?x) {}',
        "SELECT (<a:" + "a" * 20_000 + "> AS ?x) {}",
        "CONSTRUCT { <a:a> <a:b> <a:" + "a" * 20_000 + "> } WHERE {}",
        "SELECT * { ?a ?b ?c . BIND(\"" + "x" * 9_000 + '" AS ?x) }',
    ),
    *_all(
        "growing text",
        "answered",
        'SELECT (STRLANG("x", "en-' + "a" * 20_000 + '") AS ?x) {}',
        'SELECT (SUBSTR("abc", 1, 1e300) AS ?x) {}',
    ),
]  # fmt: skip

REGEXES = [
    *_all(
        "regular expression",
        "answered",
        'SELECT * { FILTER REGEX("' + "a" * 5_000 + '!", "^(a+)+$") }',
        'SELECT * { FILTER REGEX("' + "a" * 5_000 + '!", "^(a|a)*$") }',
        'SELECT * { FILTER REGEX("x", "(((((((((a{1,1000}){1,1000}){1,1000})))))))") }',
        'SELECT * { FILTER REGEX("x", "a{1,100000000}") }',
        'SELECT * { FILTER REGEX("x", "' + "(" * 90 + "a" + ")*" * 90 + '") }',
        'SELECT * { FILTER REGEX("x", "(") }',
        'SELECT * { FILTER REGEX("x", "(?<=a)b\\\\1") }',
        'SELECT (REPLACE("aaaa", "", "x") AS ?x) {}',
        'SELECT (REPLACE("abcd", "(.)", "$1$1$1$9") AS ?x) {}',
        'SELECT * { FILTER REGEX("x", "x", "zzzz") }',
    ),
    *_all(
        "regular expression",
        "stopped",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER REGEX(STR(?a), CONCAT(STR(?d), STR(?g), '(a*)*b')) }",
        'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER REGEX(CONCAT(STR(?c), STR(?f)), "(.*.*)*x$") }',
    ),
]

DEEP = [
    *_all(
        "deep nesting",
        "refused",
        "SELECT * { " + "{" * 5_000 + "}" * 5_000 + " }",
        "SELECT * { FILTER" + _nested("(", "true", ")", 5_000) + " }",
        "SELECT * { FILTER(" + "!" * 20_000 + "true) }",
        "SELECT * { FILTER(" + "-" * 20_000 + "1 = 1) }",
        "SELECT * { FILTER(" + "+ " * 20_000 + "1 = 1) }",
        "SELECT * { ?s ?p " + _nested("[ lm:on ", "1", " ]", 5_000) + " }",
        "SELECT * { ?s ?p " + _nested("( ", "1", " )", 5_000) + " }",
        "SELECT * { ?s ?p ?o FILTER EXISTS " + _nested("{ FILTER NOT EXISTS ", "{}", " }", 3_000) + " }",
        "SELECT * { " + _subqueries(1_000) + " }",
        "SELECT * { " + _nested("{ ?s ?p ?o OPTIONAL ", "{}", " }", 3_000) + " }",
        "SELECT (" + _nested("IF(true, ", "1", ", 2)", 2_000) + " AS ?x) {}",
        "SELECT (" + _nested("STR(", "1", ")", 4_000) + " AS ?x) {}",
        "(" * 200_000,
        "SELECT * {" * 9_000,
        "[" * 199_999,
    ),
    *_all(
        "wide nesting",
        "stopped",
        "ASK { FILTER(" + " || ".join(["1 = 2"] * 9_000) + ") }",
        "ASK { FILTER(" + " && ".join(["true"] * 12_000) + ") }",
        "SELECT (" + " + ".join(["1"] * 45_000) + " AS ?x) {}",
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 9_000) + " }",
        "SELECT * { ?s " + "/".join(["lm:requires"] * 12_000) + " ?o }",
        "SELECT * { ?s " + "|".join(["lm:requires"] * 12_000) + " ?o }",
        "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 8_000 + " }",
        "SELECT * { " + "MINUS { ?s ?p ?o } " * 8_000 + " }",
        "SELECT * { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(5_000)) + " }",
    ),
    *_all(
        "nesting that is fine",
        "answered",
        "SELECT (COUNT(*) AS ?n) { " + _subqueries(20) + " }",
        "SELECT * { FILTER" + _nested("(", "true", ")", 40) + " }",
        "SELECT (" + _nested("STR(", "1", ")", 40) + " AS ?x) {}",
    ),
]

LISTS = [
    *_all(
        "long list",
        "answered",
        "SELECT * { FILTER(1 IN (" + ", ".join(str(n) for n in range(20_000)) + ")) }",
        "SELECT (COUNT(*) AS ?n) { VALUES ?x { " + " ".join(str(n) for n in range(30_000)) + " } }",
        "SELECT (COUNT(*) AS ?n) { VALUES (?x ?y) { " + "(1 2) " * 25_000 + "} }",
        "SELECT " + " ".join(f"?v{n}" for n in range(5_000)) + " {}",
        "ASK { " + ":t0 lm:requires :t1 . " * 2 + "}",
        "CONSTRUCT { " + "<a:a> <a:b> <a:c> . " * 5_000 + "} WHERE {}",
    ),
    *_all(
        "long list",
        "cut",
        "SELECT * { VALUES ?x { " + " ".join(str(n) for n in range(30_000)) + " } }",
    ),
    *_all(
        "long list",
        "stopped",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(CONCAT(STR(?a), STR(?f)) IN ("
        + ", ".join(f'"{n}"' for n in range(15_000))
        + ")) }",
    ),
    *_all("long text", "refused", "ASK {} #" + "x" * 1_000_000, "SELECT * { ?s ?p '" + "é" * 500_000 + "' }"),
    *_all("long text", "refused", "é" * 100_001),
    *_all("long text", "answered", "ASK {} #" + "x" * 190_000, " " * 190_000 + "ASK {}", "ASK {}" + "\n" * 190_000),
]

SERVICES = _all(
    "SERVICE",
    "refused",
    "SELECT * { SERVICE <LISTENER> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <LISTENER> { ?s ?p ?o } }",
    "SELECT * { service<LISTENER>{ ?s ?p ?o } }",
    "SELECT * { sErViCe sIlEnT <LISTENER> { ?s ?p ?o } }",
    "SELECT * { VALUES ?w { <LISTENER> } SERVICE ?w { ?s ?p ?o } }",
    "SELECT * { BIND(IRI(CONCAT('http', SUBSTR('LISTENER', 5))) AS ?w) SERVICE SILENT ?w { ?s ?p ?o } }",
    "SELECT * { ?w a lm:Topic SERVICE ?w { ?s ?p ?o } }",
    "PREFIX x: <LISTENER> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX x: <LISTENER> SELECT * { SERVICE x:a { ?s ?p ?o } }",
    "PREFIX : <LISTENER> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <LISTENER> SELECT * { SERVICE : { ?s ?p ?o } }",
    "PREFIX x: <LISTENER> SELECT * { SERVICEx:y { ?s ?p ?o } }",
    "PREFIX x: <LISTENER> SELECT * { ?s ?p 1SERVICESILENTx:y # {\n { ?s ?p ?o } }",
    "PREFIX SERVICE: <LISTENER> SELECT * { SERVICE SERVICE:a { ?s ?p ?o } }",
    "BASE <LISTENER> SELECT * { SERVICE <a> { ?s ?p ?o } }",
    "SELECT * { #c\nSERVICE#c\n<LISTENER>#c\n{ ?s ?p ?o } }",
    "SELECT * { SERVICE\t\r\n<LISTENER>\f{ ?s ?p ?o } }",
    r"SELECT * { \u0053\u0045RVICE <LISTENER> { ?s ?p ?o } }",
    r"SELECT * { \U00000053ERVICE <LISTENER> { ?s ?p ?o } }",
    r"SELECT * { SERVIC\u0045 <LISTENER> { ?s ?p ?o } }",
    r"SELECT * { SERVICE \u003CLISTENER\u003E { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <LISTENER> { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1.5e3SERVICE <LISTENER> { ?a ?b ?c } }",
    "SELECT * { ?s ?p true SERVICE <LISTENER> { ?a ?b ?c } }",
    "SELECT * { ?s ?p 'x'SERVICE <LISTENER> { ?a ?b ?c } }",
    "SELECT * { ?s ?p 'x'@en SERVICE <LISTENER> { ?a ?b ?c } }",
    "SELECT * { ?s ?p _:b SERVICE <LISTENER> { ?a ?b ?c } }",
    "SELECT * { ?s ?p '''SERVICE''' .SERVICE <LISTENER> { ?a ?b ?c } }",
    'SELECT * { ?s ?p "\\"" SERVICE <LISTENER> { ?a ?b ?c } }',
    "SELECT * { { SELECT * { SERVICE <LISTENER> { ?s ?p ?o } } } }",
    "SELECT * { OPTIONAL { SERVICE <LISTENER> { ?s ?p ?o } } }",
    "SELECT * { FILTER EXISTS { SERVICE <LISTENER> { ?s ?p ?o } } }",
    "SELECT * { MINUS { SERVICE <LISTENER> { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { SERVICE <LISTENER> { ?s ?p ?o } } }",
    "SELECT * { {} UNION { SERVICE <LISTENER> { ?s ?p ?o } } }",
    "ASK { SERVICE <LISTENER> {} }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <LISTENER> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <LISTENER> { ?s ?p ?o } }",
    "SELECT * { SERVICE <LISTENER> { SERVICE <LISTENER> { SERVICE <LISTENER> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p ?o SERVICE <LISTENER> { ?s ?p ?o SERVICE <LISTENER> { ?s ?p ?o } } }",
    "SELECT * { SERVICE <file://SECRET> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <ftp://127.0.0.1/x> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://localhost:22/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://169.254.169.254/latest/meta-data/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <http://[::1]:9999/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . SERVICE",
)

DATASETS = _all(
    "FROM",
    "refused",
    "SELECT * FROM <LISTENER> { ?s ?p ?o }",
    "SELECT * FROM NAMED <LISTENER> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <file://SECRET> { ?s ?p ?o }",
    "SELECT * FROM NAMED <file://SECRET> { GRAPH <file://SECRET> { ?s ?p ?o } }",
    "SELECT *FROM<LISTENER>{ ?s ?p ?o }",
    "SELECT * from <LISTENER> from named <LISTENER> { ?s ?p ?o }",
    "ASK FROM <LISTENER> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } FROM <LISTENER> WHERE { ?s ?p ?o }",
    "CONSTRUCT FROM <file://SECRET> WHERE { ?s ?p ?o }",
    "DESCRIBE <file://SECRET> FROM <file://SECRET>",
    r"SELECT * \u0046ROM <LISTENER> { ?s ?p ?o }",
    "PREFIX x: <LISTENER> SELECT * FROM x: { ?s ?p ?o }",
    "PREFIX x: <LISTENER> SELECT * FROMx:y { ?s ?p ?o }",
    "PREFIX : <LISTENER> SELECT * FROM:y WHERE { ?s ?p ?o }",
    "SELECT * FROM <../../../../../../etc/passwd> { ?s ?p ?o }",
) + _all(
    "data that is not there",
    "answered",
    "SELECT * { GRAPH <file://SECRET> { ?s ?p ?o } }",
    "SELECT * { GRAPH <LISTENER> { ?s ?p ?o } }",
    "SELECT * { GRAPH ?g { ?s ?p <file://SECRET> } }",
    "DESCRIBE <file://SECRET>",
    "DESCRIBE <LISTENER>",
    "SELECT (<file://SECRET> AS ?x) { <file://SECRET> ?p ?o }",
)

UPDATES = _all(
    "update",
    "refused",
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "DELETE DATA { <a:a> <a:b> <a:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD <LISTENER>",
    "LOAD SILENT <file://SECRET> INTO GRAPH <a:g>",
    "CLEAR ALL",
    "DROP ALL",
    "DROP SILENT DEFAULT",
    "CREATE GRAPH <a:g>",
    "ADD DEFAULT TO <a:g>",
    "MOVE DEFAULT TO <a:g>",
    "COPY DEFAULT TO <a:g>",
    "insert data { <a:a> <a:b> <a:c> }",
    "# a comment\nPREFIX x: <a:> # another\nINSERT DATA { x:a x:b x:c }",
    "BASE <a:> LOAD <LISTENER>",
    r"\u0049NSERT DATA { <a:a> <a:b> <a:c> }",
    "INSERT DATA { <a:a> <a:b> <a:c> } ; DROP ALL",
    "ASK {} ; DROP ALL",
    "SELECT * {} ; INSERT DATA { <a:a> <a:b> <a:c> }",
) + _all("update", "syntax", "SELECT * { INSERT DATA { <a:a> <a:b> <a:c> } }", "SELECT * { ?s ?p ?o } DELETE WHERE { ?s ?p ?o }")  # fmt: skip

BROKEN = _all(
    "no SPARQL",
    "syntax",
    "",
    " ",
    "\ufeff",
    "#",
    "SELECT",
    "SELECT *",
    "SELECT * {",
    "SELECT * { ?s ?p ?o } }",
    "SELECT * { ?s ?p }",
    "SELECT ?x { ?s ?p ?o } GROUP BY ?s",
    "SELECT * { ?s ?p ?o } GROUP BY ?s",
    "SELECT (?s AS ?s) { ?s ?p ?o }",
    "SELECT * { ?s unknown:thing ?o }",
    "SELECT * { ?s ?p 'unclosed }",
    "SELECT * { ?s ?p '''unclosed }",
    'SELECT * { ?s ?p "' + r"\"" * 90_000,
    "SELECT * { ?s ?p <unclosed }",
    "SELECT * { ?s ?p <a b> }",
    "SELECT * { ?s ?p <relative> FILTER(<) }",
    "SELECT * { ?s ?p ?o } LIMIT -1",
    "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999999",
    "SELECT * { ?s ?p ?o FILTER(1/) }",
    "SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }",
    "SELECT * { ?s ?p _:a } { _:a ?p ?o }",
    "DESCRIBE",
    "ASK",
    "CONSTRUCT { ?s ?p } WHERE {}",
    "CONSTRUCT WHERE { ?s ?p ?o FILTER(true) }",
    "PREFIX PREFIX PREFIX",
    "PREFIX a: <a:",
    "EXPLAIN SELECT * {}",
    "{ \"query\": \"match_all\" }",
    "MATCH (n) RETURN n",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file://SECRET'>]><x>&y;</x>",
    "SELECT * { ?s ?p ?o }\\",
    "1" * 199_999,
    "." * 199_999,
    "-" * 99,
    "a" * 199_999,
    ":" * 199_999,
    "<" * 199_999,
    "'" * 199_999,
    '"""' + '"' * 199_990,
    '"' + "\\" * 199_990,
    "?" * 199_999,
    "@" * 199_999,
    "%" * 199_999,
    "\\u" * 90_000,
    "ＳＥＬＥＣＴ * { ?s ?p ?o }",
    "SELECT\u2003* { ?s ?p ?o }",
    "SELECT\u200b* { ?s ?p ?o }",
    "\u202eSELECT * { ?s ?p ?o }",
    "ſELECT * { ?s ?p ?o }",
)  # fmt: skip

NO_TEXT = _all(
    "no text",
    "refused",
    "\0",
    "ASK {}\0",
    "ASK { ?s ?p '\0' }",
    "ASK { ?s ?p '\ud800' }",
    "SELECT * { ?s ?p '\udcff\udcfe' }",
    r"ASK { ?s ?p '\u0000' }",
    "\udc80" * 10,
) + _all("no text", "syntax", r"ASK { ?s ?p '\uD800' }", r"ASK { ?s ?p '\UFFFFFFFF' }", "ASK { ?s ?p '\ufffe\x1b[2J' } \x1b")  # fmt: skip

GOOD = _all(
    "words that look bad",
    "answered",
    'SELECT * { ?service ?from "SERVICE <LISTENER> FROM" }',
    "SELECT * { ?s <http://example.org/SERVICE#FROM> ?o } # SERVICE <LISTENER>\n",
    "PREFIX service: <a:> SELECT * { ?s service:from service:LOAD }",
    "SELECT ?insert { ?insert :delete ?drop }",
    "SELECT * { ?s ?p '''SERVICE\nFROM''' }",
    'SELECT ("\\"SERVICE <LISTENER>" AS ?x) {}',
    "SELECT * { ?s ?p 'x'@from }",
    "SELECT (1/0 AS ?x) {}",
    "SELECT (xsd:dateTime('9999999999-01-01T00:00:00Z') + 1 AS ?x) {}",
    "SELECT (999999999999999999999999999999 * 999999999999999999999 AS ?x) {}",
    "SELECT (xsd:integer('9223372036854775807') + 1 AS ?x) {}",
    "SELECT (1e308 * 1e308 AS ?x) (-(1e308 * 1e308) AS ?y) (0.0e0 / 0.0e0 AS ?z) {}",
    "SELECT * { ?s ?p ?o } LIMIT 0",
    "SELECT * {} ; ",
)[:-1] + _all("words that look bad", "syntax", "SELECT * {} ; ")  # fmt: skip

CORPUS: Final[tuple[Hostile, ...]] = (
    *PRODUCTS, *CUT, *PATHS, *SORTS, *GROWING, *REGEXES, *DEEP, *LISTS, *SERVICES, *DATASETS, *UPDATES, *BROKEN, *NO_TEXT, *GOOD,
)  # fmt: skip
