"""A form does its work once, however often its button is pressed."""

from collections.abc import Callable

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from dealerships.middleware import DealershipRequest

DAY_SECONDS = 24 * 60 * 60


def once(request: DealershipRequest, work: Callable[[], str]) -> HttpResponseRedirect:
    """
    Do the work of this very form and go where it says, or go where its first press went.

    The key stands in the same transaction as the work (the cache is a table): a second press waits for the first,
    and a press that failed leaves no key behind.
    """
    key = f"form:{request.dealership.pk}:{request.user.pk}:{request.POST.get('form_key', '')}"
    with transaction.atomic():
        if request.POST.get("form_key") and not cache.add(key, request.path, DAY_SECONDS):
            return redirect(cache.get(key) or request.path)
        target = work()
        cache.set(key, target, DAY_SECONDS)
    return redirect(target)
