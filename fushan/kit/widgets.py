"""Inputs as phones like them."""

from django.forms import DateInput, TextInput


class DayInput(DateInput):
    """The browser's own date picker; its value is ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class Offered(TextInput):
    """Words of one's own, with names offered while typing by the browser itself."""

    template_name = "parts/offered.html"
    names = ()

    def offer(self, names):
        self.names = list(dict.fromkeys(names))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        number = f"{context['widget']['attrs'].get('id', name)}_offered"
        context["widget"]["attrs"]["list"] = number
        return context | {"offered": number, "names": self.names}
