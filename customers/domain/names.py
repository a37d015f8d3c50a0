"""Names of guests as they are compared: case and accents ignored, the last word without Jr, Sr, II to IV."""

import unicodedata

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Letters with a stroke or joined letters have no accent that could be taken off.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
DROPPED = str.maketrans("", "", "'’‘`´.,")


def name_key(first_name: str, last_name: str) -> str:
    """First and last name as one look-up key, suffixes left out: *avery quinn*."""
    return " ".join(words(f"{first_name} {last_name}"))[:160]


def last_name_key(name: str) -> str:
    """The last word of a name without Jr, Sr, II to IV: *quinn* for *Avery Quinn Jr.* (lexus-app.md, Matching)."""
    return (words(name) or [""])[-1][:80]


def split_name(full_name: str) -> tuple[str, str]:
    """First and last name of a full one; a suffix stays with the last name, a single word is a last name."""
    parts = full_name.split()
    cut = len(parts) - 1
    while cut > 0 and plain(parts[cut]) in SUFFIXES:
        cut -= 1
    return " ".join(parts[:cut]), " ".join(parts[cut:])


def words(name: str) -> list[str]:
    """The plain words of a name, without suffixes at its end."""
    parts = [part for part in map(plain, name.split()) if part]
    while len(parts) > 1 and parts[-1] in SUFFIXES:
        parts.pop()
    return parts


def plain(word: str) -> str:
    """A word without case, accents, apostrophes and full stops."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(PLAIN).translate(DROPPED)
