"""The desk's register of grave incidents."""

from django.contrib import admin

from villages.admin.foundations import OfVillage
from villages.models import Incident


@admin.register(Incident)
class IncidentAdmin(OfVillage):
    keyset = ("occurred_at", "pk")
    list_display = ["occurred_at", "village", "kind", "text", "reported_at"]
    list_filter = ["kind"]
    fields = [
        ("village", "kind"),
        ("occurred_at", "reported_at", "reported_how"),
        "text",
        "handling",
        ("entered_by", "changed_at"),
    ]
