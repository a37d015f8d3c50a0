"""Presses: which forms have done their work, so that a second press of the same button does nothing twice."""

from django.db import models

from dealerships.owners import Owned, walls


class Press(Owned):
    """A form that was sent; ``key`` is that of the form and whoever sent it, ``target`` the page it led to."""

    key = models.CharField(max_length=64)
    target = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "presses"
        constraints = [
            *walls("press"),
            models.UniqueConstraint(fields=["dealership", "key"], name="press_once"),
        ]
        indexes = [models.Index(fields=["dealership", "created_at"], name="press_oldest_first")]

    def __str__(self) -> str:
        return self.target
