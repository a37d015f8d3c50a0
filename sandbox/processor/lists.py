"""Lists as the API publishes them: newest first, filtered by field and time, paged by id."""

from sandbox.processor.calls import Call
from sandbox.processor.errors import Json, no_such
from sandbox.processor.objects import published

LIST_PARAMS = "limit starting_after ending_before created"


def page(call: Call, kind: str, url: str, *fields: str, **fixed: str) -> Json:
    """One page of objects; `fields` are the parameters that filter, `fixed` are filters of the address itself."""
    wanted = {name: value for name in fields if (value := call.params.text(name)) is not None}
    created = call.params.tree("created")
    exact = call.params.text("created")
    things = call.shelf.newest_first(kind, wanted | fixed, created | ({"eq": exact} if exact else {}))
    return page_of(call, things, url)


def page_of(call: Call, things: list[Json], url: str) -> Json:
    limit = min(call.params.integer("limit") or 10, 100)
    after, before = call.params.text("starting_after"), call.params.text("ending_before")
    if after:
        things = things[_place(things, after, "starting_after") + 1 :]
        chosen = things[:limit]
    elif before:
        things = things[: _place(things, before, "ending_before")]
        chosen = things[-limit:]
    else:
        chosen = things[:limit]
    return {
        "object": "list",
        "url": f"/v1{url}",
        "has_more": len(things) > len(chosen),
        "data": [published(thing) for thing in chosen],
    }


def _place(things: list[Json], identifier: str, param: str) -> int:
    for place, thing in enumerate(things):
        if thing["id"] == identifier:
            return place
    raise no_such("object", identifier, param)
