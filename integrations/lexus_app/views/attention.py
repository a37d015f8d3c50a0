"""What needs attention: looked at, tried again alone or with its kind, given a category, dismissed. For all staff."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dealerships.addresses import address
from dealerships.domain.permissions import Permission
from dealerships.models import Effect
from dealerships.permits import actor, refuse
from dealerships.presses import Question, ask, came_from
from dealerships.services.effects import UnableToTryAgain
from fleet.queries.groups import categories
from integrations.lexus_app import queries, services
from integrations.lexus_app.attention import KINDS as REASONS
from integrations.lexus_app.attention import Refused
from integrations.lexus_app.forms import CategoryForm, DismissForm
from integrations.lexus_app.keeping import work_key
from integrations.lexus_app.models import InboundMessage
from integrations.lexus_app.queries.attention import UNDELIVERED
from integrations.lexus_app.queries.log import received_line
from integrations.lexus_app.services.attention import place_key
from integrations.lexus_app.views.log import here

if TYPE_CHECKING:
    from dealerships.middleware import StaffRequest

LOOKED_AT = "lexus_app_looked_at"
OF_KIND = {kind.__name__: kind for kind in (*REASONS, Refused)} | {UNDELIVERED: None}


@require_GET
def attend(request: "StaffRequest", effect: int) -> HttpResponse:
    """Lead to the message that something is about."""
    one = described_or_404(request, effect)
    if one.received is not None:
        return redirect(address(request.dealership, "lexus_app_received", received=one.received))
    if one.told is not None and Permission.ADMIN in request.staff.granted:
        return redirect(address(request.dealership, "lexus_app_sent", sent=one.told))
    return redirect(back(request))


@require_GET
@never_cache
def received(request: "StaffRequest", received: int) -> HttpResponse:
    """A message of the app: what became of it, what it says (what is personal masked), what can be done."""
    dealership = request.dealership
    message = get_object_or_404(InboundMessage, dealership=dealership, pk=received)
    keys = [place_key(message), work_key(message.connection_id, message.webhook_id)]
    waiting = queries.needing_attention(dealership=dealership).filter(key__in=keys)
    everything = request.session.pop(LOOKED_AT, None) == message.pk
    attention = queries.described(dealership, waiting)
    context = {
        "section": "dashboard",
        "message": message,
        "line": received_line(message),
        "one": attention[0] if attention else None,
        "form": CategoryForm(categories=categories(dealership=dealership)),
        "body": queries.shown(message, everything=everything),
        "everything": everything,
        "may_set_up": Permission.ADMIN in request.staff.granted,
        "back": back(request),
    }
    return render(request, "integrations/lexus_app/received.html", context)


@require_POST
def look(request: "StaffRequest", received: int) -> HttpResponse:
    """Show the personal data of a message once, and write down who asked."""
    message = get_object_or_404(InboundMessage, dealership=request.dealership, pk=received)
    services.look_at_message(dealership=request.dealership, message=message, by=actor(request), at=timezone.now())
    request.session[LOOKED_AT] = message.pk
    return redirect(address(request.dealership, "lexus_app_received", received=received))


@require_POST
def choose_category(request: "StaffRequest", effect: int) -> HttpResponse:
    """Let the app's category mean one of ours from now on, and try again all that waits for it."""
    one = described_or_404(request, effect)
    form = CategoryForm(request.POST, categories=categories(dealership=request.dealership))
    if not one.category or not form.is_valid():
        messages.error(request, "Choose one of your categories.")
        return redirect(address(request.dealership, "lexus_app_attend", effect=effect))
    chosen = form.cleaned_data["category"]
    number = services.choose_category(
        dealership=request.dealership,
        name=one.category,
        category_id=chosen.pk,
        by=actor(request),
        at=timezone.now(),
    )
    messages.success(request, f"“{one.category}” is {chosen.name} from now on. {again(number)}")
    return redirect(back(request))


@require_POST
def try_again(request: "StaffRequest", effect: int) -> HttpResponse:
    """Put something that could not be carried out back in line."""
    get_object_or_404(Effect, dealership=request.dealership, pk=effect, kind__in=queries.ATTENTION_KINDS)
    try:
        services.try_message_again(
            dealership=request.dealership, effect_id=effect, by=actor(request), at=timezone.now()
        )
    except UnableToTryAgain as reason:
        refuse(request, reason)
    return redirect(back(request))


@require_POST
def try_all_again(request: "StaffRequest") -> HttpResponse:
    """Put all of a kind back in line."""
    name = request.POST.get("kind", "")
    if name not in OF_KIND:
        raise Http404
    number = services.try_all_again(
        dealership=request.dealership, kind=OF_KIND[name], by=actor(request), at=timezone.now()
    )
    messages.success(request, again(number))
    return redirect(back(request))


def dismiss(request: "StaffRequest", effect: int) -> HttpResponse:
    """Ask why, then let it rest."""
    get_object_or_404(Effect, dealership=request.dealership, pk=effect, kind__in=queries.ATTENTION_KINDS)
    form = DismissForm(request.POST or None)
    question = Question(
        heading="Dismiss",
        verb="Dismiss",
        back=back(request),
        section="dashboard",
        words="It stays in the log, with your reason.",
    )

    def work() -> None:
        services.dismiss_message(
            dealership=request.dealership,
            effect_id=effect,
            reason=form.cleaned_data["reason"],
            by=actor(request),
            at=timezone.now(),
        )

    return ask(request, form, question=question, work=work, refusals=(UnableToTryAgain,))


def described_or_404(request: "StaffRequest", effect: int) -> queries.Attention:
    """What an effect that needs attention is about."""
    waiting = queries.needing_attention(dealership=request.dealership)
    return queries.described(request.dealership, [get_object_or_404(waiting, pk=effect)])[0]


def again(number: int) -> str:
    """How many are in line again, in words."""
    return "1 message is tried again." if number == 1 else f"{number} messages are tried again."


def back(request: "StaffRequest") -> str:
    """Where one came from: the settings page for admins, the dashboard for the others, or what the form says."""
    admin = Permission.ADMIN in request.staff.granted
    return came_from(request, here(request.dealership) if admin else address(request.dealership, "dashboard"))
