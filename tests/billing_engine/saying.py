"""An invoice as it is kept: with its workings in words."""

from dataclasses import replace

from billing.domain.invoice import Invoice


def in_words(invoice: Invoice) -> Invoice:
    """The same, but every working said."""
    return replace(
        invoice,
        lines=tuple(line._replace(told=line.working) for line in invoice.lines),
        waived=tuple(waived._replace(told=waived.working) for waived in invoice.waived),
    )
