"""Who lives: read from /proc, by descent, because programs rename themselves and tidy away their environment."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Living:
    """One process; number and time of birth together are never used again."""

    pid: int
    parent: int
    born: int
    worked_seconds: float
    words: str


def family_of(pid: int) -> Sequence[Living]:
    """A process and everything below it."""
    everybody = list(_everybody())
    family = [person for person in everybody if person.pid == pid]
    for member in family:
        family.extend(person for person in everybody if person.parent == member.pid)
    return family


def survivors(family: Sequence[Living]) -> Sequence[Living]:
    """Who of them still lives, whatever they call themselves now."""
    alive = {(person.pid, person.born) for person in _everybody()}
    return [person for person in family if (person.pid, person.born) in alive]


def anybody_of(group: int) -> bool:
    """Whether a process group still has members."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _everybody() -> Iterator[Living]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, *numbers = folder.joinpath("stat").read_text().rpartition(")")[2].split()
            words = folder.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        if state not in "ZX":
            yield Living(
                pid=int(folder.name),
                parent=int(numbers[0]),
                born=int(numbers[18]),
                worked_seconds=sum(map(int, numbers[10:14])) / TICKS_A_SECOND,  # its own, and its ended children's
                words=words,
            )
