"""Customers: a name and an address to hang cards on."""

from sandbox.processor.calls import Call, Route
from sandbox.processor.errors import Json, no_such
from sandbox.processor.events import emit
from sandbox.processor.lists import LIST_PARAMS, page
from sandbox.processor.objects import new_id
from sandbox.processor.params import merged_metadata

FIELDS = ("name", "email", "phone", "description")
TAKES = "name email phone description metadata address invoice_settings preferred_locales payment_method"


def create(call: Call) -> Json:
    customer: Json = {
        "id": new_id("cus"),
        "object": "customer",
        "address": call.params.tree("address") or None,
        "balance": 0,
        "created": call.now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": new_id("x")[-8:].upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": call.params.strings("preferred_locales"),
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }
    call.shelf.put(_filled_in(call, customer))
    emit(call, "customer.created", customer)
    return customer


def standing(call: Call, identifier: str, *, param: str = "id") -> Json:
    """The customer, unless it was deleted: then nothing can be hung on it any more."""
    customer = call.shelf.get("customer", identifier, param=param)
    if customer.get("_deleted"):
        raise no_such("customer", identifier, param)
    return customer


def update(call: Call, identifier: str) -> Json:
    customer = _filled_in(call, standing(call, identifier))
    emit(call, "customer.updated", call.shelf.put(customer))
    return customer


def _filled_in(call: Call, customer: Json) -> Json:
    for name in FIELDS:
        if call.params.given(name):
            customer[name] = call.params.text(name)
    default = call.params.tree("invoice_settings").get("default_payment_method")
    if default:
        method = call.shelf.get("payment_method", default, param="invoice_settings[default_payment_method]")
        customer["invoice_settings"]["default_payment_method"] = method["id"]
    customer["metadata"] = merged_metadata(customer["metadata"], call.params)
    return customer


def retrieve(call: Call, identifier: str) -> Json:
    customer = call.shelf.get("customer", identifier)
    return {"id": identifier, "object": "customer", "deleted": True} if customer.get("_deleted") else customer


def delete(call: Call, identifier: str) -> Json:
    """It is gone for good, and lets go of its payment methods; its payments stay, and can still be refunded."""
    customer = standing(call, identifier)
    for method in call.shelf.newest_first("payment_method", {"customer": identifier}, {}):
        call.shelf.put(method | {"customer": None, "_detached": True})
    call.shelf.put(customer | {"_deleted": True, "name": None, "email": None, "phone": None, "address": None})
    emit(call, "customer.deleted", customer)
    return {"id": identifier, "object": "customer", "deleted": True}


def list_customers(call: Call) -> Json:
    return page(call, "customer", "/customers", "email")


ROUTES = (
    Route(method="POST", path="/customers", name="customers.create", run=create, takes=TAKES),
    Route(method="GET", path="/customers", name="customers.list", run=list_customers, takes=f"{LIST_PARAMS} email"),
    Route(method="GET", path="/customers/<identifier>", name="customers.retrieve", run=retrieve),
    Route(method="POST", path="/customers/<identifier>", name="customers.update", run=update, takes=TAKES),
    Route(method="DELETE", path="/customers/<identifier>", name="customers.delete", run=delete),
)
