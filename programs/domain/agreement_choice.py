"""Which driver agreement and which settings a contract uses, where a program and a group both have a say."""

from typing import TypeVar

Agreement = TypeVar("Agreement")
Settings = TypeVar("Settings")


class NoAgreement(Exception):
    """Nobody names a driver agreement."""

    def __init__(self) -> None:
        """Say where one can be named."""
        super().__init__(
            "No driver agreement applies. Name one in the program or the group, or make one the dealership's default."
        )


def chosen_agreement(
    *, of_program: Agreement | None, of_group: Agreement | None, of_dealership: Agreement | None
) -> Agreement:
    """
    The program's agreement, else the group's, else the dealership's default (product.md, Driver agreement).

    :raises NoAgreement: none of them has one
    """
    for agreement in (of_program, of_group, of_dealership):
        if agreement is not None:
            return agreement
    raise NoAgreement


def chosen_settings(*, of_program: Settings | None, of_group: Settings) -> Settings:
    """A program's own cost recovery or additional settings, else the group's (product.md, Program)."""
    return of_group if of_program is None else of_program
