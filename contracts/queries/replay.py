"""The dealership's last finished contracts, replayed under settings that nobody has saved."""

from collections.abc import Iterator

from django.db.models import F, Func, JSONField, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Concat

from billing.domain.bench import Recovery
from billing.domain.replay import Past, Replay, replay
from contracts.models import Contract
from dealerships.models import Dealership
from reservations.domain.lifecycle import Status

LAST = 500
AT_ONCE = 100


def replayed(*, dealership: Dealership, recovery: Recovery, only_settings: int | None = None) -> Replay:
    """
    The last 500 finished contracts under these settings; with ``only_settings``, only those that had the settings of
    this row. One statement; nothing is written.

    :raises billing.domain.refusals.BadUsage: the settings contradict themselves
    """
    rows = finished(dealership=dealership)
    if only_settings is not None:
        rows = rows.filter(priced_by(only_settings))
    return replay(recovery, _past(rows.order_by("-invoice__issued_at", "-invoice_id")[:LAST]))


def finished(*, dealership: Dealership) -> QuerySet[Contract]:
    """The contracts that came back and were billed."""
    rows = Contract.objects.filter(dealership=dealership, invoice__isnull=False)
    return rows.filter(reservation__status=Status.FINISHED)


def priced_by(settings: int) -> Q:
    """The contracts whose program has these settings, or whose group has them and the program none of its own."""
    of_group = Q(group__cost_recovery=settings, reservation__program__cost_recovery__isnull=True)
    return Q(reservation__program__cost_recovery=settings) | of_group


def _past(rows: QuerySet[Contract]) -> Iterator[Past]:
    names = Concat(F("reservation__customer__first_name"), Value(" "), F("reservation__customer__last_name"))
    case = KeyTransform("case", "invoice__evidence")
    terms = KeyTextTransform("terms", case)
    kept = rows.values_list("reservation__code", names, "invoice__total", terms, _without_terms(case))
    for code, guest, billed, agreed, used in kept.iterator(chunk_size=AT_ONCE):
        yield Past(code=code, guest=guest.strip(), billed=billed, terms=agreed, case=used)


def _without_terms(case: KeyTransform) -> Func:
    """The case but for its terms, which come as text: most contracts share them, and they are half of what is read."""
    return Func(
        case,
        Cast(Value("terms"), TextField()),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=JSONField(),
    )
