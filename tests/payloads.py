"""Texts that would run a script wherever one of them became markup, an address, a style or code. Each sets `window.hurt`."""

from typing import Final

_DO: Final = "window.hurt=1"

PAYLOADS: Final = (
    *(
        f"<{tag}>"
        for tag in (
            f"script>{_DO}</script",
            f"img src=x onerror={_DO}",
            f"img src=x onerror='{_DO}' /",
            f"svg onload={_DO}",
            f"svg><script>{_DO}</script></svg",
            f"svg><animate onbegin={_DO} attributeName=x dur=1s",
            f"body onload={_DO}",
            f"iframe srcdoc='<script>parent.{_DO}</script>'",
            f"iframe src='javascript:parent.{_DO}'",
            f"object data='javascript:{_DO}'",
            f"embed src='javascript:{_DO}'",
            f"a href='javascript:{_DO}' autofocus onfocus={_DO}>x</a",
            f"input autofocus onfocus={_DO}",
            f"select autofocus onfocus={_DO}",
            f"textarea autofocus onfocus={_DO}",
            f"details open ontoggle={_DO}",
            f"video><source onerror={_DO}",
            f"video src=x onerror={_DO}",
            f"audio src=x onerror={_DO}",
            f"marquee onstart={_DO}",
            f"math><mtext><script>{_DO}</script></mtext></math",
            f"style>@import 'x';</style><img src=x onerror={_DO}",
            f"link rel=stylesheet href=x onerror={_DO}",
            f"meta http-equiv=refresh content='0;url=javascript:{_DO}'",
            f"base href='javascript:{_DO}//'",
            f"form action='javascript:{_DO}'><button autofocus onfocus={_DO}>",
            f"template><script>{_DO}</script></template",
            f"noscript><p title='</noscript><img src=x onerror={_DO}>'",
            f"xss onpointerenter={_DO} style='position:fixed;inset:0'>x</xss",
            f"div onmouseover={_DO} style='position:fixed;inset:0'>x</div",
            f"div style='animation:x' onanimationstart={_DO}>x</div",
            f"table background='javascript:{_DO}'",
        )
    ),
    f"</script><script>{_DO}</script>",
    f"</style><script>{_DO}</script>",
    f"</title><script>{_DO}</script>",
    f"</textarea><script>{_DO}</script>",
    f"</pre><img src=x onerror={_DO}>",
    f"--><script>{_DO}</script><!--",
    f"]]><script>{_DO}</script>",
    f'"><img src=x onerror={_DO}>',
    f"'><img src=x onerror={_DO}>",
    f"`><img src=x onerror={_DO}>",
    f'" onmouseover="{_DO}" x="',
    f"' onfocus='{_DO}' autofocus='",
    f"<ScRiPt>{_DO}</sCrIpT>",
    f"<<script>{_DO};//<</script>",
    f"<img/src=x/onerror={_DO}>",
    f"<img\nsrc=x\nonerror\n=\n{_DO}>",
    "<img src=x onerror=&#119;indow.hurt=1>",
    f"&lt;img src=x onerror={_DO}&gt;",
    f"&#60;script&#62;{_DO}&#60;/script&#62;",
    f"\\u003cscript\\u003e{_DO}\\u003c/script\\u003e",
    f"javascript:{_DO}",
    f"JaVaScRiPt:{_DO}",
    f"data:text/html,<script>{_DO}</script>",
    f"vbscript:{_DO}",
    f"[x](javascript:{_DO})",
    f'![x](x" onerror="{_DO})',
    f"<javascript:{_DO}>",
    f"${{{_DO}}}",
    f"{{{{constructor.constructor('{_DO}')()}}}}",
    f"{{{_DO}}}",
    f"';{_DO};'",
    f'");{_DO};("',
    f"`;{_DO};`",
    f'href="#" onclick="{_DO}"',
    f"%3Cscript%3E{_DO}%3C/script%3E",
    f'=HYPERLINK("javascript:{_DO}")',
    f"@import url(javascript:{_DO})",
    f":material/bolt: <img src=x onerror={_DO}>",
    f"$$\\href{{javascript:{_DO}}}{{x}}$$",
    "__proto__",
    "constructor",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
    "x\r\nBEGIN:VEVENT\r\nSUMMARY:hurt\r\nEND:VEVENT",
    "x\nEND:VCALENDAR\nBEGIN:VCALENDAR",
    "x\rATTACH:http://127.0.0.1:9/hurt",
    f"[latex]\\input{{x}}[/latex][sound:http://127.0.0.1:9/x.mp3]{{{{Name}}}}<img src=x onerror={_DO}>",
    f"x\n\n<script>{_DO}</script>\n\n```\n",
    f"\u202e\u2028\u2029\ufeff<img src=x onerror={_DO}>",
)

KINDS: Final = (
    "Topic", "Paper", "Model", "Tool", "Project", "Dataset", "Application", "Trend", "Venue", "Community", "Career", "Phase",
    "Routine", "Series", "Note", "Book", "Course", "Video", "Blog", "Practice",
)  # fmt: skip
"""Every kind of node but areas and stages, in turn given to the payloads."""


def _kind(number: int) -> str:
    return KINDS[number // 4 % len(KINDS)] if number % 4 == 3 else ("Paper" if number % 9 == 8 else "Topic")


def hostile_turtle() -> str:
    """A map with every payload in every text field: names, definitions, reasons, notes, authors, places, addresses."""
    import json

    def text(payload: str, language: str) -> str:
        return json.dumps(payload, ensure_ascii=False) + f"@{language}"

    entries = []
    for number, payload in enumerate(PAYLOADS):
        plain = json.dumps(payload, ensure_ascii=False)
        need = (
            f"lm:prerequisite [ lm:on :n{number - 1} ; lm:because {text(payload, 'en')} , {text(payload, 'ja')} ] ; "
            if number
            else "lm:startingPoint true ; "
        )
        # Some are dated, so that the timeline and the lineage show them.
        date = '"2017-06"' if number % 3 else plain
        entries.append(
            f":n{number} a lm:{_kind(number)} ; lm:area :area ; lm:stage :stage ; lm:hours 1.0 ; {need}"
            f"skos:prefLabel {text(payload, 'en')} , {text(payload, 'ja')} ; skos:altLabel {text('alt ' + payload, 'en')} ; "
            f"skos:definition {text(payload, 'en')} , {text(payload, 'ja')} ; skos:editorialNote {text(payload, 'en')} ; "
            f"schema:name {plain} ; schema:author ( {plain} ) ; schema:publisher {plain} ; schema:url {plain} ; "
            f"dct:identifier {plain} ; lm:access {plain} ; schema:datePublished {date} ; schema:inLanguage {plain} ; "
            f"lm:buildsOn :n{(number + 1) % len(PAYLOADS)} ; lm:introducedIn :n8 ; lm:parameters {plain} ; "
            f"lm:explainedIn [ lm:resource :book ; lm:place {plain} ; schema:url {plain} ] ."
        )
    first = PAYLOADS[1]
    head = (
        "@prefix : <https://w3id.org/learning-map/id/> . @prefix lm: <https://w3id.org/learning-map/ns#> . "
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> . "
        "@prefix dct: <http://purl.org/dc/terms/> .\n"
    )
    for name, kind in (("area", "Area"), ("stage", "Stage"), ("book", "Book")):
        label = text(first, "en")
        entries.append(
            f":{name} a lm:{kind} ; skos:prefLabel {label} ; skos:definition {label} ; schema:url {json.dumps(first)} ."
        )
    return head + "\n".join(entries) + "\n"
