"""Inputs as phones like them."""

from django.forms import DateInput


class DayInput(DateInput):
    """The browser's own date picker; its value is ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")
