"""Effects: what must still happen outside, or later, written in the same transaction as its cause."""

from django.db import models
from django.db.models.functions import Now

from dealerships.domain.effects import State
from dealerships.models.places import Dealership
from dealerships.owners import Owned, walls


class Effect(Owned):
    """
    One thing to do, once. ``kind`` is the dotted path of what does it; ``key`` names it in the dealership, so that
    the same cause can't ask twice; effects of one ``sequence`` are carried out in order.
    """

    kind = models.CharField(max_length=120)
    key = models.CharField(max_length=200)
    sequence = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=80, blank=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=[(s, s) for s in State], default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *walls("effect"),
            models.UniqueConstraint(fields=["dealership", "key"], name="effect_key_once"),
        ]
        indexes = [
            models.Index(
                fields=["dealership", "sequence", "id"],
                name="effect_waiting_in_sequence",
                condition=models.Q(state=State.WAITING) & ~models.Q(sequence=""),
            ),
            models.Index(
                fields=["dealership", "-id"],
                name="effect_needs_attention",
                condition=models.Q(state=State.NEEDS_ATTENTION),
            ),
            models.Index(fields=["dealership", "about", "-id"], name="effect_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Due(models.Model):
    """
    What the relay reads: which effect of which dealership is due, whose turn it is, and nothing else about it.

    Of what is due, the earliest ``turn_at`` goes first: later than ``due_at`` for what can wait a while in a crowd. It
    is written by the statement that writes the effect, whose own key is checked; a second check would tell nothing.
    """

    dealership = models.ForeignKey(
        Dealership, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    effect = models.BigIntegerField()
    due_at = models.DateTimeField()
    turn_at = models.DateTimeField(db_default=Now())
    lease_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dealership", "effect"], name="due_once")]
        indexes = [models.Index(fields=["turn_at"], name="due_next_turn")]

    def __str__(self) -> str:
        return f"{self.effect} of {self.dealership_id}"
