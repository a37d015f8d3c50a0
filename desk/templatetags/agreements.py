"""How the text of a driver agreement is shown to those who write it: its merge fields as chips."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from programs.domain.merge import FIELD, cleaned, unknown_fields

register = template.Library()


@register.filter
def with_chips(body: str) -> SafeString:
    """A body, cleaned of what no paper needs; an unknown field is marked."""
    unknown = unknown_fields(body)
    text = FIELD.sub(lambda field: str(_chip(field[1], known=field[1] not in unknown)), cleaned(body))
    return mark_safe(text)  # noqa: S308 - cleaned, and the chips are escaped


def _chip(name: str, *, known: bool) -> SafeString:
    if known:
        return format_html('<span class="merge-field">{}</span>', name)
    return format_html('<span class="merge-field" data-status="missing">{}</span>', name)
