"""Which groups and programs some vehicles are to be in."""

from collections.abc import Mapping
from typing import Any

from django import forms

from dealerships.forms import WordedForm
from fleet.domain.membership import Regroup


class RegroupForm(WordedForm):
    """What to change of the groups and programs of some vehicles."""

    MOVE, ALSO, PROGRAMS = "home", "also", "programs"
    ADD, OUT = "add", "out"

    vins = forms.CharField(widget=forms.HiddenInput)
    what = forms.ChoiceField(choices=[(MOVE, MOVE), (ALSO, ALSO), (PROGRAMS, PROGRAMS)], initial=MOVE)
    to_group = forms.TypedChoiceField(label="To", required=False, coerce=int, empty_value=None)
    way = forms.ChoiceField(required=False, choices=[(ADD, "Also add"), (OUT, "Take out")], initial=ADD)
    group = forms.TypedChoiceField(label="Group", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, groups: Mapping[int, str], programs: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a group"), *((str(key), name) for key, name in groups.items())]
        for name in ("to_group", "group"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.program_fields = [f"program_{key}" for key in programs]
        for key, title in programs.items():
            self.fields[f"program_{key}"] = forms.ChoiceField(
                label=title,
                required=False,
                choices=[("", "Leave as it is"), (self.ADD, "Add"), (self.OUT, "Take out")],
            )

    def clean(self) -> dict[str, Any]:
        """Something has to be chosen for what is to be changed."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("what") == self.MOVE and not said.get("to_group"):
            self.add_error("to_group", "Choose the group to move to.")
        if said.get("what") == self.ALSO and not said.get("group"):
            self.add_error("group", "Choose the group.")
        if said.get("what") == self.PROGRAMS and not any(said.get(name) for name in self.program_fields):
            self.add_error(None, "Add them to a program, or take them out of one.")
        return said

    def programs(self) -> list[forms.BoundField]:
        """The field of each program."""
        return [self[name] for name in self.program_fields]

    def chosen(self) -> list[str]:
        """The VINs."""
        return sorted(set(self.cleaned_data["vins"].split()))

    def change(self) -> Regroup:
        """What is asked for."""
        said = self.cleaned_data
        if said["what"] == self.MOVE:
            return Regroup(home=said["to_group"])
        if said["what"] == self.ALSO:
            group = frozenset({said["group"]})
            return Regroup(out_of_groups=group) if said["way"] == self.OUT else Regroup(into_groups=group)
        return Regroup(into_programs=self._programs(self.ADD), out_of_programs=self._programs(self.OUT))

    def _programs(self, way: str) -> frozenset[int]:
        said = self.cleaned_data
        return frozenset(int(name.removeprefix("program_")) for name in self.program_fields if said.get(name) == way)
