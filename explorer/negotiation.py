"""Which form of an answer a client wants: the Accept header of HTTP, with its weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MOST_RANGES = 100


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which an answer can be written.

    Attributes
    ----------
    media_type : what it is called, without a parameter.
    extension : of a file that holds it.
    aliases : other media types that clients ask it by.
    """

    media_type: str
    extension: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A form, and the media type by which its client knows it."""

    form: Form
    media_type: str


def choose(accept: str | None, forms: Sequence[Form]) -> Chosen | None:
    """Return the form that a client likes best, of two that it likes the same the earlier one; None where it takes none.

    Parameters
    ----------
    accept : the value of its Accept header (RFC 9110, section 12.5.1); None where it stated none.

    Examples
    --------
    >>> forms = (Form("text/turtle", "ttl"), Form("application/rdf+xml", "rdf", aliases=("application/xml",)))
    >>> choose("text/turtle;q=0.5, application/*", forms).media_type
    'application/rdf+xml'
    >>> choose("application/xml", forms).media_type
    'application/xml'
    >>> choose("image/png", forms) is None
    True
    """
    ranges = _ranges(accept if accept is not None and accept.strip() else "*/*")
    named = [Chosen(form, form.media_type) for form in forms]
    named += [Chosen(form, alias) for form in forms for alias in form.aliases]
    best = max(named, key=lambda chosen: _weight(chosen.media_type, ranges), default=None)
    return best if best is not None and _weight(best.media_type, ranges) > 0 else None


def prefers_page(accept: str | None, forms: Sequence[Form]) -> bool:
    """Return whether a client would rather have a page to look at than any of the forms: a browser says so.

    >>> prefers_page("text/html,application/xhtml+xml,*/*;q=0.8", [Form("text/turtle", "ttl")])
    True
    >>> prefers_page("*/*", [Form("text/turtle", "ttl")])
    False
    """
    if accept is None:
        return False
    ranges = _ranges(accept)
    page = max(_weight("text/html", ranges), _weight("application/xhtml+xml", ranges))
    return page > max((_weight(form.media_type, ranges) for form in forms), default=0.0)


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.lower().split(",")[:_MOST_RANGES]:
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        weight = _stated_weight(parameters)
        if media_range and weight is not None:
            found[media_range] = max(weight, found.get(media_range, 0.0))
    return found


def _stated_weight(parameters: Iterable[str]) -> float | None:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return None
            return weight if 0 <= weight <= 1 else None
    return 1.0


def _weight(media_type: str, ranges: dict[str, float]) -> float:
    # The more exact range counts, not the heavier one.
    for media_range in (media_type, media_type.split("/")[0] + "/*", "*/*"):
        if media_range in ranges:
            return ranges[media_range]
    return 0.0
