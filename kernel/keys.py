"""The forms under which names are compared, so that a dealer's typing never makes two of one."""

import unicodedata
from functools import lru_cache


def without_case(text: str) -> str:
    """Leave out case and outer spaces: how the titles of programs are compared."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


@lru_cache(maxsize=4096)
def without_case_and_spaces(text: str) -> str:
    """
    Leave out case, every space and what can't be seen, such as is pasted along from a web page: how groups, categories,
    models (RX 350, rx350) and plates are compared.
    """
    kept = without_case(text)
    if not kept.isprintable():
        kept = "".join(each for each in kept if unicodedata.category(each)[0] != "C")
    return "".join(kept.split())
