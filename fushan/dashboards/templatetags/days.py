"""Days as people say them: this year's without the year."""

from django.template import Library
from django.utils.formats import date_format
from django.utils.timezone import localdate

register = Library()


@register.filter
def spoken(day):
    """11月20日 星期五; a day of another year with its year."""
    this_year = day.year == localdate().year
    return date_format(day, "n月j日 D" if this_year else "Y年n月j日")


@register.filter
def days_until(day, other):
    """How many days lie between the two."""
    return (other - day).days
