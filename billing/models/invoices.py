"""Invoices as issued: never edited, only added to."""

from django.db import models

from dealerships.amounts import AmountField, CurrencyCodeField
from dealerships.constraints import AppendOnly
from dealerships.owners import Owned, OwnedKey, walls


class Invoice(Owned):
    """
    What a loan cost. ``evidence`` is the JSON form of terms, usage and invoice, from which it can be priced again.
    Charges and credits that come later stand on invoices of their own that ``supplement`` the first.
    """

    number = models.CharField(max_length=20)
    about = models.CharField(max_length=80)
    supplements = OwnedKey("self", null=True, related_name="supplemented_by")
    days = models.PositiveIntegerField()
    currency = CurrencyCodeField()
    subtotal = AmountField()
    tax = AmountField()
    total = AmountField()
    evidence = models.JSONField()
    engine_version = models.CharField(max_length=20)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            *walls("invoice", "supplements"),
            AppendOnly(name="invoice_append_only"),
            models.UniqueConstraint(fields=["dealership", "number"], name="invoice_number_once"),
            models.UniqueConstraint(
                fields=["dealership", "about"],
                condition=models.Q(supplements__isnull=True),
                name="invoice_once_per_loan",
            ),
        ]
        indexes = [
            models.Index(fields=["dealership", "-issued_at"], name="invoice_newest_first"),
            models.Index(fields=["dealership", "about"], name="invoice_about"),
        ]

    def __str__(self) -> str:
        return self.number


class InvoiceCounter(Owned):
    """The last number given: one row of a dealership, locked by whoever issues an invoice, so numbers have no gaps."""

    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            *walls("invoice_counter"),
            models.UniqueConstraint(fields=["dealership"], name="invoice_counter_once"),
        ]

    def __str__(self) -> str:
        return str(self.last)


class InvoiceLine(Owned):
    """A line with its working; ``waived`` lines stand at zero with theirs."""

    invoice = OwnedKey(Invoice, related_name="lines")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    description = models.CharField(max_length=200, blank=True)
    currency = CurrencyCodeField()
    amount = AmountField()
    taxable = models.BooleanField(default=False)
    waived = models.BooleanField(default=False)
    working = models.TextField()

    class Meta:
        constraints = [
            *walls("invoice_line", "invoice"),
            AppendOnly(name="invoice_line_append_only"),
            models.UniqueConstraint(fields=["dealership", "invoice", "position"], name="invoice_line_position_once"),
        ]

    def __str__(self) -> str:
        return self.code


class InvoiceTax(Owned):
    """A tax of the invoice, rounded once."""

    invoice = OwnedKey(Invoice, related_name="taxes")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    percent = models.DecimalField(max_digits=7, decimal_places=4)
    currency = CurrencyCodeField()
    amount = AmountField()

    class Meta:
        constraints = [
            *walls("invoice_tax", "invoice"),
            AppendOnly(name="invoice_tax_append_only"),
            models.UniqueConstraint(fields=["dealership", "invoice", "position"], name="invoice_tax_position_once"),
        ]

    def __str__(self) -> str:
        return self.kind
