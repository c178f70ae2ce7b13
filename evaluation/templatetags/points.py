"""Points as people say them: 0.3, not 0.30."""

from decimal import Decimal

from django.template import Library

from evaluation.models import tidy

register = Library()
register.filter("points", tidy)


@register.filter
def about(points):
    """At most two decimals; where that is not the whole of it, one says so: 约 5.44."""
    whole = Decimal(str(points))
    rounded = round(whole, 2)
    return tidy(rounded) if rounded == whole else f"约 {tidy(rounded)}"
