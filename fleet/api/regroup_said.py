"""Which groups and programs vehicles are to be in, as another system says it: by VIN and by name."""

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from dealerships.api import Said
from dealerships.models import Dealership
from fleet.api.said import Wanted, keys_of
from fleet.domain.membership import Regroup
from fleet.domain.names import Names
from fleet.queries.naming import group_names, program_names

MOST_AT_ONCE = 1_000
GROUPS = ("also_add_to", "take_out_of")
PROGRAMS = ("add_to_programs", "take_out_of_programs")
WAYS = ("move_to", *GROUPS, *PROGRAMS)


def names(words: str) -> serializers.ListField:
    """Some names."""
    return serializers.ListField(child=serializers.CharField(max_length=80), required=False, help_text=words)


class RegroupSaid(Said):
    """The vehicles, and at least one change of where they are; whatever is left out stays."""

    vins = serializers.ListField(
        child=serializers.CharField(max_length=40), allow_empty=False, max_length=MOST_AT_ONCE, help_text="Up to 1,000."
    )
    move_to = serializers.CharField(max_length=80, required=False, help_text="The name of their new home group.")
    also_add_to = names("The names of groups that they are in besides.")
    take_out_of = names("The names of groups that they leave, never their home group.")
    add_to_programs = names("The titles of programs.")
    take_out_of_programs = names("The titles of programs.")

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        """
        :raises ValidationError: nothing is to change, a name is not known here, or is to be left and come into
        """
        if not any(said.get(way) for way in WAYS):
            raise ValidationError({"move_to": ["Say at least one change: " + ", ".join(WAYS) + "."]})
        keys = keys_of(wanted(said, self.context["request"].dealership))
        meant = {way: frozenset(key for field, key in keys.items() if field.split("[")[0] == way) for way in WAYS}
        refuse_contradictions(meant)
        vins = sorted({"".join(vin.upper().split()) for vin in said["vins"]})
        return {"vins": vins, "change": change_of(meant)}


def wanted(said: dict[str, Any], dealership: Dealership) -> list[Wanted]:
    """Every name that is said, with its field."""
    groups, programs = group_names(dealership=dealership), program_names(dealership=dealership)
    home = [("move_to", groups, said["move_to"])] if said.get("move_to") else []
    return [*home, *listed(said, GROUPS, groups), *listed(said, PROGRAMS, programs)]


def listed(said: dict[str, Any], ways: tuple[str, ...], known: Names) -> list[Wanted]:
    """The names of some fields, each with its place."""
    return [(f"{way}[{place}]", known, name) for way in ways for place, name in enumerate(said.get(way, []))]


def refuse_contradictions(meant: dict[str, frozenset[int]]) -> None:
    """
    :raises ValidationError: a group or program is to be left and come into
    """
    into_groups = meant["move_to"] | meant["also_add_to"]
    clashes = {"take_out_of": into_groups, "take_out_of_programs": meant["add_to_programs"]}
    wrong = [way for way, into in clashes.items() if meant[way] & into]
    if wrong:
        raise ValidationError({way: ["They can't leave what they come into."] for way in wrong})


def change_of(meant: dict[str, frozenset[int]]) -> Regroup:
    """What is asked for."""
    return Regroup(
        home=next(iter(meant["move_to"]), None),
        into_groups=meant["also_add_to"],
        out_of_groups=meant["take_out_of"],
        into_programs=meant["add_to_programs"],
        out_of_programs=meant["take_out_of_programs"],
    )
